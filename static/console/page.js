/** What the parts of the console share: the latest views, what the operator has unfolded, and drawing anew. */

import { now } from "../live.js"
import { t } from "../words.js"

/** Nothing is unfolded. */
export const NOTHING = { row: null, seat: null, screen: null, tab: null, window: null }

/**
 * `view` is ConsoleView of judging/views/console.py, null until it came, and `rounds` its tabs with what OrderView of
 * judging/views/running_order.py says of each, null until both came; `presence`, `backup`, `waiting` (screens without a
 * name yet), `storage` and `overview` (of all halls, null for who works in one) are the topics of those names, `backup` null until a first copy is due.
 * `unfolded` names at most one thing of each kind whose details are shown.
 */
export const page = {
  view: null,
  order: null,
  overview: null,
  hall: "",
  rounds: null,
  position: 0,
  presence: { judges: {}, screens: {} },
  backup: null,
  waiting: { screens: [], is_full: false },
  storage: null,
  readiness: null, // ReadinessView of judging/views/readiness.py
  flags: { flags: [] }, // of the supervisor
  noticeRead: false,
  link: "reconnecting",
  lostAt: null, // since when the server has not answered, in epoch ms
  isOrganiser: false,
  person: "", // whose session this is, by name
  isOfAllHalls: false, // what is of the whole competition is not done from one hall
  unfolded: { ...NOTHING },
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

/** Shows the details of `id`, or hides them if they are shown. @param {"row"|"seat"|"screen"|"window"} kind */
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

const NO_ORDER = { rows: [], reveals: [], no_back: null } // of a track that is only ranked here
let places = new Map() // key of a performance → its row, and the tab it stands in

/** Puts the tabs and their running orders together; to be called with each view of either. */
export function arrange() {
  const { view, order } = page
  if (!view || !order) return
  const orders = new Map(order.panels.map((each) => [tabKey(each), each]))
  page.rounds = view.rounds.map((round) => ({ ...round, ...(orders.get(tabKey(round)) ?? NO_ORDER) }))
  places = new Map(page.rounds.flatMap((tab) => tab.rows.map((row) => [key(row.performance), { row, tab }])))
}

/** The row of the running order of a performance, or undefined. */
export function rowOf(id) {
  return places.get(key(id))?.row
}

/** The tab in whose running order a performance stands, or undefined. */
export function tabOf(id) {
  return places.get(key(id))?.tab
}

/** Who is under way in a walk-round, as AtWindow of judging/views/walking.py; undefined for anybody else. */
export function walker(id) {
  return page.view.walk?.at.find(({ on }) => key(on.performance) === key(id))
}

/** Whether a performance is judged at a window, with others at once. */
export function walks(id) {
  return Boolean(id && tabOf(id)?.walks)
}

/** Whether a walk-round goes on in this hall: somebody is at a window, comes next, or waits for the score. */
export function isWalking() {
  const { walk } = page.view
  return Boolean(walk && (walk.at.length || walk.calls.length || walk.to_reveal.length))
}

/** The tab that is looked at, or undefined where there is none. */
export function shownRound() {
  const { rounds } = page
  const ready = rounds.find((round) => round.rows.length) ?? rounds.find(isUnjudged)
  return rounds.find((round) => tabKey(round) === page.unfolded.tab) ?? ready ?? rounds[0]
}

/** Whether it is of a track that nobody judges, to be ranked and locked. */
export function isUnjudged({ round }) {
  return !round
}

/** One tab told apart from others. @param {{track: string, round: string, panel: string}} tab */
export function tabKey({ track, round, panel }) {
  return JSON.stringify([track, round, panel])
}

/** The tab of who is on stage, as `tabKey`; null for an empty stage. */
export function stageTab({ stage }) {
  return stage && tabKey({ ...stage.performance, panel: stage.panel })
}

/**
 * What the tab of a performance is called where there are others: its track, and its round and panel where they tell it
 * apart. "" for a moment, where the step is known and the running order on its way.
 */
export function tabName(id) {
  const tab = tabOf(id)
  if (!tab) return ""
  const ofTrack = page.rounds.filter(({ track }) => track === tab.track)
  return ofTrack.length === 1 ? tab.track_name : `${tab.track_name} · ${partName(tab)}`
}

/** The round of a tab, and the panel where the round has several. */
export function partName({ round_name, panel }) {
  return panel ? `${round_name} · ${t("console.panel", { panel })}` : round_name
}
