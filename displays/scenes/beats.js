/** Where a reveal is in the timetable that came with it: judging/core/beats.py says when what is told. */

/**
 * How many seats, groups or digits of a beat are told at a moment; 0 also of a beat that has not been let on yet.
 *
 * @param {{since: number, beats: {kind: string, at: number[]}[]}} reveal
 * @param {"marks"|"extremes"|"groups"|"mean"|"deduction"|"final"} kind
 * @param {number} moment of server time
 */
export function told({ since, beats }, kind, moment) {
  const beat = beats.find((each) => each.kind === kind)
  return beat ? beat.at.filter((ms) => since + ms <= moment).length : 0
}

/** In how many ms something more is told; Infinity after the last that was let on. */
export function untilNext({ since, beats }, moment) {
  const ahead = beats.flatMap(({ at }) => at).map((ms) => since + ms - moment)
  return Math.min(...ahead.filter((ms) => ms > 0))
}
