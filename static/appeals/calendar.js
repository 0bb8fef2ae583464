/** Days that are free or worked where the published calendar does not know it, or knows it otherwise. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { press } from "./parts.js"

const DAYS = /[\s,，、;；]+/

export function calendar({ off, worked }, may) {
  return html`<article class="card calendar">
    <h3>${t("appeals.calendar")}</h3>
    <p class="muted">${t("appeals.calendar-hint")}</p>
    <p>${t("appeals.off", { days: off.join("、") || t("appeals.no-days") })}</p>
    <p>${t("appeals.worked", { days: worked.join("、") || t("appeals.no-days") })}</p>
    ${may.organises ? html`<p class="keys">${press(change(off, worked), may)}</p>` : nothing}
  </article>`
}

function change(off, worked) {
  const days = (name, known) => ({ name, label: t(`appeals.${name}-days`), kind: "text", most: 2000, optional: true, value: known.join("\n") })
  return {
    word: "set-days",
    text: t("appeals.set-days-hint"),
    fields: [days("off", off), days("worked", worked)],
    command: (given) => ({ kind: "SetHolidays", off: listOf(given.off), worked: listOf(given.worked) }),
  }
}

function listOf(text) {
  return text.split(DAYS).filter(Boolean)
}
