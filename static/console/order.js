/** The running order: every performance with its state; a press on one calls it. */

import { broken } from "../../displays/names.js"
import { ask } from "../dialog.js"
import { clockTime } from "../page.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { sentence, t } from "../words.js"
import { act } from "./acting.js"
import { attendance, desk, isCheckingIn, notes, offersNoShow, roster, tally, waitingWord } from "./attendance.js"
import { correctKey, corrections } from "./correcting.js"
import { equalised, scoreOf } from "./equalised.js"
import { mending } from "./mending.js"
import { indicators } from "./points.js"
import { isUnjudged, key, page, partName, redraw, shownRound, stageTab, tabKey, toggle, walker } from "./page.js"
import { call, label, press, rest } from "./steps.js"

const LEFT = ["confirmed", "revealed"]
const STATUSES = ["withdrawn", "no_show", "disqualified"]
const SHAPES = { called: "ready", marking: "ready", confirmed: "wait", revealed: "good" }

/** Tabs of what has a running order, and the rows of the one that is looked at. */
export function order() {
  const rounds = page.rounds.filter((round) => round.rows.length || isUnjudged(round))
  const shown = shownRound()
  return html`
    ${rounds.length > 1 ? tabs(rounds, shown) : nothing} ${shown?.locked_at ? locked(shown) : nothing}
    ${shown ? html`${corrections(shown)} ${rows(shown)} ${roster(shown)} ${page.isOfAllHalls ? mending(shown) : nothing}` : nothing}
  `
}

/** Turns to the tab on stage when another one has come on; at first to that of who is at the windows. */
export function follow(before) {
  const { stage } = page.view
  if (stage && (!before || stageTab(before) !== stageTab(page.view))) page.unfolded.tab = stageTab(page.view)
  const first = page.view.walk?.at[0]?.on
  if (!before && !stage && first) page.unfolded.tab = tabKey({ ...first.performance, panel: first.panel })
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
    page.unfolded.tab = tabKey(round)
    rest()
    redraw()
  }
  return html`<button type="button" role="tab" aria-selected=${round === shown} @click=${look}>
    ${round.track_name}<small>${partName(round) || t("console.imported-only")}</small>
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
            ${page.isOrganiser ? html`<a href=${at("/setup")}>${t("console.to-setup")}</a>` : t("console.ask-organiser")}
          </div>`
        : nothing
    }
    ${round.unrankable.length ? unrankable(round) : nothing} ${equalised(round)} ${indicators(round)}
    ${round.round ? tally(round) : html`<p class="lacks muted">${t("console.imported-hint")}</p>`}
    <ol class="rows" aria-label=${t("console.order")}>
      ${repeat(
        round.rows,
        (each) => key(each.performance),
        (each) => row(each, round),
      )}
    </ol>
  `
}

/** What keeps the track from being ranked, whatever happens in the round looked at. */
function unrankable(round) {
  const reasons = round.unrankable.map((reason) => html`<li class="status" data-state="wait">${sentence(reason)}</li>`)
  return html`<div class="lacks">
    <h2>${t("console.unrankable", { track: round.track_name })}</h2>
    <ul>
      ${reasons}
    </ul>
  </div>`
}

function row(each, round) {
  const id = key(each.performance)
  const stage = page.view.stage?.performance
  const unfolded = page.unfolded.row === id
  const at = walker(each.performance)
  return html`<li
    class="row"
    data-phase=${each.phase}
    data-window=${at?.window || nothing}
    ?data-on=${at || (stage && key(stage) === id)}
    ?data-out=${each.status}
  >
    <button type="button" class="row-call" title=${`${each.name} ${each.district}`} @click=${() => choose(each)}>
      <span class="row-number numeral">${each.number}</span>
      <span class="row-name">${broken(each.name)}</span>
      <span class="row-state">
        ${stateWord(each)} ${scoreOf(each, round)}
      </span>
      ${notes(each)}
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
    ${isCheckingIn() ? desk(each) : nothing} ${unfolded ? choices(each, round) : nothing}
  </li>`
}

function stateWord(each) {
  if (each.status) return html`<span>${t(`console.status.${each.status}`)}</span>`
  if (each.phase === "waiting") return waitingWord(each)
  const at = walker(each.performance)
  const on = [at?.on, page.view.stage].find((found) => found && key(found.performance) === key(each.performance))
  const complete = each.phase === "marking" && on?.complete
  const word = complete ? t("console.complete") : t(`console.phase.${each.phase}`)
  return html`${at?.window ? html`<b class="row-window">${t("console.window", at)}</b>` : nothing}
    <span class="status" data-state=${complete ? "wait" : SHAPES[each.phase]}>${word}</span>`
}

function choices(each, round) {
  return html`<div class="row-choices">
    ${attendance(each)} ${round.locked_at ? nothing : statuses(each)} ${correctKey(each, round)}
    ${left(each, round).map((button) => offStage(button, each.phase))} ${each.phase === "revealed" ? sheetLink(each.performance) : nothing}
  </div>`
}

/** What may become of who takes part; nothing once the track is locked. */
function statuses(each) {
  const statusKey = (status) =>
    html`<button type="button" class="button danger" @click=${() => setStatus(each, status)}>
      ${t(`console.status.${status}`)}
    </button>`
  const offered = STATUSES.filter((status) => status !== "no_show" || !offersNoShow(each))
  if (!each.status) return offered.map(statusKey)
  return html`<button type="button" class="button" @click=${() => setStatus(each, null)}>${t("console.status-lift")}</button>`
}

/** What is left to do for who has left the stage: reveal a score that was held back, or take a step back. */
function left({ performance, phase }, { reveals, no_back }) {
  const { stage } = page.view
  if (!LEFT.includes(phase) || (stage && key(stage.performance) === key(performance))) return []
  const back = { id: "back", kind: "StepBack", data: { performance, phase }, blocked: no_back, asks_reason: true }
  return [...reveals.filter(({ data }) => key(data.performance) === key(performance)), back]
}

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
  return html`<a href=${at(`/print/score/${path}`)} target="_blank">${t("console.print-sheet")}</a>`
}

function choose(each) {
  if (each.phase === "waiting" && !each.status && !isCheckingIn()) call(each.performance)
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
