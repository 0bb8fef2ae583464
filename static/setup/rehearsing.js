/** 演练: this very competition, played by robots beforehand. */

import { rehearsal } from "../rehearsal.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** The section. */
export function rehearsing() {
  return html`<div class="rehearsing">
    <p class="muted">${t("rehearsal.own-hint")}</p>
    ${rehearsal({ own: true, preset: false })}
  </div>`
}
