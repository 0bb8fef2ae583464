/**
 * The judge's page: brings session, live link, seat and page together. Whatever changes, the page is rendered anew
 * from what the seat knows.
 */

import { render } from "./vendor/lit-html/lit-html.js"
import { Refused, get } from "./command.js"
import { ask } from "./dialog.js"
import { watch } from "./live.js"
import { hush, notify, setRehearsal } from "./page.js"
import { onLogin } from "./session.js"
import { holdTab } from "./tab.js"
import { onLanguage, t } from "./words.js"
import { drawWith } from "./judge/hand.js"
import { page } from "./judge/page.js"
import { Seat } from "./judge/seat.js"

const RETRY_MS = 1000
const DIM_MS = 8000 // an untouched phone does not show its total to the row behind
const REVIEW = "review" // history state while the review is shown, so that the phone's back key leaves it

let session = null
let link = "reconnecting"
let seat = null
let tab = null
let dimTimer = 0

const act = {
  update,
  openPad(id) {
    seat.open(id)
    document.querySelector(".pad [role=spinbutton]").focus({ preventScroll: true })
    rowOf(id).scrollIntoView({ block: "nearest" })
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
    history.pushState(REVIEW, "")
    update()
    scrollTo(0, 0)
    document.querySelector("main h1").focus()
  },
  back: () => history.back(),
  submit() {
    history.replaceState(null, "")
    store(() => seat.submit())
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
    if (failure.isTemporary) setTimeout(start, RETRY_MS)
    else link = "signed-out"
  }
  if (session?.role === "judge") sit(`${session.created_at}/${session.judge}`)
  update()
}

function sit(owner) {
  setRehearsal(session.rehearsal)
  tab = holdTab(owner, onTab)
  seat = new Seat(owner, tab.isHeld, update)
  watch({ [`judge/${session.judge}`]: onView }, { onState: onLink })
  seat.outbox.deliver()
}

function onView(view, position) {
  const isFirst = seat.view === null
  const isOther = seat.show(view, position)
  if (isOther && !isFirst) {
    history.replaceState(null, "")
    scrollTo(0, 0)
  }
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
  render(page({ session, link, seat, tab, isReviewing: history.state === REVIEW }, act), document.body)
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
addEventListener("popstate", update)
onLanguage(update)
drawWith(update)
onLogin(() => link === "signed-out" && location.reload())
wake()
start()
