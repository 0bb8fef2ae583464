/** 走场: the windows of the hall as tiles, each with what is due there and who comes next; below, who was sent on. */

import { broken } from "../../displays/names.js"
import { fill } from "../dialog.js"
import { elapsed } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { listed, sentence, t } from "../words.js"
import { refusal } from "./acting.js"
import { details, phaseWord } from "./entrant.js"
import { isLost, key, page, partName, rowOf, tabOf, toggle } from "./page.js"
import { call, dueLabel, isReady, label, press, toWindow } from "./steps.js"
import { clockLine, clockText } from "./timing.js"

const AWAITED = ["waiting", "returned"]

/** All windows of the hall. */
export function windows() {
  const { windows: count, at } = page.view.walk
  if (!count) return html`<p class="nobody">${t("console.no-windows")}</p>`
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const tiles = numbers.map((window) => at.find((each) => each.window === window) ?? { window, on: null })
  return html`<section class="windows" aria-label=${t("console.windows")}>
    ${repeat(tiles, tileKey, (each) => (each.on ? taken(each) : free(each.window)))}
  </section>`
}

/** Who has left a window before all sheets were in. */
export function sentOn() {
  const left = page.view.walk.at.filter(({ window }) => !window)
  if (!left.length) return nothing
  return html`<section class="sent-on">
    <h2>${t("console.sent-on-waiting", { n: left.length })}</h2>
    <div class="windows">${repeat(left, tileKey, taken)}</div>
  </section>`
}

function tileKey({ window, on }) {
  return on ? key(on.performance) : window
}

function taken(each) {
  const { window, since, on } = each
  const id = key(on.performance)
  const unfolded = page.unfolded.window === id
  const { number, name } = rowOf(on.performance) ?? { number: on.number, name: on.entrant }
  return html`<article class="window" data-window=${window || nothing} data-phase=${on.complete ? "complete" : on.phase} ?data-unfolded=${unfolded} ?data-timed=${on.clock}>
    <header>
      <b class="window-number">${window ? t("console.window", { window }) : t("console.sent-on")}</b>
      <span class="phase">${phaseWord(on)}</span>
      ${isClocked(on) && !unfolded ? clockText(on) : html`<time class="numeral">${elapsed(since)}</time>`}
    </header>
    <button type="button" class="window-who" aria-expanded=${unfolded} title=${name} @click=${() => unfold(id)}>
      <b>${broken(name)}</b>
      <small>${[number && t("console.number", { number }), on.district, panelWord(on)].filter(Boolean).join(" · ")}</small>
    </button>
    ${unfolded ? html`<div class="window-details">${details(on)}</div>` : html`${clockLine(on)} ${dots(on)}`} ${steps(each)}
  </article>`
}

/** The one that is unfolded stands first. */
function unfold(id) {
  toggle("window", id)
  document.querySelector(".window[data-unfolded]")?.scrollIntoView({ block: "nearest" })
}

/** Whether its clock was started, which then says how long it takes. */
function isClocked({ clock }) {
  return clock && clock.state !== "ready"
}

/** Where several panels walk in one hall, which of them it is. */
function panelWord({ performance }) {
  const own = tabOf(performance)
  if (page.rounds.filter((tab) => tab.walks).length < 2 || !own) return ""
  return own.panel ? t("console.panel", own) : own.track_name
}

/** The seats as dots with their numbers, and how many sheets are in. */
function dots({ seats }) {
  const done = seats.filter(({ state }) => state === "submitted").length
  const awaited = seats.filter(({ state }) => AWAITED.includes(state))
  const of = done + awaited.length
  const word = t("console.sheets-in", { in: done, of })
  const missing = awaited.length ? t("console.missing", { seats: listed(awaited.map(({ seat }) => seat)) }) : ""
  return html`<p class="dots">
    <span role="img" aria-label=${[word, missing].filter(Boolean).join(" · ")}>
      ${seats.map((seat) => html`<i class="numeral" data-state=${dotState(seat)} title=${seat.name}>${seat.seat}</i>`)}
    </span>
    <b class="numeral">${done}/${of}</b>
  </p>`
}

