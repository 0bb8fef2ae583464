/** The clock of a performance, small: what is left, or how far it is over. */

import { nextChange, reading } from "../clock.js"
import { isClockSet, now } from "../live.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** Nothing where nothing is timed, or where the server's time is not known. */
export function face({ clock }) {
  if (!clock || !isClockSet()) return nothing
  const { level, text, state } = reading(clock, now())
  const isPaused = state === "paused"
  return html`<span class="clock numeral" data-level=${level} ?data-paused=${isPaused} aria-label=${t("judge.clock")}
    >${isPaused ? t("judge.paused", { time: text }) : text}</span
  >`
}

/** In how many ms one of these tasks shows another time; Infinity while all clocks stand. */
export function nextTick(tasks) {
  const clocks = tasks.map(({ clock }) => clock).filter(Boolean)
  return Math.min(...clocks.map((clock) => nextChange(clock, now())))
}
