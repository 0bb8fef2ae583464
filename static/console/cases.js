/** The case of the organiser's list that the performance is about: drawn by lot, or chosen. Nothing is typed. */

import { newId } from "../command.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { live } from "../vendor/lit-html/directives/live.js"
import { t } from "../words.js"
import { act } from "./acting.js"

const GIVEN_DURING = ["called", "marking"]
const SEED_DIGITS = 12

/** The present case, and how to give one while there may still be another. */
export function cases(stage) {
  if (!stage.cases.length) return nothing
  const given = stage.cases.find(({ id }) => id === stage.case)
  return html`<section class="items">
    <h2>${t("console.case")}</h2>
    ${GIVEN_DURING.includes(stage.phase) ? giving(stage) : html`<p>${given ? called(given) : t("console.no-case")}</p>`}
  </section>`
}

function giving({ performance, cases, case: present, may_draw }) {
  const draw = () => act({ kind: "DrawCase", performance, seed: newId().slice(0, SEED_DIGITS) }, t("console.draw-case"))
  const choose = ({ target }) => act({ kind: "ChooseCase", performance, case: target.value }, t("console.choose-case"))
  return html`<p class="row-of-buttons">
    ${may_draw ? html`<button type="button" class="button" @click=${draw}>${t("console.draw-case")}</button>` : nothing}
    <select class="case" aria-label=${t("console.choose-case")} @change=${choose}>
      <option value="" disabled .selected=${live(!present)}>${t("console.choose-case")}</option>
      ${cases.map((one) => html`<option value=${one.id} .selected=${live(one.id === present)}>${called(one)}</option>`)}
    </select>
  </p>`
}

function called({ name, type, difficulty }) {
  return [name, type, difficulty].filter(Boolean).join(" · ")
}
