/** The steps of the show: one large button for the next one, which space presses, and a row of all of them. */

import { broken } from "../../displays/names.js"
import { ask } from "../dialog.js"
import { clockTime, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { language, sentence, t } from "../words.js"
import { act, isUnderWay } from "./acting.js"
import { directorsKey, waitsForReveal } from "./beats.js"
import { key, page, redraw, roundKey, rowOf, shownRound } from "./page.js"
import { publish } from "./publishing.js"

const STEPS = ["call", "open", "close", "reveal", "standings", "lock", "back"]
const KINDS = [
  "CallEntrant",
  "OpenMarking",
  "CloseMarking",
  "RevealScore",
  "AdvanceReveal",
  "RevealStandings",
  "WithdrawStandings",
  "LockTrack",
  "StepBack",
]
const REST_MS = 600 // so that a double press cannot do two steps: the second one meets a button it has not read

let lastNext = ""
let restUntil = 0

/** Notices when another step has become the next one; to be called with each view, and when a reveal is over. */
export function rest() {
  const button = nextButton()
  const next = button ? JSON.stringify([button.kind, button.data]) : ""
  if (next === lastNext) return
  if (lastNext) {
    restUntil = performance.now() + REST_MS
    setTimeout(redraw, REST_MS)
  }
  lastNext = next
}

/** The large button. */
export function nextStep() {
  const button = nextButton()
  if (!button) return html`<button type="button" class="button next" disabled>${nothingNext()}</button>`
  return html`<button
    type="button"
    class="button primary next"
    ?disabled=${!isReady(button)}
    ?data-blocked=${Boolean(button.blocked)}
    @click=${() => press(button)}
  >
    <span class="next-label">${broken(longLabel(button))}</span>
    ${
      button.blocked
        ? html`<span class="next-blocked">${sentence(button.blocked)}</span>`
        : html`<kbd>${t("console.space")}</kbd>`
    }
  </button>`
}

/** All steps at fixed places, each with why it is blocked; those of a track or round are of the one looked at. */
export function allSteps() {
  const next = nextButton()
  return STEPS.map(buttonOf)
    .filter(Boolean)
    .map((button) => step(button, next))
}

function step(button, next) {
  const reason = isSame(button, next) ? nothing : whyNot(button)
  const back = button.id === "standings" ? takeBack() : nothing
  return html`<div class="step" data-step=${button.id} ?data-next=${isSame(button, next)}>
    ${small(button)} ${back} ${back !== nothing && reason === nothing ? nothing : html`<small title=${reason}>${reason}</small>`}
  </div>`
}

function small(button) {
  const danger = button.id === "back" || button.id === "withdraw"
  return html`<button
    type="button"
    class="button ${danger ? "danger" : ""}"
    ?disabled=${!isReady(button)}
    @click=${() => press(button)}
  >
    ${label(button)}
  </button>`
}

/** Below the button that publishes: taking back the ranking of the track looked at, or else the one there is. */
function takeBack() {
  const button = buttonOf("withdraw")
  return button ? small(button) : nothing
}

/** Does the next step, as its button would. */
export function pressNext() {
  const button = nextButton()
  if (button && isReady(button)) press(button)
}

/** Calls an entrant; who is not the next of the show is asked about first. */
export async function call(performance) {
  const button = { id: "call", kind: "CallEntrant", data: { performance } }
  const agreed =
    isSame(button, nextButton()) ||
    (await ask({
      title: t("console.call-entrant", rowOf(performance)),
      text: t("console.not-next"),
      confirm: t("console.step.call"),
    })) !== null
  if (agreed) act(command(button), label(button))
}

/** Does what a button says, after the questions it takes. @param {string} [phase] of the performance it is about */
export async function press(button, phase) {
  if (button.id === "return") return lookAt(button.data.performance)
  if (button.id === "call") return call(button.data.performance)
  const word = label(button, phase)
  if (button.id === "standings") return publish(button.data.track, word)
  if (button.id === "lock") return lock(button, word)
  if (!button.asks_reason) return act(command(button), word)
  const reason = await ask({
    title: button.data.track ? `${word}：${trackName(button.data.track)}` : word,
    text: t("console.back-hint"),
    reason: t("console.reason"),
    confirm: word,
    danger: true,
  })
  if (reason !== null) act({ ...command(button), reason }, word)
}

async function lock(button, word) {
  if ((await ask(lockQuestion(button))) === null || !(await act(command(button), word))) return
  const { track_name, locked_at } = page.view.rounds.find(({ track }) => track === button.data.track)
  notify(t("console.locked", { track: track_name, time: clockTime(locked_at) }), "good")
}

function lockQuestion({ data }) {
  return {
    title: t("console.lock-title", { track: trackName(data.track) }),
    text: t("console.lock-hint"),
    confirm: t("console.step.lock"),
    danger: true,
  }
}

function command({ kind, data }) {
  return { kind, ...data }
}

/**
 * The next step. Whoever looks at another round than the one that goes on is led back to it first; between two
 * rounds the one looked at goes on.
 */
export function nextButton() {
  const led = directorsKey()
  if (led) return led
  const { next, stage } = page.view
  const own = buttonOf("call")
  if (next?.id !== "call" || isSame(own, next)) return next
  const goesOn = stage && roundKey(stage.performance) === roundKey(next.data.performance)
  const isElsewhere = roundKey(own.data.performance) === roundKey(shownRound())
  if (!isElsewhere) return next
  return goesOn ? { id: "return", data: next.data } : own
}

/** Each round has a call of its own, each track a ranking and a lock: those of what is looked at come first. */
function buttonOf(id) {
  const found = page.view.buttons.filter((button) => button.id === id)
  const shown = shownRound()
  return (
    found.find(({ data }) => data.performance && shown && roundKey(data.performance) === roundKey(shown)) ??
    found.find(({ data }) => data.track === shown?.track) ??
    found[0]
  )
}

/** Whether two buttons do the same. */
function isSame(one, other) {
  return Boolean(one && other) && one.kind === other.kind && JSON.stringify(one.data) === JSON.stringify(other.data)
}

function lookAt(performance) {
  page.unfolded.tab = roundKey(performance)
  rest()
  redraw()
}

function isReady(button) {
  const resting = isSame(button, nextButton()) && performance.now() < restUntil
  return !button.blocked && !resting && !waitsForReveal(button.id) && !isUnderWay(KINDS)
}

/** What a button says. Stepping back is named by the phase it takes back: that of the stage, or `phase`. */
export function label(button, phase = page.view.stage?.phase ?? "waiting") {
  return button.id === "back" ? t(`console.back.${phase}`) : t(`console.step.${button.id}`)
}

function longLabel(button) {
  if (button.id === "advance") return button.label
  const { performance, track } = button.data
  if (track) return t("console.doing", { word: label(button), of: trackName(track) })
  if (button.id === "return") return t("console.return-to", { round: roundName(performance) })
  if (button.id === "call") return callLabel(performance)
  if (button.id === "reveal" && performance && key(performance) !== key(page.view.stage.performance))
    return t("console.reveal-entrant", rowOf(performance))
  const score = button.id === "close" && page.view.stage?.preview?.score
  return score ? t("console.close-with-score", { score }) : label(button)
}

/** Where there are several rounds it is said in which. */
function callLabel(performance) {
  const row = rowOf(performance)
  const isOnly = page.view.rounds.filter(({ rows }) => rows.length).length === 1
  return isOnly ? t("console.call-entrant", row) : t("console.call-in", { ...row, round: roundName(performance) })
}

function whyNot({ id, blocked }) {
  if (blocked && id === "lock" && !isOver(shownRound())) return t("console.lock-early")
  if (blocked) return withoutName(blocked)
  return waitsForReveal(id) ? t("console.beat-wait") : nothing
}

/** The reason; in Chinese, which needs no subject, without the name that stands in large type above it. */
function withoutName(reason) {
  const name = language() === "zh" ? page.view.stage?.entrant : null
  return sentence(reason).replace(name ?? "", "").trim()
}

function nothingNext() {
  if (shownRound()?.lacks.length) return t("console.lacks")
  return page.view.rounds.some(({ lacks }) => lacks.length) ? t("console.others-lack") : t("console.no-next")
}

/** Whether nobody of the round is still to come. */
function isOver(round) {
  return round?.rows.length && round.rows.every(({ phase, status }) => phase === "revealed" || status)
}

/** The track's name, and the round's where the track has several. */
function roundName(id) {
  const ofTrack = page.view.rounds.filter(({ track }) => track === id.track)
  const { track_name, round_name } = ofTrack.find((round) => roundKey(round) === roundKey(id))
  return ofTrack.length === 1 ? track_name : `${track_name} · ${round_name}`
}

function trackName(id) {
  return page.view.rounds.find(({ track }) => track === id).track_name
}
