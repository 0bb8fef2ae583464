/** One entrant under way, whole: who it is, the panel's seats, and what their sheets add up to. */

import { broken } from "../../displays/names.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { cases } from "./cases.js"
import { items } from "./items.js"
import { result } from "./result.js"
import { traineeSheets } from "./reserves.js"
import { seatDetails, seats } from "./seats.js"
import { clock } from "./timing.js"

/** On a stage. @param {object} stage OnStage of judging/views/on_stage.py */
export function entrant(stage) {
  return html`
    <header class="entrant">
      <p>
        ${stage.number === null ? nothing : html`<b>${t("console.number", stage)}</b>`}
        <span>${[stage.track, stage.round, stage.district].filter(Boolean).join(" · ")}</span>
      </p>
      <h1>${broken(stage.entrant)}</h1>
      <p class="phase" data-phase=${stage.phase}>${phaseWord(stage)}</p>
    </header>
    ${details(stage)}
  `
}

/** The clock, the seats, the case, compulsory items, and the score. */
export function details(stage) {
  return html`${clock(stage)} ${seats(stage)} ${seatDetails(stage)} ${traineeSheets(stage)}
    ${asked([cases(stage), items(stage)])}
    ${result(stage)}`
}

/** How far it is. */
export function phaseWord({ phase, complete }) {
  return complete && phase === "marking" ? t("console.complete") : t(`console.phase.${phase}`)
}

/** Beside each other, and no room for what nobody is asked for. */
function asked(parts) {
  return parts.some((part) => part !== nothing) ? html`<div class="asked">${parts}</div>` : nothing
}
