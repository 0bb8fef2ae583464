/**
 * The venue screen: a numbered blank until the console assigns it, then the scene on air. Whatever happens to the
 * link, three hundred people keep seeing the last scene, and the present one as soon as the server is back.
 */

import { post, Refused } from "../static/command.js"
import { isClockSet, now, watch } from "../static/live.js"
import { picture } from "../static/picture.js"
import { html, nothing, render } from "../static/vendor/lit-html/lit-html.js"
import { repeat } from "../static/vendor/lit-html/directives/repeat.js"
import { t } from "../static/words.js"
import * as ceremony from "./scenes/ceremony.js"
import * as clock from "./scenes/clock.js"
import * as entrance from "./scenes/entrance.js"
import * as overview from "./scenes/overview.js"
import * as progress from "./scenes/progress.js"
import * as ranking from "./scenes/ranking.js"
import * as results from "./scenes/results.js"
import * as reveal from "./scenes/reveal.js"
import * as scores from "./scenes/scores.js"
import * as standby from "./scenes/standby.js"
import * as walk from "./scenes/walk.js"
import { listen, offer } from "./sound.js"

/**
 * A scene's `picture(view, moment)` is what it shows at a moment of server time; `needs` names the part of the view
 * without which it is standby. `settle(main, view, moment)`, where there is one, places what has to be measured first
 * and returns in how many ms the picture changes by itself. `theme`: that of the scene; `keyOf(view)`: another key is
 * another picture.
 */
const SCENES = {
  ...{ standby, entrance, progress, reveal, ranking, overview, walk, scores, clock, results, ceremony },
  black: { picture: () => nothing },
}

const BACKED = ["standby", "entrance"] // scenes of few words, behind which a picture may stand
const FORBIDDEN = 403
const LOST_MS = 3000 // a shorter gap is nobody's business
const ASK_MS = 1000
const CLOCK_MS = 20
const SET_BACK_MS = 10_000

let view = null
let moment = 0
let changeTimer = 0
let lostTimer = 0

const { documentElement: root, body } = document
const asked = new URLSearchParams(location.search)
const own = asked.get("theme") === "red" ? "red" : root.dataset.theme // of the hall; a scene may have another
root.toggleAttribute("data-overlay", asked.has("overlay"))
addEventListener("resize", show)
start()

async function start() {
  onState("reconnecting")
  const number = await named()
  watch({ [`screen/${number}`]: onView }, { onState })
}

/** This browser's number, as soon as the console has given it a name; until then the page shows the number. */
async function named() {
  for (;;) {
    try {
      const { number, waits } = await post("/screen", { number: view?.number ?? 0 })
      if (!waits) return number
      onState("linked")
      onView({ number, name: "" })
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure
      onState("reconnecting")
      if (!view?.name && failure.status) onView({ number: view?.number ?? 0, name: "", refused: failure })
      if (failure.status === FORBIDDEN) await new Promise(() => {}) // turned away: until the page is opened anew
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS))
  }
}

function onView(next) {
  view = next
  listen(view, show)
  show()
}

function onState(state) {
  if (state === "linked") {
    clearTimeout(lostTimer)
    lostTimer = 0
    root.removeAttribute("data-lost")
  } else lostTimer ||= setTimeout(() => root.setAttribute("data-lost", ""), LOST_MS)
  // Removed at the console, or another competition was opened.
  if (state === "signed-out") setTimeout(start, ASK_MS)
}

function show() {
  document.title = t("start.screen")
  clearTimeout(changeTimer)
  if (!view) return
  if (!view.name) {
    root.dataset.scene = "blank"
    return void render(blank(), body)
  }
  // Without the server's clock nobody knows which beat it is, and a beat too early tells too much.
  if (!isClockSet()) return void (changeTimer = setTimeout(show, CLOCK_MS))
  moment = forward(now())
  const scene = sceneOf(view)
  root.dataset.scene = scene
  root.dataset.theme = SCENES[scene].theme ?? own
  render(air(scene), body)
  const wait = SCENES[scene].settle?.(body.querySelector("main"), view, moment)
  if (wait < Infinity) changeTimer = setTimeout(show, wait)
}

/** The scene on air; a screen pinned to one that has nothing to show yet stands by. */
function sceneOf({ scene }) {
  const { needs } = SCENES[scene]
  return needs && isNothing(view[needs]) ? "standby" : scene
}

function isNothing(part) {
  return !part || part.length === 0
}

/** The clock of this page: an answer that came late does not turn it back, a server that was set back does. */
function forward(told) {
  return moment - told < SET_BACK_MS ? Math.max(moment, told) : told
}

/** The number to be named by; or why there is none. */
function blank() {
  const { number, refused } = view
  return html`<div class="blank">
    ${refused ? html`<p class="refused">${refused.detail}</p>` : html`<b class="number">${number}</b>${t("screen.unassigned")}`}
  </div>`
}

function air(scene) {
  const { identify, name, number, stage } = view
  const key = SCENES[scene].keyOf?.(view) ?? `${scene} ${stage?.entrant}` // another picture, not the same one changed
  return html`
    ${BACKED.includes(scene) ? picture(view.background, "background") : nothing}
    ${hasMasthead(scene) || view.rehearsal ? masthead() : nothing}
    ${repeat([key], String, () => html`<main>${SCENES[scene].picture(view, moment)}</main>`)}
    ${offer(view)}
    ${identify ? html`<div class="blank identify"><b class="number">${number}</b>${name}</div>` : nothing}
  `
}

/** A card of the ceremony says itself what it is about. */
function hasMasthead(scene) {
  return SCENES[scene].needs && (scene !== "ceremony" || titles().length > 0)
}

/** A few words: what it is about, and who is on; the full title is said on standby. */
function masthead() {
  const { stage, rehearsal, scene } = view
  const who = stage && scene !== "entrance" ? [stage.district, place(stage)] : []
  return html`
    <header class="masthead">
      ${rehearsal ? html`<p class="rehearsal">${t("screen.rehearsal")}</p>` : nothing}
      <p class="title">${titles().map((title) => html`<span class="piece">${title}</span> `)}</p>
      ${who.filter(Boolean).map((text) => html`<p>${text}</p>`)}
    </header>
  `
}

function titles() {
  const { stage, ranking, scores, windows, clocks } = view
  if (view.ceremony) return ceremony.titlesOf(view.ceremony)
  const told = stage ?? scores
  if (told) return [told.track, told.round]
  if (ranking) return [ranking.track]
  if (view.results) return [t("screen.results")]
  if (windows.length) return [t("screen.walk"), ...single(windows)]
  return clocks.length ? [t("screen.clock"), ...single(clocks)] : []
}

/** The track of all who are there, if there is but one. */
function single(tiles) {
  const tracks = new Set(tiles.map(({ track }) => track).filter(Boolean))
  return tracks.size === 1 ? tracks : []
}

function place({ number, of }) {
  return number && t("screen.number", { number, of })
}
