/** The levels that a criterion's scale text names, as shortcuts: "优 36–40；良 30–35.5" → two of them. */

import { compare, isDecimal } from "../decimal.js"

const LEVEL = /^(\S{1,8}?)[\s:：]*([0-9.]+)\s*[-–—~～至]\s*([0-9.]+)\s*分?$/

/**
 * @typedef {object} Level
 * @property {string} name e.g. 优
 * @property {string} low
 * @property {string} high what the shortcut enters
 */

/** The levels within the criterion's range, in the order of the text; none where it names none. @returns {Level[]} */
export function levels({ scale, min, max }) {
  return scale
    .split(/[\n;；]/)
    .map((line) => LEVEL.exec(line.trim()))
    .filter((found) => found && isDecimal(found[2]) && isDecimal(found[3]))
    .map(([, name, a, b]) => (compare(a, b) < 0 ? { name, low: a, high: b } : { name, low: b, high: a }))
    .filter(({ low, high }) => compare(low, min) >= 0 && compare(high, max) <= 0)
}
