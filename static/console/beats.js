/** A reveal on its way through its beats: where it is, the key that leads it, its pace, and showing it again. */

import { now } from "../live.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"
import { page, walks } from "./page.js"

const PACES = ["quick", "standard", "steps"]
const CUTTING = ["call", "reveal", "together", "standings"] // what would take the place of a reveal that plays

let timer = 0

/**
 * Where the reveal on air is, or null when none plays: the `current` beat, how many of its `of` seats or digits are
 * `told`, and the `next` beat, if there is one.
 */
function where() {
  const { playing, scene } = page.view
  if (!playing || scene !== "reveal") return null
  const { beats, ends, let: allowed } = playing
  const ms = elapsed(playing)
  const waits = allowed < beats.length
  if (!waits && ms >= ends) return null
  const begun = beats.filter(({ at }) => at[0] <= ms).length
  const index = Math.max(0, waits ? allowed - 1 : begun - 1)
  const { kind, at } = beats[index]
  return { index, current: kind, told: at.filter((each) => each <= ms).length, of: at.length, next: beats[index + 1] }
}

function elapsed({ since }) {
  return Math.max(now() - since, 0)
}

/** Calls `show` whenever the reveal goes on by itself. To be called with each view. */
export function follow(show) {
  clearTimeout(timer)
  const playing = page.view?.playing
  if (!playing) return
  const ms = elapsed(playing)
  const ahead = [...playing.beats.flatMap(({ at }) => at), playing.ends].filter((each) => each > ms)
  if (!ahead.length) return
  timer = setTimeout(() => {
    show()
    follow(show)
  }, Math.min(...ahead) - ms)
}

/**
 * The director's key as a button that carries its label, while a reveal plays. Both come from one look at the clock:
 * the reveal may end by itself before a second look.
 */
export function directorsKey() {
  const place = where()
  if (!place) return null
  const data = { performance: page.view.stage.performance }
  return { id: "advance", kind: "AdvanceReveal", data, label: keyLabel(place) }
}

function keyLabel({ current, told, of, next }) {
  if (told < of) return t("console.beat-complete", { beat: beatWord(current) })
  return next ? t("console.beat-next", { beat: beatWord(next.kind) }) : t("console.beat-end")
}

/** Whether a step has to wait for the end of the reveal. A call to a window cuts nothing. */
export function waitsForReveal({ id, data }) {
  return CUTTING.includes(id) && !data.window && where() !== null
}

/** The beats of the reveal on stage, and what else can be done with it. */
export function beats() {
  const { playing, stage, scene } = page.view
  if (!playing || scene !== "reveal") return nothing
  const place = where()
  return html`<div class="beats">
    ${walks(stage.performance) ? html`<b>${t("console.number", stage)}</b>` : nothing}
    <ol aria-label=${t("console.beats")}>
      ${playing.beats.map((each, index) => beat(each, index, place))}
    </ol>
    ${place ? choice("whole", "AdvanceReveal", { whole: true }) : choice("replay", "ReplayReveal")}
  </div>`

  function choice(word, kind, more = {}) {
    const label = t(`console.beat-${word}`)
    const press = () => act({ kind, performance: stage.performance, ...more }, label)
    return html`<button type="button" class="button" @click=${press}>${label}</button>`
  }
}

function beat({ kind, at }, index, place) {
  const state = !place || index < place.index ? "told" : index === place.index ? "current" : "ahead"
  const isCounted = state === "current" && at.length > 1
  return html`<li data-beat=${kind} data-state=${state} aria-current=${state === "current" ? "step" : nothing}>
    ${beatWord(kind)} ${isCounted ? html`<span class="numeral">${place.told}/${place.of}</span>` : nothing}
  </li>`
}

/** The pace of the reveals to come. */
export function paces() {
  return html`<div class="paces" role="group" aria-label=${t("console.pace")}>
    <span>${t("console.pace")}</span> ${PACES.map(pace)}
  </div>`
}

function pace(id) {
  const word = t(`console.pace.${id}`)
  const choose = () => act({ kind: "SetPace", pace: id, hall: page.view.hall }, word)
  return html`<button type="button" class="button" aria-pressed=${page.view.pace === id} @click=${choose}>
    ${word}
  </button>`
}

/** What a beat tells; the last one 现场原始得分 where several panels are put on a par later. */
function beatWord(kind) {
  return kind === "final" && page.view.stage?.original ? t("console.original") : t(`console.beat.${kind}`)
}
