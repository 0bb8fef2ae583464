/** The halls (会场) in the console's head, where there are several: what goes on in each, and the key that goes there. */

import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page } from "./page.js"

let move = () => {}

/** Sets what brings the page to another hall. @param {(hall: string) => void} how */
export function moveWith(how) {
  move = how
}

/** A tab per hall; nothing where there is one, or where this device works in one only. */
export function halls() {
  if (!severalHalls()) return nothing
  return html`<nav class="halls" aria-label=${t("console.halls")}>
    ${page.overview.halls.map(tab)}
    <a href=${at("/overview")} target="_blank">${t("overview.title")}</a>
  </nav>`
}

/** All halls this device may go to, where there are several. */
export function severalHalls() {
  return (page.overview?.halls.length ?? 0) > 1
}

/** The name of the hall this console is of, for whoever works there alone; "" where there is only one. */
export function hallName() {
  return severalHalls() ? "" : (page.view?.hall_name ?? "")
}

/** Goes to the hall with this letter (A is the first), if there is one. */
export function pressHall(letter) {
  const hall = page.overview?.halls[letter.charCodeAt(0) - "A".charCodeAt(0)]
  if (severalHalls() && hall && hall.id !== page.hall) move(hall.id)
}

/** What a hall waits for: people who ask come first. */
export function calls({ hands, asking }) {
  return [hands ? t("overview.hands", { n: hands }) : "", asking ? t("overview.asking", { n: asking }) : ""].filter(Boolean)
}

function tab(hall, index) {
  const letter = String.fromCharCode("A".charCodeAt(0) + index)
  const asked = calls(hall)
  return html`<button
    type="button"
    class="hall"
    data-hall=${hall.id}
    aria-current=${hall.id === page.hall ? "page" : nothing}
    @click=${() => hall.id !== page.hall && move(hall.id)}
  >
    <span class="hall-name"><kbd>${letter}</kbd> ${hall.name}</span>
    <span class="hall-state">${stateWord(hall)}</span>
    <small>${onWord(hall)}</small>
    ${asked.length ? html`<b class="status" data-state="wait">${asked.join(" · ")}</b>` : nothing}
  </button>`
}

function onWord({ windows, entrant, coming }) {
  if (windows) return t("overview.walking", { n: windows })
  return entrant || (coming ? t("overview.coming", { name: coming }) : t("overview.nobody"))
}

/** Where the hall is, with the sheets that are in while the panel marks; at windows those of all who are there. */
export function stateWord({ windows, entrant, phase, done, of }) {
  if (windows) return t("overview.sheets", { done, of })
  if (!entrant) return ""
  if (phase !== "marking") return t(`console.phase.${phase}`)
  return done === of ? t("console.complete") : `${t("console.phase.marking")} ${done}/${of}`
}
