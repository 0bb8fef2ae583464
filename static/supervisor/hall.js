/** A hall as the supervisor sees it: who is on, the seats, the clock, the order, and what was done last by whom. */

import { reading } from "../clock.js"
import { isClockSet, now } from "../live.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const SHAPES = { waiting: "draft", submitted: "good", returned: "wait", absent: "bad", recused: "bad" }
const STRUCK = ["high", "low"]

/** @param {object} view SupervisorView of judging/views/supervisor.py */
export function hall(view) {
  const { stage, windows, scene, orders, story } = view
  return html`
    <p class="muted">${t("supervisor.scene", { scene: t(`console.scene.${scene}`) })}</p>
    ${stage ? entrant(stage) : windows.length ? nothing : html`<p class="card">${t("overview.nobody")}</p>`}
    ${windows.map(({ window, on }) => entrant(on, window))} ${papers(view)} ${orders.map(order)} ${told(story)}
  `
}

function entrant(stage, window = 0) {
  const { entrant: name, district, number, track, round, panel, phase } = stage
  const where = [track, round, panel && t("console.panel", { panel })].filter(Boolean).join(" · ")
  return html`<section class="card on" data-phase=${phase}>
    <header>
      ${window ? html`<b class="window">${window}</b>` : nothing}
      <div>
        <h2>${name}</h2>
        <p class="muted">${[where, district, number && t("timekeeper.number", { n: number })].filter(Boolean).join(" · ")}</p>
      </div>
      <span class="status" data-state=${phase === "revealed" ? "good" : "ready"}>${t(`console.phase.${phase}`)}</span>
      ${clock(stage)}
    </header>
    <ul class="seats">
      ${stage.seats.map(seat)}
    </ul>
    ${result(stage)} ${deductions(stage)}
  </section>`
}

function clock({ clock: face }) {
  if (!face || !isClockSet()) return nothing
  const { text, level } = reading(face, now())
  return html`<span class="clock" data-level=${level}>
    <b class="numeral">${text}</b> <small>${t(`timekeeper.state.${face.state}`)}</small>
  </span>`
}

/** The total only where the server has sent one: once all sheets are in. */
function seat({ seat: number, name, state, device, total, dropped, reason, revision, at, group }) {
  return html`<li data-seat=${number} data-state=${state}>
    <b>${t("console.seat-of", { seat: number, name })}</b>
    <span class="status" data-state=${SHAPES[state]}>${t(`console.seat.${state}`)}</span>
    ${total ? html`<span class="numeral total">${STRUCK.includes(dropped) ? html`<s>${total}</s>` : total}</span>` : nothing}
    <small class="muted">
      ${[
        group,
        at && clockTime(at),
        revision > 1 && t("console.revision", { revision }),
        reason,
        !device && state === "waiting" && t("supervisor.no-device"),
      ]
        .filter(Boolean)
        .join(" · ")}
    </small>
  </li>`
}

function result({ preview, phase, complete }) {
  if (!preview) return html`<p class="muted">${t(complete ? "supervisor.complete" : "supervisor.incomplete")}</p>`
  const word = phase === "marking" ? "supervisor.would-be" : "supervisor.score"
  return html`<p>${t(word)} <b class="numeral score">${preview.score}</b></p>`
}

function deductions({ deductions: taken }) {
  return taken.map(({ points, reason }) => html`<p>${t("supervisor.deduction", { points, reason })}</p>`)
}

/** Sheets on paper: who typed each, and who typed it again. */
function papers({ papers: lines }) {
  if (!lines.length) return nothing
  return html`<section class="card papers">
    <h2>${t("supervisor.papers")}</h2>
    <ul>
      ${lines.map(({ entrant, seat, name, state, at, entered, seen, reason }) => {
        const word = state === "submitted" ? "entries.state.in-paper" : `entries.state.${state}`
        const by = [
          entered && t("supervisor.entered", { who: sentence(entered) }),
          seen && t("supervisor.seen", { who: sentence(seen) }),
          reason,
          at && clockTime(at),
        ]
        return html`<li><b>${t("console.seat-of", { seat, name })}</b> ${entrant} · ${t(word)} <span class="muted">${by.filter(Boolean).join(" · ")}</span></li>`
      })}
    </ul>
  </section>`
}

function order({ track, round, panel, lines }) {
  const title = [track, round, panel && t("console.panel", { panel })].filter(Boolean).join(" · ")
  return html`<details class="card order" open>
    <summary>${t("supervisor.order", { title })}</summary>
    <ol>
      ${lines.map(
        ({ number, name, district, phase, status, arrived }) => html`<li data-phase=${phase}>
          <b class="numeral">${number}</b> <span>${name} <small class="muted">${district}</small></span>
          <span class="muted">${stateWord(status, phase, arrived)}</span>
        </li>`,
      )}
    </ol>
  </details>`
}

function stateWord(status, phase, arrived) {
  if (status) return t(`console.status.${status}`)
  return phase === "waiting" && arrived ? t("supervisor.arrived") : t(`console.phase.${phase}`)
}

function told(story) {
  return html`<section class="card story">
    <h2>${t("supervisor.story")}</h2>
    <ul>
      ${story.map(
        ({ at, who, text }) => html`<li>
          <time class="numeral">${clockTime(at)}</time> ${byWhom(sentence(who), sentence(text))} ${sentence(text)}
        </li>`,
      )}
    </ul>
  </section>`
}

/** Where the sentence does not begin with who it was. */
function byWhom(who, text) {
  return text.startsWith(who) ? nothing : html`<b>${who}</b>`
}
