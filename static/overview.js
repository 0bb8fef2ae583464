/** 总览: all halls at a glance, for the control room, large enough to be read from across it. */

import { broken } from "../displays/names.js"
import { get, Refused } from "./command.js"
import { calls, stateWord } from "./console/halls.js"
import { dutyLinks } from "./duties.js"
import { now, watch } from "./live.js"
import { clockTime, elapsed, languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { objecting, SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

const RETRY_MS = 1000

let view = null // OverviewView of judging/views/overview.py
let presence = { screens: {} }
let link = "reconnecting"

onLanguage(show)
setInterval(show, 1000) // the clocks
show()
start()

/** Asks who this device is before it watches, so that a lost cookie is restored. */
async function start() {
  try {
    await get("/session")
    watch({ overview: onView, presence: onPresence, ...SIGNING, ...objecting() }, { onState })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

function onView(next) {
  view = next
  setRehearsal(view.rehearsal)
  show()
}

function onPresence(next) {
  presence = next
  show()
}

function onState(state) {
  link = state
  show()
}

function show() {
  document.title = t("overview.title")
  render(
    html`
      <header class="bar">
        <h1>${t("overview.title")}</h1>
        <p>${view?.competition}</p>
        ${view?.rehearsal ? html`<span class="rehearsal">${t("console.rehearsal")}</span>` : nothing}
        <nav>${dutyLinks()} <a href=${at("/log")} target="_blank">${t("log.title")}</a> ${themeSwitch(show)} ${languageSwitch()}</nav>
        ${linkState(link)}
        <time class="numeral">${clockTime(now())}</time>
      </header>
      ${noticePlace()}
      ${view ? halls() : html`<p class="nobody">${waitingWord()}</p>`}
    `,
    document.body,
  )
}

function waitingWord() {
  if (link === "signed-out") return html`<a href=${at("/join")}>${t("console.signed-out")}</a>`
  return t(link === "unopened" ? "console.unopened" : "console.loading")
}

function halls() {
  return html`<ol class="glances" .style=${`--halls: ${view.halls.length}`}>
    ${view.halls.map(glance)}
  </ol>`
}

/** A hall, and the way to its console. */
function glance(hall) {
  const { id, name, windows, phase, coming } = hall
  const entrant = windows ? "" : hall.entrant // whoever was revealed last has left
  const asked = calls(hall)
  return html`<li data-hall=${id} data-phase=${windows ? "marking" : entrant ? phase : "free"}>
    <a href=${at(`/console?hall=${encodeURIComponent(id)}`)}>
      <div class="where">
        <b>${broken(name)}</b>
        <small>${t(`console.scene.${hall.scene}`)}</small>
        ${screens(hall)}
      </div>
      <div class="who">
        <p class="entrant">${onWord(windows, entrant)}</p>
        <p class="of">
          ${entrant ? [hall.track, hall.panel && t("console.panel", hall), hall.district].filter(Boolean).join(" · ") : nothing}
        </p>
        ${coming ? html`<p class="of">${t("overview.coming", { name: coming })}</p>` : nothing}
      </div>
      <div class="state">
        ${entrant ? html`<p class="since numeral">${elapsed(hall.since)}</p>` : nothing}
        <p class="word">${stateWord(hall)}</p>
      </div>
      <div class="troubles">
        ${asked.map((word) => html`<p class="status" data-state="wait">${word}</p>`)}
        ${hall.blocked ? html`<p class="blocked">${sentence(hall.blocked)}</p>` : nothing}
      </div>
    </a>
  </li>`
}

function onWord(windows, entrant) {
  if (windows) return t("overview.walking", { n: windows })
  return entrant ? broken(entrant) : t("overview.nobody")
}

/** How many of the hall's screens are there; which are not is said. */
function screens({ screens: numbers }) {
  if (!numbers.length) return html`<small class="status" data-state="draft">${t("overview.no-screens")}</small>`
  const off = numbers.filter((number) => !presence.screens[number]?.online)
  const word = off.length ? t("overview.screens-off", { numbers: off.join("、") }) : t("overview.screens-on", { n: numbers.length })
  return html`<small class="status" data-state=${off.length ? "bad" : "good"}>${word}</small>`
}
