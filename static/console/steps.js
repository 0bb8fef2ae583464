/** The steps of the show: one large button for the next one, which space presses, and a row of all of them. */

import { broken } from "../../displays/names.js"
import { ask } from "../dialog.js"
import { clockTime, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { language, sentence, t } from "../words.js"
import { act, isUnderWay } from "./acting.js"
import { directorsKey, waitsForReveal } from "./beats.js"
import { key, page, redraw, rowOf, shownRound, stageTab, tabKey, tabName, tabOf, walker, walks } from "./page.js"
import { publish, takenBack } from "./publishing.js"
import { tellTogether } from "./together.js"

const STEPS = ["call", "open", "close", "reveal", "together", "standings", "lock", "back"]
const AT_WINDOWS = ["call", "open", "close"] // in a walk-round each stands at its window
const KINDS = [
  "CallEntrant",
  "OpenMarking",
  "CloseMarking",
  "RevealScore",
  "RevealTogether",
  "MoveToWindow",
  "SendOn",
  "AdvanceReveal",
  "RevealStandings",
  "WithdrawStandings",
  "LockTrack",
  "StepBack",
]
const REST_MS = 600 // so that a double press cannot do two steps: the second one meets a button it has not read

const places = new Map() // "next", or a window → the steps that stand there, and until when they rest

/**
 * Notices when another step has become the next one of the show, or of a window; to be called with each view, and when
 * a reveal is over.
 */
export function rest() {
  const { windows = 0, at = [], calls = [] } = page.view.walk ?? {}
  look("next", [nextButton()])
  for (let window = 1; window <= windows; window++) {
    const there = at.find((each) => each.window === window)
    look(window, there ? [there.steps[0]] : calls.map((call) => toWindow(call, window)))
  }
}

function look(place, steps) {
  const buttons = steps.filter(Boolean)
  const said = JSON.stringify(buttons.map(({ kind, data }) => [kind, data]))
  const before = places.get(place)
  if (before?.said === said) return
  const isOther = Boolean(before?.buttons.length)
  places.set(place, { buttons, said, until: isOther ? performance.now() + REST_MS : 0 })
  if (isOther) setTimeout(redraw, REST_MS)
}

function isResting(button) {
  const resting = [...places.values()].filter(({ until }) => performance.now() < until)
  return resting.some(({ buttons }) => buttons.some((each) => isSame(each, button)))
}

/** A call as it stands at a window. */
export function toWindow(button, window) {
  return { ...button, data: { ...button.data, window } }
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
    .filter((button) => button && !(AT_WINDOWS.includes(button.id) && walks(button.data.performance)))
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
    ${button.id === "reveal" && walks(button.data.performance) ? t("console.reveal-number", rowOf(button.data.performance)) : label(button)}
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

/** Calls an entrant, in a walk-round to a window; who is not the next of the show is asked about first. */
export async function call(performance, window = firstWindow(performance)) {
  const button = { id: "call", kind: "CallEntrant", data: { performance, window } }
  const agreed =
    isDue(performance) ||
    (await ask({
      title: longLabel(button),
      text: t("console.not-next"),
      confirm: t("console.step.call"),
    })) !== null
  if (agreed) act(command(button), label(button))
}

/** The first window that is free, or the last, of which the server says who is there; 0 on a stage. */
function firstWindow(performance) {
  if (!walks(performance)) return 0
  const { free, windows } = page.view.walk
  return free[0] ?? windows
}

/** Whether this one comes next: in the show, or at the windows before any of the panels there. */
function isDue(performance) {
  const calls = [nextButton(), ...(page.view.walk?.calls ?? [])].filter((button) => button?.id === "call")
  return calls.some(({ data }) => key(data.performance) === key(performance))
}

/** Does what a button says, after the questions it takes. @param {string} [phase] of the performance it is about */
export async function press(button, phase) {
  if (button.id === "return") return lookAt(button.data.performance)
  if (button.id === "call") return call(button.data.performance, button.data.window)
  const word = label(button, phase)
  if (button.id === "withdraw") return withdraw(button, word)
  if (button.id === "standings") return publish(button.data.track, word)
  if (button.id === "lock") return lock(button, word)
  if (button.id === "together") return tellTogether(button, word)
  if (!button.asks_reason) return act(command(button), word)
  return withReason(button, word)
}

/** Of several rankings of the track first asks which. */
async function withdraw(pressed, word) {
  const button = await takenBack(pressed, word)
  if (button) return withReason(button, word)
}

async function withReason(button, word) {
  const reason = await ask({
    title: titleOf(button, word),
    text: t("console.back-hint"),
    reason: t("console.reason"),
    confirm: word,
    danger: true,
  })
  if (reason !== null) act({ ...command(button), reason }, word)
}

/** Which track it is about, or who of several at windows. */
function titleOf({ data: { track, performance, within } }, word) {
  const name = track ? [trackName(track), within].filter(Boolean).join(" · ") : walks(performance) && rowOf(performance).name
  return name ? t("console.doing", { word, of: name }) : word
}

async function lock(button, word) {
  if ((await ask(lockQuestion(button))) === null || !(await act(command(button), word))) return
  const { track_name, locked_at } = page.rounds.find(({ track }) => track === button.data.track)
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
  const { next } = page.view
  const own = buttonOf("call")
  if (next?.id !== "call" || isSame(own, next)) return next
  const goesOn = stageTab(page.view) === placeOf(next)
  const isElsewhere = placeOf(own) === tabKey(shownRound())
  if (!isElsewhere) return next
  return goesOn ? { id: "return", data: next.data } : own
}

/** The tab a step belongs to, as `tabKey`; undefined where it stands in no running order. */
function placeOf({ data }) {
  const tab = data.performance && tabOf(data.performance)
  return tab && tabKey(tab)
}

/** Each panel has a call of its own, each track a ranking and a lock: those of what is looked at come first. */
function buttonOf(id) {
  const { buttons, walk } = page.view
  const found = (walk?.together ? [...buttons, walk.together] : buttons).filter((button) => button.id === id)
  const shown = shownRound()
  return (
    found.find((button) => shown && placeOf(button) === tabKey(shown)) ??
    found.find(({ data }) => data.track === shown?.track) ??
    found[0]
  )
}

/** Whether two buttons do the same. */
function isSame(one, other) {
  return Boolean(one && other) && one.kind === other.kind && JSON.stringify(one.data) === JSON.stringify(other.data)
}

function lookAt(performance) {
  page.unfolded.tab = placeOf({ data: { performance } })
  rest()
  redraw()
}

/** Whether a button can be pressed just now. */
export function isReady(button) {
  return !button.blocked && !isResting(button) && !waitsForReveal(button) && !isUnderWay(KINDS)
}

/** What a button says. Stepping back is named by the phase it takes back: that of the stage, or `phase`. */
export function label(button, phase = page.view.stage?.phase ?? "waiting") {
  return button.id === "back" ? t(`console.back.${phase}`) : t(`console.step.${button.id}`)
}

function longLabel(button) {
  if (button.id === "advance") return button.label
  const { performance, track } = button.data
  if (track) return t("console.doing", { word: label(button), of: trackName(track) })
  if (button.id === "return") return t("console.return-to", { round: tabName(performance) })
  if (button.id === "call") return callLabel(button.data)
  if (performance && walker(performance)) return windowLabel(button, walker(performance))
  if (button.id === "reveal" && performance && key(performance) !== (page.view.stage && key(page.view.stage.performance)))
    return t("console.reveal-entrant", rowOf(performance))
  const score = button.id === "close" && page.view.stage?.preview?.score
  return score ? t("console.close-with-score", { score }) : label(button)
}

/** Where there are several rounds it is said in which; in a walk-round to which window. */
function callLabel({ performance, window }) {
  const row = rowOf(performance)
  const isOnly = page.rounds.filter(({ rows }) => rows.length).length === 1
  const word = isOnly ? t("console.call-entrant", row) : t("console.call-in", { ...row, round: tabName(performance) })
  return window ? t("console.call-to-window", { word, window }) : word
}

/** What is due at a window, and at which. */
function windowLabel(button, { window, on }) {
  const where = window ? t("console.window", { window }) : t("console.sent-on")
  const word = dueLabel(button, on)
  return t("console.doing", { word, of: `${where} ${on.entrant}` })
}

/** A step of who is at a window: once all sheets are in with the score that it confirms. */
export function dueLabel(button, { phase, preview }) {
  if (button.id === "close" && preview) return t("console.confirm-score", preview)
  return label(button, phase)
}

function whyNot(button) {
  const { id, blocked } = button
  if (blocked && id === "lock" && !isOver(shownRound())) return t("console.lock-early")
  if (blocked) return withoutName(blocked)
  return waitsForReveal(button) ? t("console.beat-wait") : nothing
}

/** The reason; in Chinese, which needs no subject, without the name that stands in large type above it. */
function withoutName(reason) {
  const name = language() === "zh" ? page.view.stage?.entrant : null
  return sentence(reason).replace(name ?? "", "").trim()
}

function nothingNext() {
  if (shownRound()?.lacks.length) return t("console.lacks")
  return page.rounds.some(({ lacks }) => lacks.length) ? t("console.others-lack") : t("console.no-next")
}

/** Whether nobody of the round is still to come. */
function isOver(round) {
  if (round && !round.round) return true
  return round?.rows.length && round.rows.every(({ phase, status }) => phase === "revealed" || status)
}

function trackName(id) {
  return page.rounds.find(({ track }) => track === id).track_name
}
