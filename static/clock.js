/**
 * Reads the face of a clock (judging/views/clocks.py) at a moment of the server's time: what to show, and until when.
 *
 * A part of a second is dropped from the time used, as on paper. So every device shows the next second at the same
 * moment, and what is left never says less than what may still be used.
 */

const SECOND_MS = 1000

/**
 * @typedef {object} Reading
 * @property {number} used_ms
 * @property {number | null} left_ms null where there is no limit, 0 once it is reached
 * @property {number} over_ms
 * @property {"calm" | "warn" | "over"} level "over" from the moment at which nothing is left
 * @property {number} passed how many warnings have come
 * @property {string} text "08:32" left, or "+00:12" over; what was used where there is no limit
 */

/**
 * What a face says at *now*. At the top the time that matters: of the whole performance, or of the present segment while
 * that uses up none of it. `name` is the present segment's, and `part` the segment's own time where both matter.
 *
 * @returns {Reading & {state: string, name: string, part: Reading | null}}
 */
export function reading(face, now) {
  const segment = face.segments.find(({ id }) => id === face.segment)
  const isApart = segment?.counts === false
  return {
    ...dialReading(isApart ? face.part : face.whole, now),
    state: face.state,
    name: segment?.name ?? "",
    part: segment && !isApart ? dialReading(face.part, now) : null,
  }
}

/** @returns {Reading} of one time that runs: `used_ms` at `since`, and on from there; `since` null: it stands */
export function dialReading({ used_ms, since, limit_ms, warn_ms }, now) {
  const used = usedAt({ used_ms, since }, now)
  const shown = used - (used % SECOND_MS)
  if (limit_ms === null)
    return { used_ms: used, left_ms: null, over_ms: 0, level: "calm", passed: 0, text: minutes(shown) }
  const left = Math.max(limit_ms - shown, 0)
  const over = Math.max(shown - limit_ms, 0)
  const passed = warn_ms.filter((ms) => left <= ms).length
  return {
    used_ms: used,
    left_ms: Math.max(limit_ms - used, 0),
    over_ms: Math.max(used - limit_ms, 0),
    level: left === 0 ? "over" : passed ? "warn" : "calm",
    passed,
    text: over ? `+${minutes(over)}` : minutes(left),
  }
}

/** In how many ms the text or the level of *face* changes; Infinity while it stands. */
export function nextChange(face, now) {
  const running = [face.whole, face.part].filter((dial) => dial && dial.since !== null)
  return Math.min(...running.map((dial) => SECOND_MS - (usedAt(dial, now) % SECOND_MS)))
}

function usedAt({ used_ms, since }, now) {
  return used_ms + (since === null ? 0 : Math.max(now - since, 0))
}

function minutes(ms) {
  const seconds = Math.floor(ms / SECOND_MS)
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":")
}
