/** 扫码查成绩: a code that leads every guest's phone to the result page, and the address for who cannot scan. */

import { get, Refused } from "../../static/command.js"
import { html, nothing, svg } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"

const AGAIN_MS = 500

/** As `ResultsCode` in judging/web/guest_page.py; a laptop that changes its Wi-Fi opens this page anew. */
let way = null
let isAsked = false

export const needs = "results"

export function picture() {
  if (!way) ask()
  return way ? code(way) : nothing
}

export function settle() {
  return way ? Infinity : AGAIN_MS
}

/** The address that phones reach is known to the server, not to the computer that drives the screen. */
async function ask() {
  if (isAsked) return
  isAsked = true
  try {
    way = await get("/results/code")
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure // else it is asked again
  } finally {
    isAsked = false
  }
}

function code({ address, code: { size, path } }) {
  return html`<div class="scan">
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${t("screen.scan")}>${svg`<path d=${path}></path>`}</svg>
    <div>
      <h1 class="name">${t("screen.scan")}</h1>
      <p>${t("screen.scan-hint")}</p>
      <p class="way numeral">${address}</p>
    </div>
  </div>`
}
