/** The seats of the panel: tiles that stay at one place from the first sheet to the reveal. */

import { html } from "../../static/vendor/lit-html/lit-html.js"

const ONE_ROW = 9 // more tiles than this stand in two rows, or their marks would be too small
const CLOSER = 0.05 // of the way to the middle: how much nearer those that count move

/**
 * The panel's tiles in one row or two.
 *
 * @param {import("../../static/vendor/lit-html/lit-html.js").TemplateResult[]} tiles in seat order
 * @param {{digits?: number, struck?: boolean, drawn?: boolean}} [state] `digits` of the longest mark
 */
export function panel(tiles, { digits = 4, struck = false, drawn = false } = {}) {
  const width = columns(tiles.length)
  return html`
    <ol
      class="seats"
      data-rows=${Math.ceil(tiles.length / width)}
      ?data-struck=${struck}
      ?data-drawn=${drawn}
      .style=${`--columns: ${width}; --digits: ${digits}`}
    >
      ${tiles}
    </ol>
  `
}

function columns(count) {
  return count > ONE_ROW ? Math.ceil(count / 2) : count
}

/**
 * How far each tile moves, in tiles to the right and down, when the highest go to the front, the lowest and the
 * excused to the end, and the rest draws together in seat order.
 *
 * @param {{dropped: string, state: string}[]} marks in seat order
 * @returns {{x: number, y: number}[]} in seat order
 */
export function arranged(marks) {
  const order = [...marks.keys()].sort((one, other) => side(marks[one]) - side(marks[other]) || one - other)
  const spots = marks.map((_, place) => spot(place, marks.length))
  const counting = order.map((seat, place) => side(marks[seat]) === COUNTS && spots[place]).filter(Boolean)
  return marks.map((mark, seat) => {
    const { x, y } = spots[order.indexOf(seat)]
    const row = counting.filter((other) => other.y === y)
    const closer = side(mark) === COUNTS ? ((row[0].x + row[row.length - 1].x) / 2 - x) * CLOSER : 0
    return { x: x + closer - spots[seat].x, y: y - spots[seat].y }
  })
}

const COUNTS = 0

function side({ dropped, state }) {
  if (state !== "in") return 2
  return { high: -1, low: 1 }[dropped] ?? COUNTS
}

/** Column and row of a place, in tiles; a last row that is not full stands in the middle. */
function spot(place, count) {
  const width = columns(count)
  const y = Math.floor(place / width)
  const missing = Math.max((y + 1) * width - count, 0)
  return { x: (place % width) + missing / 2, y }
}
