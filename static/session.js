/**
 * Which competition this page is of, and who this device is logged in as there. The cookie is the session; WeChat sometimes loses it, so the token is kept in
 * localStorage as well and shown to the server once when the cookie is gone. A phone that has asked for a seat which
 * another one holds keeps the token for it beside its own, until it is let in.
 */

const TOKEN = "judging.token"
const WAITING = "judging.waiting"
const COMPETITION = /^\/c\/[^/]+/

/** Where the addresses of this page's competition begin, e.g. "/c/4f09ab"; "" on a page of the whole server. */
export function competition() {
  return COMPETITION.exec(location.pathname)?.[0] ?? ""
}

/**
 * The address of a page or request: of this page's competition, or of the server on a page of the whole server.
 *
 * @param {string} path e.g. "/print"
 */
export function at(path) {
  return competition() + path
}

/** What follows the name of this page in its address, e.g. the secret of "/join/<secret>". */
export function rest() {
  return decodeURIComponent(location.pathname.slice(competition().length).split("/")[2] ?? "")
}

/** Makes this page one of another competition, or gives it another path. @param {string} address */
export function become(address) {
  history.replaceState(null, "", address)
}

/** What this device keeps for this competition alone; an organiser's is for all on the server. */
function keyOf(name) {
  return competition() ? `${name}${competition()}` : name
}

/** The competitions, of those at `addresses`, in which this device had a seat. @param {string[]} addresses */
export function seatedAt(addresses) {
  return addresses.filter((address) => localStorage.getItem(`${TOKEN}${address}`))
}

/**
 * @typedef {object} Session
 * @property {"organiser"|"director"|"judge"|"emcee"|"timekeeper"|"screen"} role
 * @property {string|null} judge id of the judge, for role judge
 * @property {string} name
 * @property {number|null} seat
 * @property {string} page where this role works, e.g. "/c/4f09ab/judge"
 * @property {string} hall id of the hall where it works, or begins to
 * @property {string[]} halls ids of all halls that it may watch
 * @property {string[]} places names of the halls where it works, if there are several and it does not work in all
 * @property {string[]} topics what it watches there
 * @property {string|null} competition its name; null on a page of the whole server
 * @property {string} created_at of the competition (UTC): what is kept for one never goes to another of the same name
 * @property {boolean} rehearsal
 */

/** Keeps the token of a seat that this device has now. @param {string} token */
export function remember(token) {
  localStorage.setItem(keyOf(TOKEN), token)
  localStorage.removeItem(keyOf(WAITING))
}

/** Keeps the token of a seat that this device waits for; what it has, it keeps. @param {string} token */
export function rememberWaiting(token) {
  localStorage.setItem(keyOf(WAITING), token)
}

/** The token by which this device waits for a seat, "" if it waits for none. */
export function waitingToken() {
  return localStorage.getItem(keyOf(WAITING)) ?? ""
}

/** Forgets what this device waited for. */
export function forgetWaiting() {
  localStorage.removeItem(keyOf(WAITING))
}

/** Calls back when another page of this browser has logged in. @param {() => void} listener */
export function onLogin(listener) {
  addEventListener("storage", ({ key, newValue }) => key === keyOf(TOKEN) && newValue && listener())
}

/** Forgets the token, after leaving. */
export function forget() {
  localStorage.removeItem(keyOf(TOKEN))
}

/**
 * Whether the server took a remembered token and set the cookie again; first that of a seat it may have granted
 * meanwhile. Throws TypeError when it cannot be reached.
 *
 * @returns {Promise<boolean>}
 */
export async function resume() {
  for (const token of [waitingToken(), localStorage.getItem(keyOf(TOKEN))]) {
    if (!token || !(await isTaken(token))) continue
    remember(token)
    return true
  }
  const organiser = localStorage.getItem(TOKEN)
  return organiser !== null && (await isTaken(organiser))
}

async function isTaken(token) {
  const reply = await fetch(at("/session"), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  })
  return reply.ok
}
