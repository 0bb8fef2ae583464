/**
 * 录入与复核: what waits for whom on the left, the form on the right. Who types and who verifies see the same list; what
 * was typed the server tells only those who may see it.
 */

import { Refused, get, send } from "./command.js"
import { ask } from "./dialog.js"
import { list } from "./entries/list.js"
import { form } from "./entries/form.js"
import { chosen, isMine, keyOf, named, page, seatKey } from "./entries/page.js"
import { finished } from "./judge/marks.js"
import { watch } from "./live.js"
import { dutyLinks } from "./duties.js"
import { hush, languageSwitch, linkState, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { objecting, SIGNING } from "./strip.js"
import { html, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const RETRY_MS = 1000

const act = { choose, redraw, put, submit, giveBack, withdraw, retype, confirmEntry, returnEntry, settle }

onLanguage(redraw)
redraw()
start()

/** Asks who this device is before it watches, so that a lost cookie is restored. */
async function start() {
  try {
    const session = await get("/session")
    const typed = session.topics.find((topic) => topic.startsWith("typed/"))
    if (!typed) return onState("other")
    page.duties = session.pages.map(({ duty }) => duty)
    page.me = typed.slice("typed/".length)
    const own = session.topics.filter((topic) => topic.startsWith("entries/"))
    const topics = Object.fromEntries(own.map((topic) => [topic, (view) => onView(topic, view)]))
    watch({ ...topics, [typed]: onTyped, ...SIGNING, ...objecting() }, { onState })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

function onView(topic, view) {
  page.views.set(topic, view)
  setRehearsal(view.rehearsal)
  if (page.chosen === null) {
    const key = named(location.search)
    if (key) page.chosen = key
  }
  redraw()
}

function onTyped(view) {
  page.typed = view
  redraw()
}

function onState(state) {
  page.link = state
  redraw()
}

function redraw() {
  document.title = t("entries.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  const [view] = page.views.values()
  return html`<header class="bar">
    <h1>${t("entries.title")}</h1>
    <p>${view?.competition}</p>
    <nav>${dutyLinks()} ${themeSwitch(redraw)} ${languageSwitch()}</nav>
    ${linkState(page.link === "other" ? "signed-out" : page.link)}
  </header>`
}

function body() {
  if (page.link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("entries.signed-out")}</a></p>`
  if (page.link === "other") return html`<p class="nobody">${t("entries.other-duty")}</p>`
  if (!page.views.size) return html`<p class="nobody">${t("entries.loading")}</p>`
  return html`<main class="entries">${list(act)} ${form(chosen(), act)}</main>`
}

/** Takes a sheet into the hand; what was typed of another is not kept. */
function choose(key) {
  Object.assign(page, { chosen: key, values: {}, items: {}, note: "", recommended: false, wrong: null, isRetyping: false })
  hush("bad")
  redraw()
  document.querySelector(".form input")?.focus()
}

function put(change) {
  Object.assign(page, change, { wrong: null })
  redraw()
}

/** Own numbers again, to put one right before anybody has verified them. */
function retype({ marks, items, note, recommended }) {
  put({ values: { ...marks }, items: { ...items }, note, recommended, isRetyping: true })
  document.querySelector(".form input")?.focus()
}

/** Sends what was typed: as an entry, or as the second person's. */
async function submit({ task, seat }) {
  const fields = { ...about({ task, seat }), marks: finished(page.values, task.criteria), items: page.items, attempt: task.attempt }
  const entry = { kind: "EnterSheet", ...fields, revision: seat.revision, note: page.note, recommended: page.recommended }
  const isFirst = isMine(seat) || seat.state !== "waiting"
  if (!(await carryOut(isFirst ? entry : { kind: "ConfirmSheet", ...fields }, task))) return
  if (isFirst) choose(nextOf({ task, seat }))
  else choose(seatKey(task, seat))
}

async function giveBack(sheet) {
  const reason = await ask({ title: t("entries.give-back"), reason: t("entries.why"), confirm: t("entries.give-back") })
  if (reason !== null) await carryOut({ kind: "ReturnSheetEntry", ...about(sheet), reason })
}

async function withdraw(sheet) {
  const reason = await ask({ title: t("entries.withdraw"), reason: t("entries.why"), confirm: t("entries.withdraw") })
  if (reason !== null) await carryOut({ kind: "WithdrawSheetEntry", ...about(sheet), reason })
}

async function confirmEntry({ entry }) {
  await settle({ kind: "ConfirmEntry", entry })
}

async function returnEntry({ entry }) {
  const reason = await ask({ title: t("entries.give-back"), reason: t("entries.why"), confirm: t("entries.give-back") })
  if (reason !== null) await settle({ kind: "ReturnEntry", entry, reason })
}

/** Whether the server took it. What it refuses of these is told above, since no field of the form is about it. */
async function settle(command) {
  if (await carryOut(command)) return true
  const { say } = page.wrong ?? { say: null }
  page.wrong = null
  if (say) notify(say)
  return false
}

function about({ task, seat }) {
  return { performance: task.performance, judge: seat.judge }
}

/** Whether the server took it; what is wrong stands at its field, if it is about one. */
async function carryOut(command, task = null) {
  if (page.isBusy) return false
  page.isBusy = true
  redraw()
  try {
    await send(command, { onDelay: (failure) => notify(failure.detail, "wait") })
    hush()
    return true
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    const name = failure.body?.sentence?.values?.name
    const criterion = task?.criteria.find((each) => each.name === name)
    page.wrong = { field: criterion?.id ?? null, say: () => failure.detail }
    return false
  } finally {
    page.isBusy = false
    redraw()
  }
}

/** The next sheet of the same entrant that is missing, so that a pile is typed without the mouse. */
function nextOf({ task, seat }) {
  const rest = [...task.seats.filter((each) => each.seat > seat.seat), ...task.seats.filter((each) => each.seat < seat.seat)]
  const missing = rest.find((each) => each.state === "missing" || each.state === "returned")
  return missing ? seatKey(task, missing) : keyOf(task) + `/${seat.judge}`
}
