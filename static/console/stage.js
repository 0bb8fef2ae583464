/** The middle of the console: who is on, the panel, what came of it, and the steps of the show. */

import { broken } from "../../displays/names.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { delayed } from "./acting.js"
import { page } from "./page.js"
import { result } from "./result.js"
import { seatDetails, seats } from "./seats.js"
import { allSteps, nextStep } from "./steps.js"
import { ties } from "./ties.js"

/** The middle column. */
export function stage() {
  const { stage } = page.view
  return html`
    <div class="stage-scroll">
      ${ties()} ${stage ? onStage(stage) : html`<p class="nobody">${t("console.nobody")}</p>`}
    </div>
    <div class="steps">
      ${delayed().map(waiting)}
      <div class="all-steps">${allSteps()}</div>
      ${nextStep()}
    </div>
  `
}

function onStage(stage) {
  const phase = stage.complete && stage.phase === "marking" ? t("console.complete") : t(`console.phase.${stage.phase}`)
  return html`
    <header class="entrant">
      <p>
        ${stage.number === null ? nothing : html`<b>${t("console.number", stage)}</b>`}
        <span>${stage.track} · ${stage.round}</span>
      </p>
      <h1>${broken(stage.entrant)}</h1>
      <p class="entrant-district">${stage.district}</p>
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
