/** 待机: what this is and who holds it, and nothing that moves. */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { heading } from "../names.js"

export function picture({ competition, organiser }) {
  return html`
    <div class="standby">
      ${heading(competition)} ${organiser ? html`<p class="organiser">${organiser}</p>` : nothing}
    </div>
  `
}
