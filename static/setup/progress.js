/** How far each section is: what is still lacking, as words, in the order of the sections. */

import { t } from "../words.js"
import { page, roundsOf, seatings, takingPart, usedTracks } from "./page.js"
import { openQuestions } from "./questions.js"

/**
 * What a section lacks, [] when it is complete.
 *
 * @param {string} section
 * @returns {string[]}
 */
export function lacking(section) {
  return (LACKING[section] ?? (() => []))()
}

const LACKING = {
  questions: () => {
    const n = openQuestions()
    return n ? [t("setup.lacks.questions", { n })] : []
  },
  entrants: () => (usedTracks().length ? [] : [t("setup.lacks.entrants")]),
  intake: () => page.view.intake.missing.filter(({ districts }) => districts.length).map(({ name, districts }) => t("intake.lacks", { name, n: districts.length })),
  components: () =>
    eachRound("imported", ({ components }, { entrants }) => entrants.some(({ id }) => !(id in components))),
  panel: () =>
    usedTracks().flatMap((track) =>
      seatings(track)
        .filter(({ seating }) => !seating.judges.length)
        .map(({ name }) => `${track.name} · ${name}`)
        .concat(lackingWindows(track)),
    ),
  assignment: () =>
    eachRound(
      "judged",
      ({ seating, assigned }, track) => seating.length > 1 && takingPart(track).some(({ id }) => !(id in assigned)),
    ),
  order: () => eachRound("judged", ({ order }) => !order.length),
  passes: () => {
    const without = holders().filter(({ pass }) => !pass).length
    return without ? [t("setup.lacks.passes", { n: without })] : []
  },
}

/** The walking panels of a track whose hall has no windows, or with windows at which nobody judges. */
function lackingWindows(track) {
  return seatings(track).flatMap(({ round, seating, name }) => {
    if (round.manner !== "walk" || !seating.judges.length) return []
    const { windows } = page.view.halls.find(({ id }) => id === seating.hall)
    if (!windows) return [t("setup.lacks.windows", { name: `${track.name} · ${name}` })]
    const isAssigned = !round.window_judges || seating.windows.length >= windows
    return isAssigned ? [] : [t("setup.lacks.window-judges", { name: `${track.name} · ${name}` })]
  })
}

/** Names of the rounds in use that lack something. */
function eachRound(kind, lacks) {
  return usedTracks().flatMap((track) =>
    roundsOf(track, kind)
      .filter((round) => lacks(round, track))
      .map((round) => `${track.name} · ${round.name}`),
  )
}

/**
 * Everybody who logs in by a pass: BearerRow of judging/views/organising.py with `pass`, a PassRow or undefined. Last come
 * passes that are nobody's any more.
 */
export function holders() {
  const { bearers, passes } = page.view
  const people = bearers.map((bearer) => ({ ...bearer, pass: passes.find((pass) => place(pass) === place(bearer)) }))
  const left = passes.filter(({ id }) => !people.some(({ pass }) => pass?.id === id))
  const nobodys = ({ judge, person }) => judge || person || ""
  return [...people, ...left.map((pass) => ({ ...pass, name: nobodys(pass), seat: null, duties: [], pass }))]
}

function place({ role, judge, hall, person }) {
  return judge || person || JSON.stringify([role, hall])
}
