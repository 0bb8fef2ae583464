/** What the parts of the console share: the latest views, what the operator has unfolded, and drawing anew. */

import { now } from "../live.js"

/**
 * `view` is ConsoleView of judging/views/console.py, null until it came; `presence`, `backup`, `waiting` (screens
 * without a name yet) and `storage` are the topics of those names, `backup` null until a first copy is due.
 * `unfolded` names at most one thing of each kind whose details are shown.
 */
export const page = {
  view: null,
  position: 0,
  presence: { judges: {}, screens: {} },
  backup: null,
  waiting: { screens: [], is_full: false },
  storage: null,
  noticeRead: false,
  link: "reconnecting",
  lostAt: null, // since when the server has not answered, in epoch ms
  isOrganiser: false,
  unfolded: { row: null, seat: null, screen: null, tab: null },
}

let draw = () => {}

/** Sets what draws the page. @param {() => void} how */
export function drawWith(how) {
  draw = how
}

/** Draws the page as it now is. */
export function redraw() {
  draw()
}

/** Shows the details of `id`, or hides them if they are shown. @param {"row"|"seat"|"screen"} kind */
export function toggle(kind, id) {
  page.unfolded[kind] = page.unfolded[kind] === id ? null : id
  redraw()
}

const LOST_MS = 1500 // a shorter gap is a hiccup

/** Whether what is shown may be out of date: the server has not answered for a while. */
export function isLost() {
  return page.lostAt !== null && now() - page.lostAt > LOST_MS
}

/** One performance told apart from others. @param {{track: string, round: string, entrant: string}} id */
export function key({ track, round, entrant }) {
  return `${track}/${round}/${entrant}`
}

/** The row of the running order of a performance, or undefined. */
export function rowOf(id) {
  return page.view.rounds.flatMap((round) => round.rows).find((row) => key(row.performance) === key(id))
}

/** The judged round whose running order is looked at, or undefined where there is none. */
export function shownRound() {
  const { rounds } = page.view
  const ready = rounds.find((round) => round.rows.length)
  return rounds.find((round) => roundKey(round) === page.unfolded.tab) ?? ready ?? rounds[0]
}

/** One judged round told apart from others. @param {{track: string, round: string}} id */
export function roundKey({ track, round }) {
  return `${track}/${round}`
}
