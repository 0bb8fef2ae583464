/** The ledgers of a season, each a CSV in its folder: who takes part, who is excused, what comes off, who comes first. */

import { problemsAt } from "../setup/fields.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page } from "./page.js"
import { taking } from "./sources.js"

const LEDGERS = ["roster", "excused", "deductions", "order"]

/** @param {object} form see draft.js */
export function ledgers(form) {
  return html`<section class="of-ledgers">
    <h2>${t("season.ledgers")}</h2>
    <p class="muted">${t("season.ledgers-hint")}</p>
    <div class="ledgers">${LEDGERS.map((key) => ledger(form, key))}</div>
  </section>`
}

function ledger(form, key) {
  const path = ["season", key]
  const present = form.draft.season?.[key] ?? ""
  const names = page.view.files.map(({ name }) => name).filter((name) => name.endsWith(".csv"))
  const offered = present && !names.includes(present) ? [...names, present] : names
  const choose = (file) => form.change(path, file || undefined)
  return html`<div class="field" data-ledger=${key}>
    <span>${t(`season.ledger.${key}`)}</span>
    <div class="row-of-buttons">
      <select name=${`season.${key}`} aria-label=${t(`season.ledger.${key}`)} @change=${({ target }) => choose(target.value)}>
        <option value="">${t("season.no-ledger")}</option>
        ${offered.map((name) => html`<option value=${name} .selected=${name === present}>${name}</option>`)}
      </select>
      ${taking(t("season.upload-file"), choose)}
    </div>
    <small>${t(`season.ledger-hint.${key}`)}</small>
    ${problemsAt(form, path)}
  </div>`
}
