/**
 * 亮分 in beats, as the sum is done: marks in seat order, extremes struck where they stand, the mean digit by digit, the
 * deduction, and only then 最后得分. The picture follows from the server's time alone, so a screen that comes late joins
 * at the present beat.
 */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { told, untilNext } from "./beats.js"
import { fields, settleFields } from "./fields.js"
import { panel, seat } from "./seats.js"
import { subject } from "./subject.js"

export const needs = "stage"

const SHORT = 8 // characters of a reason

export function picture({ stage, reveal }, moment) {
  if (!reveal) return html`<div class="entrance">${subject(stage)}</div>` // pinned to 亮分, nothing revealed yet
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
  const tiles = reveal.marks.map(({ seat: number, state, total, dropped }) => {
    const isTold = state === "in" && ahead-- > 0
    return seat(number, state, { content: isTold ? total : nothing, dropped: struck ? dropped : "", isTold })
  })
  return panel(tiles, stage.digits)
}

/** “最高 95.00　最低 88.00”: the struck marks, named on a line of their own. */
function verdicts({ marks }) {
  return ["high", "low"].map((extreme) => {
    const struck = marks.filter(({ dropped }) => dropped === extreme)
    if (!struck.length) return nothing
    return html`<span class="verdict">${t(`screen.${extreme}`)}${struck.map(({ total }) => html` <b>${total}</b>`)}</span>`
  })
}

/** The sum from top to bottom. Each line has its place from the beginning, so that nothing moves when it is told. */
function sum({ raw, score, deductions, method, beats, since }, moment) {
  const at = { beats, since }
  const digits = told(at, "mean", moment)
  const isFinal = told(at, "final", moment) > 0
  return html`
    <div class="sum" .style=${`--digits: ${Math.max(raw.length, score.length, 1)}`}>
      <div class="mean" ?data-told=${digits}>
        <p class="caption">${digits ? t(`screen.method.${method}`) : nothing}</p>
        <output class="number">${digits ? number(raw, digits) : nothing}</output>
      </div>
      <p class="deductions">${told(at, "deduction", moment) ? deductions.map(deduction) : nothing}</p>
      <div class="final" ?data-told=${isFinal}>
        <p class="caption">${isFinal ? t("screen.score") : nothing}</p>
        <output class="score">${isFinal ? number(score, score.length) : nothing}</output>
      </div>
    </div>
  `
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

/** A short reason stays on one line. */
function deduction({ points, reason }) {
  const text = t("screen.deduction", { points, reason })
  return html`<span class="deduction">${reason.length > SHORT ? text : broken(text)}</span> `
}
