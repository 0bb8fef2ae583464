/** The console: running order, stage, screens. All it shows comes from one view, all it does is a command. */

import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { viewed } from "./console/acting.js"
import { alerts } from "./console/alerts.js"
import { follow as followBeats } from "./console/beats.js"
import { keyboard } from "./console/keyboard.js"
import { follow, order, reveal } from "./console/order.js"
import { drawWith, key, page, redraw } from "./console/page.js"
import { screens } from "./console/screens.js"
import { stage } from "./console/stage.js"
import { rest } from "./console/steps.js"
import { get } from "./command.js"
import { now, watch } from "./live.js"
import { clockTime, hush, languageSwitch, linkState, setRehearsal, themeSwitch } from "./page.js"
import { onLanguage, t } from "./words.js"

function whole() {
  const { view } = page
  return html`
    <header class="bar">
      <strong>${view?.competition ?? t("console.title")}</strong>
      ${view?.rehearsal ? html`<span class="rehearsal">${t("console.rehearsal")}</span>` : nothing}
      <nav>
        ${page.isOrganiser ? organiserLinks() : nothing}
        <a href="/print" target="_blank">${t("console.print")}</a>
        ${themeSwitch(redraw)} ${languageSwitch()}
      </nav>
      ${linkState(page.link)}
      <time class="clock numeral">${clockTime(now())}</time>
    </header>
    ${view ? html`${alerts()} ${columns()}` : html`<p class="nobody">${waitingWord()}</p>`}
  `
}

function organiserLinks() {
  return html`<a href="/">${t("start.title")}</a> <a href="/setup">${t("setup.title")}</a>`
}

function columns() {
  return html`<main class="columns">
    <section class="order" aria-label=${t("console.order")}>${order()}</section>
    <section class="stage" aria-label=${t("console.stage")}>${stage()}</section>
    <section class="air" aria-label=${t("console.screens")}>${screens()}</section>
  </main>`
}

function waitingWord() {
  if (page.link === "signed-out") return html`<a href="/join">${t("console.signed-out")}</a>`
  return t(page.link === "unopened" ? "console.unopened" : "console.loading")
}

/** Where the show is: what was refused at another moment is over. */
function moment({ stage }) {
  return stage && `${key(stage.performance)}/${stage.phase}`
}

function show(view, position) {
  const before = page.view?.stage?.performance
  if (page.view && moment(page.view) !== moment(view)) hush("bad")
  Object.assign(page, { view, position })
  document.title = t("console.title")
  setRehearsal(view.rehearsal)
  follow(before)
  rest()
  followBeats(() => {
    rest()
    redraw()
  })
  viewed()
  redraw()
  const stage = view.stage?.performance
  if (stage && (!before || key(before) !== key(stage))) reveal()
}

drawWith(() => render(whole(), document.body))
onLanguage(redraw)
keyboard()
redraw()
setInterval(redraw, 1000)
watch(
  {
    console: show,
    presence(presence) {
      page.presence = presence
      redraw()
    },
    backup(backup) {
      page.backup = backup
      redraw()
    },
    waiting(waiting) {
      page.waiting = waiting
      redraw()
    },
    storage(storage) {
      page.storage = storage
      redraw()
    },
  },
  {
    onState(link) {
      page.link = link
      page.lostAt = link === "linked" ? null : (page.lostAt ?? now())
      redraw()
    },
  },
)
get("/session").then(
  (session) => {
    page.isOrganiser = session.role === "organiser"
    redraw()
  },
  () => {}, // nobody is logged in, which the link tells anyhow
)
