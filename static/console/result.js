/** What the sheets add up to: the range still possible, then the score as it will be announced; deductions. */

import { ask } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { act } from "./acting.js"
import { key } from "./page.js"
import { barred, othersPart } from "./parts.js"

const TAKES_DEDUCTIONS = ["called", "marking"]

const OF_POINTS = ["malformed", "out_of_range"]

/** Why the last deduction was refused, and of which performance it was to be. */
let refused = { of: "", why: null }

/** The step of the calculation that only lists what the tiles show. */
const ON_TILES = "打分"

/** Score and deductions side by side, and how the score came about. */
export function result(stage) {
  return html`<div class="result">
    <section>${stage.preview ? score(stage) : range(stage)}</section>
    <section>${deductions(stage)}</section>
    ${stage.preview ? trace(stage.preview) : nothing}
  </div>`
}

function score({ phase, preview, original }) {
  const [score, unrevealed] = original
    ? ["console.original", "console.original-unrevealed"]
    : ["console.score", "console.score-unrevealed"]
  return html`
    <h2>${phase === "revealed" ? t(score) : t(unrevealed)}</h2>
    <div class="told">
      <p class="score numeral">${preview.score}</p>
      ${preview.deductions.length ? html`<p>${t("console.raw", preview)}</p>` : nothing}
    </div>
  `
}

function trace({ trace }) {
  return html`<section class="trace">
    <h2>${t("console.trace")}</h2>
    <dl>
      ${trace.filter(({ of, label }) => of.length || label.template !== ON_TILES).map(
        ({ of, label, text }) =>
          html`<div>
            <dt>${[...of, sentence(label)].join("·")}</dt>
            <dd>${sentence(text)}</dd>
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
    <p>${t("console.missing", { seats: listed(missing) })}</p>
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
  const all = stage.preview?.deductions ?? stage.deductions
  const isEntered = ({ points, reason }) => stage.deductions.some((one) => one.points === points && one.reason === reason)
  const computed = all.filter((one) => !isEntered(one))
  return html`
    <h2>${t("console.deductions")}</h2>
    ${all.length ? nothing : html`<p class="muted">${t("console.no-deductions")}</p>`}
    <ul class="deductions">
      ${computed.map(({ points, reason }) => html`<li><b class="numeral">−${points}</b> <span>${reason}</span></li>`)}
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
    if (why !== null) 
      act(
        { kind: "WithdrawDeduction", performance, index, reason: why, deduction: { points, reason } },
        t("console.withdraw"),
      )
  }
  return html`<li>
    <b class="numeral">−${points}</b> <span>${reason}</span>
    ${
      takes
        ? html`<button
            type="button"
            class="button quiet"
            ?disabled=${othersPart("WithdrawDeduction", performance)}
            @click=${withdraw}
          >
            ${t("console.withdraw")}
          </button>`
        : nothing
    }
  </li>`
}

function form({ performance }) {
  const enter = async (event) => {
    event.preventDefault()
    const { target } = event
    refused = { of: key(performance), why: null }
    const tell = (why) => {
      refused = { of: key(performance), why }
    }
    const points = target.elements.points.value.trim()
    const reason = target.elements.reason.value.trim()
    if (!(await act({ kind: "EnterDeduction", performance, points, reason }, t("console.deduct"), tell))) return
    target.reset()
    // The next space is meant for the show, not for this field.
    if (target.contains(document.activeElement)) document.activeElement.blur()
  }
  const why = refused.of === key(performance) ? refused.why : null
  const others = othersPart("EnterDeduction", performance)
  return html`<form class="deduct" @submit=${enter}>
    <input
      name="points"
      ?disabled=${others}
      aria-invalid=${OF_POINTS.includes(why?.reason) ? "true" : nothing}
      required
      inputmode="decimal"
      autocomplete="off"
      aria-label=${t("console.points")}
      placeholder=${t("console.points")}
    />
    <input
      name="reason"
      ?disabled=${others}
      required
      maxlength="200"
      autocomplete="off"
      aria-label=${t("console.reason")}
      placeholder=${t("console.deduction-reason")}
    />
    <button class="button" ?disabled=${others}>${t("console.deduct")}</button>
    ${barred(others)}
    ${why ? html`<small class="error" role="alert">${why.detail}</small>` : nothing}
  </form>`
}
