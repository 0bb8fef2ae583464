/** What changed between the ranking shown before and this one. */

/**
 * The rows that are new or changed their order: the fewest one would have to take out for the rest to stand as
 * before. A row that was only pushed down by another is not among them.
 *
 * @param {{place: number|null, before: number|null}[]} rows as in judging/views/screen.py
 * @returns {Map<object, "new"|"up"|"down">} empty for the first ranking
 */
export function moves(rows) {
  const known = rows.filter(({ before }) => before !== null)
  const stayed = new Set(longestInOrder(known))
  const moved = rows.filter((row) => known.length && !stayed.has(row))
  return new Map(moved.map((row) => [row, direction(row)]))
}

function direction({ place, before }) {
  if (before === null) return "new"
  return place !== null && place < before ? "up" : "down"
}

/** The longest run of rows, not necessarily neighbours, that stand in the order of before; of equals the later one. */
function longestInOrder(rows) {
  const longest = (runs) => runs.reduce((best, run) => (run.length >= best.length ? run : best), [])
  const runs = []
  for (const row of [...rows].reverse()) {
    const rest = longest(runs.filter(([next]) => next.before >= row.before))
    runs.push([row, ...rest])
  }
  return longest(runs.reverse())
}

/**
 * Where each row stood, were the rows of now put in the order of before.
 *
 * @param {{before: number|null}[]} rows
 * @param {number[]} heights of the rows
 * @returns {(number|null)[]} distances from the top; null for a new row
 */
export function topsBefore(rows, heights) {
  const tops = rows.map(() => null)
  const order = [...rows.keys()].filter((index) => rows[index].before !== null)
  order.sort((one, other) => rows[one].before - rows[other].before || one - other)
  let top = 0
  for (const index of order) {
    tops[index] = top
    top += heights[index]
  }
  return tops
}
