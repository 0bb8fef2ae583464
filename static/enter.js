/** The way into a page: who is logged in here, asked again while the server cannot say; then what the page watches. */

import { get, Refused } from "./command.js"

const RETRY_MS = 1000

/**
 * @param {(session: object) => void} begin once it is known who this is
 * @param {(state: string) => void} onState hears "unopened" while no competition is open, "signed-out" for nobody
 */
export async function enter(begin, onState) {
  try {
    begin(await get("/session"))
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(enter, RETRY_MS, begin, onState)
    else onState("signed-out")
  }
}
