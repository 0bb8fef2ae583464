/** Putting rows into another order: dragged by a handle, by the arrow keys on it, or by a press on ↑. */

import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** The list with one row at another place. @template T @param {T[]} rows @returns {T[]} */
export function moved(rows, from, to) {
  const rest = rows.filter((_, n) => n !== from)
  return [...rest.slice(0, to), rows[from], ...rest.slice(to)]
}

/**
 * Handle and ↑ of a row. Its element has `data-row`, and so have its neighbours and nothing else beside them.
 *
 * @param {string} name of the row
 * @param {object[]} rows all of them
 * @param {number} index
 * @param {(rows: object[]) => void} put takes them in their new order
 */
export function mover(name, rows, index, put) {
  const move = (to) => put(moved(rows, index, to))
  return html`<button
      type="button"
      class="button quiet handle"
      aria-label=${t("setup.move", { name })}
      title=${t("setup.move", { name })}
      ?disabled=${rows.length < 2}
      @pointerdown=${(event) => drag(event, index, move)}
      @keydown=${(event) => step(event, index, rows.length, move)}
    >⠿</button><button
      type="button"
      class="button quiet"
      aria-label=${t("setup.earlier", { name })}
      ?disabled=${index === 0}
      @click=${() => move(index - 1)}
    >↑</button>`
}

function neighbours(handle) {
  return [...handle.closest("[data-row]").parentElement.children].filter((row) => row.hasAttribute("data-row"))
}

function drag(event, from, move) {
  if (event.button !== 0) return
  const handle = event.currentTarget
  const rows = neighbours(handle)
  const own = new AbortController()
  let to = from
  const show = (pointed) => {
    to = rowAt(rows, pointed.clientY)
    rows.forEach((row, n) => row.toggleAttribute("data-drop", n === to && to !== from))
  }
  const end = (isDropped) => {
    own.abort()
    for (const row of rows) row.removeAttribute("data-drop")
    if (isDropped && to !== from) move(to)
  }
  event.preventDefault()
  handle.focus()
  handle.setPointerCapture(event.pointerId)
  handle.addEventListener("pointermove", show, { signal: own.signal })
  handle.addEventListener("pointerup", () => end(true), { signal: own.signal })
  handle.addEventListener("pointercancel", () => end(false), { signal: own.signal })
}

/** The row under the pointer, or the first or last where it has left them. */
function rowAt(rows, y) {
  const under = rows.findIndex((row) => y < row.getBoundingClientRect().bottom)
  return under < 0 ? rows.length - 1 : under
}

function step(event, from, count, move) {
  const to = { ArrowUp: from - 1, ArrowDown: from + 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  if (to < 0 || to >= count) return
  const rows = neighbours(event.currentTarget)
  move(to)
  rows[to].querySelector(".handle").focus() // elements stay, what is in them has moved
}
