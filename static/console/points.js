/** 指标折算: how each value of an indicator became points, step by step, to be done again by hand. */

import { broken } from "../../displays/names.js"
import { Refused, get } from "../command.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

/** A button for each indicator of the track looked at. */
export function indicators({ track, indicators }) {
  if (!indicators.length) return nothing
  return html`<div class="indicators">
    ${indicators.map(
      ({ round, name }) =>
        html`<button type="button" class="button quiet" @click=${() => look(track, round)}>
          ${t("console.indicator", { name })}
        </button>`,
    )}
  </div>`
}

async function look(track, round) {
  try {
    const found = await get(`/preview/points?${new URLSearchParams({ track, round })}`)
    await ask({ title: t("console.indicator-title", found), content: content(found), cancel: null })
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
}

function content({ table, within, rows, missing }) {
  return html`
    <p>${within ? t("console.indicator-within") : nothing} ${sentence(table)}</p>
    ${missing.map((each) => html`<p class="status" data-state="wait">${sentence(each)}</p>`)}
    <div class="preview points" tabindex="0">${rows.map(row)}</div>
  `
}

function row({ name, within, value, score, steps }) {
  return html`<details>
    <summary>
      <span>${broken(name)} <small class="muted">${within}</small></span>
      <span class="numeral">${value} → <b>${score}</b></span>
    </summary>
    <dl>
      ${steps.map(({ label, text }) => html`<dt>${sentence(label)}</dt><dd>${sentence(text)}</dd>`)}
    </dl>
  </details>`
}
