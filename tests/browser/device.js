/**
 * Runs static/live.js on a made-up device: its clocks, timers, sleep and network. Minutes take an instant.
 *
 * `story`: `wrong_ms` and `ppm` of the device's clock, whether performance.now() `stops` while it sleeps, `there_ms` and
 * `back_ms` of a message, each with up to `jitter_ms` more; and what happens: `events` of [ms, what, by]:
 * "set" the device's clock by so much, "sleep" or have the "server" down for so long.
 * Returns `beats`, how many it sent; and four times a second while it is awake, `looks`: [ms, error of its time in ms, or
 * null while it says that it does not know].
 */
async (story) => {
  const EPOCH = 1_800_000_000_000
  const MINUTE = 60_000
  const real = { WebSocket, setTimeout, clearTimeout, setInterval, clearInterval }
  const { wrong_ms = 0, ppm = 0, stops = false, there_ms = 2, back_ms = 2, jitter_ms = 0, events = [] } = story
  const rate = 1 + ppm / 1e6
  let [time, asleepUntil, slept, set, downUntil, beats, turn, seed] = [0, 0, 0, wrong_ms, 0, 0, 0, 7]
  const due = []
  const cancelled = new Set()
  const sockets = new Set()

  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  const later = (at, run) => {
    due.push({ at, turn: ++turn, run })
    return turn
  }
  const onDevice = (at, run) => {
    const id = later(at, function wake() {
      if (cancelled.has(id)) return
      if (time < asleepUntil) later(asleepUntil, wake)
      else run()
    })
    return id
  }
  const repeated = (run, ms) => {
    const id = onDevice(time + ms, function again() {
      if (cancelled.has(id)) return
      run()
      if (!cancelled.has(id)) onDevice(time + ms, again)
    })
    return id
  }

  class Socket {
    static CONNECTING = 0
    static OPEN = 1
    readyState = 0
    #arrived = 0
    constructor() {
      sockets.add(this)
      this.#way(there_ms + back_ms, () => {
        if (time < downUntil) return this.cut()
        this.readyState = 1
        this.onopen?.()
      })
    }
    send(text) {
      beats += 1
      const beat = Number(text.split(" ")[1])
      later(time + there_ms + random() * jitter_ms, () => {
        if (time < downUntil || !sockets.has(this)) return
        const data = JSON.stringify({ topic: "clock", view: { now: Math.floor(EPOCH + time), beat } })
        this.#way(back_ms, () => this.onmessage?.({ data }))
      })
    }
    close() {
      sockets.delete(this)
      this.readyState = 3
    }
    cut() {
      this.close()
      this.onclose?.({ code: 1006 })
    }
    #way(ms, run) {
      this.#arrived = Math.max(this.#arrived, time + ms + random() * jitter_ms) // in order
      onDevice(this.#arrived, () => sockets.has(this) && run())
    }
  }

  const happen = {
    set: (ms) => (set += ms),
    sleep(ms) {
      asleepUntil = time + ms
      later(asleepUntil, () => {
        if (stops) slept += ms
        onDevice(time, () => dispatchEvent(new Event("pageshow")))
      })
    },
    server(ms) {
      downUntil = time + ms
      for (const socket of [...sockets]) onDevice(time, () => sockets.has(socket) && socket.cut())
    },
  }
  for (const [at, what, by] of events) later(at, () => happen[what](by))

  const awake = () => time - slept
  Object.assign(globalThis, {
    WebSocket: Socket,
    setTimeout: (run, ms) => onDevice(time + (ms ?? 0), run),
    setInterval: repeated,
    clearTimeout: (id) => cancelled.add(id),
    clearInterval: (id) => cancelled.add(id),
  })
  const { now: dateNow } = Date
  Date.now = () => Math.floor(EPOCH + time * rate + set)
  performance.now = () => 12_345 + awake() * rate
  const looks = []
  try {
    const { watch, now, isClockSet } = await import(`/static/live.js?${Math.random()}`) // one of its own
    later(0, () => watch({ "screen/1": () => {} }))
    const end = events.reduce((last, [at, , by]) => Math.max(last, at + Math.max(by, 0)), 0) + 10 * MINUTE
    for (let at = 0; at <= end; at += 250)
      later(at, () => time > asleepUntil && looks.push([at, isClockSet() ? now() - EPOCH - time : null]))
    while (due.length) {
      due.sort((one, other) => one.at - other.at || one.turn - other.turn)
      if (due[0].at > end) break
      const { at, run } = due.shift()
      time = at
      run()
    }
  } finally {
    Object.assign(globalThis, real)
    Date.now = dateNow
    delete performance.now
  }
  return { beats, looks }
}
