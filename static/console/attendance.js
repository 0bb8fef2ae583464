/**
 * 检录 and entrants in trouble: what a row of the running order says of it, and its buttons; below the rows who walks on
 * and who replaced whom.
 */

import { fill, why, witness } from "../dialog.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { act, refusal } from "./acting.js"
import { key, page, redraw, tabOf } from "./page.js"

const DESK = ["arrived", "waiting", "roll"] // in the check-in list each keeps its place
const FURTHER = ["undo", "no_show", "move", "replace", "retake"]
const REST_MS = 600 // so that a double press does not call the roll twice
const MARK = "#attendance" // of the address, so that a reload stays in the list

const resting = new Set() // keys of the rows that were just pressed

/** Whether the running order is a check-in list, where a press on a row calls nobody. */
export function isCheckingIn() {
  return location.hash === MARK
}

/** The button that makes it one, and back. */
export function checkingInSwitch() {
  const turn = () => {
    history.replaceState(null, "", isCheckingIn() ? location.pathname + location.search : MARK)
    redraw()
  }
  return html`<button type="button" class="button quiet" aria-pressed=${isCheckingIn()} @click=${turn}>${t("attend.list")}</button>`
}

/** Above the check-in list: how many are here. */
export function tally({ rows }) {
  if (!isCheckingIn()) return nothing
  const awaited = rows.filter(({ phase, status }) => phase === "waiting" && !status)
  const here = awaited.filter(({ arrived_at }) => arrived_at)
  return html`<p class="tally">
    <b>${t("attend.here", { n: here.length, of: awaited.length })}</b>
    <small class="muted">${t("attend.list-hint")}</small>
  </p>`
}

/** How far who still waits has come: 候场, 已到, 点名 n 次; by default the word of the phase. */
export function waitingWord({ waiting_at, arrived_at, calls, may_be_absent }) {
  if (waiting_at) return word("good", t("attend.waiting"))
  if (arrived_at) return word("ready", t("attend.arrived"))
  if (calls.length) return word(may_be_absent ? "bad" : "wait", t("attend.called", { n: calls.length }))
  return word("draft", t("console.phase.waiting"))
}

function word(state, text) {
  return html`<span class="status" data-state=${state}>${text}</span>`
}

/** In few words how somebody came to the number, and which performance it is. */
export function notes(row) {
  const found = [whichAttempt(row), ...new Set(row.moves.map((move) => moveWord(move)))].filter(Boolean)
  return found.length ? html`<small class="row-notes">${found.join(" · ")}</small>` : nothing
}

function whichAttempt({ attempt, attempts }) {
  if (!attempts.length) return ""
  const isNewest = attempts.every((each) => each.attempt < attempt)
  return t(isNewest ? "attend.attempt" : "attend.counting", { n: attempt + 1 })
}

function moveWord({ kind, number, left }) {
  return t(`attend.move.${kind}`, { number, left })
}

/** The buttons of the check-in list, for who still waits; they stay, so that nothing moves below the thumb. */
export function desk(row) {
  if (row.phase !== "waiting" || row.status) return nothing
  const found = DESK.map((id) => buttonOf(row, id))
  return html`<div class="row-desk">${found.map((button, index) => deskKey(row, DESK[index], button))}</div>`
}

function deskKey(row, id, button) {
  const isDone = { arrived: row.arrived_at, waiting: row.waiting_at, roll: false }[id]
  const text = id === "roll" ? rollLabel(row, button) : t(`attend.${id}`)
  return html`<button
    type="button"
    class="button"
    data-attend=${id}
    aria-pressed=${id === "roll" ? nothing : Boolean(isDone)}
    ?disabled=${!button || resting.has(key(row.performance))}
    @click=${() => once(row, button, text)}
  >
    ${isDone ? "✓ " : ""}${text}
  </button>`
}

function rollLabel({ calls }, button) {
  return t("attend.roll", { n: button ? button.data.number : Math.max(1, calls.length) })
}

