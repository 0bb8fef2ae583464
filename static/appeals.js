/** 公示与异议: what was objected to and by when it is answered, what is public until when, and 定稿. */

import { award } from "./appeals/awards.js"
import { calendar } from "./appeals/calendar.js"
import { objection } from "./appeals/objections.js"
import { register } from "./appeals/registering.js"
import { timeMoved } from "./appeals/rehearsing.js"
import { dutyLinks } from "./duties.js"
import { enter } from "./enter.js"
import { isClockSet, watch } from "./live.js"
import { languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const TICK_MS = 10_000 // what is left is said in minutes
const SETTING_MS = 20 // until the server has told its time

let view = null // AppealsView of judging/views/appeals.py
let session = null
let link = "reconnecting"
let timer = 0

onLanguage(show)
show()
enter(begin, onState)

function begin(found) {
  session = found
  watch({ appeals: onView, ...SIGNING }, { onState })
}

function onView(next) {
  view = next
  setRehearsal(next.rehearsal)
  show()
}

function onState(state) {
  link = state
  show()
}

function show() {
  clearTimeout(timer)
  timer = setTimeout(show, link === "linked" && !isClockSet() ? SETTING_MS : TICK_MS)
  document.title = t("appeals.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  return html`<header class="bar">
    <h1>${t("appeals.title")}</h1>
    <strong>${view?.competition ?? ""}</strong>
    <nav>
      ${dutyLinks()} ${session ? html`<a href=${session.page}>${t("signing.back")}</a>` : nothing} ${organises() ? places() : nothing} <a href=${at("/print")}>${t("prints.title")}</a>
      ${themeSwitch(show)} ${languageSwitch()}
    </nav>
    ${linkState(link)}
  </header>`
}

/** Where an award is decided on, and where the letters and notices are. */
function places() {
  return html`<a href=${at("/honours")}>${t("honours.title")}</a> <a href=${at("/papers")}>${t("papers.title")}</a>`
}

function organises() {
  return has("organiser")
}

function has(duty) {
  return session?.pages.some((page) => page.duty === duty) ?? false
}

/** What this person may do here: the server decides, too. */
function rights() {
  return {
    organises: organises(),
    registers: organises() || has("supervisor"),
    decides: organises() || has("head_judge"),
    isLinked: link === "linked",
  }
}

function body() {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  const may = rights()
  return html`<main class="appeals">
    <section class="objections">
      <header>
        <h2>${t("appeals.objections")}</h2>
        ${may.registers
          ? html`<button type="button" class="button primary" ?disabled=${!may.isLinked} @click=${() => register(view, may)}>${t("appeals.register")}</button>`
          : nothing}
      </header>
      ${view.objections.length ? view.objections.map((each) => objection(each, may)) : html`<p class="muted">${t("appeals.none")}</p>`}
    </section>
    <section class="awards">
      <header><h2>${t("appeals.awards")}</h2></header>
      ${view.awards.length ? view.awards.map((each) => award(each, view, may)) : html`<p class="muted">${t("appeals.no-awards")}</p>`}
      ${calendar(view, may)} ${timeMoved(view, may)}
    </section>
  </main>`
}
