/** 开赛前检查, as the last section. */

import { checklist, readinessWord } from "../readiness.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page } from "./page.js"

/** The section. */
export function readiness() {
  const { readiness } = page
  if (!readiness) return html`<p class="muted">${t("console.loading")}</p>`
  if (readiness.begun) return html`<p class="muted">${t("readiness.begun")}</p>`
  return html`<p>${readinessWord(readiness)}</p>
    ${checklist(readiness, true)}`
}
