/** 待机: what this is and who holds it, and nothing that moves. */

import { picture as image } from "../../static/picture.js"
import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { heading } from "../names.js"

export function picture({ competition, organiser, logo }) {
  return html`
    <div class="standby">
      ${image(logo, "logo")}
      ${heading(competition)} ${organiser ? html`<p class="organiser">${organiser}</p>` : nothing}
    </div>
  `
}
