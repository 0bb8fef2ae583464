/**
 * The judge's page. All it knows comes from three places: the view of this judge, the draft on this phone, and the
 * outbox. Each change renders the page anew from them.
 */

import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { Refused, get } from "./command.js"
import { ask } from "./dialog.js"
import { watch } from "./live.js"
import { Outbox } from "./outbox.js"
import { languageSwitch, linkState, notify, setRehearsal, themeSwitch } from "./page.js"
import { holdTab } from "./tab.js"
import { onLanguage, t } from "./words.js"
import { Drafts, keyOf } from "./judge/draft.js"
import { finished, total, unfinished } from "./judge/marks.js"
import * as messages from "./judge/messages.js"
import { momentOf, pendingFor } from "./judge/moment.js"
import { pad } from "./judge/pad.js"
import { review, reviewFoot } from "./judge/review.js"
import * as sheet from "./judge/sheet.js"

const RETRY_MS = 1000
const DIM_MS = 8000 // an untouched phone does not show its total to the row behind

let session, outbox, drafts, tab
let view = null
let position = 0 // of the log, that the view shows
let draft = null
let link = "reconnecting"
let opened = null // id of the criterion that the pad is open for
let isFresh = false // nothing typed since it was opened
let acknowledged = null // {key, position, at, marks, …}: the server has it, the view does not show it yet
let trouble = "" // what the server said to the last attempt to deliver
let dimTimer = 0

const act = {
  openPad(id) {
    opened = id
    isFresh = true
    update()
    document.querySelector(".pad [role=spinbutton]").focus({ preventScroll: true })
    document.querySelector(`[data-criterion="${CSS.escape(id)}"]`).scrollIntoView({ block: "nearest" })
  },
  close() {
    const from = opened
    opened = null
    update()
    document.querySelector(`[data-criterion="${CSS.escape(from)}"]`)?.focus({ preventScroll: true })
  },
  type(text) {
    isFresh = false
    act.change({ marks: { ...draft.marks, [opened]: text } })
  },
  next() {
    const left = unfinished(draft.marks, view.criteria).filter(({ id }) => id !== opened)
    const place = ({ id }) => view.criteria.findIndex((criterion) => criterion.id === id)
    const after = left.find((criterion) => place(criterion) > place({ id: opened })) ?? left[0]
    if (after) act.openPad(after.id)
    else act.close()
  },
  change(change) {
    draft = { ...draft, ...change }
    attempt(() => drafts.keep(view.performance, draft))
    update()
  },
  review() {
    opened = null
    history.pushState("review", "") // the phone's back key leads back to the sheet
    update()
    document.querySelector("main h1").focus()
  },
  back: () => history.back(),
  submit() {
    const { performance, criteria, revision, entrant } = view
    const { note, recommended } = draft
    const marks = finished(draft.marks, criteria)
    const command = { kind: "SubmitSheet", performance, revision: revision + 1, marks, note, recommended }
    history.replaceState(null, "")
    attempt(() => outbox.put(command, `${entrant} · ${total(marks, criteria)}`))
  },
  async recuse() {
    const { performance, entrant } = view
    const title = t("judge.recuse-from", { entrant })
    const reason = await ask({ title, reason: t("judge.recuse-reason"), confirm: t("judge.go-on-recuse") })
    if (reason === null) return
    const sure = await ask({ title, text: t("judge.recuse-sure"), confirm: t("judge.recuse"), danger: true })
    if (sure === null) return
    attempt(() => outbox.put({ kind: "Recuse", performance, reason }, `${entrant} · ${t("judge.recuse")}`))
  },
}

/** Does what needs the phone's storage, and says so if that is full or forbidden. */
function attempt(store) {
  try {
    store()
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure
    notify(t("judge.no-storage"))
  }
}

async function start() {
  try {
    session = await get("/session")
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isTemporary) setTimeout(start, RETRY_MS)
    else link = "signed-out"
    return update()
  }
  if (session.role === "judge") begin()
  update()
}

function begin() {
  const owner = `${session.competition}/${session.judge}`
  setRehearsal(session.rehearsal)
  drafts = new Drafts(owner)
  tab = holdTab(owner, onTab)
  outbox = new Outbox(owner, { onChange: update, onDelivered, onDelay, mayDeliver: tab.isHeld })
  watch({ [`judge/${session.judge}`]: onView }, { onState: onLink })
  outbox.deliver()
}

function onView(newView, newPosition) {
  const isOther = !view?.performance || !newView.performance || keyOf(view.performance) !== keyOf(newView.performance)
  if (isOther || view.revision !== newView.revision) {
    opened = null
    draft = newView.performance && drafts.of(newView)
    if (view) history.replaceState(null, "")
  }
  view = newView
  position = newPosition
  if (acknowledged?.position <= position) acknowledged = null
  if (momentNow() !== "marking") opened = null
  update()
}

