/** Rosters as they are being written: what stands in their fields, and what the server finds wrong with it. */

import { post, Refused } from "../command.js"
import { notify } from "../page.js"
import { page, redraw } from "./page.js"

/** What an entrant may have beside id and name, in the order of the columns. */
export const FIELDS = ["district", "unit", "post", "years", "team", "leader", "number", "window_class", "photo", "reading"]
const CHECKED_AFTER_MS = 400

/** By track: `{entrants, reserves}`, every field a text. */
const drafts = new Map()
/** By track: the problems of its draft, `{entrant, field, what, remedy}`. */
const problems = new Map()
let timer
let asked = 0

/** Whether there are changes that were not saved, in this track or in any. @param {string} [track] */
export function isDirty(track) {
  return track === undefined ? drafts.size > 0 : drafts.has(track)
}

/** What was written, or what is saved. */
export function rosterOf(track) {
  const texts = (list) => list.map(written)
  return drafts.get(track.id) ?? { entrants: texts(track.entrants), reserves: texts(track.reserves) }
}

/** Writes another roster, and has it checked a moment after the last key. */
export function put(track, roster) {
  drafts.set(track.id, roster)
  redraw()
  clearTimeout(timer)
  timer = setTimeout(() => check(track), CHECKED_AFTER_MS)
}

/** Puts away what was written, in this track or in all. @param {object} [track] */
export function discard(track) {
  for (const of of [drafts, problems]) track ? of.delete(track.id) : of.clear()
  redraw()
}

/** What is wrong with a field, a row or, for "", with the whole. */
export function problemsOf(track, entrant) {
  return (problems.get(track.id) ?? []).filter((problem) => problem.entrant === entrant)
}

/** How many problems there are. */
export function wrong(track) {
  return problems.get(track.id)?.length ?? 0
}

/** Whether anything was written about somebody. */
export function isNamed(entrant) {
  return ["name", ...FIELDS].some((key) => (entrant[key] ?? "").trim())
}

/** Saves it. @returns {Promise<boolean>} false where something is wrong; nothing was saved then */
export async function save(track) {
  asked++ // what is being asked is of no use any more
  const found = await post("/setup/entrants/draft?save=1", body(track))
  if (found.problems.length) problems.set(track.id, found.problems)
  else discard(track)
  return !found.problems.length
}

async function check(track) {
  const turn = ++asked
  if (!drafts.has(track.id) || page.busy) return
  try {
    const found = await post("/setup/entrants/draft", body(track))
    if (turn === asked) problems.set(track.id, found.problems) // else it was changed since
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  }
  redraw()
}

/** Rows in which nothing was written are no rows. */
function body(track) {
  const { entrants, reserves } = rosterOf(track)
  const clean = (list) => list.filter(isNamed).map(written)
  return { track: track.id, entrants: clean(entrants), reserves: clean(reserves) }
}

function written(entrant) {
  const texts = FIELDS.map((key) => [key, String(entrant[key] ?? "").trim()])
  return { id: entrant.id, name: entrant.name, ...Object.fromEntries(texts) }
}
