/**
 * The live link: one websocket per page that brings the latest view of each watched topic, forever.
 *
 * A message is a whole view, so there is nothing to merge, order or miss: after any gap the server sends the
 * present views again.
 */

import { ServerTime } from "./servertime.js"
import { at, resume } from "./session.js"

const BEAT_MS = 2000
const QUICK_BEATS = 5 // one upon the other, to know the time at once
const ANSWER_MS = 2500 // the server answers each beat; a link that needs longer is none
const OPENING_MS = 3000 // a lost SYN is repeated after 1, 3, 7 s: asking anew is faster
const OFFLINE_MS = 3000 // a hiccup shorter than this is "reconnecting"
const RETRY_MS = [250, 500, 1000, 2000]
const SIGNED_OUT = new Set([4401, 4403])
const NOTHING_OPEN = 4404

const links = new Set()
const time = new ServerTime(() => links.forEach((link) => link.measure()))

/** The server's time in epoch milliseconds, as far as this device knows. */
export function now() {
  return time.now()
}

/**
 * Whether `now` can be trusted: the first views come a moment before the server's time, and it is measured anew when
 * the device has slept or its clock was set.
 */
export function isClockSet() {
  return time.isSet()
}

/**
 * @typedef {"linked"|"reconnecting"|"offline"|"unopened"|"signed-out"} LinkState
 *   unopened: the server is there, and waits for the organiser to open the competition
 *   signed-out is final: the device has no session, or one that may not watch these topics
 */

/**
 * Calls `show[topic](view, position)` with the present view of each topic and with every later one.
 *
 * @param {Record<string, (view: any, position: number) => void>} show
 * @param {{onState?: (state: LinkState) => void}} [options] `onState` hears each change of the link
 * @returns {{stop: () => void, retry: () => void}} `retry` reconnects at once unless the link is alive
 */
export function watch(show, { onState = () => {} } = {}) {
  const link = new Link(show, onState)
  link.connect()
  return { stop: () => link.stop(), retry: () => link.retry() }
}

class Link {
  #show
  #onState
  #socket = null
  #state = "reconnecting"
  #failures = 0
  #heard = Date.now() // not performance.now(): it stands still while a phone sleeps
  #lost = Date.now()
  #retryTimer = 0
  #beatTimer
  #answerTimer = 0
  #quick = 0 // beats to be sent as soon as the one before is answered
  #resumed = false
  #wake = () => document.hidden || this.#rouse()
  #cut = () => this.#lose()

  constructor(show, onState) {
    this.#show = show
    this.#onState = onState
    this.#beatTimer = setInterval(() => this.#beat(), BEAT_MS)
    document.addEventListener("visibilitychange", this.#wake)
    for (const event of ["pageshow", "online"]) addEventListener(event, this.#wake)
    addEventListener("offline", this.#cut)
    links.add(this)
    onState(this.#state)
  }

  connect() {
    clearTimeout(this.#retryTimer)
    this.#heard = Date.now()
    const socket = (this.#socket = new WebSocket(address(Object.keys(this.#show))))
    setTimeout(() => socket.readyState === WebSocket.CONNECTING && this.#drop(socket), OPENING_MS)
    socket.onopen = () => this.measure()
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data))
    socket.onclose = ({ code }) => (SIGNED_OUT.has(code) ? this.#signIn() : this.#drop(socket, code))
  }

  retry() {
    if (this.#state === "signed-out" || this.#isFresh()) return
    this.#failures = 0
    this.#forsake()
    this.connect()
  }

  /** Several beats at once, if the link is there. */
  measure() {
    this.#quick = QUICK_BEATS
    this.#beat()
  }

  stop() {
    links.delete(this)
    this.#forsake()
    clearTimeout(this.#retryTimer)
    clearInterval(this.#beatTimer)
    document.removeEventListener("visibilitychange", this.#wake)
    for (const event of ["pageshow", "online"]) removeEventListener(event, this.#wake)
    removeEventListener("offline", this.#cut)
  }

  #rouse() {
    if (this.#isFresh()) this.measure()
    else this.retry()
  }

  #isFresh() {
    const age = Math.abs(Date.now() - this.#heard) // the device's clock may be set back
    switch (this.#socket?.readyState) {
      case WebSocket.OPEN:
        return age < BEAT_MS + 1000
      case WebSocket.CONNECTING:
        return age < 500 // pageshow follows the first connect at once
      default:
        return false
    }
  }

  #hear({ topic, view, position }) {
    this.#heard = Date.now()
    this.#expectNothing()
    this.#failures = 0
    this.#resumed = false
    if (topic === "clock") this.#hearTime(view)
    else this.#show[topic](view, position)
    this.#become("linked")
  }

  #hearTime(answer) {
    time.hear(answer)
    if (this.#quick > 0) this.#beat()
  }

  #beat() {
    if (this.#state === "reconnecting" && Date.now() - this.#lost > OFFLINE_MS) this.#become("offline")
    const socket = this.#socket
    if (socket?.readyState !== WebSocket.OPEN) return
    this.#quick--
    socket.send(time.beat())
    this.#answerTimer ||= setTimeout(() => this.#miss(socket), ANSWER_MS)
  }

  /** A hidden page's timers are slowed down, so its silence proves nothing; `#wake` looks after it. */
  #miss(socket) {
    this.#answerTimer = 0
    if (!document.hidden) this.#drop(socket)
  }

  /** The browser says that the network is gone. Whether the server is too, a new socket tells at once. */
  #lose() {
    if (this.#state === "signed-out") return
    this.#forsake()
    this.#lost = Date.now()
    this.#become("offline")
    this.connect()
  }

  #drop(socket, code) {
    if (socket !== this.#socket) return
    this.#forsake()
    if (code === NOTHING_OPEN) this.#become("unopened")
    else if (this.#state === "linked" || this.#state === "unopened") {
      this.#lost = Date.now()
      this.#become("reconnecting")
    }
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)]
    // Spread out, so that a hall full of phones does not come back in one instant.
    this.#retryTimer = setTimeout(() => this.connect(), wait * (0.5 + Math.random() / 2))
  }

  /** Lets go of the socket without waiting: a closing handshake with a dead server takes a minute. */
  #forsake() {
    clearTimeout(this.#retryTimer)
    this.#expectNothing()
    if (!this.#socket) return
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null
    this.#socket.close()
    this.#socket = null
  }

  #expectNothing() {
    clearTimeout(this.#answerTimer)
    this.#answerTimer = 0
  }

  async #signIn() {
    const socket = this.#socket
    const resumed = !this.#resumed && (await resume().catch(() => null))
    if (socket !== this.#socket) return
    this.#resumed = Boolean(resumed)
    if (resumed === false) {
      this.#become("signed-out")
      this.stop()
    } else this.#drop(socket)
  }

  #become(state) {
    if (state === this.#state) return
    this.#state = state
    this.#onState(state)
  }
}

function address(topics) {
  const url = new URL(at("/live"), location.href)
  url.protocol = url.protocol.replace("http", "ws")
  for (const topic of topics) url.searchParams.append("topic", topic)
  return url
}
