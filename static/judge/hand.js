/** 举手: one tap calls the scorekeeper. Not by the outbox: a call that comes an hour late would call for nothing. */

import { Refused, send } from "../command.js"
import { clockTime, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** The call that is under way, null if none. @type {{isLate: boolean, stop: AbortController} | null} */
let calling = null
let redraw = () => {}

/** Sets what draws the page. @param {() => void} how */
export function drawWith(how) {
  redraw = how
}

/** The key that calls. Pressed twice it calls once: putting the hand down is a button of its own. */
export function handKey(view) {
  const isUp = isRaised(view)
  return html`<button
    type="button"
    class="button hand"
    aria-pressed=${String(isUp)}
    ?disabled=${isUp || calling}
    @click=${() => tell("RaiseHand")}
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
  if (!view.hand_at) return nothing
  const words = { time: clockTime(view.hand_at) }
  return view.hand_answered
    ? banner("good", t("judge.hand-answered", words), t("judge.hand-thanks"), () => tell("LowerHand"))
    : banner("wait", t("judge.hand-since", words), t("judge.hand-lower"), () => tell("LowerHand"))
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

async function tell(kind) {
  const mine = (calling = { isLate: false, stop: new AbortController() })
  const onDelay = () => {
    mine.isLate = true
    redraw()
  }
  redraw()
  try {
    await send({ kind }, { onDelay, signal: mine.stop.signal })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (!mine.stop.signal.aborted) notify(failure.detail)
  } finally {
    calling = null
    redraw()
  }
}
