/**
 * The emcee's page: what to say now, what to do now, who comes next; three lines at most. What is said is Chinese in
 * either language of the page.
 */

import { get, Refused } from "../static/command.js"
import { now, watch } from "../static/live.js"
import { languageSwitch, linkState, setRehearsal } from "../static/page.js"
import { spoken } from "../static/spoken.js"
import { html, nothing, render } from "../static/vendor/lit-html/lit-html.js"
import { onLanguage, t } from "../static/words.js"
import { broken } from "./names.js"

const RETRY_MS = 1000
const TICK_MS = 1000
const SIZE = "judging.emcee.size"
const SIZES = [1, 1.2, 1.4, 1.7, 2] // times the least size that is legible from a lectern

let view = null
let link = "reconnecting"
let size = Math.min(Number(localStorage.getItem(SIZE)) || 0, SIZES.length - 1)

onLanguage(show)
setInterval(show, TICK_MS) // the clock
resize(0)
start()

/** Asks who this device is before it watches, so that a lost cookie is restored and a stranger sent to the login. */
async function start() {
  try {
    await get("/session")
    watch({ emcee: onView }, { onState })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

function onView(next) {
  const isAnother = next.cue !== view?.cue || next.stage?.entrant !== view?.stage?.entrant
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
  render(html`${bar()} ${link === "signed-out" ? signedOut() : view ? prompt() : nothing}`, document.body)
}

function bar() {
  const time = new Date(now())
  const [hours, minutes] = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0"))
  return html`
    <header>
      <time class="numeral">${hours}:${minutes}</time>
      <p class="muted">${view?.competition}</p>
      ${linkState(link)}
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

function prompt() {
  return html`
    <main data-cue=${view.cue}>
      ${line("say", SAY[view.cue]())} ${line("do", t(`emcee.do.${view.cue}`))}
      ${line("next", view.coming ? html`${view.coming_district} ${broken(view.coming)}` : nothing)}
    </main>
  `
}

function line(kind, words) {
  if (words === nothing) return nothing
  return html`
    <section class=${kind}>
      <h2>${t(`emcee.${kind}`)}</h2>
      <div class="words">${words}</div>
    </section>
  `
}

/** What is said at each cue. */
const SAY = {
  standby: () => nothing,
  introduce: () => said(t("emcee.say.introduce", { district: view.stage.district, entrant: view.stage.entrant })),
  performing: () => said(t("emcee.say.performing", { done: view.done, seats: view.seats })),
  complete: () => said(t("emcee.say.complete")),
  announce: () => [
    html`<p class="score"><b class="numeral">${view.score}</b> <span>${spoken(view.score)}</span></p>`,
    view.announcement.match(/[^；]+；?/g).map(said),
  ],
  ranking: () => [
    said(t("emcee.say.ranking", { track: view.ranking.track })),
    html`<ol>
      ${view.ranking.rows.map(ranked)}
    </ol>`,
  ],
}

function said(sentence) {
  return html`<p lang="zh-CN">${broken(sentence)}</p>`
}

function ranked({ place, name, composite }) {
  return html`
    <li lang="zh-CN">
      ${place === null ? nothing : html`<p>${t("emcee.say.place", { place: spoken(String(place)) })}</p>`}
      <p>${broken(name)}</p>
      <p><b class="numeral">${composite}</b> ${t("emcee.say.points", { points: spoken(composite) })}</p>
    </li>
  `
}

function signedOut() {
  return html`<main><section class="do"><p>${t("emcee.signed-out")} <a href="/join">/join</a></p></section></main>`
}
