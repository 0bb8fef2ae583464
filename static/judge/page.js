/** The judge's page as a whole: head, what stands in the middle, and what is fixed below it (in landscape beside it). */

import { broken } from "../../displays/names.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { languageSwitch, linkState, noticePlace, themeSwitch } from "../page.js"
import { t } from "../words.js"
import { handBanner, handKey } from "./hand.js"
import { total } from "./marks.js"
import * as messages from "./messages.js"
import { pad } from "./pad.js"
import { review, reviewFoot } from "./review.js"
import * as sheet from "./sheet.js"

/**
 * @typedef {object} Situation
 * @property {import("../session.js").Session | null} session
 * @property {import("../live.js").LinkState} link
 * @property {import("./seat.js").Seat | null} seat
 * @property {import("../tab.js").Tab | null} tab
 * @property {boolean} isReviewing
 *
 * @param {Situation} situation
 * @param {Record<string, (...args: any[]) => void>} act what the person can do
 */
export function page(situation, act) {
  const { link, seat, tab } = situation
  const here = seat?.view && link !== "signed-out" && tab.isHeld() ? seat.view : null
  const [main, side] = parts(situation, act)
  const refused = seat?.outbox.refused ?? []
  return html`
    ${header(seat?.view, link, seat?.outbox.waiting.length, here ? handKey(here) : nothing)}
    <main>
      ${here ? handBanner(here) : nothing}
      ${refused.map((kept) => messages.refusal(kept, () => seat.outbox.dismiss(kept.id)))} ${main}
      <p class="switches">${languageSwitch()} ${themeSwitch(act.update)}</p>
    </main>
    <aside>${noticePlace()} ${side}</aside>
  `
}

/** Who I am and whether the server hears me; below it who is on stage. */
function header(view, link, waiting, hand) {
  const me = [view?.seat && t("judge.seat", { n: view.seat }), view?.name]
  return html`<header class="head">
    <p>
      <strong class="me">${me.filter(Boolean).join(" ")}</strong>
      ${linkState(link, waiting)}
    </p>
    ${view?.performance ? html`<p class="about">${about(view)}</p>` : nothing}
    <div class="subject">${view?.performance ? html`<h1>${broken(view.entrant)}</h1>` : html`<p>${view?.competition}</p>`} ${hand}</div>
  </header>`
}

function about({ number, district, round }) {
  return [number && t("judge.number", { n: number }), district, round].filter(Boolean).join(" · ")
}

function parts({ session, link, seat, tab, isReviewing }, act) {
  if (link === "signed-out") return [messages.signedOut(seat?.outbox.waiting.length), nothing]
  if (session && !seat) return [messages.otherRole(session.page), nothing]
  if (!seat?.view) return [messages.message(t("judge.connecting"), []), nothing]
  if (!tab.isHeld()) return [messages.otherTab(tab.take), nothing]
  return PARTS[seat.moment](seat, act, { link, isReviewing })
}

const PARTS = {
  waiting: ({ view, outbox }) => [messages.waiting(view, outbox.waiting.length), nothing],

  missed: ({ view, draft }) => [messages.missed(view, draft), nothing],

  excused: ({ view, pending }) => [messages.excused(view, Boolean(pending)), nothing],

  sending({ view, given, trouble }, _, { link }) {
    const sum = total(given.marks, view.criteria)
    return [sheet.sent(view.criteria, given), sheet.sendingFoot(sum, view.criteria, link, trouble)]
  },

  saved({ view, given }) {
    const sum = total(given.marks, view.criteria)
    const hint = view.confirmed ? t("judge.closed") : t("judge.to-change")
    return [sheet.sent(view.criteria, given), sheet.savedFoot(sum, view.criteria, given.saved_at, hint)]
  },

  marking(seat, act, { isReviewing }) {
    const { view, draft, left } = seat
    if (isReviewing && !left.length) return [review(view, draft), reviewFoot(view, draft, act)]
    return [sheetInHand(seat, act), seat.opened ? openedPad(seat, act) : sheet.draftFoot(view, draft, left, act)]
  },
}

function sheetInHand({ view, draft, opened }, act) {
  return html`
    ${view.sheet === "returned" ? messages.returned(view) : nothing} ${sheet.rows(view.criteria, draft, opened, act)}
    ${sheet.highlight(draft, act)}
    <button type="button" class="button quiet" @click=${act.recuse}>${t("judge.recuse-button")}</button>
  `
}

function openedPad({ view, draft, opened, isFresh, next }, act) {
  const criterion = view.criteria.find(({ id }) => id === opened)
  return pad(criterion, draft.marks[opened] ?? "", { isFresh, isLast: next === null }, act)
}
