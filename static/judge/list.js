/** A walk-round's list: who is at which window and how far my sheet is; and the bar that leads there and onwards. */

import { broken } from "../../displays/names.js"
import { isClockSet, now } from "../live.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { picture } from "../picture.js"
import { t } from "../words.js"
import { isBegun } from "./draft.js"
import { face } from "./face.js"
import { unanswered } from "./items.js"
import { unfinished } from "./marks.js"

/** @param {import("./seat.js").Seat} seat */
export function list(seat, act) {
  const { tasks, forsaken } = seat
  const left = tasks.filter((task) => seat.momentOf(task) === "marking").length
  return html`
    <section class="windows">
      <header>
        <h1>${t("judge.list")}</h1>
        ${left ? html`<p>${t("judge.list-left", { n: left })}</p>` : nothing}
      </header>
      ${left ? nothing : html`<p class="muted">${t("judge.list-none")}</p>`}
      <ol>
        ${forsaken.map(({ task }) => row({ ...task, window: 0 }, { moment: "gone", state: "bad", words: t("judge.row-unsent") }, act))}
        ${tasks.map((task) => row(task, status(seat, task), act))}
      </ol>
    </section>
  `
}

function row(task, { moment, state, words }, act) {
  const { window, entrant, district, number, attempt, photo } = task
  const about = [attempt && t("judge.retake"), district, number && t("judge.number", { n: number })]
  return html`<li>
    <button type="button" class="entry" ?data-pictured=${photo} data-moment=${moment} @click=${() => act.take(task)}>
      <b class="window numeral" aria-label=${window ? t("judge.window", { n: window }) : t("judge.sent-on")}
        >${window || "—"}</b
      >
      ${picture(photo, "portrait")}
      <span class="who">
        <strong>${broken(entrant)}</strong>
        <span class="muted">${about.filter(Boolean).join(" · ")}</span>
      </span>
      <span class="far">
        <span class="status" data-state=${state}>${words}</span>
        ${window ? elapsed(task) : nothing} ${face(task)}
      </span>
    </button>
  </li>`
}

/** Since when it waits, by the server's clock. */
function elapsed({ since }) {
  if (!since || !isClockSet()) return nothing
  const minutes = Math.max(0, Math.floor((now() - Date.parse(since)) / 60_000))
  return html`<span class="muted">${t("judge.minutes", { n: minutes })}</span>`
}

const ROWS = {
  sending: () => ({ state: "wait", words: t("judge.row-sending") }),
  saved: () => ({ state: "good", words: t("judge.row-saved") }),
  missed: () => ({ state: "bad", words: t("judge.row-missed") }),

  excused({ elsewhere, sheet }) {
    const words = sheet === "absent" ? t("judge.row-absent") : t("judge.row-recused")
    return { state: "draft", words: elsewhere ? t("judge.row-elsewhere") : words }
  },

  marking(task, draft) {
    const { criteria, asked, open, reason } = task
    if (task.sheet === "returned" && reason) return { state: "bad", words: t("judge.row-returned") }
    if (!isBegun(draft))
      return { state: "draft", words: open ? t("judge.row-waiting") : t("judge.row-early") }
    const of = criteria.length + asked.length
    const left = unfinished(draft.marks, criteria).length + unanswered(asked, draft.items).length
    const far = { n: of - left, of }
    return far.n === far.of
      ? { state: "ready", words: t("judge.row-whole", far) }
      : { state: "draft", words: t("judge.row-draft", far) }
  },
}

function status(seat, task) {
  const moment = seat.momentOf(task)
  return { moment, ...ROWS[moment](task, seat.draftOf(task)) }
}

/** Within the thumb's reach: to the list, and in one tap to who is to be marked next. */
export function bar(seat, act) {
  const { nextTask, inHand, moment } = seat
  if (inHand === null && !nextTask) return nothing
  const isPressing = inHand === null || moment === "saved" || moment === "sending" || moment === "gone"
  return html`<nav class="onward">
    ${inHand === null
      ? nothing
      : html`<button type="button" class="button to-list" @click=${act.toList}>${t("judge.to-list")}</button>`}
    ${nextTask
      ? html`<button
          type="button"
          class=${isPressing ? "button primary onto" : "button onto"}
          @click=${() => act.take(nextTask)}
        >
          <span class="word">${inHand === null ? t("judge.go-mark") : t("judge.next-one")}</span>
          <b class="window numeral">${nextTask.window || "—"}</b>
          <span class="name">${nextTask.entrant}</span>
        </button>`
      : html`<p class="muted">${t("judge.no-next")}</p>`}
  </nav>`
}
