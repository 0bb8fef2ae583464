/** Moments, what is left until one, and steps that are asked for and sent. */

import { fill } from "../dialog.js"
import { now } from "../live.js"
import { clockTime } from "../page.js"
import { refusal } from "../pin.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

const MINUTE_MS = 60_000
const DAY_MIN = 24 * 60

/** Day and time on this device. @param {string|number} at ISO UTC text, or epoch milliseconds */
export function moment(at) {
  const iso = new Date(at).toISOString()
  return `${new Date(at).toLocaleDateString("sv")} ${clockTime(iso).slice(0, 5)}`
}

/** By when, and how long that is from now or how late it is; nothing where there is no deadline. */
export function deadline(word, due) {
  if (due === null) return nothing
  const left = due - now()
  const [state, said] = left < 0 ? ["bad", t("appeals.overdue", { time: span(-left) })] : ["wait", t("appeals.left", { time: span(left) })]
  return html`<p class="due">${t(word, { at: moment(due) })} <span class="status" data-state=${state}>${said}</span></p>`
}

function span(ms) {
  const minutes = Math.floor(ms / MINUTE_MS)
  if (minutes < 60) return t("appeals.minutes", { n: minutes })
  if (minutes < DAY_MIN) return t("appeals.hours", { h: Math.floor(minutes / 60), m: minutes % 60 })
  return t("appeals.days", { d: Math.floor(minutes / DAY_MIN), h: Math.floor((minutes % DAY_MIN) / 60) })
}

/** A text of several lines that has to be written. */
export function note(label) {
  return { name: "note", label, kind: "text", most: 500 }
}

/** Days that are counted though nobody has published whether they are worked. */
export function toCheck(dates) {
  return dates.length ? html`<p class="status" data-state="wait">${t("appeals.to-check", { days: dates.join("、") })}</p>` : nothing
}

/** A button that asks for what *step* needs, and sends the command made of it. */
export function press(step, may) {
  const { word, isPrimary, isDangerous, label = t(`appeals.${word}`) } = step
  return html`<button
    type="button"
    class="button ${isPrimary ? "primary" : isDangerous ? "danger" : ""}"
    data-step=${word}
    ?disabled=${!may.isLinked || step.isBlocked}
    @click=${() => askFor(step)}
  >
    ${label}
  </button>`
}

async function askFor({ word, label = t(`appeals.${word}`), text, fields = [], isDangerous, command }) {
  await fill({
    title: label,
    text,
    fields,
    danger: isDangerous,
    confirm: label,
    send: (values) => refusal(command(values)),
  })
}
