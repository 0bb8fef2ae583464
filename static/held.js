/** A file as it was when it was chosen. */

/**
 * Held in memory: one that was changed on the disk since is sent by no browser, and it would seem that the server is out
 * of reach.
 *
 * @param {File} file
 * @returns {Promise<File>} the file itself where it cannot be read now
 */
export async function held(file) {
  try {
    return new File([await file.arrayBuffer()], file.name, { type: file.type })
  } catch {
    return file
  }
}
