/** What a changed pool comes to: who is in, where the line is, what is short, and what one slot would move. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { redraw } from "./page.js"

const SIGNS = { in: "＋", out: "－", up: "↑", down: "↓", tied: "＝" }
const NEAR = 10 // of those outside who stay there, so many are shown at once

let isWhole = false // all who are outside are shown

/**
 * @param {object} answer Simulated of judging/web/simulating.py
 * @param {(rules: object) => void} change tries the pool of a remedy out
 */
export function outcome({ found, problems, remedies, tracks }, change) {
  if (problems.length) return html`<p class="banner" data-state="wait">${t("simulator.mend-first", { n: problems.length })}</p>`
  const { waiting, open, notes, lines, inside, steps } = found
  return html`
    ${waiting.length ? html`<p class="banner" data-state="wait">${t("simulator.partly", { tracks: listed(waiting) })}</p>` : nothing}
    <div>
      <p class="summary">${summary(lines, inside)}</p>
      ${["in", "out", "up", "down"].map((move) => moved(lines, move))}
    </div>
    ${open ? html`<p class="banner" data-state="bad"><span>${t("simulator.open", { why: sentence(open) })}</span></p>` : nothing}
    ${remedies.length ? least(remedies, change) : nothing}
    <ul class="notes">
      ${notes.map((note) => html`<li>${sentence(note)}</li>`)}
    </ul>
    ${lines.length ? list(lines, inside, new Map(tracks.map(({ id, name }) => [id, name]))) : nothing}
    ${steps.length && lines.length ? nearby(steps) : nothing}
  `
}

function summary(lines, inside) {
  const count = (...moves) => lines.filter(({ move }) => moves.includes(move)).length
  const [entering, leaving, moved] = [count("in"), count("out"), count("up", "down")]
  if (!entering && !leaving && !moved) return t("simulator.same", { inside })
  return t("simulator.summary", { inside, entering, leaving, moved })
}

/** Who moves in this way, against what is in force. */
function moved(lines, wanted) {
  const names = lines.filter(({ move }) => move === wanted).map(({ name }) => name)
  if (!names.length) return nothing
  return html`<p data-move=${wanted}><b>${SIGNS[wanted]} ${t(`simulator.move.${wanted}`)}</b> ${listed(names)}</p>`
}

/** The least changes that would settle the pool, each to be tried out. */
function least(remedies, change) {
  return html`<section class="remedies">
    <h2>${t("simulator.remedies")}</h2>
    <ul>
      ${remedies.map(
        (each) =>
          html`<li>
            <b>${sentence(each.change)}</b> <span>${moves(each)}</span>
            <button type="button" class="button" @click=${() => change(each.rules)}>${t("simulator.try-it")}</button>
          </li>`,
      )}
    </ul>
  </section>`
}

function moves({ entering, leaving }) {
  if (!entering.length && !leaving.length) return t("simulator.nobody")
  const parts = [
    entering.length && t("simulator.entering", { names: listed(entering) }),
    leaving.length && t("simulator.leaving", { names: listed(leaving) }),
  ]
  return parts.filter(Boolean).join(t("simulator.joint"))
}

function list(lines, inside, names) {
  const outside = lines.slice(inside)
  const shown = outside.filter((line, n) => isWhole || n < NEAR || line.move !== "stays" || line.tied)
  const hidden = outside.length - shown.length
  return html`<table class="candidates">
      <thead>
        <tr>
          ${["mark", "level", "name", "track"].map(head)} ${["place", "composite"].map(numberHead)}
        </tr>
      </thead>
      <tbody>
        ${lines.slice(0, inside).map((line) => row(line, names))}
        <tr class="the-line">
          <td colspan="6">${t("simulator.line", { inside })}</td>
        </tr>
        ${shown.map((line) => row(line, names))}
      </tbody>
    </table>
    ${hidden ? html`<button type="button" class="button quiet" @click=${showAll}>${t("simulator.hidden", { n: hidden })}</button>` : nothing}`
}

function head(column) {
  return html`<th scope="col">${t(`simulator.head.${column}`)}</th>`
}

function numberHead(column) {
  return html`<th scope="col" class="numeral">${t(`simulator.head.${column}`)}</th>`
}

function showAll() {
  isWhole = true
  redraw()
}

function row(line, names) {
  const kind = line.tied ? "tied" : line.move
  const was = line.before !== line.after && line.before ? html` <small class="muted">${t("simulator.was", { level: line.before })}</small>` : nothing
  return html`<tr data-move=${kind} data-entrant=${line.entrant}>
    <td class="mark">${kind === "stays" ? nothing : html`<b>${SIGNS[kind]} ${t(`simulator.move.${kind}`)}</b>`}</td>
    <td>${line.after === null ? "—" : line.after || "✓"}${was}</td>
    <td>${line.name}</td>
    <td>${names.get(line.track)}</td>
    <td class="numeral">${line.place}</td>
    <td class="numeral">${line.composite}</td>
  </tr>`
}

function nearby(steps) {
  return html`<details class="steps">
    <summary>${t("simulator.steps")}</summary>
    <table>
      <tbody>
        ${steps.map(
          (step) =>
            html`<tr>
              <th scope="row">${t("simulator.step", { track: step.track, slots: step.slots, by: step.by > 0 ? `＋${step.by}` : `－${-step.by}` })}</th>
              <td>${moves(step)}${step.open ? html`<br><small class="error">${sentence(step.open)}</small>` : nothing}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`
}
