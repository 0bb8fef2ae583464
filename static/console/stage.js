/** The middle of the console: who is on, the panel, what came of it, and the steps of the show. */

import { openFlags } from "../flags.js"
import { noticePlace } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { delayed } from "./acting.js"
import { handovers } from "./alerts.js"
import { beats, directorsKey } from "./beats.js"
import { hands } from "./hands.js"
import { entrant } from "./entrant.js"
import { isWalking, page, stageTab, tabKey, tabOf, walks } from "./page.js"
import { readiness } from "./readiness.js"
import { comingSeats } from "./seats.js"
import { allSteps, nextButton, nextStep } from "./steps.js"
import { ties } from "./ties.js"
import { toTell } from "./together.js"
import { sentOn, windows } from "./windows.js"

/** The middle column. */
export function stage() {
  return html`
    <div class="stage-scroll">${openFlags(page.flags.flags)} ${ties()} ${isWalking() ? walkRound() : onStage()} ${coming()} ${readiness()}</div>
    <div class="steps">
      ${requests()}
      ${noticePlace()} ${delayed().map(waiting)} ${beats()}
      <div class="all-steps" ?data-walking=${isWalking()}>${allSteps()}</div>
      ${nextStep()}
    </div>
  `
}

function onStage() {
  const { stage } = page.view
  return stage ? entrant(stage) : html`<p class="nobody">${t("console.nobody")}</p>`
}

/** The windows. Above them who is on a stage; who was revealed from a window comes last, and moves nothing. */
function walkRound() {
  const { stage } = page.view
  const isTold = stage && walks(stage.performance)
  return html`${stage && !isTold ? entrant(stage) : nothing} ${windows()} ${sentOn()} ${toTell()}
  ${isTold ? told(stage) : nothing}`
}

function told(stage) {
  return html`<details class="told-last" ?open=${directorsKey() !== null}>
    <summary>${t("console.told-last", { name: stage.entrant, score: stage.preview.score })}</summary>
    <div class="window-details">${entrant(stage)}</div>
  </details>`
}

/** Who waits for an answer of the console. */
function requests() {
  const { handovers: asking, hands: raised } = page.view
  return asking.length + raised.length ? html`<div class="requests">${handovers()} ${hands()}</div>` : nothing
}

/** The panel that begins with the next call, while nobody of it is on stage or at a window. */
function coming() {
  const next = nextButton()
  if (next?.id !== "call") return nothing
  const tab = tabOf(next.data.performance)
  const isOn = page.view.walk?.at.length || stageTab(page.view) === (tab && tabKey(tab))
  return !tab || isOn ? nothing : comingSeats(tab)
}

function waiting({ label, drop }) {
  return html`<p class="banner" data-state="wait" role="status">
    ${t("console.resending", { label })}
    <button type="button" class="button quiet" @click=${drop}>${t("console.drop")}</button>
  </p>`
}
