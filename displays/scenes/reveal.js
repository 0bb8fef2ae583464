/**
 * 亮分 in beats: the marks in seat order, the extremes struck out, the rest together, the score digit by digit, the
 * deductions. The picture follows from the time since the reveal alone, so a screen that comes late joins its beat.
 */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { arranged, panel } from "./seats.js"
import { subject } from "./subject.js"

export const needs = "stage"

const BEAT_MS = 500
const SEAT_MS = 140

/**
 * @typedef {object} Beat
 * @property {number} at ms after the reveal
 * @property {number} [turned] how many seats show their mark
 * @property {boolean} [struck] extremes are dimmed and labelled
 * @property {boolean} [drawn] what counts has drawn together
 * @property {string} [shown] the score so far
 * @property {boolean} [deducted] the deductions are told
 */

const FIRST = { turned: 0, struck: false, drawn: false, shown: "", deducted: false }

/**
 * What changes when.
 *
 * @param {object} reveal as in judging/views/screen.py
 * @returns {Beat[]}
 */
function beats({ marks, score, deductions }) {
  const found = []
  const then = (wait, change) => found.push({ at: (found[found.length - 1]?.at ?? 0) + wait, ...change })
  marks.forEach((_, index) => then(index ? SEAT_MS : BEAT_MS, { turned: index + 1 }))
  if (marks.some((mark) => mark.dropped)) {
    then(BEAT_MS, { struck: true })
    then(BEAT_MS, { drawn: true })
  }
  for (const shown of beginnings(score)) then(BEAT_MS, { shown })
  if (deductions.length) then(BEAT_MS, { deducted: true })
  return found
}

/** "91.05" → "91.", "91.0", "91.05": never a text that could be read as another number. */
function beginnings(score) {
  const whole = /^-?\d+\.?/.exec(score)[0].length
  return Array.from(score.slice(whole - 1), (_, index) => score.slice(0, whole + index))
}

export function picture({ stage, reveal }, moment) {
  if (!reveal) return subject(stage)
  const elapsed = moment - Date.parse(reveal.at)
  const told = Object.assign({}, FIRST, ...beats(reveal).filter(({ at }) => at <= elapsed))
  const score = Array.from(reveal.score, (digit, index) => place(digit, index < told.shown.length))
  return html`${subject(stage)} ${seats(reveal.marks, told)}
    <div class="outcome reveal" ?data-shown=${told.shown}>
      <p class="result">${t("screen.score")}</p>
      <output class="score">${score}</output>
      <p class="deduction" ?data-shown=${told.deducted}>${told.deducted ? deduction(reveal) : nothing}</p>
    </div>`
}

export function settle(_, { reveal }, moment) {
  const elapsed = moment - Date.parse(reveal?.at)
  const next = reveal && beats(reveal).find(({ at }) => at > elapsed)
  return next ? next.at - elapsed : Infinity
}

function seats(marks, { turned, struck, drawn }) {
  const shifts = arranged(marks)
  const digits = Math.max(...marks.map(({ total }) => total?.length ?? 0))
  const tiles = marks.map((mark, index) => seat(mark, index < turned, struck, shifts[index]))
  return panel(tiles, { digits, struck, drawn })
}

function seat({ seat, state, total, dropped }, isTurned, isStruck, { x, y }) {
  const mark = state === "in" ? total : t(`screen.${state}`)
  return html`
    <li
      class="seat"
      data-mark=${state}
      data-dropped=${dropped || nothing}
      ?data-turned=${isTurned}
      .style=${`--x: ${x}; --y: ${y}`}
    >
      <div class="tile"><span class="label">${t("screen.seat", { number: seat })}</span></div>
      <div class="tile back">
        <span class="label">${t("screen.seat", { number: seat })}</span>
        <span class="mark">${isTurned ? mark : nothing}</span>
      </div>
      <span class="verdict">${isStruck && dropped ? t(`screen.${dropped}`) : nothing}</span>
    </li>
  `
}

/** A place of the score: it has its width from the beginning, so that nothing moves when the digit comes. */
function place(digit, isShown) {
  const kind = digit === "." ? "point" : "digit"
  return html`<span class=${kind} ?data-shown=${isShown}><b>${isShown ? digit : nothing}</b></span>`
}

function deduction({ raw, deductions }) {
  const words = deductions.map(({ points, reason }) => t("screen.deduction", { points, reason }))
  return [t("screen.raw", { raw }), ...words].map((text) => html` <span class="piece">${text}</span>`)
}
