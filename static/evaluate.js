/**
 * An evaluator's page: one list of names for each evaluation, filled in by parts. What is typed is kept on the phone at
 * each touch; what was sent waits in the outbox until the server has it, and only then a sheet is green.
 */

import { Refused, get } from "./command.js"
import { watch } from "./live.js"
import { hush, notify, setRehearsal } from "./page.js"
import { Outbox } from "./outbox.js"
import { onLogin } from "./session.js"
import { SIGNING } from "./strip.js"
import { holdTab } from "./tab.js"
import { render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"
import { Sheets } from "./evaluate/sheets.js"
import { page } from "./evaluate/page.js"

const RETRY_MS = 1000

const seen = {
  view: null, // EvaluatingView of judging/views/evaluating.py
  link: "reconnecting",
  outbox: null,
  sheets: null,
  tab: null,
  present: 0, // which of the pages is open
  opened: null, // {entrant, criterion, isFresh}: whose pad is open
}

const act = {
  update,
  turnTo(n) {
    seen.present = n
    act.closePad()
    scrollTo(0, 0)
  },
  openPad(entrant, criterion) {
    seen.opened = { entrant, criterion, isFresh: true }
    update()
    document.querySelector(".pad [role=spinbutton]").focus({ preventScroll: true })
    document.querySelector(`[data-entrant="${CSS.escape(entrant)}"]`).scrollIntoView({ block: "nearest" })
  },
  closePad() {
    seen.opened = null
    update()
  },
  mark(of, row, criterion, text, isFresh = true) {
    if (seen.opened) seen.opened.isFresh = isFresh
    store(() => seen.sheets.mark(of, row, criterion, text))
  },
  choose: (of, row, isChosen) => store(() => seen.sheets.choose(of, row, isChosen)),
  send(of) {
    seen.opened = null
    const marks = of.most ? seen.sheets.choice(of) : seen.sheets.ready(of)
    store(() => seen.sheets.send(of, marks, `${of.round_name} ${Object.keys(marks).length}`))
  },
  dismiss(id) {
    seen.outbox.dismiss(id)
  },
}

async function start() {
  try {
    const session = await get("/session")
    const own = session.topics.find((topic) => topic.startsWith("evaluating/"))
    if (!own) return onLink("other")
    begin(session, own)
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onLink("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onLink("signed-out")
  }
}

function begin(session, topic) {
  const owner = `${session.created_at}/${topic}`
  seen.tab = holdTab(owner, (isHeld) => (isHeld && seen.outbox?.deliver(), update()))
  seen.outbox = new Outbox(owner, { onChange: update, onDelivered: () => hush(), mayDeliver: () => seen.tab.isHeld })
  seen.sheets = new Sheets(owner, seen.outbox)
  watch({ [topic]: onView, ...SIGNING }, { onState: onLink })
  seen.outbox.deliver()
}

function onView(view) {
  seen.view = view
  seen.present = Math.min(seen.present, Math.max(view.pages.length - 1, 0))
  setRehearsal(view.rehearsal)
  update()
}

function onLink(state) {
  seen.link = state
  if (state === "linked") seen.outbox?.deliver()
  update()
}

function update() {
  document.title = t("evaluate.title")
  render(page(seen, act), document.body)
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
  update()
}

onLanguage(update)
onLogin(() => seen.link === "signed-out" && location.reload())
update()
start()
