/** A judge's own marks while they are typed: what is wrong with one, what is missing, what they add up to. */

import { add, compare, isDecimal, isOnStep, nextStep, plain, times } from "../decimal.js"
import { t } from "../words.js"

/**
 * @typedef {object} Criterion as in judging/core/scoring/rulebook.py; decimals are texts
 * @property {string} id
 * @property {string} name
 * @property {string} min
 * @property {string} max
 * @property {string} step
 * @property {string} factor
 * @property {string} scale
 *
 * @typedef {Record<string, string>} Marks typed text by criterion id; "" and absent both mean not yet
 */

/** What is wrong with a typed mark, in words; "" if nothing is, or nothing was typed. */
export function problem(typed, { min, max, step }) {
  if (!typed) return ""
  const text = settled(typed)
  if (!isDecimal(text)) return t("judge.not-a-number")
  if (compare(text, max) > 0) return t("judge.above", { max })
  if (compare(text, min) < 0) return t("judge.below", { min })
  if (isOnStep(text, min, step)) return ""
  const scale = { min, max, step }
  return t("judge.off-step", { step, low: nextStep(text, scale, -1), high: nextStep(text, scale, 1) })
}

/** The criteria that have no valid mark yet. @returns {Criterion[]} */
export function unfinished(marks, criteria) {
  return criteria.filter((criterion) => !isGood(marks[criterion.id], criterion))
}

/** The marks as the server takes them; call it only when none is unfinished. @returns {Record<string, string>} */
export function finished(marks, criteria) {
  return Object.fromEntries(criteria.map(({ id }) => [id, plain(settled(marks[id]))]))
}

/** Σ factor × mark over the valid marks. @returns {string} */
export function total(marks, criteria) {
  const good = criteria.filter((criterion) => isGood(marks[criterion.id], criterion))
  return good.reduce((sum, { id, factor }) => add(sum, times(settled(marks[id]), factor)), "0")
}

/** The highest total there is. @returns {string} */
export function highest(criteria) {
  return criteria.reduce((sum, { factor, max }) => add(sum, times(max, factor)), "0")
}

/**
 * The typed text after one more key of the pad.
 *
 * @param {string} text
 * @param {string} key "0"…"9", ".", "back", "clear" or "sign"
 * @param {boolean} isFresh a digit begins anew
 */
export function typed(text, key, isFresh) {
  switch (key) {
    case "clear":
      return ""
    case "back":
      return text.slice(0, -1).replace(/^-$/, "")
    case "sign":
      return text.startsWith("-") ? text.slice(1) : `-${text}`
  }
  const before = isFresh ? "" : text
  const after = key === "." ? (before.includes(".") ? before : `${before || "0"}.`) : before + key
  const shortest = after.replace(/^(-?)0+(?=[0-9])/, "$1")
  return /^-?[0-9]{0,6}(\.[0-9]{0,6})?$/.test(shortest) ? shortest : before
}

/** One step up or down; a mark not given yet enters the scale at the end it is walking away from. */
export function stepped(text, criterion, direction) {
  const { min, max } = criterion
  return isDecimal(settled(text)) ? nextStep(settled(text), criterion, direction) : direction > 0 ? min : max
}

function isGood(text, criterion) {
  return Boolean(text) && problem(text, criterion) === ""
}

/** "3." is on its way to "3.5", and until then it is 3. */
function settled(text = "") {
  return text.replace(/\.$/, "")
}
