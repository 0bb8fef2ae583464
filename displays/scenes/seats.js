/** The seats of the panel: tiles that stay at one place from the first sheet to the last beat of the reveal. */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"

const EXCUSED = ["absent", "recused"]

/**
 * The panel's tiles; `settleFields` decides how many stand in a row.
 *
 * @param {import("../../static/vendor/lit-html/lit-html.js").TemplateResult[]} tiles in seat order
 * @param {number} digits of the longest mark there can be
 */
export function panel(tiles, digits) {
  return html`
    <ol class="seats" .style=${`--digits: ${digits}`}>
      ${tiles}
    </ol>
  `
}

/**
 * One seat. Who is excused has an outline instead of a tile, and the word for it from the beginning.
 *
 * @param {number} number
 * @param {string} state "waiting", "done", "in", "absent" or "recused"
 * @param {{content?: unknown, dropped?: string, isTold?: boolean, group?: string}} [shown] `content` of the tile
 */
export function seat(number, state, { content = nothing, dropped = "", isTold = false, group = "" } = {}) {
  const isExcused = EXCUSED.includes(state)
  return html`
    <li class="seat" data-state=${state} data-dropped=${dropped || nothing} ?data-told=${isTold}>
      <span class="label" data-number=${number}>${t("screen.seat", { number })}${group ? html` <small>${group}</small>` : nothing}</span>
      <span class="mark">${isExcused ? t(`screen.${state}`) : content}</span>
    </li>
  `
}
