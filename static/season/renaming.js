/** What names a row of a season by its id follows when the id changes. */

/**
 * Gives the row another id, and whatever names it.
 *
 * @param {object} draft
 * @param {"series"|"tables"|"pools"} key
 * @param {number} index
 * @param {string} id
 */
export function rename(draft, key, index, id) {
  const row = draft[key][index]
  const old = row.id
  row.id = id
  if (!old || !id) return
  const tables = draft.tables ?? []
  if (key === "series") for (const table of tables) ofSeries(table, old, id)
  if (key === "pools") for (const table of tables) if (table.pool === old) table.pool = id
  if (key === "tables") for (const pool of draft.pools ?? []) ofTable(pool, old, id)
}

function ofSeries(table, old, id) {
  if (old in (table.weights ?? {}))
    table.weights = Object.fromEntries(Object.entries(table.weights).map(([key, weight]) => [key === old ? id : key, weight]))
  table.ties = table.ties?.map((step) => (step.split(":")[1] === old ? `${step.split(":")[0]}:${id}` : step))
}

function ofTable(pool, old, id) {
  if (old in (pool.quota ?? {}))
    pool.quota = Object.fromEntries(Object.entries(pool.quota).map(([key, n]) => [key === old ? id : key, n]))
  for (const floor of pool.floors ?? []) if (floor.track === old) floor.track = id
}
