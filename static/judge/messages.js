/** What the judge's page says when there is nothing to mark, and what became of sheets the server did not take. */

import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { isBegun } from "./draft.js"
import { fixedAnswers } from "./items.js"
import { fixedRows } from "./sheet.js"

/** A page that is only a message: a title, sentences, and perhaps a button or link below. */
export function message(title, sentences, below = nothing) {
  return html`<section class="message">
    <h1>${title}</h1>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)} ${below}
  </section>`
}

const WORDS = { seat: "judge.seat-word", reserve: "judge.reserve-word", trainee: "judge.trainee-word" }
const HINTS = { seat: "judge.waiting-hint", reserve: "judge.reserve-hint", trainee: "judge.trainee-hint" }

/** Between two sheets: who I am, on which seat, what comes, and what has still to be sent. */
export function waiting(view, unsent) {
  const { relieved } = view
  const [title, hint] = relieved
    ? [t("judge.relieved", relieved), t("judge.relieved-hint", relieved)]
    : [t("judge.waiting"), t(HINTS[view.sitting])]
  return html`
    <section class="place">
      <p class="seat-number"><b class="numeral">${view.seat}</b> ${t(WORDS[view.sitting])} ${view.group}</p>
      <h1>${view.name}</h1>
    </section>
    ${message(title, [
      hint,
      unsent ? t("judge.waiting-unsent", { n: unsent }) : t("judge.nothing-unsent"),
    ])}
  `
}

export function signedOut(unsent) {
  return message(
    t("judge.signed-out"),
    [t("judge.signed-out-hint"), ...(unsent ? [t("judge.unsent", { n: unsent })] : [])],
    html`<a class="button primary" href=${at("/join")}>${t("judge.enter-code")}</a>
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

/** 回避 or 缺席, not confirmed while the command is still on its way; or at a window of other judges. */
export function excused(view, isPending, draft) {
  if (view.elsewhere) {
    const hints = [t("judge.elsewhere-hint"), isBegun(draft) ? t("judge.elsewhere-draft") : ""]
    return html`${message(t("judge.elsewhere"), hints.filter(Boolean))} ${unsent(view, draft)}`
  }
  const title = view.sheet === "absent" ? t("judge.absent") : t("judge.recused")
  const reason = view.avoids ? sentence(view.avoids) : view.reason
  const sentences = [isPending ? t("judge.recusing") : reason, t("judge.excused-hint")]
  return message(title, sentences.filter(Boolean))
}

/** Marking was closed without this judge's sheet; the draft is shown so that it can still be read out. */
export function missed(view, draft) {
  return html`${message(t("judge.missed"), [t("judge.missed-hint")])} ${unsent(view, draft)}`
}

/** The entrant in hand is on no more: what became of the sheet, and the draft if that was all. */
export function gone(seat, act) {
  const { view, draft } = seat
  const fate = { saved: "judge.gone-saved", excused: "judge.excused-hint" }[seat.momentOf(view)]
  const isUnsent = !fate && isBegun(draft)
  const words = fate ? t(fate) : isUnsent ? t("judge.gone-draft") : t("judge.gone-nothing")
  return html`
    <section class="message" role=${isUnsent ? "alert" : "status"}>
      <h1>${t("judge.gone", { entrant: view.entrant })}</h1>
      <p>${t("judge.gone-why")}</p>
      <p>${words}</p>
      <button type="button" class="button" @click=${() => act.leave(view)}>${t("judge.gone-known")}</button>
    </section>
    ${isUnsent ? unsent(view, draft) : nothing}
  `
}

function unsent(view, draft) {
  if (!isBegun(draft)) return nothing
  return html`${fixedRows(view.criteria, draft.marks)} ${fixedAnswers(view.asked, draft.items ?? {})}`
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
