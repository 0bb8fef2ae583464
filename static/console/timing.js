/** 计时 on the console: the clock of who is on, its steps, and what its overtime costs once a person says so. */

import { nextChange, reading } from "../clock.js"
import { fill, why, witness } from "../dialog.js"
import { now } from "../live.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { act, refusal } from "./acting.js"
import { key, page, redraw } from "./page.js"

const TIMED_DURING = ["called", "marking"]
const REST_MS = 600 // so that a double press cannot do two steps
const PAUSES = ["client", "device", "system", "network", "disturbance"]

const places = new Map() // key of a performance → where its clock is, and until when its steps rest

/** Whether the clock came to where it is only now: nobody has read its buttons yet. */
function isResting({ performance: id, clock: { state, segment } }) {
  const [of, said, moment] = [key(id), `${state} ${segment}`, performance.now()]
  const before = places.get(of)
  if (before?.said !== said) {
    places.set(of, { said, until: before ? moment + REST_MS : 0 })
    if (before) setTimeout(redraw, REST_MS)
  }
  return moment < places.get(of).until
}

/** What the clock shows at a window. */
export function clockText({ clock: known }) {
  return face(known)
}

/** What is due of the clock at a window, in one line with how far it is; nothing where nothing is timed. */
export function clockLine(on) {
  if (!on.clock) return nothing
  const word = shortWord(on.clock)
  return html`<div class="clock-line">
    <small title=${word}>${word}</small> <span class="row-of-buttons">${due(on).map((each) => small(each, isResting(on)))}</span>
  </div>`
}

function shortWord(known) {
  const { name, part, text } = reading(known, now())
  if (known.state === "running") return [name, part?.text].filter(Boolean).join(" ")
  if (known.state === "ready") return known.whole.limit_ms === null ? "" : t("console.clock-limit", { text })
  const cost = known.confirmed ?? known.proposed
  return cost?.over_s ? overWord(cost) : stateWord(known)
}

/** The clock of one entrant, with all that can be done about it. */
export function clock(on) {
  if (!on.clock) return nothing
  return html`<section class="timing">
    <h2>${t("console.clock")}</h2>
    <div class="clock-line">
      ${face(on.clock)} <small>${words(on.clock)}</small>
      <span class="row-of-buttons">${[...due(on), ...further(on)].map((each) => button(each, isResting(on)))}</span>
    </div>
  </section>`
}

/** In how many ms one of the clocks shows its next second; Infinity while all stand. */
export function nextSecond(at) {
  const { stage, walk } = page.view ?? {}
  const on = [stage, ...(walk?.at ?? []).map((each) => each.on)]
  return Math.min(...on.map((each) => (each?.clock ? nextChange(each.clock, at) : Infinity)))
}

function face(known) {
  const { text, level } = reading(known, now())
  return html`<b class="clock-text numeral" data-level=${level} data-state=${known.state}>${text}</b>`
}

/** Where it is: in which segment, and how far that is. */
function words(known) {
  const { name, part } = reading(known, now())
  return [part ? `${name} ${part.text}` : name, stateWord(known)].filter(Boolean).join(" · ")
}

function stateWord({ state, pause, extra_s, confirmed, proposed }) {
  const extra = extra_s ? t("console.clock-extra", { n: extra_s }) : ""
  if (confirmed) return [costWord(confirmed), extra].filter(Boolean).join(" · ")
  const word = state === "paused" ? t("console.clock-paused", { reason: sentence(pause) }) : t(`console.clock.${state}`)
  return [word, extra, proposed?.over_s ? costWord(proposed) : ""].filter(Boolean).join(" · ")
}

/** How long it was, by how much too long, and what that costs. */
function costWord(cost) {
  const used = t("console.clock-used", { n: cost.used_s })
  return cost.over_s ? `${used} · ${overWord(cost)}` : used
}

function overWord({ over_s, points, waived }) {
  return waived ? t("console.clock-waived", { n: over_s }) : t("console.clock-over", { n: over_s, points })
}

/** A step of the clock as a button: sent as it is, or after a question. */
function step(on, id, kind, more = {}) {
  const word = t(`console.clock-step.${id}`)
  return { id, word, deed: () => act({ kind, performance: on.performance, ...more }, word) }
}

