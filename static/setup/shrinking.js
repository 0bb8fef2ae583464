/** Photos of a camera, made small before they are sent: a hundred of them at full size would take minutes. */

const LARGE_BYTES = 1_500_000
const MOST_SIDE = 2200 // more than any screen shows
const QUALITY = 0.9

/**
 * The file itself where it is small, or where this browser cannot read it: then the server says what is wrong.
 *
 * @param {File} file
 * @returns {Promise<File>}
 */
export async function shrunk(file) {
  if (file.size <= LARGE_BYTES) return file
  let bitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch {
    return file
  }
  const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const context = canvas.getContext("2d")
  context.fillStyle = "white" // a JPEG has no holes
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY))
  return blob ? new File([blob], file.name, { type: "image/jpeg" }) : file
}
