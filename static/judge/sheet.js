/** The sheet: a row for each criterion, the highlight note, and below them where the sheet is and what comes next. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { live } from "../vendor/lit-html/directives/live.js"
import { clockTime } from "../page.js"
import { t } from "../words.js"
import { fixedAnswers } from "./items.js"
import { highest, problem, total } from "./marks.js"

/** The rows to be filled in. `opened` is the id of the criterion that the pad is open for. */
export function rows(criteria, draft, opened, act) {
  return html`<ol class="criteria">
    ${criteria.map((criterion) => {
      const text = draft.marks[criterion.id] ?? ""
      const wrong = opened === criterion.id ? "" : problem(text, criterion) // the open pad says it itself
      return html`<li>
        <button
          type="button"
          class="criterion"
          data-criterion=${criterion.id}
          aria-expanded=${String(opened === criterion.id)}
          @click=${() => act.openPad(criterion.id)}
        >
          ${heading(criterion)}
          <span class="value numeral" ?data-empty=${!text}>${text || t("judge.no-mark")}</span>
          ${wrong ? html`<span class="error">${wrong}</span>` : nothing}
        </button>
      </li>`
    })}
  </ol>`
}

/** The rows as they were sent. */
export function fixedRows(criteria, marks) {
  return html`<ol class="criteria">
    ${criteria.map(
      (criterion) => html`<li class="criterion">
        ${heading(criterion)} <span class="value numeral veiled">${marks[criterion.id]}</span>
      </li>`,
    )}
  </ol>`
}

function heading(criterion) {
  const limits = criterion.factor === "1" ? t("judge.limits", criterion) : t("judge.limits-factor", criterion)
  return html`
    <span class="name">${criterion.name}</span>
    <span class="limits">${limits}</span>
    ${criterion.scale ? html`<span class="scale">${criterion.scale}</span>` : nothing}
  `
}

/** ★ what was outstanding, and whether it should be shown to others. */
export function highlight(draft, act) {
  return html`<section class="highlight">
    <label class="field">
      <span>${t("judge.note")}</span>
      <textarea
        rows="2"
        maxlength="200"
        .value=${live(draft.note)}
        @input=${({ target }) => act.change({ note: target.value })}
      ></textarea>
      <small>${t("judge.note-hint")}</small>
    </label>
    <label class="check">
      <input
        type="checkbox"
        .checked=${live(draft.recommended)}
        @change=${({ target }) => act.change({ recommended: target.checked })}
      />
      ${t("judge.recommend")}
    </label>
  </section>`
}

function fixedHighlight({ note, recommended }) {
  if (!note && !recommended) return nothing
  return html`<section class="highlight">
    ${note ? html`<p>★ ${note}</p>` : nothing} ${recommended ? html`<p>${t("judge.recommended")}</p>` : nothing}
  </section>`
}

/** A whole sheet as it was sent. */
export function sent({ criteria, asked }, given) {
  return html`${fixedRows(criteria, given.marks)} ${fixedAnswers(asked, given.items ?? {})} ${fixedHighlight(given)}`
}

/** Below a draft: how far it is, the running total, and the button that goes on. */
export function draftFoot(view, draft, left, unanswered, act) {
  const sum = total(draft.marks, view.criteria)
  return html`<footer class="foot">
    ${draftStatus(view, left.length, unanswered.length)} ${totalLine(sum, view.criteria)}
    ${onward(view, sum, left[0], unanswered[0], act)}
  </footer>`
}

/** To the first that is left to do, or else to the last look. */
function onward(view, sum, criterion, item, act) {
  if (criterion)
    return html`<button type="button" class="button" @click=${() => act.openPad(criterion.id)}>
      ${t("judge.go-on", { name: criterion.name })}
    </button>`
  if (item)
    return html`<button type="button" class="button" @click=${() => act.goTo(item.id)}>
      ${t("judge.go-answer", { name: item.name })}
    </button>`
  return html`<button type="button" class="button primary" ?disabled=${!view.open} @click=${act.review}>
    ${t("judge.review")} <span class="veiled">(${sum})</span>
  </button>`
}

function draftStatus(view, left, unanswered) {
  if (left) return status("draft", t("judge.draft", { n: left }))
  if (unanswered) return status("draft", t("judge.draft-items", { n: unanswered }))
  return view.open ? status("ready", t("judge.ready")) : status("draft", t("judge.not-open"))
}

/** Below a sheet that is on its way. `trouble` is what the server said to the last attempt, "" if nothing. */
export function sendingFoot(sum, criteria, link, trouble) {
  const going = link === "linked" ? t("judge.sending-now") : t("judge.sending-later")
  const words = trouble ? t("judge.sending-trouble", { trouble }) : going
  return html`<footer class="foot" role="status">
    ${status("wait", t("judge.sending", { n: 1 }))} ${totalLine(sum, criteria)}
    <p class="muted">${words}</p>
  </footer>`
}

/** Below a sheet that the server has stored. */
export function savedFoot(sum, criteria, savedAt, hint) {
  return html`<footer class="foot" role="status">
    ${status("good", t("judge.saved", { time: clockTime(savedAt) }))} ${totalLine(sum, criteria)}
    <p class="muted">${hint}</p>
  </footer>`
}

function status(state, words) {
  return html`<p class="status" data-state=${state}>${words}</p>`
}

function totalLine(sum, criteria) {
  return html`<p class="total">
    <span>${t("judge.total")}</span>
    <output class="numeral veiled" aria-label=${t("judge.total")}>${sum}</output>
    <span class="muted">/ ${highest(criteria)}</span>
    <span class="unveil">${t("judge.unveil")}</span>
  </p>`
}
