/**
 * Commands that must not get lost: kept in localStorage until the server has answered, over reloads and restarts of
 * browser and server. They are delivered in order, each exactly once (the server knows a repeat by its id). What the
 * server refuses is set aside with the reason until the person has dealt with it.
 */

import { Refused, newId, send } from "./command.js"

/**
 * @typedef {object} Kept
 * @property {string} id of the command
 * @property {{kind: string}} command
 * @property {string} label what it is, for the person who sent it
 * @property {string} at ISO time of this device when it was put in
 * @property {{reason: string, detail: string}} [refusal] why the server did not take it
 */

/**
 * @typedef {object} Hooks
 * @property {() => void} [onChange] the waiting or the refused ones have changed
 * @property {(kept: Kept, receipt: {position: number, at: string}) => void} [onDelivered] the server has stored it
 * @property {(failure: import("./command.js").Refused) => void} [onDelay] an attempt got no answer; it goes on trying
 * @property {() => boolean} [mayDeliver] false keeps everything waiting, e.g. in a tab that does not hold the page
 */

/** The outbox of one person in one competition. Each command has a key of its own, so tabs never overwrite a list. */
export class Outbox {
  #prefix
  #hooks
  #isDelivering = false

  /**
   * @param {string} owner e.g. "<created_at of the competition>/<judge>"
   * @param {Hooks} [hooks]
   */
  constructor(owner, hooks = {}) {
    this.#prefix = `judging.outbox/${owner}/`
    this.#hooks = hooks
  }

  /** What waits for the server, oldest first. @returns {Kept[]} */
  get waiting() {
    return this.#all().filter((kept) => !kept.refusal)
  }

  /** What the server refused, oldest first. @returns {Kept[]} */
  get refused() {
    return this.#all().filter((kept) => kept.refusal)
  }

  /**
   * Keeps a command and begins to deliver it.
   *
   * @param {{kind: string}} command
   * @param {string} label
   * @returns {Kept}
   * @throws {DOMException} the browser cannot store it; nothing is kept and nothing sent
   */
  put(command, label) {
    const last = this.#keys().pop()
    const number = last ? Number(last.slice(this.#prefix.length)) + 1 : 1
    const kept = { id: newId(), command, label, at: new Date().toISOString() }
    this.#store(this.#prefix + String(number).padStart(6, "0"), kept)
    this.deliver()
    return kept
  }

  /** Drops a refused command that the person has dealt with. @param {string} id */
  dismiss(id) {
    this.#remove(id)
  }

  /** Delivers what waits. Call it at the start and whenever the link is back; it is not harmed by being called often. */
  async deliver() {
    if (this.#isDelivering) return
    this.#isDelivering = true
    try {
      let goOn = true
      for (let kept; goOn && this.#mayDeliver() && (kept = this.waiting[0]); ) goOn = await this.#deliverOne(kept)
    } finally {
      this.#isDelivering = false
    }
  }

  /** Whether the server had an answer for it, yes or no. */
  async #deliverOne(kept) {
    try {
      const receipt = await send(kept.command, { id: kept.id, onDelay: this.#hooks.onDelay })
      this.#remove(kept.id)
      this.#hooks.onDelivered?.(kept, receipt)
      return true
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused
      if (refused.status === 401) return false // signed out: it waits until somebody has logged in again
      const { reason, detail } = refused
      this.#store(this.#keyOf(kept.id), { ...kept, refusal: { reason, detail } })
      return true
    }
  }

  #mayDeliver() {
    return this.#hooks.mayDeliver?.() ?? true
  }

  #store(key, kept) {
    localStorage.setItem(key, JSON.stringify(kept))
    this.#hooks.onChange?.()
  }

  #remove(id) {
    const key = this.#keyOf(id)
    if (!key) return
    localStorage.removeItem(key)
    this.#hooks.onChange?.()
  }

  #keyOf(id) {
    return this.#keys().find((key) => read(key).id === id)
  }

  #all() {
    return this.#keys().map(read)
  }

  #keys() {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(this.#prefix))
      .sort()
  }
}

function read(key) {
  return JSON.parse(localStorage.getItem(key))
}
