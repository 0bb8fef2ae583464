/** A phone's own test: how long the server takes to answer, how often it does not, and what this browser keeps. */

import { Refused, newId, post } from "./command.js"
import { findings } from "./findings.js"
import { languageSwitch, themeSwitch } from "./page.js"
import { ServerTime } from "./servertime.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const TRIES = 20 // as ASKED in judging/doctor/phones.py
const EVERY_MS = 400 // a hundred phones that test at once ask as often as guests may
const PATIENCE_MS = 2500 // after that it counts as lost: a press that takes longer is pressed again
const PHONE = "judging.check"
const STATES = { good: "good", note: "wait", bad: "bad" }

/** `tries`: of each the ms its answer took, null where none came. `found`: what the server made of it. */
const page = { tries: [], isRunning: false, found: null, problem: null }

function whole() {
  return html`
    <header class="bar">
      <strong>${t("check.title")}</strong>
      <nav>${themeSwitch(draw)} ${languageSwitch()}</nav>
    </header>
    <main class="check-page">
      ${page.isRunning ? running() : result()}
      <ul class="tries" aria-hidden="true">
        ${Array.from({ length: TRIES }, (_, n) => html`<li data-state=${stateOf(page.tries[n])}></li>`)}
      </ul>
      ${page.found ? findings(page.found.findings) : nothing}
      ${
        page.isRunning
          ? nothing
          : html`<button type="button" class="button ${page.found ? "" : "primary"}" @click=${test}>${t("check.again")}</button>`
      }
    </main>
  `
}

function running() {
  return html`<p class="answer" role="status">${t("check.running", { n: page.tries.length, of: TRIES })}</p>`
}

function result() {
  if (page.problem) return problem()
  if (!page.found) return nothing
  const { verdict } = page.found
  return html`
    <p class="answer" role="status" data-state=${STATES[verdict]} data-verdict=${verdict}>${t(`finding.${verdict}`)}</p>
    <p>${t(`check.${verdict}`)}</p>
  `
}

/** The result could not be told to the server: where it was not reached, that is the result. */
function problem() {
  const isLost = page.problem.status === 0
  return html`
    <p class="answer" role="alert" data-state="bad">${isLost ? t("finding.bad") : t("check.stopped")}</p>
    <p>${isLost ? t("check.unreached") : page.problem.detail}</p>
  `
}

function stateOf(ms) {
  if (ms === undefined) return nothing
  return ms === null ? "bad" : "good"
}

async function test() {
  Object.assign(page, { tries: [], isRunning: true, found: null, problem: null })
  const time = new ServerTime(() => {})
  draw()
  await once(time) // the first connection is made here, and counts as nothing
  for (let turnedAway = 0; page.tries.length < TRIES; draw()) {
    const [ms] = await Promise.all([once(time), pause(EVERY_MS)])
    if (ms !== undefined || ++turnedAway > TRIES) page.tries.push(ms ?? null)
  }
  await tell(time)
  page.isRunning = false
  draw()
}

/**
 * How many ms an answer took; null if none came; undefined where the server has too many guests, which says nothing of
 * the network.
 *
 * @param {ServerTime} time hears what the server's clock says
 */
async function once(time) {
  const beat = Number(time.beat().split(" ")[1])
  const begun = performance.now()
  const enough = new AbortController()
  const timer = setTimeout(() => enough.abort(), PATIENCE_MS)
  try {
    const reply = await fetch("/check/ping", { cache: "no-store", signal: enough.signal })
    if (reply.status === 503) return undefined
    const { now } = await reply.json()
    time.hear({ now, beat })
    return Math.round(performance.now() - begun)
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

async function tell(time) {
  const ms = page.tries.filter((each) => each !== null)
  const [phone, keeps] = kept()
  const ahead_ms = time.isSet() ? Math.round(Date.now() - time.now()) : null
  try {
    page.found = await post("/check", { phone, ms, lost: page.tries.length - ms.length, keeps, ahead_ms })
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    page.problem = refused
  }
}

/** By which this phone is known from one test to the next, and whether it keeps that. */
function kept() {
  try {
    const phone = localStorage.getItem(PHONE) ?? newId()
    localStorage.setItem(PHONE, phone)
    return [phone, localStorage.getItem(PHONE) === phone && navigator.cookieEnabled]
  } catch {
    return [newId(), false] // a private window may keep nothing
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function draw() {
  document.title = t("check.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
test()
