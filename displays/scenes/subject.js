/** Who is on stage, as large as the wall allows: place in the running order, district and name. */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { heading } from "../names.js"

/** @param {object} stage as in judging/views/stage.py */
export function subject({ number, of, district, entrant }) {
  return html`
    <p class="kicker">
      ${number ? html`<span>${t("screen.number", { number, of })}</span>` : nothing}
      ${district ? html`<span>${district}</span>` : nothing}
    </p>
    ${heading(entrant)}
  `
}