function onLink(state) {
  link = state
  if (state === "linked") {
    acknowledged = null // a new link has brought a view that shows whatever was acknowledged
    outbox.deliver()
  }
  update()
}

function onTab(isHeld) {
  if (isHeld) {
    if (view?.performance) draft = drafts.of(view)
    outbox.deliver()
  }
  update()
}

function onDelivered({ command }, receipt) {
  trouble = ""
  drafts.drop(command.performance)
  if (command.kind === "SubmitSheet" && receipt.position > position) {
    acknowledged = { ...command, ...receipt, key: keyOf(command.performance) }
  }
  update()
}

function onDelay(failure) {
  trouble = failure.status ? failure.detail : ""
  update()
}

function isAcknowledged() {
  return Boolean(acknowledged && view.performance && acknowledged.key === keyOf(view.performance))
}

function momentNow() {
  return momentOf(view, pendingFor(view, outbox.waiting), isAcknowledged())
}

function update() {
  render(page(), document.body)
}

function page() {
  const [main, side] = parts()
  return html`
    ${header()}
    <main>
      ${outbox?.refused.map((kept) => messages.refusal(kept, () => outbox.dismiss(kept.id))) ?? nothing} ${main}
      <p class="switches">${languageSwitch()} ${themeSwitch(update)}</p>
    </main>
    <aside>${side}</aside>
  `
}

/** What stands in the middle, and what is fixed below (in landscape: beside it). */
function parts() {
  if (link === "signed-out") return [messages.signedOut(outbox?.waiting.length), nothing]
  if (session && session.role !== "judge") return [messages.otherRole(session.page), nothing]
  if (!view) return [messages.message(t("judge.connecting"), []), nothing]
  if (!tab.isHeld()) return [messages.otherTab(tab.take), nothing]
  return PARTS[momentNow()](view, pendingFor(view, outbox.waiting))
}

const PARTS = {
  waiting: () => [messages.waiting(view), nothing],
  missed: () => [messages.missed(view, draft), nothing],
  excused: (_, pending) => [messages.excused(view, Boolean(pending)), nothing],
  sending: (_, { command }) => [
    sent(command),
    sheet.sendingFoot(total(command.marks, view.criteria), view.criteria, link, trouble),
  ],
  saved() {
    const given = isAcknowledged() ? acknowledged : view
    const hint = view.confirmed ? t("judge.closed") : t("judge.to-change")
    const foot = sheet.savedFoot(total(given.marks, view.criteria), view.criteria, given.at ?? given.saved_at, hint)
    return [sent(given), foot]
  },
  marking() {
    const left = unfinished(draft.marks, view.criteria)
    if (history.state === "review" && !left.length) return [review(view, draft), reviewFoot(view, draft, act)]
    const criterion = view.criteria.find(({ id }) => id === opened)
    const isLast = left.every(({ id }) => id === opened)
    const below = criterion
      ? pad(criterion, draft.marks[opened] ?? "", { isFresh, isLast }, act)
      : sheet.draftFoot(view, draft, act)
    return [marking(), below]
  },
}

function marking() {
  return html`
    ${view.sheet === "returned" ? messages.returned(view) : nothing} ${sheet.rows(view, draft, opened, act)}
    ${sheet.highlight(draft, act)}
    <button type="button" class="button quiet" @click=${act.recuse}>${t("judge.recuse-button")}</button>
  `
}

function sent(given) {
  return html`${sheet.fixedRows(view.criteria, given.marks)} ${sheet.fixedHighlight(given)}`
}

function header() {
  const isOn = view?.performance
  const number = isOn && view.number ? t("judge.number", { n: view.number }) : ""
  const seat = view ? [view.seat && t("judge.seat", { n: view.seat }), view.name] : []
  const about = [number, isOn && view.district, isOn ? view.round : "", ...(isOn ? [] : seat)]
  return html`<header class="head">
    <p>
      <span class="muted">${about.filter(Boolean).join(" · ")}</span>
      ${linkState(link, outbox?.waiting.length)}
    </p>
    ${isOn ? html`<h1>${view.entrant}</h1>` : nothing}
  </header>`
}

/** Shows the totals again for a while. */
function wake() {
  clearTimeout(dimTimer)
  delete document.documentElement.dataset.dim
  dimTimer = setTimeout(() => (document.documentElement.dataset.dim = ""), DIM_MS)
}

for (const event of ["pointerdown", "keydown", "focusin"]) addEventListener(event, wake, { capture: true })
addEventListener("popstate", update)
onLanguage(update)
wake()
start()
