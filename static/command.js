/**
 * Asking the server for something: commands, each of which takes effect exactly once, and plain JSON requests.
 * Every failure that people should read is a `Refused`; anything else that is thrown is a bug.
 */

import { at, resume } from "./session.js"
import { sentence, t } from "./words.js"

const PATIENCE_MS = 8000 // a fetch into dead Wi-Fi may otherwise hang for minutes
const UPLOAD_PATIENCE_MS = 120_000 // 2 MB over a poor Wi-Fi
export const STARTING_PATIENCE_MS = 45_000 // a program of its own; the server gives up after 30 s, and 5 s for ending the one before
const RETRY_MS = [250, 500, 1000, 2000]

/** The server said no, or could not be reached. `reason` is stable, `detail` is a sentence for people in the device's present language. */
export class Refused extends Error {
  #say

  /** @param {{reason: string, say: () => string, status?: number}} refusal status 0: the server was not reached */
  constructor({ reason, say, status = 0 }) {
    super(say())
    this.name = "Refused"
    this.reason = reason
    this.status = status
    this.#say = say
  }

  get detail() {
    return this.#say()
  }

  /** The organiser may open the competition yet: pages wait for it. */
  get isUnopened() {
    return this.reason === "not_created"
  }

  /** Not an answer: worth asking again. */
  get isTemporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/**
 * Sends a command until the server has answered, however often that takes. The id names this request: a repeat
 * after a lost reply changes nothing and gets the same answer.
 *
 * @param {{kind: string}} command with the fields of its class in judging/core/commands.py; decimals as strings
 * @param {{id?: string, onDelay?: (failure: Refused) => void, signal?: AbortSignal}} [options]
 *   `onDelay` hears of each attempt that got no answer, before the next one; `signal` stops the repeating
 * @returns {Promise<{position: number, at: string}>} where the log has it and since when (UTC)
 * @throws {Refused} the rules do not allow it, or nobody is logged in (status 401); nothing was written
 */
export async function send(command, { id = newId(), onDelay, signal } = {}) {
  for (let failures = 0; ; failures++) {
    try {
      return await post("/commands", { id, command })
    } catch (failure) {
      if (!(failure instanceof Refused) || !failure.isTemporary || signal?.aborted) throw failure
      onDelay?.(failure)
      await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)], signal)
      if (signal?.aborted) throw failure
    }
  }
}

/**
 * The JSON answer to a GET.
 *
 * @param {string} path within the competition of this page, see `at`
 * @returns {Promise<any>}
 * @throws {Refused}
 */
export function get(path) {
  return ask(path, {})
}

/**
 * The JSON answer to a POST of JSON, or of a FormData as it is (uploads).
 *
 * @param {string} path
 * @param {object} [body]
 * @param {number} [patience] ms until the server counts as not reached
 * @returns {Promise<any>} null where the answer is empty
 * @throws {Refused} with `status` and everything else of the server's answer under `body`
 */
export function post(path, body = {}, patience = body instanceof FormData ? UPLOAD_PATIENCE_MS : PATIENCE_MS) {
  if (body instanceof FormData) return ask(path, { method: "POST", body }, patience)
  const headers = { "Content-Type": "application/json" }
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) }, patience)
}

/**
 * A fresh command id. Not crypto.randomUUID: browsers withhold it from plain-http pages other than localhost,
 * and a venue network has no certificate.
 *
 * @returns {string} 32 hex digits
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

async function ask(path, request, patience = PATIENCE_MS) {
  let reply = await reach(path, request, patience)
  if (reply.status === 401 && (await resume().catch(() => false))) reply = await reach(path, request, patience)
  const body = await reply.json().catch(() => null)
  if (reply.ok) return body
  throw Object.assign(new Refused({ ...refusal(body), status: reply.status }), { body })
}

async function reach(path, request, patience) {
  const enough = new AbortController()
  const timer = setTimeout(() => enough.abort(), patience)
  try {
    return await fetch(at(path), { ...request, signal: enough.signal })
  } catch {
    throw new Refused({ reason: "unreachable", say: () => t("refused.unreachable") })
  } finally {
    clearTimeout(timer)
  }
}

/** What the server gave as its reason; a proxy in between answers in its own way. */
function refusal(body) {
  if (!body?.reason) return { reason: "trouble", say: () => t("refused.trouble") }
  return { reason: body.reason, say: () => sentence(body.sentence) }
}

/** Waits, but no longer than until the network or the person is back. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const wakers = [
      [window, "online"],
      [window, "pageshow"],
      [document, "visibilitychange"],
      ...(signal ? [[signal, "abort"]] : []),
    ]
    const go = () => {
      clearTimeout(timer)
      for (const [target, event] of wakers) target.removeEventListener(event, go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    for (const [target, event] of wakers) target.addEventListener(event, go)
  })
}
