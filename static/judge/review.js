/** The last look before a sheet is sent: every mark and the total, in digits and as they are said. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { spelled } from "../spelled.js"
import { spoken } from "../spoken.js"
import { language, t } from "../words.js"
import { fixedAnswers } from "./items.js"
import { finished, highest, total } from "./marks.js"

export function review(view, draft) {
  const marks = finished(draft.marks, view.criteria)
  return html`
    <h1 tabindex="-1">${t("judge.check")}</h1>
    <ol class="criteria">
      ${view.criteria.map(
        ({ id, name, max }) => html`<li class="criterion">
          <span class="name">${name}</span>
          <span class="limits">${t("judge.full", { max })}</span>
          <span class="value numeral">${marks[id]}</span>
          <span class="spoken">${inWords(marks[id])}</span>
        </li>`,
      )}
    </ol>
    ${fixedAnswers(view.asked, draft.items)}
    ${draft.note ? html`<p>★ ${draft.note}</p>` : nothing}
    ${draft.recommended ? html`<p>${t("judge.recommended")}</p>` : nothing}
  `
}

export function reviewFoot(view, draft, act) {
  const sum = total(draft.marks, view.criteria)
  return html`<footer class="foot">
    <p class="total">
      <span>${t("judge.total")}</span>
      <output class="numeral">${sum}</output>
      <span class="muted">/ ${highest(view.criteria)}</span>
      <span class="spoken">${inWords(sum)}</span>
    </p>
    <div class="choice">
      <button type="button" class="button" @click=${act.back}>${t("judge.back")}</button>
      <button type="button" class="button primary" ?disabled=${!view.open} @click=${act.submit}>
        ${view.open ? t("judge.submit") : t("judge.not-open")}
      </button>
    </div>
  </footer>`
}

function inWords(number) {
  return language() === "en" ? spelled(number) : `${spoken(number)}分`
}
