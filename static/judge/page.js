/** The judge's page as a whole: head, what stands in the middle, and what is fixed below it (in landscape beside it). */

import { broken } from "../../displays/names.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { dutyLinks } from "../duties.js"
import { languageSwitch, linkState, noticePlace, themeSwitch } from "../page.js"
import { picture } from "../picture.js"
import { t } from "../words.js"
import { face } from "./face.js"
import { handBanner, handKey } from "./hand.js"
import { questions } from "./items.js"
import { bar, list } from "./list.js"
import { total } from "./marks.js"
import * as messages from "./messages.js"
import { pad } from "./pad.js"
import { recusals, recusalsKey } from "./recusals.js"
import { review, reviewFoot } from "./review.js"
import * as sheet from "./sheet.js"

/**
 * @typedef {object} Situation
 * @property {import("../session.js").Session | null} session
 * @property {import("../live.js").LinkState} link
 * @property {import("./seat.js").Seat | null} seat
 * @property {import("../tab.js").Tab | null} tab
 * @property {any} recusals RecusalsView, null until it came
 * @property {boolean} isReviewing
 * @property {boolean} isDeclaring the list of recusals is open
 *
 * @param {Situation} situation
 * @param {Record<string, (...args: any[]) => void>} act what the person can do
 */
export function page(situation, act) {
  const { link, seat, tab, isReviewing } = situation
  const here = seat?.view && link !== "signed-out" && tab.isHeld() ? seat.view : null
  const [main, side] = parts(situation, act)
  const refused = seat?.outbox.refused ?? []
  const isDeciding = isReviewing && here && seat.moment === "marking" // nothing else lies beside 提交
  const onward = here && seat.isWalking && !isDeciding ? bar(seat, act) : nothing
  return html`
    ${header(seat?.view, link, seat?.outbox.waiting.length, here ? handKey(here) : nothing)}
    <main>
      ${here ? handBanner(here) : nothing} ${here?.trial ? html`<p class="banner" data-state="wait">${t("judge.trial")}</p>` : nothing}
      ${refused.map((kept) => messages.refusal(kept, () => seat.dismiss(kept)))} ${main}
      <p class="switches">${languageSwitch()} ${themeSwitch(act.update)}</p>
    </main>
    <aside ?data-onward=${onward !== nothing}>${noticePlace()} ${side} ${onward}</aside>
  `
}

/** A trainee's and a reserve's number is one of their own. */
const PLACES = { seat: "judge.seat", reserve: "judge.reserve", trainee: "judge.trainee" }

/** Who I am and whether the server hears me; below it who is on stage. */
function header(view, link, waiting, hand) {
  const me = [view?.seat && t(PLACES[view.sitting], { n: view.seat }), view?.group, view?.name]
  return html`<header class="head">
    <p>
      <strong class="me">${me.filter(Boolean).join(" ")}</strong>
      ${linkState(link, waiting)}
    </p>
    ${view?.performance ? html`<p class="about"><span>${about(view)}</span> ${view.isGone ? nothing : face(view)}</p>` : nothing}
    <div class="subject" ?data-window=${isAtWindow(view)} ?data-pictured=${view?.photo}>${subject(view)} ${hand}</div>
    ${dutyLinks()}
  </header>`
}

function subject(view) {
  if (!view?.performance) return html`<p>${view?.competition}</p>`
  const window = isAtWindow(view) ? html`<b class="window numeral" aria-label=${t("judge.window", { n: view.window })}>${view.window}</b>` : nothing
  return html`${window}
    ${picture(view.photo, "portrait")}
    <h1>${broken(view.entrant)}</h1>`
}

function isAtWindow(view) {
  return Boolean(view?.window) && !view.isGone
}

function about(view) {
  const { number, district, round, attempt, trial } = view
  const about = [trial ? t("judge.trial") : attempt && t("judge.retake"), number && t("judge.number", { n: number }), district, round]
  return about.filter(Boolean).join(" · ")
}

function parts({ session, link, seat, tab, recusals: known, isReviewing, isDeclaring }, act) {
  if (link === "signed-out") return [messages.signedOut(seat?.outbox.waiting.length), nothing]
  if (session && !seat) return [messages.otherRole(session.page), nothing]
  if (!seat?.view) return [messages.message(t("judge.connecting"), []), nothing]
  if (!tab.isHeld()) return [messages.otherTab(tab.take), nothing]
  const isBetween = seat.moment === "waiting" || seat.moment === "list"
  if (isDeclaring && isBetween && known) return [recusals(known, session.judge, act), nothing]
  return PARTS[seat.moment](seat, act, { link, isReviewing, recusals: known })
}

const PARTS = {
  waiting: ({ view, outbox }, act, { recusals }) => [
    html`${messages.waiting(view, outbox.waiting.length)} ${recusalsKey(recusals, act)}`,
    nothing,
  ],

  list: (seat, act, { recusals }) => [html`${list(seat, act)} ${recusalsKey(recusals, act)}`, nothing],

  gone: (seat, act) => [messages.gone(seat, act), nothing],

  missed: ({ view, draft }) => [messages.missed(view, draft), nothing],

  excused: ({ view, pending, draft }) => [messages.excused(view, Boolean(pending), draft), nothing],

  sending({ view, given, trouble }, _, { link }) {
    const sum = total(given.marks, view.criteria)
    return [sheet.sent(view, given), sheet.sendingFoot(sum, view.criteria, link, trouble)]
  },

  saved({ view, given }) {
    const sum = total(given.marks, view.criteria)
    const hint = view.trial ? t("judge.trial") : view.confirmed ? t("judge.closed") : t("judge.to-change")
    return [sheet.sent(view, given), sheet.savedFoot(sum, view.criteria, given.saved_at, hint)]
  },

  marking(seat, act, { isReviewing }) {
    const { view, draft, left, unanswered } = seat
    if (isReviewing && !left.length && !unanswered.length) return [review(view, draft), reviewFoot(view, draft, act)]
    const foot = seat.opened ? openedPad(seat, act) : sheet.draftFoot(view, draft, left, unanswered, act)
    return [sheetInHand(seat, act), foot]
  },
}

function sheetInHand({ view, draft, opened }, act) {
  return html`
    ${view.sheet === "returned" ? messages.returned(view) : nothing} ${sheet.rows(view.criteria, draft, opened, act)}
    ${questions(view.asked, draft.items, act)} ${view.trial ? nothing : sheet.highlight(draft, act)}
    ${
      view.trial ? nothing : view.sitting === "trainee"
        ? html`<p class="muted">${t("judge.trainee-hint")}</p>`
        : html`<button type="button" class="button quiet" @click=${act.recuse}>${t("judge.recuse-button")}</button>`
    }
  `
}

function openedPad({ view, draft, opened, isFresh, next }, act) {
  const criterion = view.criteria.find(({ id }) => id === opened)
  return pad(criterion, draft.marks[opened] ?? "", { isFresh, isLast: next === null }, act)
}
