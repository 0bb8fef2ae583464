/** 整份规则，用话说: the whole draft in sentences, as it stands at this moment. */

import { html } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

/** @param {object} form see rules_draft.js */
export function outline({ outline: lines, noted }) {
  return html`<details class="outline">
    <summary>${t("setup.outline")}</summary>
    ${
      lines.length
        ? html`<div>${lines.map(([depth, words]) => html`<p data-depth=${depth}>${sentence(words)}</p>`)}</div>`
        : html`<p class="muted">${t("setup.no-outline")}</p>`
    }
    ${noted.map((words) => html`<p class="warning">${sentence(words)}</p>`)}
  </details>`
}
