/**
 * The sound of a hall: a short tone at each warning of a clock and a long one when its time is up, from the one screen
 * that is the source (声源), whatever scene it shows. No browser makes a sound before somebody has clicked once.
 */

import { nextChange, reading } from "../static/clock.js"
import { isClockSet, now } from "../static/live.js"
import { html, nothing } from "../static/vendor/lit-html/lit-html.js"
import { t } from "../static/words.js"

const TONES = { warn: { hz: 880, s: 0.4 }, over: { hz: 587, s: 1.5 } }
const LOUD = 0.5
const RAMP_S = 0.02 // a tone that begins or ends at once clicks
const LATE_MS = 2000 // a tone that comes later than this only startles
const ASK_MS = 200

let clocks = []
let context = null
let heard = new Map() // clock → the levels that have come
let looked = 0
let timer = 0

/** To be called with each view, also that of a screen taken away. `onOffer` is called when what `offer` says changes. */
export function listen(view, onOffer) {
  clocks = view.sound ? view.clocks : []
  if (view.sound && !context) {
    context = new AudioContext()
    context.onstatechange = onOffer
  }
  follow()
}

/** What to click, as long as this browser keeps the sound back. */
export function offer({ sound }) {
  if (!sound || context?.state === "running") return nothing
  return html`<button type="button" class="sound" @click=${() => context.resume()}>${t("screen.sound")}</button>`
}

function follow() {
  clearTimeout(timer)
  if (!isClockSet()) return void (timer = setTimeout(follow, ASK_MS))
  const moment = now()
  const come = new Map(clocks.map((each) => [keyOf(each), levels(each.face, moment)]))
  const isLate = moment - looked > LATE_MS
  const fresh = [...come].flatMap(([key, levels]) => levels.slice(heard.get(key)?.length ?? Infinity))
  if (fresh.length && !isLate && context.state === "running") play(TONES[fresh.includes("over") ? "over" : "warn"])
  heard = come
  looked = moment
  const wait = Math.min(...clocks.map(({ face }) => nextChange(face, moment)))
  timer = setTimeout(follow, Math.min(wait, LATE_MS / 2))
}

/** Time that was given or corrected begins another count. */
function keyOf({ window, entrant, face }) {
  return JSON.stringify([window, entrant, face.segment, face.whole.limit_ms])
}

/** What has come so far: "warn" for each warning, "over" at the end, of the whole and of the segment. */
function levels(face, moment) {
  const read = reading(face, moment)
  const dials = [read, read.part].filter(Boolean)
  const warnings = dials.flatMap(({ passed }) => Array(passed).fill("warn"))
  const ends = dials.filter(({ level }) => level === "over").map(() => "over")
  return [...warnings, ...ends]
}

function play({ hz, s }) {
  const tone = new OscillatorNode(context, { frequency: hz })
  const volume = new GainNode(context, { gain: 0 })
  const begin = context.currentTime
  volume.gain.setTargetAtTime(LOUD, begin, RAMP_S)
  volume.gain.setTargetAtTime(0, begin + s, RAMP_S)
  tone.connect(volume).connect(context.destination)
  tone.start(begin)
  tone.stop(begin + s + 10 * RAMP_S)
}
