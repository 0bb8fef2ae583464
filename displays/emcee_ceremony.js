/** What the emcee says at each picture of a ceremony, with the readings of the names; below it whom the next one names. */

import { now } from "../static/live.js"
import { html, nothing } from "../static/vendor/lit-html/lit-html.js"
import { t } from "../static/words.js"
import { broken, phrased } from "./names.js"
import { pageAt } from "./scenes/pages.js"

/** @param {object} prompt as in judging/views/ceremony_script.py */
export function said({ now: shown, before, after }) {
  const { first, last } = pageAt(shown, now())
  const isRead = shown.kind === "honoured" // of all together nobody is read a second time
  return html`
    <p class="sentence" lang="zh-CN" data-when="now">${phrased(before)}</p>
    ${isRead ? html`<ol class="honours" lang="zh-CN" ?data-several=${shown.rows.length > 2}>${shown.rows.slice(first, last).map(person)}</ol>` : nothing}
    ${after.map((text) => html`<p class="sentence" lang="zh-CN" data-when="ahead">${phrased(text)}</p>`)}
  `
}

/** The photo of who is alone on the screen. */
export function photoOf({ now: shown }) {
  return shown.rows.length === 1 ? shown.rows[0].photo : ""
}

function person({ name, reading, unit, district }) {
  return html`<li>
    <b class="name">${broken(name)}</b>
    ${reading ? html`<span class="reading">${reading}</span>` : nothing}
    <span class="muted">${unit || district}</span>
  </li>`
}

/** Of several the first is enough to make ready for. */
export function coming({ next }) {
  if (!next) return nothing
  const { kind, award, level, rows } = next
  if (kind === "closing") return t("emcee.next.closing")
  if (kind !== "honoured") return t(`emcee.next.${kind}`, { award, level: level || award })
  const [{ name, reading, unit, district }] = rows
  const more = rows.length > 1 ? t("emcee.next.more", { n: rows.length }) : nothing
  return html`<span lang="zh-CN">${broken(name)} ${reading ? html`<span class="reading">${reading}</span>` : nothing} ${unit || district}</span> ${more}`
}
