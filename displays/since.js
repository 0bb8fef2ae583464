/** How long somebody has been at a window: the time of the clock where there is one, or else minutes since the call. */

import { nextChange, reading } from "../static/clock.js"
import { t } from "../static/words.js"

const MINUTE_MS = 60_000

/**
 * What to show, and how pressing it is.
 *
 * @param {{since: number, clock: object | null}} there as in judging/views/screen.py
 * @param {number} moment
 * @returns {{text: string, level: string, state: string}}
 */
export function howLong({ since, clock }, moment) {
  if (clock) return reading(clock, moment)
  const n = Math.floor(passed(since, moment) / MINUTE_MS)
  return { text: n ? t("since.minutes", { n }) : t("since.just-now"), level: "calm", state: "" }
}

/** In how many ms that changes. */
export function untilLonger({ since, clock }, moment) {
  return clock ? nextChange(clock, moment) : MINUTE_MS - (passed(since, moment) % MINUTE_MS)
}

function passed(since, moment) {
  return Math.max(moment - since, 0)
}