/** What leads on from where the clock is. */
function due(on) {
  const { state, confirmed } = on.clock
  if (!TIMED_DURING.includes(on.phase) || confirmed) return []
  const start = step(on, "start", "StartClock")
  const stop = step(on, "stop", "StopClock")
  const resume = step(on, "resume", "ResumeClock")
  const pause = { id: "pause", word: t("console.clock-step.pause"), deed: () => pauseClock(on) }
  const confirm = { id: "confirm", word: t("console.clock-step.confirm"), deed: () => confirmTime(on) }
  const next = segmentAfter(on)
  const isOpen = on.clock.whole.limit_ms === null // the time may be stated without a clock
  return {
    ready: isOpen ? [start, confirm] : [start],
    running: [...next, pause, stop],
    paused: [...next, resume, stop],
    stopped: [confirm],
  }[state]
}

/** What is rarer: going on after all, putting right, granting, waiving, taking back. */
function further(on) {
  const { state, confirmed, whole } = on.clock
  if (!TIMED_DURING.includes(on.phase)) return []
  const asking = (id, deed) => ({ id, word: t(`console.clock-step.${id}`), deed: () => deed(on) })
  const over = confirmed ?? on.clock.proposed
  const waive = over?.over_s && !over.waived ? [asking("waive", waiveOvertime)] : []
  if (confirmed) return [...waive, asking("unconfirm", unconfirmTime)]
  return [
    ...(state === "stopped" ? [step(on, "resume", "ResumeClock")] : []),
    asking("correct", correctClock),
    ...(whole.limit_ms === null ? [] : [asking("grant", grantTime)]),
    ...waive,
  ]
}

/** The segment that follows the present one. */
function segmentAfter(on) {
  const { segments, segment } = on.clock
  const next = segments[segments.findIndex(({ id }) => id === segment) + 1]
  if (!next) return []
  const word = t("console.clock-next", { name: next.name })
  const deed = () => act({ kind: "NextSegment", performance: on.performance, segment: next.id }, word)
  return [{ id: "segment", word, deed }]
}

function small(each, rests) {
  return html`<button type="button" class="button quiet" data-clock=${each.id} ?disabled=${rests} @click=${each.deed}>${each.word}</button>`
}

function button(each, rests) {
  return html`<button type="button" class="button" data-clock=${each.id} ?disabled=${rests} @click=${each.deed}>${each.word}</button>`
}

/** Asks why, from the list: nothing is typed about a client. */
function pauseClock(on) {
  const options = PAUSES.map((value) => ({ value, label: t(`console.pause.${value}`) }))
  asked(on, "pause", "PauseClock", [{ name: "reason", label: t("console.reason"), kind: "radio", options }])
}

/** With a limit what the clock says is agreed to; without one the seconds over are stated. */
function confirmTime(on) {
  const { proposed } = on.clock
  const fields = proposed ? [] : [seconds("over_s", t("console.clock-over-s"), 0)]
  asked(on, "confirm", "ConfirmTime", fields, { text: proposed ? costWord(proposed) : "", more: { over_s: null } })
}

function waiveOvertime(on) {
  asked(on, "waive", "WaiveOvertime", [why(t("console.reason"))], { danger: true })
}

function unconfirmTime(on) {
  asked(on, "unconfirm", "UnconfirmTime", [why(t("console.reason"))], { danger: true })
}

function correctClock(on) {
  const { used_ms } = reading({ ...on.clock, segments: [] }, now())
  const used = seconds("used_s", t("console.clock-used-s"), Math.floor(used_ms / 1000))
  asked(on, "correct", "CorrectClock", [used, why(t("console.reason"))], { danger: true })
}

function grantTime(on) {
  const extra = seconds("extra_s", t("console.clock-extra-s"), 60)
  asked(on, "grant", "GrantTime", [extra, witness(), why(t("console.reason"))], { danger: true })
}

/** Asks, and sends what was filled in as the fields of a command. */
function asked({ performance, entrant }, step, kind, fields, { text = "", danger = false, more = {} } = {}) {
  const word = t(`console.clock-step.${step}`)
  const send = (values) => refusal({ kind, performance, ...more, ...values }, word)
  fill({ title: t("console.doing", { word, of: entrant }), text, fields, confirm: word, danger, send })
}

/** A field for whole seconds. */
function seconds(name, label, value) {
  return { name, label, kind: "number", value }
}
