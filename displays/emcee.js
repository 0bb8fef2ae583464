/**
 * The emcee's page: what to say now, what to do now, who comes next; three parts at most. What is said comes from the
 * server, one sentence at a time, and is Chinese in either language of the page.
 */

import { nextChange, reading } from "../static/clock.js"
import { get, Refused } from "../static/command.js"
import { dutyLinks } from "../static/duties.js"
import { hallOf } from "../static/hall.js"
import { isClockSet, now, watch } from "../static/live.js"
import { languageSwitch, linkState, noticePlace, setRehearsal } from "../static/page.js"
import { picture } from "../static/picture.js"
import { at } from "../static/session.js"
import { spoken } from "../static/spoken.js"
import { SIGNING } from "../static/strip.js"
import { html, nothing, render } from "../static/vendor/lit-html/lit-html.js"
import { repeat } from "../static/vendor/lit-html/directives/repeat.js"
import { onLanguage, t } from "../static/words.js"
import * as ceremony from "./emcee_ceremony.js"
import { broken, phrased } from "./names.js"
import { pageAt } from "./scenes/pages.js"
import { howLong } from "./since.js"

const RETRY_MS = 1000
const TICK_MS = 1000
const CLOCK_MS = 20 // until the server has told its time
const SIZE = "judging.emcee.size"
const SIZES = [1, 1.2, 1.4, 1.7, 2] // times the least size that is legible from a lectern

let view = null
let link = "reconnecting"
let timer = 0
let size = Math.min(Number(localStorage.getItem(SIZE)) || 0, SIZES.length - 1)

onLanguage(show)
setInterval(show, TICK_MS) // the clock
resize(0)
start()

