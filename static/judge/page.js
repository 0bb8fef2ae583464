/** The judge's page as a whole: head, what stands in the middle, and what is fixed below it (in landscape beside it). */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { languageSwitch, linkState, themeSwitch } from "../page.js"
import { t } from "../words.js"
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
  const { link, seat } = situation
  const [main, side] = parts(situation, act)
  const refused = seat?.outbox.refused ?? []
  return html`
    ${header(seat?.view, link, seat?.outbox.waiting.length)}
    <main>
      ${refused.map((kept) => messages.refusal(kept, () => seat.outbox.dismiss(kept.id)))} ${main}
      <p class="switches">${languageSwitch()} ${themeSwitch(act.update)}</p>
    </main>
    <aside>${side}</aside>
  `
}

function header(view, link, waiting) {
  const onStage = view?.performance
  const about = onStage
    ? [view.number && t("judge.number", { n: view.number }), view.district, view.round]
    : [view?.seat && t("judge.seat", { n: view.seat }), view?.name]
  return html`<header class="head">
    <p>
      <span class="about">${about.filter(Boolean).join(" · ")}</span>
      ${linkState(link, waiting)}
    </p>
    ${onStage ? html`<h1>${view.entrant}</h1>` : nothing}
  </header>`
}

function parts({ session, link, seat, tab, isReviewing }, act) {
  if (link === "signed-out") return [messages.signedOut(seat?.outbox.waiting.length), nothing]
  if (session && !seat) return [messages.otherRole(session.page), nothing]
  if (!seat?.view) return [messages.message(t("judge.connecting"), []), nothing]
  if (!tab.isHeld()) return [messages.otherTab(tab.take), nothing]
  return PARTS[seat.moment](seat, act, { link, isReviewing })
}

const PARTS = {
  waiting: ({ view }) => [messages.waiting(view), nothing],

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
