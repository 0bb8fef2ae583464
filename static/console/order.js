/** The running order: every performance with its state; a press on one calls it. */

import { broken } from "../../displays/names.js"
import { ask } from "../dialog.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { sentence, t } from "../words.js"
import { act } from "./acting.js"
import { key, page, redraw, roundKey, shownRound, toggle } from "./page.js"
import { call, label, press, rest } from "./steps.js"

const SHAPES = { waiting: "draft", called: "ready", marking: "ready", confirmed: "wait", revealed: "good" }

/** Tabs of the rounds that have a running order, and the rows of the one that is looked at. */
export function order() {
  const rounds = page.view.rounds.filter((round) => round.rows.length)
  const shown = shownRound()
  return html`
    ${rounds.length > 1 ? tabs(rounds, shown) : nothing} ${shown?.locked_at ? locked(shown) : nothing}
    ${shown ? rows(shown) : nothing}
  `
}

/** Turns to the round on stage when another one has come on, and away from a seat that was looked at for another. */
export function follow(before) {
  const stage = page.view.stage?.performance
  if (stage && (!before || roundKey(before) !== roundKey(stage))) page.unfolded.tab = roundKey(stage)
  if (!stage || !before || key(before) !== key(stage)) page.unfolded.seat = null
}

/** Scrolls the performance on stage into sight. */
export function reveal() {
  document.querySelector(".row[data-on]")?.scrollIntoView({ block: "center" })
}

function locked({ track_name, locked_at }) {
  return html`<p class="banner locked" data-state="good" role="status">
    <b>${t("console.locked", { track: track_name, time: clockTime(locked_at) })}</b>
  </p>`
}

function tabs(rounds, shown) {
  return html`<div class="tabs" role="tablist">${rounds.map((round) => tab(round, shown))}</div>`
}

function tab(round, shown) {
  const look = () => {
    page.unfolded.tab = roundKey(round)
    rest()
    redraw()
  }
  return html`<button type="button" role="tab" aria-selected=${round === shown} @click=${look}>
    ${round.track_name}<small>${round.round_name}</small>
  </button>`
}

function rows(round) {
  const lacks = round.lacks.map((lack) => html`<li class="status" data-state="wait">${sentence(lack)}</li>`)
  return html`
    ${
      round.lacks.length
        ? html`<div class="lacks">
            <h2>${t("console.lacks")}</h2>
            <ul>
              ${lacks}
            </ul>
            ${page.isOrganiser ? html`<a href="/setup">${t("console.to-setup")}</a>` : t("console.ask-organiser")}
          </div>`
        : nothing
    }
    <ol class="rows" aria-label=${t("console.order")}>
      ${repeat(round.rows, (each) => key(each.performance), row)}
    </ol>
  `
}

function row(each) {
  const id = key(each.performance)
  const stage = page.view.stage?.performance
  const unfolded = page.unfolded.row === id
  return html`<li class="row" data-phase=${each.phase} ?data-on=${stage && key(stage) === id} ?data-out=${each.status}>
    <button type="button" class="row-call" title=${`${each.name} ${each.district}`} @click=${() => choose(each)}>
      <span class="row-number numeral">${each.number}</span>
      <span class="row-name">${broken(each.name)}</span>
      <span class="row-state">
        ${stateWord(each)} ${each.score ? html`<b class="numeral">${each.score}</b>` : nothing}
      </span>
    </button>
    <button
      type="button"
      class="row-more"
      aria-expanded=${unfolded}
      aria-label=${t("console.row-more", each)}
      @click=${() => toggle("row", id)}
    >
      ⋯
    </button>
    ${unfolded ? choices(each) : nothing}
  </li>`
}

function stateWord(each) {
  if (each.status) return html`<span>${t(`console.status.${each.status}`)}</span>`
  const { stage } = page.view
  const complete = each.phase === "marking" && stage?.complete && key(stage.performance) === key(each.performance)
  const word = complete ? t("console.complete") : t(`console.phase.${each.phase}`)
  return html`<span class="status" data-state=${complete ? "wait" : SHAPES[each.phase]}>${word}</span>`
}

function choices(each) {
  const statusKey = (status) =>
    html`<button type="button" class="button danger" @click=${() => setStatus(each, status)}>
      ${t(`console.status.${status}`)}
    </button>`
  return html`<div class="row-choices">
    ${
      each.status
        ? html`<button type="button" class="button" @click=${() => setStatus(each, null)}>
            ${t("console.status-lift")}
          </button>`
        : ["withdrawn", "no_show", "disqualified"].map(statusKey)
    }
    ${each.buttons.map((button) => offStage(button, each.phase))}
    ${each.phase === "revealed" ? sheetLink(each.performance) : nothing}
  </div>`
}

/** What is left to do for who has left the stage: reveal a score that was held back, or take a step back. */
function offStage(button, phase) {
  return html`<button
      type="button"
      class="button ${button.id === "back" ? "danger" : ""}"
      ?disabled=${button.blocked}
      @click=${() => press(button, phase)}
    >
      ${label(button, phase)}
    </button>
    ${button.blocked ? html`<small class="row-blocked">${sentence(button.blocked)}</small>` : nothing}`
}

/** To the printed score sheet. */
function sheetLink({ track, round, entrant }) {
  const path = [track, round, entrant].map(encodeURIComponent).join("/")
  return html`<a href="/print/score/${path}" target="_blank">${t("console.print-sheet")}</a>`
}

function choose(each) {
  if (each.phase === "waiting" && !each.status) call(each.performance)
  else toggle("row", key(each.performance))
}

async function setStatus(each, status) {
  const word = status ? t(`console.status.${status}`) : t("console.status-lift")
  const reason = await ask({
    title: t("console.status-of", { ...each, status: word }),
    text: status ? t("console.status-hint") : "",
    reason: t("console.reason"),
    confirm: word,
    danger: true,
  })
  if (reason === null) return
  const { track, entrant } = each.performance
  if (await act({ kind: "SetStatus", track, entrant, status, reason }, word)) toggle("row", key(each.performance))
}
