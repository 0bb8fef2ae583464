/** What the sections of a season share: the latest view, and asking the server. */

import { Refused, get, post } from "../command.js"
import { notify } from "../page.js"
import { rest } from "../session.js"
import { perform, redraw } from "../setup/page.js"

const PATIENCE_MS = 60_000 // fifty-two weeks of two thousand people, by two engines

/**
 * `view`: SeasonView of judging/web/seasons/reckoned.py, null until it came; `table` and `series`: which is looked at, "" for
 * the first table and for all series; `open`: the entrants whose sums are shown; `linked`: addresses of what is open.
 */
export const page = { view: null, section: "year", table: "", series: "", open: new Set(), linked: [] }

const followers = []

/** Calls back with each new view. @param {(view: object) => void} listener */
export function onView(listener) {
  followers.push(listener)
}

/** An address of this season's. @param {string} path */
export function own(path) {
  return `/seasons/${rest()}/${path}`
}

/** Everything anew, from the server. */
export async function look() {
  try {
    const [view, choices] = await Promise.all([get(own("view")), get("/c")])
    page.linked = choices.map(({ at }) => at)
    take(view)
  } catch (refused) {
    follow(refused)
  }
}

/** Tells a refusal. */
export function follow(refused) {
  if (!(refused instanceof Refused)) throw refused
  notify(() => refused.detail)
}

/** The page is as the server has it from here on. */
export function take(view) {
  page.view = view
  for (const listener of followers) listener(view)
  redraw()
}

/** The answer to a request; undefined if it was refused. Where it is a view the page shows it. */
export function asked(path, body) {
  return perform(async () => {
    const answer = await post(own(path), body, PATIENCE_MS)
    if (answer?.history) take(answer)
    return answer
  })
}
