/** The console: running order, stage, screens. All it shows comes from one view, all it does is a command. */

import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { afterLock, ceremonyLink } from "./afterlock.js"
import { viewed } from "./console/acting.js"
import { alerts } from "./console/alerts.js"
import { checkingInSwitch, isCheckingIn } from "./console/attendance.js"
import { follow as followBeats } from "./console/beats.js"
import { hallName, halls, moveWith } from "./console/halls.js"
import { keyboard } from "./console/keyboard.js"
import { follow, order, reveal } from "./console/order.js"
import { arrange, drawWith, key, NOTHING, page, redraw } from "./console/page.js"
import { screens } from "./console/screens.js"
import { stage } from "./console/stage.js"
import { rest } from "./console/steps.js"
import { nextSecond } from "./console/timing.js"
import { get, Refused } from "./command.js"
import { dutyLinks } from "./duties.js"
import { hallOf, nameHall } from "./hall.js"
import { now, watch } from "./live.js"
import { clockTime, hush, languageSwitch, linkState, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { objecting, SIGNING } from "./strip.js"
import { onLanguage, t } from "./words.js"

const RETRY_MS = 1000
const SECOND_MS = 1000

let link = null // to the server, about the hall that is shown

function whole() {
  const { view } = page
  return html`
    <header class="bar">
      ${hallName() ? html`<b class="own-hall">${hallName()}</b>` : nothing}
      <strong>${view?.competition ?? t("console.title")}</strong>
      ${view?.rehearsal ? html`<span class="rehearsal">${t("console.rehearsal")}</span>` : nothing}
      <nav>
        ${dutyLinks()} ${page.isOrganiser ? organiserLinks() : nothing}
        <a href=${at("/entries")} target="_blank">${t("entries.title")}</a>
        ${page.isOrganiser ? afterLock(page.hall) : ceremonyLink(page.hall)}
        <a href=${at("/log")} target="_blank">${t("log.title")}</a>
        <a href=${at("/head")} target="_blank">${t("head.title")}</a>
        <a href=${at("/print")} target="_blank">${t("console.print")}</a>
        ${checkingInSwitch()} ${themeSwitch(redraw)} ${languageSwitch()}
      </nav>
      ${linkState(page.link)}
      <time class="clock numeral">${clockTime(now())}</time>
    </header>
    ${halls()} ${page.rounds ? html`${alerts()} ${columns()}` : html`<p class="nobody">${waitingWord()}</p>`}
  `
}

function organiserLinks() {
  return html`${page.person ? nothing : html`<a href="/">${t("start.title")}</a>`} <a href=${at("/setup")}>${t("setup.title")}</a>
    <a href=${at("/setup#rehearsing")}>${t("rehearsal.title")}</a>`
}

function columns() {
  return html`<main class="columns" ?data-checking-in=${isCheckingIn()}>
    <section class="order" aria-label=${t("console.order")}>${order()}</section>
    <section class="stage" aria-label=${t("console.stage")}>${stage()}</section>
    <section class="air" aria-label=${t("console.screens")}>${screens()}</section>
  </main>`
}

function waitingWord() {
  if (page.link === "signed-out") return html`<a href=${at("/join")}>${t("console.signed-out")}</a>`
  return t(page.link === "unopened" ? "console.unopened" : "console.loading")
}

/** Where the show is: what was refused at another moment is over. */
function moment({ stage }) {
  return stage && `${key(stage.performance)}/${stage.phase}`
}

function show(view, position) {
  const before = page.view
  if (before && moment(before) !== moment(view)) hush("bad")
  Object.assign(page, { view, position })
  document.title = t("console.title")
  setRehearsal(view.rehearsal)
  follow(before)
  arranged()
  followBeats(arranged)
  viewed()
  const stage = view.stage?.performance
  if (stage && (!before?.stage || key(before.stage.performance) !== key(stage))) reveal()
}

function showOrder(order) {
  const isFirst = !page.rounds
  page.order = order
  arranged()
  if (isFirst) reveal()
}

function arranged() {
  arrange()
  if (page.rounds) rest()
  redraw()
}

let second = 0 // until a clock shows its next one

drawWith(() => {
  render(whole(), document.body)
  clearTimeout(second)
  const wait = nextSecond(now())
  if (wait < SECOND_MS) second = setTimeout(redraw, wait)
})
onLanguage(redraw)
keyboard()
redraw()
setInterval(redraw, 1000)
start()

/** Asks until the server has said who this is: it may just be starting again. */
async function start() {
  try {
    const session = await get("/session")
    page.isOrganiser = session.role === "organiser"
    page.person = session.person
    page.isOfAllHalls = !session.places.length
    moveWith((hall) => {
      nameHall(hall)
      watchHall(hall, session)
    })
    watchHall(hallOf(session), session)
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) linked("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else linked("signed-out")
  }
}

/** Where this page goes to another hall nothing of the one before is left on it that could be pressed. */
function watchHall(hall, session) {
  link?.stop()
  Object.assign(page, { hall, view: null, order: null, rounds: null, position: 0 })
  page.unfolded = { ...NOTHING }
  hush()
  redraw()
  const keep = (name) => (view) => {
    page[name] = view
    redraw()
  }
  link = watch(
    {
      [`console/${hall}`]: show,
      [`order/${hall}`]: showOrder,
      ...(session.topics.includes("overview") ? { overview: keep("overview") } : {}),
      presence: keep("presence"),
      backup: keep("backup"),
      waiting: keep("waiting"),
      storage: keep("storage"),
      readiness: keep("readiness"),
      flags: keep("flags"),
      ...SIGNING,
      ...objecting(),
    },
    { onState: linked },
  )
}

function linked(link) {
  page.link = link
  page.lostAt = link === "linked" ? null : (page.lostAt ?? now())
  redraw()
}
