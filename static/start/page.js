/** What the parts of the organiser's first page share: the latest answer, what is under way, and asking the server. */

import { Refused, get, post } from "../command.js"
import { hush, notify, setRehearsal } from "../page.js"

/**
 * `start`: the answer of GET /competitions, null until it came. `invitation`: the path of a one-time link for another
 * device, "" while none was asked for.
 */
export const page = { start: null, invitation: "", busy: false }

let draw = () => {}

/** Sets what draws the page. @param {() => void} how */
export function drawWith(how) {
  draw = how
}

/** Draws the page as it now is. */
export function redraw() {
  draw()
}

/** Everything anew, from the server. */
export async function look() {
  try {
    take(await get("/competitions"))
    redraw()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  }
}

/** The page is as the server has it from here on. @param {object} start `Start` of judging/web/start.py */
export function take(start) {
  page.start = start
  setRehearsal(start.open.length > 0 && start.open.every(({ rehearsal }) => rehearsal))
}

/** The answer to a request, after which the page is as the server has it; undefined if it was refused. */
export async function asked(path, body, patience) {
  page.busy = true
  hush()
  redraw()
  try {
    const answer = await post(path, body, patience)
    if (answer.competitions) take(answer)
    return answer
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  } finally {
    page.busy = false
    redraw()
  }
}
