/** 评分进度: which seats are done. No value, and no order of arrival in the positions. */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { fields, settleFields } from "./fields.js"
import { panel, seat } from "./seats.js"

export const needs = "stage"
export const settle = settleFields

const TICK = html`
  <svg class="tick" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 13l5 5L20 6" /></svg>
`

export function picture({ stage, seats }) {
  const done = seats.filter((state) => state === "done").length
  const of = seats.filter((state) => state === "done" || state === "waiting").length
  const tiles = seats.map((state, index) => seat(index + 1, state, { content: state === "done" ? TICK : nothing }))
  return fields(
    stage,
    panel(tiles, stage.digits),
    html`
      <div class="sum">
        <div>
          <p class="caption">${done < of ? t("screen.marking") : t("screen.marked")}</p>
          <p class="tally">${done} / ${of}</p>
        </div>
      </div>
    `,
  )
}
