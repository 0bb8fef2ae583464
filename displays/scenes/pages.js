/** The page of a ranking that every screen and the emcee show at a moment: the server says how long and how large. */

/** @param {object} ranking as in judging/views/screen.py */
export function pageCount({ rows, page_rows }) {
  return Math.max(Math.ceil(rows.length / page_rows), 1)
}

/**
 * The page at a moment of server time: its `index`, its rows from `first` up to but not with `last`, the `turn` counted
 * from the first page on, and for how many ms it has been shown.
 */
export function pageAt(ranking, moment) {
  const { since, page_ms, page_rows, rows } = ranking
  const shown = Math.max(moment - since, 0)
  const turn = Math.floor(shown / page_ms)
  const index = turn % pageCount(ranking)
  const first = index * page_rows
  return { index, turn, first, last: Math.min(first + page_rows, rows.length), elapsed: shown % page_ms }
}
