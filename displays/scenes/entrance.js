/** 出场: who comes on stage. */

import { picture as image } from "../../static/picture.js"
import { html } from "../../static/vendor/lit-html/lit-html.js"
import { subject } from "./subject.js"

export const needs = "stage"

export function picture({ stage }) {
  const shown = stage.photo || stage.team
  if (!shown) return html`<div class="entrance">${subject(stage)}</div>`
  return html`<div class="pictured">
    <div class="entrance">${subject(stage)}</div>
    ${image(shown, "portrait")}
  </div>`
}
