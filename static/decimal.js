/**
 * Exact decimals as texts, for a judge's own running total and the hint that a mark is off its step. Scores,
 * means and ranks are the server's business alone.
 */

const MARK = /^-?[0-9]{1,6}(\.[0-9]{1,6})?$/

/** Whether the text is a decimal as the rules write one: ASCII digits, at most 6 before and 6 after the point. */
export function isDecimal(text) {
  return MARK.test(text)
}

/** a + b in its shortest form. @param {string} a @param {string} b @returns {string} */
export function add(a, b) {
  const places = Math.max(placesOf(a), placesOf(b))
  return shown(units(a, places) + units(b, places), places)
}

/** a × b in its shortest form. @param {string} a @param {string} b @returns {string} */
export function times(a, b) {
  const [p, q] = [placesOf(a), placesOf(b)]
  return shown(units(a, p) * units(b, q), p + q)
}

/** Below, at or above zero as a is less than, equal to or more than b. @returns {-1|0|1} */
export function compare(a, b) {
  const places = Math.max(placesOf(a), placesOf(b))
  const difference = units(a, places) - units(b, places)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Whether the value is a whole number of steps from min. */
export function isOnStep(value, min, step) {
  const places = Math.max(...[value, min, step].map(placesOf))
  return (units(value, places) - units(min, places)) % units(step, places) === 0n
}

/**
 * The next value on the steps from min, upwards or downwards, kept within min and max.
 *
 * @param {string} value need not be on a step itself
 * @param {{min: string, max: string, step: string}} scale
 * @param {1|-1} direction
 * @returns {string}
 */
export function nextStep(value, { min, max, step }, direction) {
  const places = Math.max(...[value, min, max, step].map(placesOf))
  const [from, low, high, size] = [value, min, max, step].map((text) => units(text, places))
  const offset = from - low
  const steps = offset / size - (offset < 0n && offset % size !== 0n ? 1n : 0n) // floor
  const isBetween = offset % size !== 0n
  const target = low + (direction > 0 ? steps + 1n : isBetween ? steps : steps - 1n) * size
  const highest = low + ((high - low) / size) * size
  return shown(target < low ? low : target > highest ? highest : target, places)
}

/** The shortest form: "040.50" → "40.5", "-0.0" → "0". @param {string} text @returns {string} */
export function plain(text) {
  const places = placesOf(text)
  return shown(units(text, places), places)
}

function placesOf(text) {
  if (!/^-?[0-9]+(\.[0-9]+)?$/.test(text)) throw new Error(`not a decimal: ${text}`)
  const point = text.indexOf(".")
  return point < 0 ? 0 : text.length - point - 1
}

function units(text, places) {
  return BigInt(text.replace(".", "") + "0".repeat(places - placesOf(text)))
}

function shown(units, places) {
  const sign = units < 0n ? "-" : ""
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0")
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "")
  return sign + whole + (fraction && `.${fraction}`)
}
