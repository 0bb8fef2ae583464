/** What mostly adds up and here does not. No fault, since some rules want it so: a word beside the fields. */

import { add, compare, isDecimal, times } from "../decimal.js"
import { t } from "../words.js"

const WHOLE = "100"

/** Of a track's weights; "" where they add up, or are not all numbers yet. */
export function weightsWarning({ rounds }) {
  const sum = total(rounds.map(({ weight }) => weight))
  return !sum || compare(sum, WHOLE) === 0 ? "" : t("setup.sum-weights", { sum })
}

/** Of the criteria of a round whose sheets are not themselves added up. */
export function criteriaWarning({ kind, criteria, full = WHOLE, reduce = "mean" }) {
  if (kind !== "judged" || reduce === "sum" || !criteria?.length || !isDecimal(String(full))) return ""
  const sum = total(criteria.map(({ max, factor = "1" }) => product(max, factor)))
  return !sum || compare(sum, String(full)) === 0 ? "" : t("setup.sum-criteria", { sum, full })
}

/** All of the rules' warnings, each behind where it belongs. */
export function warnings({ tracks }) {
  return tracks.flatMap((track) => [
    ...named(track.name, weightsWarning(track)),
    ...track.rounds.flatMap((round) => named(`${track.name} · ${round.name}`, criteriaWarning(round))),
  ])
}

function named(where, warning) {
  return warning ? [t("setup.warning", { where, warning })] : []
}

/** null where one of the values is no number. */
function total(values) {
  const texts = values.map(String)
  return texts.every(isDecimal) ? texts.reduce(add, "0") : null
}

function product(max, factor) {
  return [max, factor].map(String).every(isDecimal) ? times(String(max), String(factor)) : ""
}
