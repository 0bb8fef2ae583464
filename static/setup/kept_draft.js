/** The unsaved rules of this competition, kept on this device: they survive a reload. */

import { competition } from "../session.js"

const key = () => `judging.rules${competition()}`

/**
 * What was kept, null where nothing was.
 *
 * @returns {{draft: object, base: string, at: string}|null} `base`: the saved rules it was made from
 */
export function keptDraft() {
  return JSON.parse(localStorage.getItem(key()) ?? "null")
}

/** @param {object} draft @param {string} base */
export function keepDraft(draft, base) {
  localStorage.setItem(key(), JSON.stringify({ draft, base, at: new Date().toISOString() }))
}

export function dropDraft() {
  localStorage.removeItem(key())
}
