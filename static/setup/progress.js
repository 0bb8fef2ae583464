/** How far each section is: what is still lacking, as words, in the order of the sections. */

import { t } from "../words.js"
import { page, roundsOf, usedTracks } from "./page.js"

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
  entrants: () => (usedTracks().length ? [] : [t("setup.lacks.entrants")]),
  components: () =>
    eachRound("imported", ({ components }, { entrants }) => entrants.some(({ id }) => !(id in components))),
  panel: () => eachRound("judged", ({ panel }) => !panel.length),
  order: () => eachRound("judged", ({ order }) => !order.length),
  passes: () => {
    const without = holders().filter(({ pass }) => !pass).length
    return without ? [t("setup.lacks.passes", { n: without })] : []
  },
}

/** Names of the rounds in use that lack something. */
function eachRound(kind, lacks) {
  return usedTracks().flatMap((track) =>
    roundsOf(track, kind)
      .filter((round) => lacks(round, track))
      .map((round) => `${track.name} · ${round.name}`),
  )
}

/** Everybody who logs in by a pass: `{role, judge, name, seat, pass}`, `pass` a PassRow or undefined. */
export function holders() {
  const judges = new Map()
  for (const { rounds } of page.view.tracks)
    for (const { panel } of rounds) for (const judge of panel) if (!judges.has(judge.id)) judges.set(judge.id, judge)
  const people = [
    { role: "director", judge: null, name: "", seat: null },
    { role: "emcee", judge: null, name: "", seat: null },
    ...[...judges.values()].map(({ id, name, seat }) => ({ role: "judge", judge: id, name, seat })),
  ]
  return people.map((person) => ({
    ...person,
    pass: page.view.passes.find(({ role, judge }) => role === person.role && judge === person.judge),
  }))
}
