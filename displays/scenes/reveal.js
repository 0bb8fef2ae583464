/**
 * 亮分 in beats, as the sum is done: marks in seat order, extremes struck where they stand, what each group came to, the
 * mean digit by digit, the deduction, and only then 最后得分. The picture follows from the server's time alone, so a screen that comes late joins
 * at the present beat.
 */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { told, untilNext } from "./beats.js"
import { fields, settleFields } from "./fields.js"
import { panel, seat } from "./seats.js"
import { picture as entrance } from "./entrance.js"

export const needs = "stage"

const SHORT = 8 // characters of a reason

export function picture({ stage, reveal }, moment) {
  if (!reveal) return entrance({ stage }) // pinned to 亮分, nothing revealed yet
  const struck = told(reveal, "extremes", moment) > 0
  return fields(stage, seats(stage, reveal, moment, struck), sum(reveal, moment), struck ? verdicts(reveal) : nothing)
}

export function settle(main, view, moment) {
  if (!view.reveal) return Infinity
  settleFields(main, view)
  return untilNext(view.reveal, moment)
}

function seats(stage, reveal, moment, struck) {
  let ahead = told(reveal, "marks", moment)
  const tiles = reveal.marks.map(({ seat: number, state, total, dropped, group }) => {
    const isTold = state === "in" && ahead-- > 0
    return seat(number, state, { content: isTold ? total : nothing, dropped: struck ? dropped : "", isTold, group })
  })
  return panel(tiles, stage.digits)
}

/** “最高 95.00　最低 88.00”: the struck marks, named on a line of their own. */
function verdicts({ marks }) {
  return ["high", "low"].map((extreme) => {
    const struck = marks.filter(({ dropped }) => dropped === extreme)
    if (!struck.length) return nothing
    return html`<span class="verdict">${t(`screen.${extreme}`)}${struck.map(({ total }) => html` <b>${total ?? t("screen.filled")}</b>`)}</span>`
  })
}

/** The sum from top to bottom. Each line has its place from the beginning, so that nothing moves when it is told. */
function sum({ raw, score, deductions, method, beats, since, ...reveal }, moment) {
  const at = { beats, since }
  const digits = told(at, "mean", moment)
  const isFinal = told(at, "final", moment) > 0
  return html`
    <div class="sum" .style=${`--digits: ${Math.max(raw.length, score.length, 1)}`}>
      ${groups(reveal, told(at, "groups", moment))}
      <div class="mean" ?data-told=${digits}>
        <p class="caption">${digits ? caption(method, reveal.filled) : nothing}</p>
        <output class="number">${digits ? number(raw, digits) : nothing}</output>
      </div>
      <p class="deductions">${told(at, "deduction", moment) ? deductions.map(deduction) : nothing}</p>
      <div class="final" ?data-told=${isFinal}>
        <p class="caption">${isFinal ? scoreCaption(reveal) : nothing}</p>
        <output class="score">${isFinal ? number(score, score.length) : nothing}</output>
      </div>
    </div>
  `
}

function caption(method, filled) {
  const word = t(`screen.method.${method}`)
  return filled ? t("screen.with-filled", { word }) : word
}

/** What is announced before panels are made comparable is never called the final score. */
function scoreCaption({ floored, unequalised }) {
  if (unequalised) return t("screen.score-unequalised")
  return t(floored ? "screen.score-floored" : "screen.score")
}

/** A number as far as it is told: "91.", "91.0", "91.05"; a line stands where a digit is still to come. */
function number(text, steps) {
  const places = text.split(".")[1]?.length ?? 0
  const shown = text.length - Math.max(places + 1 - steps, 0)
  return Array.from(text, (digit, index) => {
    const kind = digit === "." ? "point" : "digit"
    return html`<span class=${kind} ?data-told=${index < shown}>${index < shown ? digit : nothing}</span>`
  })
}

/** What each group came to and what it weighs, a line each. */
function groups({ marks, groups }, count) {
  const lines = [...new Set(marks.map(({ group }) => group).filter(Boolean))]
  if (!lines.length) return nothing
  return html`<div class="groups">
    ${lines.map((_, index) => {
      const shown = index < count ? groups[index] : null
      return html`<p>${shown ? html`${shown.name} <b>${shown.score}</b> <span>×${shown.weight}</span>` : nothing}</p>`
    })}
  </div>`
}

/** A short reason stays on one line. */
function deduction({ points, reason }) {
  const text = t("screen.deduction", { points, reason })
  return html`<span class="deduction">${reason.length > SHORT ? text : broken(text)}</span> `
}
