/** What names a row of the rules by its id follows when the id changes. */

import { valueAt } from "./draft.js"
import { page } from "./page.js"
import { keyOf } from "./proposed.js"
import { inside } from "./settings.js"

/**
 * Gives the row at *path* another id, and whatever names it.
 *
 * @param {object} draft
 * @param {import("./draft.js").Path} path
 */
export function rename(draft, path, id) {
  const row = valueAt(draft, path)
  const [old, list, track] = [row.id, path[path.length - 2], draft.tracks[path[1]]]
  const key = keyOf(draft, path)
  row.id = id
  if (!old || !id) return
  ofQuestions(draft, key, keyOf(draft, path))
  if (list === "tracks" && page.track === old) page.track = id
  if (path.length === 2) ofWhole(inside(), draft, list, old, id)
  if (list === "rounds") ofRound(track, old, id)
  if (list === "criteria") ofCriterion(track, around(draft, path).id, old, id)
  if (list === "segments") ofSegment(track, valueAt(draft, path.slice(0, 4)).id, old, id)
}

function ofQuestions(draft, old, key) {
  for (const each of draft.proposals ?? []) if (each.key.startsWith(`${old}.`)) each.key = key + each.key.slice(old.length)
}

/** Wherever a setting takes the ids of this list: as its value, or as the keys of its numbers. */
function ofWhole(fields, table, list, old, id) {
  for (const { key, home, refers, fields: inner } of fields) {
    const at = home ? table[home] : table
    const value = at?.[key]
    if (value === undefined) continue
    if (refers === list) at[key] = renamed(value, old, id)
    else for (const row of inner ? [value].flat() : []) ofWhole(inner, row, list, old, id)
  }
}

function renamed(value, old, id) {
  if (typeof value === "string") return value === old ? id : value
  if (Array.isArray(value)) return value.map((each) => (each === old ? id : each))
  return Object.fromEntries(Object.entries(value).map(([key, n]) => [key === old ? id : key, n]))
}

/** The round that a criterion stands in. */
function around(draft, path) {
  return valueAt(draft, path.slice(0, 4))
}

function ofRound(track, old, id) {
  track.ties = track.ties?.map((step) => {
    const [kind, target] = step.split(":")
    const [round, ...criterion] = (target ?? "").split(".")
    return round === old ? `${kind}:${[id, ...criterion].join(".")}` : step
  })
  for (const round of track.rounds) if (round.measure?.round === old) round.measure.round = id
}

function ofCriterion(track, round, old, id) {
  track.ties = track.ties?.map((step) => (step === `criterion:${round}.${old}` ? `criterion:${round}.${id}` : step))
}

function ofSegment(track, timed, old, id) {
  for (const { measure } of track.rounds) if (measure?.round === timed && measure.segment === old) measure.segment = id
}
