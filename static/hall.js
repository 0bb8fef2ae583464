/** Which hall (会场) a page is of: the one its address names (?hall=…) if this device may go there, or else its own. */

import { become } from "./session.js"

/**
 * @param {import("./session.js").Session} session
 * @returns {string} the hall's id
 */
export function hallOf(session) {
  const asked = new URLSearchParams(location.search).get("hall")
  return session.halls.includes(asked) ? asked : session.hall
}

/** Makes this page one of another hall, also for when it is opened anew. @param {string} hall its id */
export function nameHall(hall) {
  const address = new URL(location.href)
  address.searchParams.set("hall", hall)
  become(address.href)
}
