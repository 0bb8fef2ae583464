/**
 * Sending the operator's commands: none is under way twice, and what waits for a lost server can be seen and dropped.
 */

import { Refused, send } from "../command.js"
import { hush, notify } from "../page.js"
import { page, redraw } from "./page.js"

/** With these reasons it is so already: another console was faster, and the page shows it. */
const DONE = {
  CallEntrant: "already",
  OpenMarking: "already",
  CloseMarking: "already",
  RevealScore: "already",
  StepBack: "already",
  LockTrack: "locked",
}
const SHOWN_WITHIN_MS = 1000 // a command that changes nothing in the view brings no new view

/** Commands without an answer yet: their JSON → {label, delayed, drop}. */
const underWay = new Map()
const waiting = new Set()

/**
 * Sends a command once, however often it is pressed, and ends when the page shows its effect.
 *
 * @param {{kind: string}} command
 * @param {string} label how the page names it while it waits for the server
 * @param {(refused: Refused) => void} [tell] shows why it was refused where that is put right
 * @returns {Promise<boolean>} false if it was refused, dropped or already under way
 */
export async function act(command, label, tell = inNotice) {
  const id = JSON.stringify(command)
  if (underWay.has(id)) return false
  const dropping = new AbortController()
  const state = { label, delayed: false, drop: () => dropping.abort() }
  underWay.set(id, state)
  hush()
  redraw()
  try {
    const { position } = await send(command, { signal: dropping.signal, onDelay: () => delay(state) })
    await shown(position)
    return true
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    if (DONE[command.kind] === refused.reason) return true
    if (!dropping.signal.aborted) tell(refused)
    return false
  } finally {
    underWay.delete(id)
    redraw()
  }
}

/** Sends a command. @returns {Promise<string|null>} why it was refused, in words, for the dialog that asked for it */
export async function refusal(command, label) {
  let why = null
  await act(command, label, (refused) => {
    why = refused.detail
  })
  return why
}

/** Whether any command of these kinds is under way. @param {string[]} kinds */
export function isUnderWay(kinds) {
  return [...underWay.keys()].some((id) => kinds.includes(JSON.parse(id).kind))
}

/** The commands that got no answer at the first attempt. */
export function delayed() {
  return [...underWay.values()].filter((state) => state.delayed)
}

/** Tells those who wait for their effect that a new view is here. */
export function viewed() {
  for (const look of waiting) look()
}

function inNotice(refused) {
  notify(() => refused.detail)
}

function delay(state) {
  state.delayed = true
  redraw()
}

function shown(position) {
  if (page.position >= position) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      waiting.delete(look)
      resolve()
    }
    const look = () => page.position >= position && done()
    const timer = setTimeout(done, SHOWN_WITHIN_MS)
    waiting.add(look)
  })
}
