/** 出场: who comes on stage. */

import { html } from "../../static/vendor/lit-html/lit-html.js"
import { subject } from "./subject.js"

export const needs = "stage"

export function picture({ stage }) {
  return html`<div class="entrance">${subject(stage)}</div>`
}
