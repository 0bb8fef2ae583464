/** 演练: starting, following and ending the rehearsal that runs beside this server, for any page of the organiser's. */

import { Refused, STARTING_PATIENCE_MS, get, post } from "./command.js"
import { notify } from "./page.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

const EVERY_MS = 2000

/** `rehearsal` is the answer of GET /rehearsal, null without one; `busy` while something was asked. */
const known = { rehearsal: null, busy: "" }
let redraw = () => {}

/** Begins to follow it. @param {() => void} draw draws the page anew */
export function followRehearsal(draw) {
  redraw = draw
  look()
  setInterval(() => document.hidden || !known.rehearsal?.is_running || look(), EVERY_MS)
}

/**
 * What runs and how it goes, or the buttons that start it.
 *
 * @param {{own: boolean, preset: boolean}} offers which rehearsals can be started from here
 */
export function rehearsal({ own, preset }) {
  const { rehearsal, busy } = known
  if (busy === "starting")
    return html`<p class="status" data-state="wait" role="status">${t("rehearsal.starting")}</p>`
  if (rehearsal) return running(rehearsal)
  return html`<p class="buttons">
    ${own ? startButton(t("rehearsal.own"), { own: true }) : nothing}
    ${preset ? startButton(t("rehearsal.preset"), {}) : nothing}
  </p>`
}

function startButton(label, body) {
  return html`<button type="button" class="button" ?disabled=${known.busy} @click=${() => start(body)}>${label}</button>`
}

function running({ url, is_own, is_running, status }) {
  const [state, word] = stateOf(is_running, status)
  return html`
    <p class="status" data-state=${state} role="status">${word}</p>
    ${details(status)}
    <p class="buttons">
      ${
        is_running
          ? html`<a class="button primary" href=${url} target="_blank" rel="noopener">${t("rehearsal.open")}</a>`
          : startButton(t(is_own ? "rehearsal.own" : "rehearsal.preset"), { own: is_own })
      }
      <button type="button" class="button" ?disabled=${known.busy} @click=${stop}>
        ${t(is_running ? "rehearsal.stop" : "rehearsal.dismiss")}
      </button>
    </p>
  `
}

function stateOf(isRunning, status) {
  if (status.trouble) return ["bad", sentence(status.trouble)]
  if (!isRunning) return ["bad", t("rehearsal.broken")]
  return status.is_over ? ["good", t("rehearsal.over")] : ["wait", t("rehearsal.running")]
}

function details({ competition, halls, notes, not_played }) {
  return html`
    <ul class="rehearsed">
      ${competition ? html`<li><b>${competition}</b></li>` : nothing}
      ${halls.map((hall) => html`<li class="numeral">${t("rehearsal.progress", hall)}</li>`)}
      ${not_played.map((said) => html`<li class="error">${t("rehearsal.not-played", { why: sentence(said) })}</li>`)}
    </ul>
    ${
      notes.length
        ? html`<details>
            <summary>${t("rehearsal.made-up", { n: notes.length })}</summary>
            <ul>
              ${notes.map((said) => html`<li>${sentence(said)}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  `
}

async function start(body) {
  await asked("starting", () => post("/rehearsal", body, STARTING_PATIENCE_MS))
}

async function stop() {
  await asked("stopping", () => post("/rehearsal/stop"))
}

async function look() {
  try {
    const found = await get("/rehearsal")
    if (!known.busy) known.rehearsal = found
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused // what is shown stays; the next look may be answered
  }
  redraw()
}

async function asked(busy, ask) {
  known.busy = busy
  redraw()
  try {
    known.rehearsal = await ask()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  } finally {
    known.busy = ""
    redraw()
  }
}
