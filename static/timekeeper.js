/**
 * The timekeeper's page: a clock with big keys for everybody under way in the hall. Time is the server's: a press counts
 * from when it arrives there, and the page says so where that was late.
 */

import { get, Refused, send } from "./command.js"
import { nextChange, reading } from "./clock.js"
import { dutyLinks } from "./duties.js"
import { hallOf } from "./hall.js"
import { isClockSet, now, watch } from "./live.js"
import { hush, languageSwitch, linkState, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { repeat } from "./vendor/lit-html/directives/repeat.js"
import { onLanguage, sentence, t } from "./words.js"

const RETRY_MS = 1000
const SETTING_MS = 20 // until the server has told its time
const LATE_MS = 700 // a press that took longer to arrive is worth a word
const REST_MS = 600 // so that a double press cannot do two steps: the second one meets a key it has not read

/** The steps in the order of their keys; the first one is the big one. A clock that has stopped waits to be confirmed. */
const KEYS = ["start", "pause", "resume", "segment", "stop", "confirm"]
const STOPPED = ["confirm", "resume"]

let view = null
let link = "reconnecting"
let timer = 0
let pausing = null // whose reasons are shown: key of a performance
const late = new Map() // key of a performance → ms by which its last press arrived late
const under = new Set() // keys of those whose press is under way, or was a moment ago

onLanguage(show)
show()
start()

/** Asks who this device is before it watches, so that a lost cookie is restored and a stranger sent to the login. */
async function start() {
  try {
    const session = await get("/session")
    watch({ [`clocks/${hallOf(session)}`]: onView, ...SIGNING }, { onState })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

function onView(next) {
  view = next
  setRehearsal(view.rehearsal)
  const here = new Set(view.clocks.map(keyOf))
  for (const key of late.keys()) if (!here.has(key)) late.delete(key)
  if (!here.has(pausing)) pausing = null
  show()
}

function onState(state) {
  link = state
  show()
}

function show() {
  clearTimeout(timer)
  document.title = t("timekeeper.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
  const wait = isClockSet() ? untilNext() : SETTING_MS
  if (wait < Infinity) timer = setTimeout(show, wait)
}

/** Until a second of any clock has passed. */
function untilNext() {
  const faces = (view?.clocks ?? []).map(({ clock }) => clock).filter(Boolean)
  return Math.min(...faces.map((face) => nextChange(face, now())), Infinity)
}

function header() {
  return html`<header class="bar">
    ${view?.name ? html`<b>${view.name}</b>` : nothing}
    <strong>${view?.competition ?? t("timekeeper.title")}</strong>
    <nav>${dutyLinks()} ${themeSwitch(show)} ${languageSwitch()}</nav>
    ${linkState(link)}
  </header>`
}

function body() {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  if (!view.clocks.length) return html`<p class="nobody">${t("timekeeper.nobody")}</p>`
  const tiles = places()
  return html`<main class="clocks" data-count=${tiles.length}>
    ${repeat(tiles, placeOf, (each) => (each.performance ? tile(each) : free(each)))}
  </main>`
}

/** Each window has its place, whoever comes and goes at the others; behind them who was sent on, or is on a stage. */
function places() {
  const { clocks, windows } = view
  if (!clocks.some(({ window }) => window)) return clocks
  const at = Array.from({ length: windows }, (_, n) => clocks.find(({ window }) => window === n + 1) ?? { window: n + 1 })
  return [...at, ...clocks.filter(({ window }) => !window)]
}

function placeOf({ window, performance }) {
  return performance ? keyOf({ performance }) : window
}

function free({ window }) {
  return html`<section class="clock" data-free data-window=${window}>
    <header><b class="window">${window}</b> <p>${t("timekeeper.free")}</p></header>
  </section>`
}

function keyOf({ performance: { track, round, entrant } }) {
  return `${track}/${round}/${entrant}`
}

function tile(timed) {
  const { window, number, entrant, district, clock } = timed
  const told = clock && isClockSet() ? reading(clock, now()) : null
  const state = clock?.state ?? "ready"
  return html`<section class="clock" data-level=${told?.level ?? "calm"} data-state=${state} data-window=${window}>
    <header>
      ${window ? html`<b class="window">${window}</b>` : nothing}
      <div>
        <h2>${entrant}</h2>
        <p>${[district, number && t("timekeeper.number", { n: number })].filter(Boolean).join(" · ")}</p>
      </div>
    </header>
    <p class="time numeral" role="timer">${told?.text ?? "--:--"}</p>
    ${about(clock, told)} ${lateness(timed)} ${pausing === keyOf(timed) ? reasons(timed) : keys(timed)}
  </section>`
}

function about(clock, told) {
  if (!clock) return html`<p class="about">${t("timekeeper.no-limit")}</p>`
  const parts = [
    t(`timekeeper.state.${clock.state}`),
    clock.pause && sentence(clock.pause),
    told?.name && (told.part ? t("timekeeper.part", { name: told.name, text: told.part.text }) : told.name),
    clock.extra_s && t("timekeeper.extra", { n: clock.extra_s }),
  ]
  return html`<p class="about">${parts.filter(Boolean).join(" · ")}</p>
    ${clock.confirmed ? html`<p class="confirmed">${confirmed(clock.confirmed)}</p>` : nothing}`
}

function confirmed({ used_s, over_s, points, waived }) {
  if (!over_s) return t("timekeeper.in-time", { n: used_s })
  if (waived) return t("timekeeper.waived", { n: over_s, reason: waived })
  return points ? t("timekeeper.over-points", { n: over_s, points }) : t("timekeeper.over", { n: over_s })
}

function lateness(timed) {
  const ms = late.get(keyOf(timed))
  if (!ms) return nothing
  return html`<p class="late" role="alert">${t("timekeeper.late", { seconds: (ms / 1000).toFixed(1) })}</p>`
}

function keys(timed) {
  if (timed.clock?.confirmed) return nothing
  const order = timed.clock?.state === "stopped" ? STOPPED : KEYS
  const steps = timed.steps
    .filter(({ id, blocked }) => id !== "confirm" || !blocked)
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  return html`<div class="keys" ?data-many=${steps.length > 3}>
    ${steps.map((step, index) => key(timed, step, index === 0))}
  </div>`
}

function key(timed, step, isBig) {
  const press = step.id === "pause" ? () => choose(timed) : () => act(timed, step.kind, step.data)
  if (step.id === "confirm" && timed.asks_over) return stating(timed, step)
  return html`<button
    type="button"
    class="button ${isBig ? "primary" : ""}"
    data-step=${step.id}
    ?disabled=${Boolean(step.blocked) || under.has(keyOf(timed)) || link !== "linked"}
    title=${step.blocked ? sentence(step.blocked) : ""}
    @click=${press}
  >
    ${words(timed, step)}
  </button>`
}

function words(timed, step) {
  if (step.id !== "segment") return t(`timekeeper.${step.id}`)
  const segment = timed.clock.segments.find(({ id }) => id === step.data.segment)
  return t("timekeeper.segment", { name: segment.name })
}

/** Without a limit in the rules nobody can count what was too long: the timekeeper says it. */
function stating(timed, step) {
  const submit = (event) => {
    event.preventDefault()
    const seconds = Number(event.target.elements.over.value)
    act(timed, step.kind, { ...step.data, over_s: seconds })
  }
  return html`<form class="stating" @submit=${submit}>
    <label>${t("timekeeper.over-s")} <input name="over" type="number" inputmode="numeric" min="0" max="86400" step="1" required value="0" /></label>
    <button class="button" ?disabled=${Boolean(step.blocked) || under.has(keyOf(timed)) || link !== "linked"}>${t("timekeeper.confirm")}</button>
  </form>`
}

function choose(timed) {
  pausing = keyOf(timed)
  rest(pausing)
  show()
}

/** No key of this clock takes a press before it could be read. */
function rest(key) {
  under.add(key)
  setTimeout(() => {
    under.delete(key)
    show()
  }, REST_MS)
}

/** Why it is paused: from the list, so that nothing about a client is ever typed. */
function reasons(timed) {
  const step = timed.steps.find(({ id }) => id === "pause")
  const back = () => {
    pausing = null
    show()
  }
  if (!step) return keys(timed)
  return html`<div class="keys reasons">
    ${view.pauses.map(
      ({ reason, word }) =>
        html`<button type="button" class="button" data-reason=${reason} ?disabled=${under.has(keyOf(timed)) || link !== "linked"} @click=${() => act(timed, step.kind, { ...step.data, reason })}>
          ${sentence(word)}
        </button>`,
    )}
    <button type="button" class="button quiet" @click=${back}>${t("dialog.cancel")}</button>
  </div>`
}

/** Not repeated for ever: a start that arrives a minute late would be worse than none. */
async function act(timed, kind, data) {
  const key = keyOf(timed)
  if (under.has(key)) return
  under.add(key)
  pausing = null
  hush()
  show()
  const pressed = now()
  const stop = new AbortController()
  try {
    const { at: stored } = await send({ kind, ...data }, { signal: stop.signal, onDelay: () => stop.abort() })
    const by = Date.parse(stored) - pressed
    if (by > LATE_MS) late.set(key, by)
    else late.delete(key)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => (stop.signal.aborted ? t("timekeeper.not-sent") : refused.detail))
  } finally {
    rest(key)
    show()
  }
}
