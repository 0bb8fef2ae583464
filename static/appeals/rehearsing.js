/** In a rehearsal nobody waits for working days: its time moves on, on record. A real competition has no such button. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { press } from "./parts.js"

export function timeMoved({ rehearsal }, may) {
  if (!rehearsal || !may.organises) return nothing
  return html`<article class="card moved">
    <h3>${t("appeals.moved")}</h3>
    <p class="muted">${t("appeals.moved-hint")}</p>
    <p class="keys">${press(MOVE_ON, may)}</p>
  </article>`
}

const MOVE_ON = {
  word: "move-on",
  get fields() {
    return [{ name: "days", label: t("appeals.move-on-days"), kind: "number", value: 1 }]
  },
  command: ({ days }) => ({ kind: "AdvanceClock", days }),
}
