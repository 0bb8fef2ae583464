/** Numbers the way they are said in Chinese: "91.5" → 九十一点五. Digits in, characters out; nothing is rounded. */

const DIGITS = "零一二三四五六七八九"
const UNITS = ["", "十", "百", "千"]

/**
 * The spoken form of a decimal of at most eight digits before the point. Zeros after the point are said as they stand.
 *
 * @param {string} text e.g. "-3", "10.05"
 * @returns {string}
 */
export function spoken(text) {
  const [, sign, whole, fraction] = /^(-?)0*([0-9]+?)(?:\.([0-9]+))?$/.exec(text)
  const point = fraction ? `点${each(fraction)}` : ""
  return (sign ? "负" : "") + integer(whole) + point
}

function integer(digits) {
  if (digits === "0") return "零"
  const [high, low] = [digits.slice(0, -4), digits.slice(-4)]
  const said = (high ? `${group(high)}万` : "") + group(low, Boolean(high))
  return said.replace(/^一十/, "十")
}

/** Up to four digits; a gap of zeros is said as one 零, at the end not at all. */
function group(digits, isContinued = false) {
  let said = ""
  let gap = isContinued && digits.startsWith("0")
  Array.from(digits).forEach((digit, index) => {
    if (digit === "0") gap = gap || said !== ""
    else {
      said += (gap ? "零" : "") + DIGITS[Number(digit)] + UNITS[digits.length - 1 - index]
      gap = false
    }
  })
  return said
}

function each(digits) {
  return Array.from(digits, (digit) => DIGITS[Number(digit)]).join("")
}
