/** The steps of the show: one large button for the next one, which space presses, and a row of all of them. */

import { ask } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act, isUnderWay } from "./acting.js"
import { page, redraw, rowOf, shownRound } from "./page.js"

const STEPS = ["call", "open", "close", "reveal", "standings", "lock", "back"]
const KINDS = ["CallEntrant", "OpenMarking", "CloseMarking", "RevealScore", "RevealStandings", "LockTrack", "StepBack"]
const DUE = { called: "open", marking: "close", confirmed: "reveal" } // what each phase waits for
const REST_MS = 600 // so that a double press cannot do two steps: the second one meets a button it has not read

let lastNext = ""
let restUntil = 0

/** Notices when another step has become the next one; to be called with each view. */
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
    <span class="next-label">${longLabel(button)}</span>
    ${
      button.blocked
        ? html`<span class="next-blocked">${button.blocked}</span>`
        : html`<kbd>${t("console.space")}</kbd>`
    }
  </button>`
}

/** All steps at fixed places, each with why it is blocked; the ranking is that of the track looked at. */
export function allSteps() {
  const next = nextButton()
  return STEPS.filter((id) => id !== "lock" || isOver(shownRound()))
    .map(buttonOf)
    .filter(Boolean)
    .map(
      (button) =>
        html`<div class="step" data-step=${button.id} ?data-next=${button === next}>
          <button
            type="button"
            class="button ${button.id === "back" ? "danger" : ""}"
            ?disabled=${!isReady(button)}
            @click=${() => press(button)}
          >
            ${label(button)}
          </button>
          ${button.blocked && button !== next ? html`<small>${withoutName(button.blocked)}</small>` : nothing}
        </div>`,
    )
}

/** Does the next step, as its button would. */
export function pressNext() {
  const button = nextButton()
  if (button && isReady(button)) press(button)
}

/** The button that calls the next entrant of the running order, if there is one. */
export function callButton() {
  return buttonOf("call")
}

/** Does what a button says, after the questions it takes. @param {string} [phase] of the performance it is about */
export async function press(button, phase) {
  const word = label(button, phase)
  if (button.id === "lock" && (await ask(lockQuestion(button))) === null) return
  if (!button.asks_reason) return act(command(button), word)
  const reason = await ask({
    title: word,
    text: t("console.back-hint"),
    reason: t("console.reason"),
    confirm: word,
    danger: true,
  })
  if (reason !== null) act({ ...command(button), reason }, word)
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

/** The next step, or the one that is due as soon as nothing blocks it. */
function nextButton() {
  return buttonOf(page.view.next ?? DUE[page.view.stage?.phase])
}

/** Ranking and lock have a button per track. */
function buttonOf(id) {
  const found = page.view.buttons.filter((button) => button.id === id)
  return found.find(({ data }) => data.track === shownRound()?.track) ?? found[0]
}

function isReady(button) {
  const resting = button === nextButton() && performance.now() < restUntil
  return !button.blocked && !resting && !isUnderWay(KINDS)
}

/** What a button says. Stepping back is named by the phase it takes back: that of the stage, or `phase`. */
export function label(button, phase = page.view.stage?.phase ?? "waiting") {
  return button.id === "back" ? t(`console.back.${phase}`) : t(`console.step.${button.id}`)
}

function longLabel(button) {
  const row = button.id === "call" && rowOf(button.data.performance)
  if (button.data.track) return `${label(button)}：${trackName(button.data.track)}`
  if (row) return t("console.call-entrant", row)
  const score = button.id === "close" && page.view.stage?.preview?.score
  return score ? t("console.close-with-score", { score }) : label(button)
}

/** The sentence without the name that stands in large type above it. */
function withoutName(sentence) {
  return sentence.replace(page.view.stage?.entrant ?? "", "")
}

function nothingNext() {
  return shownRound()?.lacks.length ? t("console.lacks") : t("console.no-next")
}

/** Whether nobody of the round is still to come. */
function isOver(round) {
  return round?.rows.length && round.rows.every(({ phase, status }) => phase === "revealed" || status)
}

function trackName(id) {
  return page.view.rounds.find(({ track }) => track === id).track_name
}
