/** Compulsory items: decided here by the scorekeeper, or by the sheets, whose answers are told once all are in. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"
import { barred, othersPart } from "./parts.js"

const DECIDED_DURING = ["called", "marking"]
const ANSWERS = [
  [true, "console.item-there"],
  [false, "console.item-absent"],
]

/** One line per item of the round on stage. */
export function items(stage) {
  if (!stage.items.length) return nothing
  return html`<section class="items">
    <h2>${t("console.items")}</h2>
    <ul>
      ${stage.items.map(
        (item) => html`<li>
          <b>${item.name}</b>
          ${item.by === "scorekeeper" ? choice(stage, item) : html`<span>${votes(item)}</span>`}
        </li>`,
      )}
    </ul>
  </section>`
}

function choice({ performance, phase }, item) {
  const decide = (present, word) =>
    act({ kind: "DecideItem", performance, item: item.id, present }, `${item.name} ${t(word)}`)
  const others = othersPart("DecideItem", performance)
  return html`<span class="row-of-buttons" role="group" aria-label=${item.name}>
    ${ANSWERS.map(
      ([present, word]) =>
        html`<button
          type="button"
          class="button"
          aria-pressed=${item.present === present}
          ?disabled=${others || !DECIDED_DURING.includes(phase)}
          @click=${() => decide(present, word)}
        >
          ${t(word)}
        </button>`,
    )}
    ${item.present === null ? html`<small class="muted">${t("console.item-undecided")}</small>` : nothing} ${barred(others)}
  </span>`
}

function votes(item) {
  return item.there === null ? t("console.item-by-judges") : t("console.item-votes", item)
}
