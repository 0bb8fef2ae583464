/** What the sheets add up to: the range still possible, then the score as it will be announced; deductions. */

import { ask } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"

const TAKES_DEDUCTIONS = ["called", "marking"]

/** Score and deductions side by side, and how the score came about. */
export function result(stage) {
  return html`<div class="result">
    <section>${stage.preview ? score(stage) : range(stage)}</section>
    <section>${deductions(stage)}</section>
    ${stage.preview ? trace(stage.preview) : nothing}
  </div>`
}

function score({ phase, preview }) {
  return html`
    <h2>${phase === "revealed" ? t("console.score") : t("console.score-unrevealed")}</h2>
    <p class="score numeral">${preview.score}</p>
    ${preview.deductions.length ? html`<p>${t("console.raw", preview)}</p>` : nothing}
  `
}

function trace({ trace }) {
  return html`<section class="trace">
    <h2>${t("console.trace")}</h2>
    <dl>
      ${trace.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
  </section>`
}

function range({ phase, possible, seats }) {
  if (phase !== "marking") return nothing
  const missing = seats.filter(({ state }) => state === "waiting" || state === "returned").map(({ seat }) => seat)
  if (!missing.length) return nothing
  return html`
    <h2>${t("console.sheets-in", { in: seats.length - missing.length, of: seats.length })}</h2>
    <p>${t("console.missing", { seats: missing.join("、") })}</p>
    ${
      possible
        ? html`<h3>${t("console.possible")}</h3>
            <p class="possible numeral">${possible[0]} … ${possible[1]}</p>`
        : nothing
    }
  `
}

function deductions(stage) {
  const takes = TAKES_DEDUCTIONS.includes(stage.phase)
  return html`
    <h2>${t("console.deductions")}</h2>
    ${stage.deductions.length ? nothing : html`<p class="muted">${t("console.no-deductions")}</p>`}
    <ul class="deductions">
      ${stage.deductions.map((deduction, index) => taken(stage, deduction, index, takes))}
    </ul>
    ${takes ? form(stage) : nothing}
  `
}

function taken({ performance }, { points, reason }, index, takes) {
  const withdraw = async () => {
    const why = await ask({
      title: t("console.withdraw-deduction", { points, reason }),
      reason: t("console.reason"),
      confirm: t("console.withdraw"),
      danger: true,
    })
    if (why !== null) act({ kind: "WithdrawDeduction", performance, index, reason: why }, t("console.withdraw"))
  }
  return html`<li>
    <b class="numeral">−${points}</b> <span>${reason}</span>
    ${
      takes
        ? html`<button type="button" class="button quiet" @click=${withdraw}>${t("console.withdraw")}</button>`
        : nothing
    }
  </li>`
}

function form({ performance }) {
  const enter = async (event) => {
    event.preventDefault()
    const { target } = event
    const points = target.elements.points.value.trim()
    const reason = target.elements.reason.value.trim()
    if (await act({ kind: "EnterDeduction", performance, points, reason }, t("console.deduct"))) target.reset()
  }
  return html`<form class="deduct" @submit=${enter}>
    <input
      name="points"
      required
      inputmode="decimal"
      autocomplete="off"
      aria-label=${t("console.points")}
      placeholder=${t("console.points")}
    />
    <input
      name="reason"
      required
      maxlength="200"
      autocomplete="off"
      aria-label=${t("console.reason")}
      placeholder=${t("console.deduction-reason")}
    />
    <button class="button">${t("console.deduct")}</button>
  </form>`
}
