/** Numbers the way they are said in English: "91.5" → ninety-one point five. Digits in, words out; nothing is rounded. */

const SMALL = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`.split(/\s+/)
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ")

/**
 * The spoken form of a decimal of at most six digits before the point. Digits after the point are said as they stand.
 *
 * @param {string} text e.g. "-3", "10.05"
 * @returns {string}
 */
export function spelled(text) {
  const [, sign, whole, fraction = ""] = /^(-?)0*([0-9]+?)(?:\.([0-9]+))?$/.exec(text)
  const point = fraction ? ["point", ...Array.from(fraction, (digit) => SMALL[digit])] : []
  return [...(sign ? ["minus"] : []), integer(whole), ...point].join(" ")
}

function integer(digits) {
  const [high, low] = [digits.slice(0, -3), digits.slice(-3)]
  if (!high) return group(low)
  return [group(high), "thousand", ...(Number(low) ? [group(low)] : [])].join(" ")
}

/** Up to three digits. */
function group(digits) {
  const [hundreds, rest] = [Number(digits.slice(0, -2)), Number(digits.slice(-2))]
  if (!hundreds) return belowHundred(rest)
  return [SMALL[hundreds], "hundred", ...(rest ? [belowHundred(rest)] : [])].join(" ")
}

function belowHundred(number) {
  if (number < 20) return SMALL[number]
  const [tens, ones] = String(number)
  return Number(ones) ? `${TENS[tens - 2]}-${SMALL[ones]}` : TENS[tens - 2]
}
