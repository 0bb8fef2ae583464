/** The middle of the console: who is on, the panel, what came of it, and the steps of the show. */

import { broken } from "../../displays/names.js"
import { noticePlace } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { delayed } from "./acting.js"
import { handovers } from "./alerts.js"
import { beats } from "./beats.js"
import { hands } from "./hands.js"
import { page, roundKey } from "./page.js"
import { result } from "./result.js"
import { comingSeats, seatDetails, seats } from "./seats.js"
import { allSteps, nextButton, nextStep } from "./steps.js"
import { ties } from "./ties.js"

/** The middle column. */
export function stage() {
  const { stage } = page.view
  return html`
    <div class="stage-scroll">
      ${ties()} ${stage ? onStage(stage) : html`<p class="nobody">${t("console.nobody")}</p>`}
      ${coming()}
    </div>
    <div class="steps">
      ${requests()}
      ${noticePlace()} ${delayed().map(waiting)} ${beats()}
      <div class="all-steps">${allSteps()}</div>
      ${nextStep()}
    </div>
  `
}

/** Who waits for an answer of the console. */
function requests() {
  const { handovers: asking, hands: raised } = page.view
  return asking.length + raised.length ? html`<div class="requests">${handovers()} ${hands()}</div>` : nothing
}

/** The panel of the round that begins with the next call, while nobody of it is on stage. */
function coming() {
  const { stage, rounds } = page.view
  const next = nextButton()
  if (next?.id !== "call") return nothing
  const round = rounds.find((each) => roundKey(each) === roundKey(next.data.performance))
  return stage && roundKey(stage.performance) === roundKey(round) ? nothing : comingSeats(round)
}

function onStage(stage) {
  const phase = stage.complete && stage.phase === "marking" ? t("console.complete") : t(`console.phase.${stage.phase}`)
  return html`
    <header class="entrant">
      <p>
        ${stage.number === null ? nothing : html`<b>${t("console.number", stage)}</b>`}
        <span>${[stage.track, stage.round, stage.district].filter(Boolean).join(" · ")}</span>
      </p>
      <h1>${broken(stage.entrant)}</h1>
      <p class="phase" data-phase=${stage.phase}>${phase}</p>
    </header>
    ${seats(stage)} ${seatDetails(stage)} ${result(stage)}
  `
}

function waiting({ label, drop }) {
  return html`<p class="banner" data-state="wait" role="status">
    ${t("console.resending", { label })}
    <button type="button" class="button quiet" @click=${drop}>${t("console.drop")}</button>
  </p>`
}
