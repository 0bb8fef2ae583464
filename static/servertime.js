/**
 * The server's time on a device whose own clock may be wrong, be set, run fast or slow, and stop while it sleeps.
 *
 * Each beat has a number, and its answer brings that back with the server's time, which was read between sending and
 * hearing: that bounds what the server is ahead by, the closer the faster the exchange was. What is within the bounds
 * of all recent exchanges is true, and its middle is taken. Where each way there is slower than the fastest way back,
 * half of that difference remains as an error: no exchange can tell it.
 */

const KEPT = 30 // exchanges: a minute of beats
const DRIFT = 200e-6 // two quartz clocks of ±100 ppm run apart by so much: older bounds are wider
const GRAIN_MS = 2 // clocks are read in whole ms
const JUMP_MS = 50 // Date.now() and performance.now() run apart by less while neither is set, and nobody sleeps

export class ServerTime {
  #exchanges = []
  #sent = new Map() // beat → when, by performance.now()
  #beats = 0
  #lead = lead()
  #ahead = this.#lead // of performance.now()
  #onDoubt

  /** @param {() => void} onDoubt called whenever what was measured holds no more: beat at once */
  constructor(onDoubt) {
    this.#onDoubt = onDoubt
  }

  /** In epoch milliseconds, as far as this device knows. */
  now() {
    this.#look()
    return performance.now() + this.#ahead
  }

  /** Whether it has been measured, and nothing has happened since that leaves it to a guess. */
  isSet() {
    this.#look()
    return this.#exchanges.length > 0
  }

  /** What to send now. */
  beat() {
    this.#look()
    this.#sent.delete(++this.#beats - KEPT)
    this.#sent.set(this.#beats, performance.now())
    return `beat ${this.#beats}`
  }

  /** The answer to a beat. One to a beat from before a doubt is worth nothing. */
  hear({ now, beat }) {
    this.#look()
    const [sent, heard] = [this.#sent.get(beat), performance.now()]
    if (!this.#sent.delete(beat)) return
    const exchange = { heard, least: now - heard - GRAIN_MS, most: now - sent + GRAIN_MS }
    const { least, most } = common([...this.#exchanges, exchange])
    if (least > most) this.#doubt() // one of the two clocks was set
    this.#exchanges = [...this.#exchanges, exchange].slice(-KEPT)
    const within = common(this.#exchanges)
    this.#ahead = (within.least + within.most) / 2
  }

  /**
   * performance.now() may stand still while the device sleeps, and Date.now() may be set: which of them is right shows
   * when it is measured. Until then a leap ahead is taken for sleep, and a leap back for a clock that was set.
   */
  #look() {
    const leap = lead() - this.#lead
    this.#lead += leap
    if (Math.abs(leap) < JUMP_MS) return
    if (leap > 0) this.#ahead += leap
    this.#doubt()
  }

  #doubt() {
    this.#exchanges = []
    this.#sent.clear()
    this.#onDoubt()
  }
}

/** What is within the bounds of all; `least` is above `most` where they contradict each other. */
function common(exchanges) {
  const wider = ({ heard }) => (performance.now() - heard) * DRIFT
  return {
    least: Math.max(...exchanges.map((each) => each.least - wider(each))),
    most: Math.min(...exchanges.map((each) => each.most + wider(each))),
  }
}

function lead() {
  return Date.now() - performance.now()
}
