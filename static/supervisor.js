/**
 * 监督: all halls live, what waits for the supervisor's signature, and the flags. Nothing else can be pressed here.
 */

import { nextChange } from "./clock.js"
import { get, Refused } from "./command.js"
import { dutyLinks } from "./duties.js"
import { hallOf, nameHall } from "./hall.js"
import { isClockSet, now, watch } from "./live.js"
import { languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { choosePin } from "./pin.js"
import { at } from "./session.js"
import { flagged } from "./supervisor/flagging.js"
import { hall } from "./supervisor/hall.js"
import { objecting, SIGNING } from "./strip.js"
import { toSign } from "./supervisor/signing.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const RETRY_MS = 1000
const SETTING_MS = 20 // until the server has told its time

const page = { seesHonours: false, view: null, signing: null, flags: [], link: "reconnecting" }
let watched = null
let timer = 0

onLanguage(show)
show()
start()

async function start() {
  try {
    const session = await get("/session")
    page.seesHonours = session.topics.includes("honours")
    watchHall(hallOf(session))
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

function watchHall(id) {
  watched?.stop()
  page.view = null
  watched = watch({ [`supervisor/${id}`]: onView, countersigning: keep("signing"), flags: onFlags, ...SIGNING, ...objecting(true) }, { onState })
  show()
}

function move(id) {
  nameHall(id)
  watchHall(id)
}

function onView(next) {
  page.view = next
  setRehearsal(next.rehearsal)
  show()
}

function onFlags({ flags }) {
  page.flags = flags
  show()
}

function keep(name) {
  return (view) => {
    page[name] = view
    show()
  }
}

function onState(state) {
  page.link = state
  show()
}

function show() {
  clearTimeout(timer)
  document.title = t("supervisor.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
  const wait = !page.view ? Infinity : isClockSet() ? untilNext() : SETTING_MS
  if (wait < Infinity) timer = setTimeout(show, wait)
}

function untilNext() {
  const here = [page.view.stage, ...page.view.windows.map(({ on }) => on)]
  const clocks = here.map((each) => each?.clock).filter(Boolean)
  return Math.min(...clocks.map((clock) => nextChange(clock, now())), Infinity)
}

function header() {
  const { view, link } = page
  return html`<header class="bar">
    <h1>${t("supervisor.title")}</h1>
    <strong>${view?.competition ?? ""}</strong>
    <nav>
      ${dutyLinks()} <a href=${at("/signing")}>${t("signing.title")}</a> <a href=${at("/log")}>${t("log.title")}</a>
      <a href=${at("/appeals")}>${t("appeals.title")}</a> <a href=${at("/ledger")}>${t("ledger.title")}</a>
      <a href=${at("/print")}>${t("prints.title")}</a>
      ${page.seesHonours ? html`<a href=${at("/honours")}>${t("setup.honours")}</a>` : nothing}
      <button type="button" class="button quiet" @click=${choosePin}>${t("pin.own")}</button>
      ${themeSwitch(show)} ${languageSwitch()}
    </nav>
    ${linkState(link)}
  </header>`
}

function body() {
  const { link, view, signing, flags } = page
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!view || !signing) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  return html`<main class="supervisor">
    <div class="duty">${toSign(signing, link)} ${flagged(flags, signing, link)}</div>
    <div class="seen">${halls(view)} ${hall(view)}</div>
  </main>`
}

function halls({ halls, hall }) {
  if (halls.length < 2) return nothing
  return html`<nav class="halls" aria-label=${t("console.halls")}>
    ${halls.map(
      ({ id, name }) =>
        html`<button type="button" class="button" aria-current=${id === hall ? "page" : nothing} @click=${() => id !== hall && move(id)}>
          ${name}
        </button>`,
    )}
  </nav>`
}
