/** What the judge's page says when there is nothing to mark, and what became of sheets the server did not take. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { fixedRows } from "./sheet.js"

/** A page that is only a message: a title, sentences, and perhaps a button or link below. */
export function message(title, sentences, below = nothing) {
  return html`<section class="message">
    <h1>${title}</h1>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)} ${below}
  </section>`
}

/** Between two sheets: who I am, on which seat, what comes, and what has still to be sent. */
export function waiting(view, unsent) {
  return html`
    <section class="place">
      <p class="seat-number"><b class="numeral">${view.seat}</b> ${t("judge.seat-word")}</p>
      <h1>${view.name}</h1>
    </section>
    ${message(t("judge.waiting"), [
      t("judge.waiting-hint"),
      unsent ? t("judge.waiting-unsent", { n: unsent }) : t("judge.nothing-unsent"),
    ])}
  `
}

export function signedOut(unsent) {
  return message(
    t("judge.signed-out"),
    [t("judge.signed-out-hint"), ...(unsent ? [t("judge.unsent", { n: unsent })] : [])],
    html`<a class="button primary" href="/join">${t("judge.enter-code")}</a>
      <button type="button" class="button" @click=${() => location.reload()}>${t("judge.try-again")}</button>`,
  )
}

export function otherRole(page) {
  return message(t("judge.other-role"), [t("judge.other-role-hint")], html`<a class="button" href=${page}>${page}</a>`)
}

export function otherTab(take) {
  return message(
    t("judge.other-tab"),
    [t("judge.other-tab-hint")],
    html`<button type="button" class="button primary" @click=${take}>${t("judge.go-on-here")}</button>`,
  )
}

/** 回避 or 缺席; not confirmed while the command is still on its way. */
export function excused(view, isPending) {
  const title = view.sheet === "absent" ? t("judge.absent") : t("judge.recused")
  const sentences = [isPending ? t("judge.recusing") : view.reason, t("judge.excused-hint")]
  return message(title, sentences.filter(Boolean))
}

/** Marking was closed without this judge's sheet; the draft is shown so that it can still be read out. */
export function missed(view, draft) {
  const hasMarks = Object.values(draft.marks).some(Boolean)
  return html`
    ${message(t("judge.missed"), [t("judge.missed-hint")])} ${hasMarks ? fixedRows(view.criteria, draft.marks) : nothing}
  `
}

export function returned({ reason }) {
  return html`<p class="banner" data-state="wait" role="alert">
    <span>${reason ? html`<strong>${t("judge.returned")}</strong> ${reason}` : t("judge.restored")}</span>
  </p>`
}

/** A sheet or recusal that the server refused: what happened, what was in it, and whom to call. */
export function refusal(kept, dismiss) {
  const { command, label, refusal } = kept
  const marks = Object.values(command.marks ?? {}).join(" + ")
  return html`<section class="banner refusal" data-state="bad" role="alert">
    <div>
      <h2>${t("judge.refused", { label })}</h2>
      <p>${refusal.detail}</p>
      ${marks ? html`<p class="numeral">${marks}</p>` : nothing}
      <p>${t("judge.call")}</p>
    </div>
    <button type="button" class="button" @click=${dismiss}>${t("judge.called")}</button>
  </section>`
}
