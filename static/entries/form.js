/** The right side: one paper sheet, to be typed, typed again by another, or looked at where two differ. */

import { questions, unanswered } from "../judge/items.js"
import { problem, unfinished } from "../judge/marks.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { live } from "../vendor/lit-html/directives/live.js"
import { sentence, t } from "../words.js"
import { differences } from "./differences.js"
import { stateWord } from "./list.js"
import { isMine, onlyFor, page, typedOf, wasSeenByMe } from "./page.js"

const TO_ENTER = ["missing", "returned", "differed", "sent_back"]

/** @param {{task: object, seat: object}|null} sheet the one in the hand */
export function form(sheet, act) {
  if (!page.chosen) return html`<section class="form empty"><p class="muted">${t("entries.choose")}</p></section>`
  if (!sheet) return html`<section class="form empty"><p role="alert">${t("entries.not-under-way")}</p></section>`
  return html`<section class="form" aria-labelledby="whose">${heading(sheet)} ${told(sheet)} ${content(sheet, act)}</section>`
}

function heading({ task, seat }) {
  return html`<header>
    <h2 id="whose"><b class="numeral">${seat.seat}</b> ${t("entries.whose", { judge: seat.name, entrant: task.entrant })}</h2>
    <p class="muted">${[task.number && t("entries.number", { n: task.number }), task.track, task.round].filter(Boolean).join(" · ")}</p>
  </header>`
}

/** What became of it so far, and by whom. */
function told({ seat }) {
  const { state, reason } = seat
  const by = seat.entered_name && sentence(seat.entered_name)
  const seen = seat.seen_name && sentence(seat.seen_name)
  if (state === "differed") return banner("bad", t("entries.differed", { by, seen }))
  if (state === "sent_back") return banner("bad", t("entries.sent-back", { seen, reason }))
  if (state === "returned") return banner("wait", t("entries.returned", { reason }))
  if (state === "waiting") return banner("wait", isMine(seat) ? t("entries.waits-for-other") : t("entries.entered-by", { by }))
  return nothing
}

function banner(state, words) {
  return html`<p class="banner" data-state=${state} role="status">${words}</p>`
}

function content(sheet, act) {
  const { task, seat, view } = sheet
  if (!task.open) return html`<p>${t("entries.not-open")}</p>`
  const verifiers = onlyFor("verifier", view)
  const scorekeepers = onlyFor("scorekeeper", view)
  if (seat.state === "waiting" && isMine(seat) && !page.isRetyping) return own(sheet, act)
  if (seat.state === "waiting") return verifiers ? html`<p>${t("entries.waits-for", { who: verifiers })}</p>` : fields(sheet, act)
  const compared = seat.state === "differed" ? differences(task, typedOf(sheet)) : nothing
  if (!TO_ENTER.includes(seat.state)) return html`<p>${stateWord(seat)}</p>`
  if (wasSeenByMe(seat)) return html`${compared}<p>${t("entries.others-turn")}</p>`
  if (scorekeepers) return html`${compared}<p>${t("entries.typed-by", { who: scorekeepers })}</p>`
  return html`${compared} ${fields(sheet, act)}`
}

/** What I typed myself, which somebody else verifies. */
function own(sheet, act) {
  const typed = typedOf(sheet)
  if (!typed) return nothing
  return html`<table class="typed">
      <tbody>
        ${sheet.task.criteria.map(({ id, name }) => html`<tr><th scope="row">${name}</th><td class="numeral">${typed.marks[id]}</td></tr>`)}
        ${sheet.task.asked.map(({ id, name }) => html`<tr><th scope="row">${name}</th><td>${t(typed.items[id] ? "judge.yes" : "judge.no")}</td></tr>`)}
      </tbody>
    </table>
    <p class="actions">
      <button type="button" class="button" ?disabled=${page.isBusy} @click=${() => act.retype(typed)}>${t("entries.retype")}</button>
      <button type="button" class="button danger" ?disabled=${page.isBusy} @click=${() => act.withdraw(sheet)}>${t("entries.withdraw")}</button>
    </p>`
}

function fields(sheet, act) {
  const { task, seat } = sheet
  const isSecond = seat.state === "waiting" && !isMine(seat)
  const isReady = !unfinished(page.values, task.criteria).length && !unanswered(task.asked, page.items).length
  const onSubmit = (event) => {
    event.preventDefault()
    if (isReady) act.submit(sheet)
  }
  return html`<form @submit=${onSubmit} autocomplete="off">
    ${isSecond ? nothing : html`<p class="hint">${t("entries.type")}</p>`}
    <ol class="marks">${task.criteria.map((criterion) => field(criterion, act))}</ol>
    ${questions(task.asked, page.items, { change: act.put })} ${isSecond ? nothing : extras(act)}
    ${page.wrong && !page.wrong.field ? html`<p class="error" role="alert">${page.wrong.say()}</p>` : nothing}
    <p class="actions">
      <button class="button primary" ?disabled=${!isReady || page.isBusy}>${t(isSecond ? "entries.confirm" : "entries.enter")}</button>
      ${isSecond ? html`<button type="button" class="button danger" ?disabled=${page.isBusy} @click=${() => act.giveBack(sheet)}>${t("entries.give-back")}</button>` : nothing}
    </p>
  </form>`
}

function field(criterion, act) {
  const { id, name, min, max, step } = criterion
  const text = page.values[id] ?? ""
  const wrong = page.wrong?.field === id ? page.wrong.say() : problem(text, criterion)
  return html`<li class="field">
    <label for=${`mark-${id}`}><b>${name}</b> <small>${t("entries.range", { min, max, step })}</small></label>
    <input
      id=${`mark-${id}`}
      class="numeral"
      inputmode="decimal"
      enterkeyhint="next"
      aria-invalid=${String(Boolean(wrong))}
      aria-describedby=${`wrong-${id}`}
      .value=${live(text)}
      @input=${({ target }) => act.put({ values: { ...page.values, [id]: target.value.trim() } })}
      @keydown=${onward}
    />
    <p id=${`wrong-${id}`} class="error" role=${wrong ? "alert" : nothing}>${wrong}</p>
  </li>`
}

/** Enter leads to the next field, and from the last one to the button; it never submits by itself. */
function onward(event) {
  if (event.key !== "Enter" || event.isComposing) return
  event.preventDefault()
  const places = [...event.target.form.querySelectorAll(".marks input, .items button, button.primary")]
  places[places.indexOf(event.target) + 1]?.focus()
}

function extras(act) {
  return html`<label class="field note"><span>${t("entries.note")}</span>
      <input maxlength="200" .value=${live(page.note)} @input=${({ target }) => act.put({ note: target.value })} /></label>
    <label class="check"><input type="checkbox" .checked=${live(page.recommended)} @change=${({ target }) => act.put({ recommended: target.checked })} />
      ${t("entries.recommended")}</label>`
}
