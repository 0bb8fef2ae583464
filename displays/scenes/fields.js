/**
 * Two fields, as a sum is done: whom it is about and the panel's seats, and what came of them. The same places from the
 * first sheet to the last beat; only the sizes follow from the room there is.
 */

import { html } from "../../static/vendor/lit-html/lit-html.js"
import { heading } from "../names.js"

// Levels of data-fit in fields.css, from large to small.
const LAST_STACKED = 3 // from here on number and mark of a seat stand on one line
const LAST = 5
const MOST_IN_ROW = 5
const OVERLAY_LEVEL = 2 // a plate over somebody else's picture is not large

/**
 * @param {object} stage as in judging/views/stage.py
 * @param {unknown} seats from `panel`
 * @param {unknown} outcome the second field
 * @param {unknown} [verdicts] the line below the seats, which has its room from the beginning
 */
export function fields(stage, seats, outcome, verdicts) {
  return html`
    <div class="fields">
      <section class="who">
        ${heading(stage.entrant)} ${seats}
        <p class="verdicts">${verdicts}</p>
      </section>
      ${outcome}
    </div>
  `
}

/** Chooses the largest sizes with which everything has room; again only for another panel, score or wall. */
export function settleFields(main, { stage, seats, reveal }) {
  const [who, sum] = main.querySelector(".fields").children
  const wall = [innerWidth, innerHeight, document.documentElement.dataset.theme]
  const count = seats.length || reveal.marks.length
  once(who, [wall, stage, count], () => fitSeats(who, count))
  once(sum, [wall, reveal?.raw, reveal?.score, reveal?.deductions, reveal?.groups], () => fit(sum, () => sum.scrollWidth <= sum.clientWidth + 1))
  return Infinity
}

function once(part, key, measure) {
  const text = JSON.stringify(key)
  if (part.dataset.measured !== text) measure()
  part.dataset.measured = text
}

/** The largest tiles in as few rows as a panel has on paper; where they have no room, in as many as it takes. */
function fitSeats(who, count) {
  const few = Math.ceil(count / MOST_IN_ROW)
  if (!fit(who, () => arrange(who, count, few), LAST_STACKED)) fit(who, () => arrange(who, count, count))
}

/** Whether the tiles have room side by side in at most so many rows. */
function arrange(who, count, most) {
  for (let rows = 1; rows <= most; rows++) {
    who.style.setProperty("--columns", Math.ceil(count / rows))
    if (who.scrollWidth <= who.clientWidth + 1) return true
  }
  return false
}

function fit(part, arranged, last = LAST) {
  const first = document.documentElement.hasAttribute("data-overlay") ? OVERLAY_LEVEL : 0
  for (let level = first; level <= last; level++) {
    part.dataset.fit = level
    if (arranged() && part.scrollHeight <= part.clientHeight + 1) return true
  }
  return false
}
