/** Whether what is changed here would survive this computer: one line, about all seasons. */

import { Refused, get } from "../command.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const LOOK_MS = 3000

/** SeasonsBackupView of judging/web/season_backups.py, null until it came. */
let found = null

/** Day and time, on this device's clock. @param {string} at */
export function moment(at) {
  return `${new Date(at).toLocaleDateString("sv")} ${clockTime(at).slice(0, 5)}`
}

/** The last good copy, or why there is none. */
export function backup() {
  if (!found) return nothing
  const { trouble, at, is_own, folder } = found
  const state = trouble ? "bad" : at && !is_own ? "good" : "wait"
  const copy = { folder, time: at && moment(at) }
  const last = at ? t("season.last-backup", copy) : t("season.not-backed-up")
  const good = is_own ? t("season.backed-up-here", copy) : t("season.backed-up", copy)
  return html`<p class="status backup" data-state=${state} role="status">
    <span>${trouble ? `${sentence(trouble)} ${last}` : at ? good : last}</span>
  </p>`
}

/** Asks again and again, as long as the page is looked at. @param {() => void} draw */
export async function keepLooking(draw) {
  if (!document.hidden) {
    try {
      found = await get("/seasons.backup")
      draw()
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused // whatever else the page asks for tells it
    }
  }
  setTimeout(keepLooking, LOOK_MS, draw)
}