/** All of a row: what was written down of it, and what can be done beside the show. */
export function attendance(row) {
  const further = FURTHER.map((id) => buttonOf(row, id)).filter(Boolean)
  const counts = row.attend.some(({ id }) => id === "count")
  return html`<div class="attendance">
    ${facts(row)} ${isCheckingIn() ? nothing : desk(row)}
    <div class="row-of-buttons">
      ${further.map((button) => furtherKey(row, button))} ${counts ? countKey(row) : nothing}
    </div>
  </div>`
}

/** Whether 缺席 stands among the buttons here. */
export function offersNoShow(row) {
  return Boolean(buttonOf(row, "no_show"))
}

function facts({ arrived_at, waiting_at, calls, moves, attempts }) {
  const lines = [
    calls.length ? t("attend.fact.calls", { times: listed(calls.map((at) => clockTime(at))) }) : "",
    arrived_at ? t("attend.fact.arrived", { time: clockTime(arrived_at) }) : "",
    waiting_at ? t("attend.fact.waiting", { time: clockTime(waiting_at) }) : "",
    ...moves.map((move) => grounds(moveFact(move), move)),
    ...attempts.map((each) => grounds(attemptFact(each), each)),
  ].filter(Boolean)
  return lines.length
    ? html`<ul class="facts">
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`
    : nothing
}

function moveFact(move) {
  return move.kind === "moved" ? t("attend.fact.moved", move) : moveWord(move)
}

function attemptFact({ attempt, score }) {
  const n = attempt + 1
  return score === null ? t("attend.fact.no-score", { n }) : t("attend.fact.aside", { n, score })
}

/** With why, before whom and when. */
function grounds(fact, { reason, witness: seenBy, at }) {
  return [fact, reason, seenBy && t("attend.seen-by", { name: seenBy }), clockTime(at)].filter(Boolean).join(" · ")
}

function furtherKey(row, button) {
  const isShut = button.blocked && !nextReserves(row).length
  const text = button.id === "undo" ? t(`attend.undo.${button.data.step}`) : t(`attend.${button.id}`)
  return html`<button
      type="button"
      class="button ${button.id === "no_show" ? "danger" : ""}"
      data-attend=${button.id}
      ?disabled=${isShut}
      @click=${() => QUESTIONS[button.id](row, button, text)}
    >
      ${text}
    </button>
    ${isShut ? html`<small class="row-blocked">${sentence(button.blocked)}</small>` : nothing}`
}

function countKey(row) {
  return html`<button type="button" class="button" data-attend="count" @click=${() => count(row)}>${t("attend.count")}</button>`
}

function buttonOf({ attend }, id) {
  return attend.find((button) => button.id === id)
}

/** Does what needs no question; what stands at the same place then waits for a moment. */
async function once(row, { kind, data }, text) {
  const id = key(row.performance)
  resting.add(id)
  await act({ kind, ...data }, t("console.doing", { word: text, of: row.name }))
  setTimeout(() => resting.delete(id) && redraw(), REST_MS)
  redraw()
}

const QUESTIONS = { undo, no_show: noShow, move, replace, retake }

function undo(row, button, text) {
  asked(row, button, text, [why(t("console.reason"))])
}

function noShow(row, button, text) {
  const reason = why(t("console.reason"), t("attend.absent-reason", { n: row.calls.length }))
  asked(row, button, text, [reason], { text: t("console.status-hint") })
}

/** To the end, or to the number of somebody else who can be moved. */
function move(row, button, text) {
  const places = tabOf(row.performance).rows.filter((each) => each !== row && buttonOf(each, "move"))
  const options = [
    { value: "", label: t("attend.to-end") },
    ...places.map(({ number, name }) => ({ value: String(number), label: t("attend.to", { number, name }) })),
  ]
  const to = { name: "to", label: t("attend.to-where"), kind: "select", options, optional: true }
  const understood = (values) => ({ ...values, to: values.to ? Number(values.to) : null })
  asked(row, button, text, [to, witness(), why(t("console.reason"))], { understood })
}

/** Who can come instead: the next of the own district, and the first of all; as they are sent. */
function nextReserves({ performance, following }) {
  const [first] = rosterOf(performance.track).reserves
  const own = following ? [{ value: "", label: t("attend.by-own", following) }] : []
  if (!first || first.id === following?.id) return own
  return [...own, { value: "any", label: t("attend.by-any", first) }]
}

