/** 评分进度: which seats are done. No value, and no order of arrival in the positions. */

import { html } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { panel } from "./seats.js"
import { subject } from "./subject.js"

export const needs = "stage"

export function picture({ stage, seats }) {
  const done = seats.filter(Boolean).length
  const words = done < seats.length ? t("screen.marking") : t("screen.marked")
  return html`
    ${subject(stage)} ${panel(seats.map((isDone, index) => seat(index + 1, isDone)))}
    <div class="outcome">
      <p class="result">${words}</p>
      <p class="tally">${done} / ${seats.length}</p>
    </div>
  `
}

function seat(number, isDone) {
  return html`
    <li class="seat" ?data-done=${isDone}>
      <div class="tile">
        <span class="label">${t("screen.seat", { number })}</span>
        <svg class="tick" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 13l5 5L20 6" /></svg>
      </div>
    </li>
  `
}
