/** What the sections of the setup share: the latest view, which track is looked at, and asking the server. */

import { Refused } from "../command.js"
import { hush, notify } from "../page.js"

/** `view` is SetupView of judging/views/organising.py, null until it came, `readiness` ReadinessView of judging/views/readiness.py; `track` the id of the track looked at,
 * `isOfMachine` whether this is an organiser of the server and not of this competition alone. */
export const page = { view: null, readiness: null, link: "reconnecting", section: "rules", track: null, busy: false, isOfMachine: false }

let draw = () => {}

/** Sets what draws the page. @param {() => void} how */
export function drawWith(how) {
  draw = how
}

/** Draws the page as it now is. */
export function redraw() {
  draw()
}

/**
 * Asks the server for something while nothing else can be pressed.
 *
 * @template T
 * @param {() => Promise<T>} deed
 * @returns {Promise<T|undefined>} undefined if it was refused; the page then says why
 */
export async function perform(deed) {
  page.busy = true
  hush()
  redraw()
  try {
    return await deed()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  } finally {
    page.busy = false
    redraw()
  }
}

/** The tracks with their rules (Track) and what was set up for them (TrackSetup): `{id, name, rules, ...setup}`. */
export function tracks() {
  return page.view.rules.tracks.map((rules) => {
    const setup = page.view.tracks.find(({ track }) => track === rules.id)
    return { ...setup, id: rules.id, name: rules.name, rules }
  })
}

/** The track looked at. */
export function shownTrack() {
  const all = tracks()
  return all.find(({ id }) => id === page.track) ?? all[0]
}

/**
 * The rounds of a track of one kind, rules and setup in one: `{id, name, …Round, …RoundSetup}`; `panels` are those seated.
 * An indicator whose values no clock takes is imported, too.
 */
export function roundsOf(track, kind) {
  return track.rules.rounds
    .filter((round) => (round.kind === "indicator" && !round.measure ? "imported" : round.kind) === kind)
    .map((round) => ({ ...round, ...track.rounds.find((setup) => setup.round === round.id) }))
}

/** Tracks somebody takes part in: only these have to be set up. */
export function usedTracks() {
  return tracks().filter(({ entrants }) => entrants.length > 0)
}

/** How many judges the first panel of a round has, 0 where there is none yet. */
export function seated(track, round) {
  const setup = page.view.tracks.find((found) => found.track === track)
  return setup?.rounds.find((found) => found.round === round)?.seating[0]?.judges.length ?? 0
}

/** The panels of a track's judged rounds, with what to call each: `{round, seating, name}`. */
export function seatings(track) {
  return roundsOf(track, "judged").flatMap((round) =>
    round.seating.map((seating) => ({ round, seating, name: `${round.name}${seating.id ? ` ${seating.id}` : ""}` })),
  )
}

/** Who takes part in a track. */
export function takingPart(track) {
  return calledByName(track).filter(({ id }) => !(id in track.statuses))
}

/** The entrants of a track as they are called where only a name is shown: namesakes with their units. */
export function calledByName({ entrants, names }) {
  return entrants.map((entrant) => ({ ...entrant, name: names[entrant.id] }))
}
