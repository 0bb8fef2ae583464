/** The phases of a competition: which one it is, how long it lasts, and what is missing by its end. */

import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { listed, t } from "./words.js"

const DAY_MS = 24 * 60 * 60 * 1000
const SOON_DAYS = 7
const LONG_DAYS = 180 // since it ended: the dates are those of the plan, or of the competition that was copied
const MOST_NAMED = 6 // districts in one line

/**
 * A line for each phase. With `isBrief` only those that go on, and those that ended with something missing.
 *
 * @param {object[]} phases PhaseLine of judging/views/intake.py
 * @param {boolean} [isBrief]
 */
export function phaseLines(phases, isBrief = false) {
  const shown = phases.map((phase) => ({ ...phase, ...standing(phase) })).filter(({ state, missing }) => !isBrief || state === "now" || (state === "over" && missing.length))
  return shown.length ? html`<ul class="phases">${shown.map(line)}</ul>` : nothing
}

function line({ name, starts, ends, missing, state, days }) {
  const word = state === "now" && days === 0 ? "last" : state === "over" && days > LONG_DAYS ? "long-over" : state
  const isDue = word === "long-over" || (missing.length > 0 && (state === "over" || (state === "now" && days <= SOON_DAYS)))
  return html`<li data-phase=${state}>
    <b>${name}</b> <span class="numeral">${t("phases.span", { starts, ends })}</span>
    <span class="status" data-state=${isDue ? "wait" : state === "over" ? "good" : nothing}>${t(`phases.${word}`, { n: days })}</span>
    ${missing.map((item) => html`<small>${lacking(item)}</small>`)}
  </li>`
}

/** “申报表还缺：浦东新区、黄浦区等 16 个区”. @param {object} item MissingItem */
function lacking({ name, districts }) {
  const named = listed(districts.slice(0, MOST_NAMED))
  return t(districts.length > MOST_NAMED ? "phases.lacking-many" : "phases.lacking", { name, named, n: districts.length })
}

/** Where today is: before it, in it (days left, 0 on the last), or after it. */
function standing({ starts, ends }) {
  const today = dayOf(new Date())
  if (today < starts) return { state: "before", days: between(today, starts) }
  return today > ends ? { state: "over", days: between(ends, today) } : { state: "now", days: between(today, ends) }
}

function dayOf(date) {
  const two = (number) => String(number).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function between(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
