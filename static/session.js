/**
 * Who this device is logged in as. The cookie is the session; WeChat sometimes loses it, so the token is kept in
 * localStorage as well and shown to the server once when the cookie is gone. A phone that has asked for a seat which
 * another one holds keeps the token for it beside its own, until it is let in.
 */

const TOKEN = "judging.token"
const WAITING = "judging.waiting"

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

/** Keeps the token of a seat that this device has now. @param {string} token */
export function remember(token) {
  localStorage.setItem(TOKEN, token)
  localStorage.removeItem(WAITING)
}

/** Keeps the token of a seat that this device waits for; what it has, it keeps. @param {string} token */
export function rememberWaiting(token) {
  localStorage.setItem(WAITING, token)
}

/** The token by which this device waits for a seat, "" if it waits for none. */
export function waitingToken() {
  return localStorage.getItem(WAITING) ?? ""
}

/** Forgets what this device waited for. */
export function forgetWaiting() {
  localStorage.removeItem(WAITING)
}

/** Calls back when another page of this browser has logged in. @param {() => void} listener */
export function onLogin(listener) {
  addEventListener("storage", ({ key, newValue }) => key === TOKEN && newValue && listener())
}

/** Forgets the token, after leaving. */
export function forget() {
  localStorage.removeItem(TOKEN)
}

/**
 * Whether the server took a remembered token and set the cookie again; first that of a seat it may have granted
 * meanwhile. Throws TypeError when it cannot be reached.
 *
 * @returns {Promise<boolean>}
 */
export async function resume() {
  for (const token of [waitingToken(), localStorage.getItem(TOKEN)]) {
    if (!token || !(await isTaken(token))) continue
    remember(token)
    return true
  }
  return false
}

async function isTaken(token) {
  const reply = await fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  })
  return reply.ok
}
