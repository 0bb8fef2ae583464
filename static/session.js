/**
 * Who this device is logged in as. The cookie is the session; WeChat sometimes loses it, so the token is kept in
 * localStorage as well and shown to the server once when the cookie is gone.
 */

const TOKEN = "judging.token"

/**
 * @typedef {object} Session
 * @property {"organiser"|"director"|"judge"|"emcee"|"screen"} role
 * @property {string|null} judge id of the judge, for role judge
 * @property {string} name
 * @property {number|null} seat
 * @property {string} page where this role works, e.g. "/judge"
 * @property {string[]} topics what it may watch
 * @property {string} competition
 * @property {string} created_at of the competition (UTC): what is kept for one never goes to another of the same name
 * @property {boolean} rehearsal
 */

/** Keeps the token of a join reply. @param {string} token */
export function remember(token) {
  localStorage.setItem(TOKEN, token)
}

/** Forgets the token, after leaving. */
export function forget() {
  localStorage.removeItem(TOKEN)
}

/**
 * Whether the server took the remembered token and set the cookie again. Throws TypeError when it cannot be reached.
 *
 * @returns {Promise<boolean>}
 */
export async function resume() {
  const token = localStorage.getItem(TOKEN)
  if (!token) return false
  const reply = await fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  })
  return reply.ok
}