function replace(row, button, text) {
  const options = nextReserves(row)
  const by = { name: "by", label: t("attend.by"), kind: "radio", options, optional: true }
  const understood = ({ by: chosen, ...values }) => ({ ...values, any_district: chosen === "any" })
  const hint = button.blocked ? sentence(button.blocked) : t("attend.replace-hint")
  asked(row, button, text, [by, witness(), why(t("console.reason"))], { text: hint, understood })
}

function retake(row, button, text) {
  const options = ["last", "next"].map((value) => ({ value, label: t(`attend.retake-${value}`, row) }))
  const where = { name: "last", label: t("attend.to-where"), kind: "radio", options }
  const understood = (values) => ({ ...values, last: values.last === "last" })
  asked(row, button, text, [where, witness(), why(t("console.reason"))], { text: t("attend.retake-hint"), understood })
}

/** Which of the attempts that were confirmed counts. */
function count(row) {
  const buttons = row.attend.filter(({ id }) => id === "count")
  const options = buttons.map(({ data: { attempt } }) => {
    const { score } = row.attempts.find((each) => each.attempt === attempt)
    return { value: String(attempt), label: t("attend.attempt-score", { n: attempt + 1, score }) }
  })
  const which = { name: "attempt", label: t("attend.which"), kind: "radio", options }
  const now = { n: row.attempt + 1, score: row.score }
  const hint = row.score === null ? t("attend.count-instead", now) : t("attend.count-now", now)
  const understood = (values) => ({ ...values, attempt: Number(values.attempt) })
  const fields = [which, witness(), why(t("console.reason"))]
  asked(row, buttons[0], t("attend.count"), fields, { text: hint, understood, confirm: t("attend.count-this") })
}

/** Asks for what the page has to fill in, and sends it; a refusal is shown where it was asked. */
function asked(row, { kind, data }, text, fields, { text: hint = "", understood = (values) => values, confirm = text } = {}) {
  const title = t("console.doing", { word: text, of: row.name })
  const send = (values) => refusal({ kind, ...data, ...understood(values) }, title)
  return fill({ title, text: hint, fields, confirm, danger: true, send })
}

/** Of the track that is looked at: the reserves that are left, who replaced whom, and the button for who walks on. */
export function roster({ track, track_name }) {
  const found = rosterOf(track)
  if (!found) return nothing
  const { reserves, replaced, walk_on } = found
  return html`<section class="row-roster">
    ${walk_on ? html`<button type="button" class="button" data-attend="walk_on" @click=${() => walkOn(walk_on, track_name)}>${t("attend.walk_on")}</button>` : nothing}
    ${reserves.length ? html`<p class="muted">${t("attend.reserves", { names: listed(reserves.map(reserveWord)) })}</p>` : nothing}
    ${replaced.length ? html`<h2>${t("attend.replaced")}</h2>` : nothing}
    <ol class="facts">
      ${replaced.map((each) => html`<li>${grounds(t("attend.replaces", each), each)}</li>`)}
    </ol>
  </section>`
}

function reserveWord({ name, district }) {
  return district ? t("attend.of-district", { name, district }) : name
}

function rosterOf(track) {
  return page.order.rosters.find((each) => each.track === track)
}

function walkOn({ kind, data }, track) {
  const panels = [...new Set(page.rounds.filter((tab) => tab.track === data.track).map((tab) => tab.panel))].filter(Boolean)
  const title = t("console.doing", { word: t("attend.walk_on"), of: track })
  const line = (name, most, optional) => ({ name, label: t(`attend.${name}`), kind: "line", most, optional })
  const options = [...panels.map((panel) => ({ value: panel, label: t("console.panel", { panel }) })), { value: "", label: t("attend.panel-later") }]
  const panel = { name: "panel", label: t("attend.panel"), kind: "select", options, optional: true }
  const fields = [line("name", 60), line("district", 20, true), ...(panels.length ? [panel] : []), witness(), why(t("console.reason"))]
  const send = ({ name, district, ...values }) => refusal({ kind, ...data, ...values, entrant: { id: "", name, district } }, title)
  return fill({ title, text: t("attend.walk-on-hint"), fields, confirm: t("attend.walk_on"), danger: true, send })
}