/** Asks who this device is before it watches, so that a lost cookie is restored and a stranger sent to the login. */
async function start() {
  try {
    const session = await get("/session")
    watch({ [`emcee/${hallOf(session)}`]: onView, ...SIGNING }, { onState })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

function onView(next) {
  const isAnother = next.cue !== view?.cue || next.lines[0]?.text !== view?.lines[0]?.text || next.ceremony?.now.since !== view?.ceremony?.now.since
  view = next
  setRehearsal(view.rehearsal)
  show()
  if (isAnother) document.querySelector(".say")?.scrollTo(0, 0)
}

function onState(state) {
  link = state
  show()
}

function resize(step) {
  size = Math.max(0, Math.min(size + step, SIZES.length - 1))
  localStorage.setItem(SIZE, size)
  document.documentElement.style.setProperty("--size", SIZES[size])
  show()
}

function show() {
  clearTimeout(timer)
  document.title = t("start.emcee")
  render(html`${bar()} ${noticePlace()} ${link === "signed-out" ? signedOut() : view ? prompt() : nothing}`, document.body)
  const wait = !view ? Infinity : isClockSet() ? untilNext() : CLOCK_MS
  if (wait < Infinity) timer = setTimeout(show, wait)
}

function bar() {
  const time = new Date(now())
  const [hours, minutes] = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0"))
  return html`
    <header>
      <time class="numeral">${hours}:${minutes}</time>
      ${view?.clock && isClockSet() ? timeLeft(view.clock) : nothing}
      <p class="muted">${view?.competition}</p>
      ${linkState(link)} ${dutyLinks()}
      <span class="sizes">
        <button class="button" aria-label=${t("emcee.smaller")} ?disabled=${size === 0} @click=${() => resize(-1)}>
          −
        </button>
        <button
          class="button"
          aria-label=${t("emcee.larger")}
          ?disabled=${size === SIZES.length - 1}
          @click=${() => resize(1)}
        >
          +
        </button>
      </span>
      ${languageSwitch()}
    </header>
  `
}

/** What whoever is on stage has left, or how far that is over. */
function timeLeft(clock) {
  const { text, level, state } = reading(clock, now())
  return html`<span class="left" data-level=${level} data-state=${state}>
    <small>${t(`emcee.clock.${state}`)}</small> <b class="numeral">${text}</b>
  </span>`
}

function prompt() {
  if (view.ceremony) return presenting(view.ceremony)
  return html`
    <main data-cue=${view.cue}>
      ${line("say", view.ranking ? page(view.ranking) : html`${sentences()} ${atWindows()}`, view.photo)} ${line("do", t(`emcee.do.${view.cue}`, view))}
      ${line("next", view.coming ? html`${view.coming_district} ${broken(view.coming)}` : nothing)}
    </main>
  `
}

/** In step with the screens. */
function presenting(prompt) {
  return html`
    <main data-cue=${view.cue}>
      ${line("say", ceremony.said(prompt), ceremony.photoOf(prompt))} ${line("do", t(`emcee.do.${view.cue}`))}
      ${line("next", ceremony.coming(prompt))}
    </main>
  `
}

function line(kind, words, photo = "") {
  if (words === nothing) return nothing
  return html`
    <section class=${kind} ?data-pictured=${photo}>
      <h2>${t(`emcee.${kind}`)}</h2>
      <div class="words">${words}</div>
      ${picture(photo, "portrait")}
    </section>
  `
}

/** The sentence to say now, the one before it faded and the one after it: bound to the beat on the screen. */
function sentences() {
  const { lines, score } = view
  const moment = isClockSet() ? now() : 0
  const current = Math.max(lines.filter(({ at }) => at <= moment).length - 1, 0)
  const isOver = score && current === lines.length - 1
  return html`
    ${repeat(
      lines.slice(Math.max(current - 1, 0), current + 2),
      ({ text }) => text,
      (each) => said(each, lines.indexOf(each) - current),
    )}
    ${isOver ? html`<p class="score numeral">${score}</p>` : nothing}
  `
}

function said({ text }, place) {
  const when = place < 0 ? "past" : place > 0 ? "ahead" : "now"
  return html`<p class="sentence" lang="zh-CN" data-when=${when}>${phrased(text)}</p>`
}

/** Who is at which window, for how long, and how many of its sheets are in. */
function atWindows() {
  const busy = view.windows.filter(({ entrant }) => entrant)
  return busy.length ? html`<ol class="windows">${busy.map(atWindow)}</ol>` : nothing
}

function atWindow(there) {
  const { window, district, entrant, done, of } = there
  const sheets = t("emcee.window.sheets", { done, of })
  return html`
    <li>
      <b>${t("emcee.window", { window })}</b>
      <span class="name">${district} ${broken(entrant)}</span>
      <span class="muted">${howLong(there, now()).text} · ${sheets}</span>
    </li>
  `
}

function rankingSaid({ track, within }) {
  return within ? t("emcee.say.ranking-within", { track, within }) : t("emcee.say.ranking", { track })
}

/** The page of the ranking that is on the screens now, as it is read. */
function page(ranking) {
  const { first, last } = pageAt(ranking, now())
  return html`
    <p class="sentence" lang="zh-CN" data-when="now">${rankingSaid(ranking)}</p>
    <ol>
      ${ranking.rows.slice(first, last).map(ranked)}
    </ol>
  `
}

function ranked({ place, name, composite }) {
  return html`
    <li lang="zh-CN">
      ${place === null ? nothing : html`<b>${t("emcee.say.place", { place: spoken(String(place)) })}</b>`}
      <span class="name">${broken(name)}</span>
      <span>${t("emcee.say.points", { points: spoken(composite) })}</span>
    </li>
  `
}

/** In how many ms another sentence or page is due. */
function untilNext() {
  const moment = now()
  const ahead = view.lines.map(({ at }) => at - moment).filter((ms) => ms > 0)
  const { ranking, clock } = view
  return Math.min(...ahead, clock ? nextChange(clock, moment) : Infinity, ranking ? ranking.page_ms - pageAt(ranking, moment).elapsed : Infinity)
}

function signedOut() {
  return html`<main><section class="do"><p>${t("emcee.signed-out")} <a href=${at("/join")}>/join</a></p></section></main>`
}