/** A seat that is awaited and whose phone is silent is away. */
function dotState({ judge, state, device }) {
  if (state !== "waiting" || isLost()) return state
  return device && page.presence.judges[judge]?.online ? state : "away"
}

function steps({ on, steps: [due, ...others], window }) {
  const canMove = page.view.walk.windows > (window ? 1 : 0)
  const small = (word, deed, ready) =>
    html`<button type="button" class="button quiet" ?disabled=${!ready} @click=${deed}>${word}</button>`
  const mayMove = isReady({ id: "move", kind: "MoveToWindow", data: {}, blocked: null })
  const move = small(t(window ? "console.step.move" : "console.step.move-back"), () => moveTo(on, window), mayMove)
  const other = (each) => small(label(each, on.phase), () => press(each, on.phase), isReady(each))
  return html`<div class="window-steps">
    <button type="button" class="button" data-step=${due.id} ?disabled=${!isReady(due)} @click=${() => press(due, on.phase)}>
      ${dueLabel(due, on)}
    </button>
    ${due.blocked ? html`<small title=${sentence(due.blocked)}>${sentence(due.blocked)}</small>` : nothing}
    <div class="row-of-buttons">
      ${others.filter(({ id }) => id !== "back").map(other)} ${canMove ? move : nothing}
      ${others.filter(({ id }) => id === "back").map(other)}
    </div>
  </div>`
}

/** Asks to which window, at first a free one; who is there comes to the one that is left. */
function moveTo({ performance, entrant }, from) {
  const { windows: count, free: open } = page.view.walk
  const others = Array.from({ length: count }, (_, index) => index + 1).filter((window) => window !== from)
  const options = others.map((window) => ({ value: String(window), label: destination(window, from) }))
  const first = String(others.find((window) => open.includes(window)) ?? others[0])
  const word = t("console.step.move")
  const window = { name: "window", label: word, kind: "radio", value: first, options }
  const send = (values) => refusal({ kind: "MoveToWindow", performance, window: Number(values.window) }, word)
  fill({ title: t("console.move-title", { name: entrant }), fields: [window], confirm: word, send })
}

function destination(window, from) {
  const there = page.view.walk.at.find((each) => each.window === window)?.on.entrant
  const word = there ? t(from ? "console.move-swap" : "console.move-out", { name: there }) : t("console.window-free")
  return `${t("console.window", { window })} ${word}`
}

/** A free window, with who comes next before each panel that walks here. */
function free(window) {
  const { calls } = page.view.walk
  return html`<article class="window" data-window=${window} data-phase="free">
    <header>
      <b class="window-number">${t("console.window", { window })}</b>
      <span class="phase">${t("console.window-free")}</span>
    </header>
    ${calls.length ? calls.map((each) => nextHere(each, window)) : html`<p class="muted">${t("console.window-nobody")}</p>`}
  </article>`
}

function nextHere(button, window) {
  const { performance } = button.data
  const row = rowOf(performance)
  if (!row) return nothing
  const tab = tabOf(performance)
  const panel = page.view.walk.calls.length > 1 ? `${tab.track_name} · ${partName(tab)}` : ""
  return html`<div class="window-next">
    <p>
      <b>${broken(row.name)}</b>
      <small>${[t("console.number", row), row.district, panel].filter(Boolean).join(" · ")}</small>
    </p>
    <button type="button" class="button" data-step="call" ?disabled=${!isReady(toWindow(button, window))} @click=${() => call(performance, window)}>
      ${t("console.to-window", { window })}
    </button>
    ${button.blocked ? html`<small title=${sentence(button.blocked)}>${sentence(button.blocked)}</small>` : nothing}
  </div>`
}
