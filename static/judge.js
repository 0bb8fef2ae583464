/**
 * The judge's page: brings session, live link, seat and page together. Whatever changes, the page is rendered anew
 * from what the seat knows.
 */

import { render } from "./vendor/lit-html/lit-html.js"
import { Refused, get } from "./command.js"
import { ask } from "./dialog.js"
import { isClockSet, watch } from "./live.js"
import { hush, notify, setRehearsal } from "./page.js"
import { onLogin } from "./session.js"
import { SIGNING } from "./strip.js"
import { holdTab } from "./tab.js"
import { onLanguage, t } from "./words.js"
import { sheetKeyOf } from "./judge/draft.js"
import { nextTick } from "./judge/face.js"
import { drawWith } from "./judge/hand.js"
import { page } from "./judge/page.js"
import { Seat } from "./judge/seat.js"

const RETRY_MS = 1000
const DIM_MS = 8000 // an untouched phone does not show its total to the row behind
const SETTING_MS = 100 // until the server has told its time
const TICK_MS = 5000 // the list says minutes; a clock that runs asks for more

// History states, so that the phone's back key leads from the review to the sheet and from there to the list:
// null, or {sheet, isReview, isDeclaring}: the key of what is in hand in a walk-round, whether it is being reviewed,
// and between two sheets whether the list of recusals is open.

let session = null
let recusals = null // RecusalsView
let link = "reconnecting"
let seat = null
let tab = null
let dimTimer = 0
let tickTimer = 0

const act = {
  update,
  openPad(id) {
    seat.open(id)
    document.querySelector(".pad [role=spinbutton]").focus({ preventScroll: true })
    rowOf(id).scrollIntoView({ block: "nearest" })
  },
  goTo(item) {
    const row = document.querySelector(`[data-item="${CSS.escape(item)}"]`)
    row.scrollIntoView({ block: "center" })
    row.querySelector("button").focus({ preventScroll: true })
  },
  closePad() {
    const row = rowOf(seat.opened)
    seat.open(null)
    row.focus({ preventScroll: true })
  },
  next() {
    const { next } = seat
    if (next) act.openPad(next)
    else act.closePad()
  },
  type: (text) => store(() => seat.mark(text, false)),
  choose: (text) => store(() => seat.mark(text, true)),
  change: (change) => store(() => seat.change(change)),
  review() {
    history.pushState({ ...history.state, isReview: true }, "")
    update()
    scrollTo(0, 0)
    document.querySelector("main h1").focus()
  },
  back: () => history.back(),
  declare() {
    history.pushState({ ...history.state, isDeclaring: true }, "")
    update()
    scrollTo(0, 0)
    document.querySelector("main h1").focus()
  },
  submit() {
    if (seat.isWalking) history.back()
    else history.replaceState(null, "")
    store(() => seat.submit())
  },
  take(task) {
    const state = { sheet: sheetKeyOf(task) }
    if (seat.inHand === null) history.pushState(state, "")
    else history.replaceState(state, "")
    follow()
    scrollTo(0, 0)
  },
  toList: () => history.go(history.state?.isReview ? -2 : -1),
  leave(task) {
    seat.tell(task)
    act.toList()
  },
  async recuse() {
    const { view } = seat // another entrant may come on while the questions stand
    const title = t("judge.recuse-from", { entrant: view.entrant })
    const reason = await ask({ title, reason: t("judge.recuse-reason"), confirm: t("judge.go-on-recuse") })
    if (reason === null) return
    const sure = await ask({ title, text: t("judge.recuse-sure"), confirm: t("judge.recuse"), danger: true })
    if (sure !== null) store(() => seat.recuse(view, reason))
  },
}

async function start() {
  try {
    session = await get("/session")
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) link = "unopened"
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else link = "signed-out"
  }
  if (session?.role === "judge") sit(`${session.created_at}/${session.judge}`)
  update()
}

function sit(owner) {
  setRehearsal(session.rehearsal)
  tab = holdTab(owner, onTab)
  seat = new Seat(owner, tab.isHeld, update)
  seat.take(history.state?.sheet ?? null)
  const own = { [`judge/${session.judge}`]: onView, [`recusals/${session.judge}`]: onRecusals }
  watch({ ...own, ...SIGNING }, { onState: onLink })
  seat.outbox.deliver()
}

function onView(view, position) {
  const isFirst = seat.view === null
  const isOther = seat.show(view, position)
  if (isOther && !isFirst) {
    history.replaceState(seat.inHand === null ? null : { sheet: seat.inHand }, "")
    scrollTo(0, 0)
  }
  update()
}

function onRecusals(view) {
  recusals = view
  update()
}

/** Takes into the hand what the history says. */
function follow() {
  seat?.take(history.state?.sheet ?? null)
  update()
}

function onLink(state) {
  link = state
  if (state === "linked") seat.linked()
  if (state === "signed-out") followMove()
  update()
}

/** This phone may have taken another seat in another tab; then that is its page. */
async function followMove() {
  const present = await get("/session").catch(() => null)
  if (present && (present.judge !== session.judge || present.role !== "judge")) location.reload()
}

function onTab(isHeld) {
  if (isHeld) {
    seat.takeUp()
    seat.outbox.deliver()
  }
  update()
}

function update() {
  document.title = t("judge.title")
  const { isReview = false, isDeclaring = false } = history.state ?? {}
  render(page({ session, link, seat, tab, recusals, isReviewing: isReview, isDeclaring }, act), document.body)
  clearTimeout(tickTimer)
  if (seat?.view) tickTimer = setTimeout(update, untilNext())
}

function untilNext() {
  return isClockSet() ? Math.min(TICK_MS, nextTick(seat.view.tasks)) : SETTING_MS
}

/** Does what needs the phone's storage, and says so if that is full or forbidden. */
function store(change) {
  try {
    change()
    hush()
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure
    notify(t("judge.no-storage"))
  }
}

function rowOf(criterion) {
  return document.querySelector(`[data-criterion="${CSS.escape(criterion)}"]`)
}

/** Shows the total again for a while. */
function wake() {
  clearTimeout(dimTimer)
  delete document.documentElement.dataset.dim
  dimTimer = setTimeout(() => (document.documentElement.dataset.dim = ""), DIM_MS)
}

for (const event of ["pointerdown", "keydown", "focusin"]) addEventListener(event, wake, { capture: true })
addEventListener("popstate", follow)
onLanguage(update)
drawWith(update)
onLogin(() => link === "signed-out" && location.reload())
wake()
start()
