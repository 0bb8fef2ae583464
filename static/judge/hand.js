/** 举手: one tap opens the reasons, one on a reason calls the scorekeeper. Not by the outbox: a call that comes an hour late would call for nothing. */

import { Refused, send } from "../command.js"
import { clockTime, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const REASONS = ["change", "fault", "come"]

/** The call that is under way, null if none. @type {{isLate: boolean, stop: AbortController} | null} */
let calling = null
let isChoosing = false
let redraw = () => {}

/** Sets what draws the page. @param {() => void} how */
export function drawWith(how) {
  redraw = how
}

/** The key that opens the reasons. Putting the hand down is a button of its own. */
export function handKey(view) {
  const isUp = isRaised(view)
  return html`<button
    type="button"
    class="button hand"
    aria-pressed=${String(isUp)}
    aria-expanded=${String(isChoosing && !isUp)}
    ?disabled=${isUp || calling}
    @click=${() => choose(!isChoosing)}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8 13V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V11m0-3.5a1.5 1.5 0 0 1 3 0V14c0 4-2 7-5.5 7S8 19.5 6.5 17L5 14.3a1.5 1.5 0 0 1 2.5-1.6" />
    </svg>
    <span>${isUp ? t("judge.hand-up") : t("judge.hand")}</span>
  </button>`
}

/** What became of the call; nothing while there is none. */
export function handBanner(view) {
  if (calling) return callingBanner()
  if (isChoosing && !isRaised(view)) return reasons()
  if (!view.hand_at) return nothing
  const lower = () => tell({ kind: "LowerHand" })
  return view.hand_answered
    ? banner("good", answered(view), t("judge.hand-thanks"), lower)
    : banner("wait", t("judge.hand-since", said(view)), t("judge.hand-lower"), lower)
}

/** Three keys of which one tap calls; a slip of the thumb takes it back. */
function reasons() {
  return html`<section class="banner reasons" data-state="wait" role="group" aria-label=${t("judge.hand-why")}>
    <b>${t("judge.hand-why")}</b>
    ${REASONS.map(
      (reason) => html`<button type="button" class="button" @click=${() => raise(reason)}>${t(`hand.${reason}`)}</button>`,
    )}
    <button type="button" class="button quiet" @click=${() => choose(false)}>${t("dialog.cancel")}</button>
  </section>`
}

function answered(view) {
  const by = view.hand_answered_by
  return by ? t("judge.hand-answered-by", { ...said(view), who: sentence(by) }) : t("judge.hand-answered", said(view))
}

function said({ hand_at, hand_reason }) {
  return { time: clockTime(hand_at), reason: t(`hand.${hand_reason}`) }
}

function choose(is) {
  isChoosing = is
  redraw()
}

function raise(reason) {
  isChoosing = false
  tell({ kind: "RaiseHand", reason })
}

function callingBanner() {
  const words = calling.isLate ? t("judge.hand-late") : t("judge.hand-calling")
  return banner("wait", words, t("dialog.cancel"), () => calling.stop.abort())
}

function banner(state, words, button, press) {
  return html`<p class="banner raised" data-state=${state} role="status">
    <span>${words}</span> <button type="button" class="button" @click=${press}>${button}</button>
  </p>`
}

function isRaised(view) {
  return Boolean(view.hand_at) && !view.hand_answered
}

async function tell(command) {
  const mine = (calling = { isLate: false, stop: new AbortController() })
  const onDelay = () => {
    mine.isLate = true
    redraw()
  }
  redraw()
  try {
    await send(command, { onDelay, signal: mine.stop.signal })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (!mine.stop.signal.aborted) notify(failure.detail)
  } finally {
    calling = null
    redraw()
  }
}
