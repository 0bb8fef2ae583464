/** Drafts: what a judge has typed for one performance, kept on the phone at each touch until the server has the sheet. */

/**
 * @typedef {object} Draft
 * @property {number} revision of the sheet it goes on from
 * @property {import("./marks.js").Marks} marks
 * @property {string} note
 * @property {boolean} recommended
 * @property {Record<string, boolean>} items compulsory items by id: whether it was there; those not answered are absent
 * @property {object} [task] in a walk-round: whose it is, should the entrant leave before it is submitted
 */

/** The key of a performance, for comparing and storing. @param {{track: string, round: string, entrant: string}} id */
export function keyOf({ track, round, entrant }) {
  return JSON.stringify([track, round, entrant])
}

/** The key of one set of sheets: a retake has its own. @param {{performance: object, attempt?: number}} of */
export function sheetKeyOf({ performance, attempt = 0 }) {
  return keyOf(performance) + (attempt ? `#${attempt}` : "")
}

/** Whether anything was marked or answered. @param {Draft} draft */
export function isBegun({ marks, items = {} }) {
  return Object.values(marks).some(Boolean) || Object.keys(items).length > 0
}

export class Drafts {
  #prefix

  /** @param {string} owner the judge in the competition */
  constructor(owner) {
    this.#prefix = `judging.draft/${owner}/`
  }

  /**
   * The draft of a task. One from before the sheet was submitted is over: then it is the sheet as the server has it.
   *
   * @param {object} task JudgeTask
   * @returns {Draft}
   */
  of(task) {
    const kept = JSON.parse(localStorage.getItem(this.#keyOf(task)))
    if (kept?.revision === task.revision) return { items: {}, ...kept }
    const { revision, marks, note, recommended, items } = task
    return { revision, marks: { ...marks }, note, recommended, items: { ...items } }
  }

  /** @param {object} task @param {Draft} draft */
  keep(task, draft) {
    localStorage.setItem(this.#keyOf(task), JSON.stringify(draft))
  }

  /** @param {{performance: object, attempt?: number}} sheet that the server has */
  drop(sheet) {
    localStorage.removeItem(this.#keyOf(sheet))
  }

  /**
   * The marked drafts of walk-rounds whose entrants are on no more, the judge not having been told.
   *
   * @param {object[]} tasks that are on
   * @returns {Draft[]}
   */
  forsaken(tasks) {
    const on = new Set(tasks.map((task) => this.#keyOf(task)))
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(this.#prefix) && !on.has(key))
      .map((key) => JSON.parse(localStorage.getItem(key)))
      .filter((draft) => draft.task && isBegun(draft))
  }

  /** The judge knows that this one was not submitted; should the entrant come again, it is still there. */
  tell(sheet) {
    const key = this.#keyOf(sheet)
    const draft = JSON.parse(localStorage.getItem(key))
    if (draft) localStorage.setItem(key, JSON.stringify({ ...draft, task: undefined }))
  }

  #keyOf(sheet) {
    return this.#prefix + sheetKeyOf(sheet)
  }
}
