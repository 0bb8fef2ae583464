/** How much of the rules this device shows: what beginners need, or all there is. */

import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { redraw } from "./page.js"

const KEY = "judging.rules-detail"

export function isExpert() {
  return localStorage.getItem(KEY) === "expert"
}

/** The switch, which this device keeps. */
export function detailSwitch() {
  return html`<div class="switch" role="group" aria-label=${t("setup.detail")}>
    ${["beginner", "expert"].map((detail) => one(detail, (detail === "expert") === isExpert()))}
  </div>`
}

function one(detail, isChosen) {
  const choose = () => {
    localStorage.setItem(KEY, detail)
    redraw()
  }
  return html`<button type="button" class="button" aria-pressed=${isChosen} @click=${choose}>${t(`setup.detail.${detail}`)}</button>`
}
