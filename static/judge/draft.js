/** Drafts: what a judge has typed for one performance, kept on the phone at each touch until the server has the sheet. */

/**
 * @typedef {object} Draft
 * @property {number} revision of the sheet it goes on from
 * @property {import("./marks.js").Marks} marks
 * @property {string} note
 * @property {boolean} recommended
 */

/** The key of a performance, for comparing and storing. @param {{track: string, round: string, entrant: string}} id */
export function keyOf({ track, round, entrant }) {
  return JSON.stringify([track, round, entrant])
}

export class Drafts {
  #prefix

  /** @param {string} owner the judge in the competition */
  constructor(owner) {
    this.#prefix = `judging.draft/${owner}/`
  }

  /**
   * The draft of the performance on view. One from before the sheet was submitted is over: then it is the sheet as
   * the server has it.
   *
   * @param {object} view JudgeView
   * @returns {Draft}
   */
  of(view) {
    const kept = JSON.parse(localStorage.getItem(this.#keyOf(view.performance)))
    if (kept?.revision === view.revision) return kept
    const { revision, marks, note, recommended } = view
    return { revision, marks: { ...marks }, note, recommended }
  }

  /** @param {object} performance @param {Draft} draft */
  keep(performance, draft) {
    localStorage.setItem(this.#keyOf(performance), JSON.stringify(draft))
  }

  /** @param {object} performance whose sheet the server has */
  drop(performance) {
    localStorage.removeItem(this.#keyOf(performance))
  }

  #keyOf(performance) {
    return this.#prefix + keyOf(performance)
  }
}
