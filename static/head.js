/** The head judge's page: what waits for a decision, one card each; below it the sheets, and the hints to him alone. */

import { get, Refused } from "./command.js"
import { drawWith, page, redraw } from "./console/page.js"
import { viewed } from "./console/acting.js"
import { corrections, propose } from "./console/correcting.js"
import { ties } from "./console/ties.js"
import { openFlags } from "./flags.js"
import { hallOf } from "./hall.js"
import { deviations } from "./head/deviations.js"
import { cards, waits } from "./head/cards.js"
import { trials } from "./head/trials.js"
import { watch } from "./live.js"
import { dutyLinks } from "./duties.js"
import { hush, languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { objecting, SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const RETRY_MS = 1000

const views = new Map() // topic → HeadView of judging/views/head.py
let flags = [] // of the supervisor

drawWith(show)
onLanguage(show)
show()
start()

/** Asks who this device is before it watches, so that a lost cookie is restored and a stranger sent to the login. */
async function start() {
  try {
    const session = await get("/session")
    const own = session.topics.filter((topic) => topic.startsWith("head/"))
    const asked = `head/${hallOf(session)}`
    const topics = own.includes(asked) ? [asked] : own
    if (!topics.length) return linked("signed-out")
    const taken = topics.map((topic) => [topic, (view, position) => take(topic, view, position)])
    watch({ ...Object.fromEntries(taken), flags: onFlags, ...SIGNING, ...objecting(true) }, { onState: linked })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) linked("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else linked("signed-out")
  }
}

function onFlags({ flags: raised }) {
  flags = raised
  show()
}

/** Who heads several panels sees them as one. */
function take(topic, view, position) {
  views.set(topic, view)
  const all = [...views.values()]
  const tasks = all.flatMap((each) => each.tasks)
  const open = new Map(all.flatMap((each) => each.ties).map((tie) => [JSON.stringify([tie.track, tie.entrants]), tie]))
  if (page.view && waiting(page.view) !== waiting({ tasks })) hush("bad")
  const corrections = new Map(all.flatMap((each) => each.corrections).map((found) => [found.number, found]))
  page.view = {
    ...view,
    tasks,
    ties: [...open.values()],
    trials: all.flatMap((each) => each.trials),
    deviations: all.flatMap((each) => each.deviations),
    corrections: [...corrections.values()],
    to_publish_anew: [...new Set(all.flatMap((each) => each.to_publish_anew))],
    correctable: all.flatMap((each) => each.correctable),
  }
  page.position = position
  setRehearsal(view.rehearsal)
  show()
  viewed()
}

/** What was refused at another moment is over. */
function waiting({ tasks }) {
  return JSON.stringify(tasks.map(({ on }) => [on.performance, on.phase]))
}

function linked(state) {
  page.link = state
  show()
}

function show() {
  document.title = t("head.title")
  render(html`${header()} ${body()}`, document.body)
}

function header() {
  const { view } = page
  return html`<header class="bar">
    <p><strong>${t("head.title")}</strong> ${view?.hall_name ? html`<span>${view.hall_name}</span>` : nothing} ${linkState(page.link)}</p>
    <p class="muted">${view?.competition ?? ""}</p>
  </header>`
}

/** Each track once, as `corrections` asks for it. */
function tracks(correctable) {
  return [...new Map(correctable.map(({ track, track_name }) => [track, { track, track_name }])).values()]
}

/** What is locked unfolds, for the rare case that something in it is wrong. */
function correctable({ track_name, round_name, rows }) {
  return html`<details class="correctable">
    <summary>${t("correct.locked", { track: track_name, round: round_name })}</summary>
    <ul>
      ${rows.map(
        ({ performance, name, score }) => html`<li>
          <span>${name}</span> <b class="numeral">${score}</b>
          <button type="button" class="button" aria-label=${t("correct.title", { name })} @click=${() => propose(performance)}>
            ${t("correct.propose")}
          </button>
        </li>`,
      )}
    </ul>
  </details>`
}

function body() {
  const { view } = page
  if (page.link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("head.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("head.loading")}</p>`
  const count = view.tasks.reduce((sum, task) => sum + waits(task), view.ties.length)
  return html`<main class="columns">
    <section aria-label=${t("head.waiting")}>
      <h1 class="count" ?data-waiting=${count > 0} role="status">${count ? t("head.waiting-n", { n: count }) : t("head.nothing")}</h1>
      ${noticePlace()} ${openFlags(flags)} ${ties()} ${view.tasks.map(cards)}
      ${view.tasks.length ? nothing : html`<p class="muted">${t("head.nobody")}</p>`}
      ${tracks(view.correctable).map(corrections)} ${view.correctable.map(correctable)}
    </section>
    <aside>${trials(view.trials)} ${deviations(view.deviations)}
      ${dutyLinks()}
      <p class="switches"><a href=${at("/signing")}>${t("signing.title")}</a> ${themeSwitch(redraw)} ${languageSwitch()}</p>
    </aside>
  </main>`
}
