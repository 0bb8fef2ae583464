/** Deductions, items and components that one person entered: another confirms or returns each, and edits none. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { onlyFor, page } from "./page.js"

/** What waits in a hall beside the sheets; nothing where nothing does. */
export function waiting(view, act) {
  const { waiting } = view
  if (!waiting.length) return nothing
  return html`<section class="card waits">
    <h3>${t("entries.waits")}</h3>
    <ol>
      ${waiting.map((line) => entry(line, onlyFor("verifier", view), act))}
    </ol>
  </section>`
}

function entry(line, verifiers, act) {
  const { what, entered_by, entered_name, scores, check_sum } = line
  const isMine = entered_by === page.me
  return html`<li data-entry=${line.entry}>
    <p><b>${sentence(what)}</b></p>
    <p class="muted">${t("entries.entered-only", { by: sentence(entered_name) })}</p>
    ${scores.length ? list(scores, check_sum) : nothing}
    <p class="actions">${isMine || !verifiers ? buttons(line, isMine, act) : html`<span class="status" data-state="wait">${t("entries.waits-for", { who: verifiers })}</span>`}</p>
  </li>`
}

function buttons(line, isMine, act) {
  return html`
    ${isMine ? html`<span class="status" data-state="wait">${t("entries.waits-for-other")}</span>` : html`<button type="button" class="button primary" ?disabled=${page.isBusy} @click=${() => act.confirmEntry(line)}>${t("entries.confirm-entry")}</button>`}
    <button type="button" class="button danger" ?disabled=${page.isBusy} @click=${() => act.returnEntry(line)}>${t(isMine ? "entries.withdraw" : "entries.give-back")}</button>
  `
}

/** The whole list with what changes, and the sum by which two people know that they look at the same one. */
function list(scores, checkSum) {
  return html`<p>${t("entries.check-sum", { sum: checkSum, n: scores.filter(({ changed }) => changed).length })}</p>
    <table class="scores">
      <thead>
        <tr><th scope="col">${t("entries.entrant")}</th><th scope="col">${t("entries.before")}</th><th scope="col">${t("entries.after")}</th></tr>
      </thead>
      <tbody>
        ${scores.map(({ entrant, before, score, changed }) => html`<tr ?data-differs=${changed}><th scope="row">${entrant}</th><td class="numeral">${before || "—"}</td><td class="numeral">${score}</td></tr>`)}
      </tbody>
    </table>`
}
