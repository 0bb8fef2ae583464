/** An evaluator's sheets: what the server has, what waits to be sent, and what was typed on this phone since. */

import { finished, unfinished } from "../judge/marks.js"

/** @typedef {"empty" | "begun" | "ready" | "waiting" | "saved"} Phase of one sheet */

export class Sheets {
  #prefix
  #outbox

  /** @param {string} owner @param {import("../outbox.js").Outbox} outbox */
  constructor(owner, outbox) {
    this.#prefix = `judging.evaluation/${owner}/`
    this.#outbox = outbox
  }

  /** The marks of one sheet as they stand on this phone: of a secret one that is in the server tells none. */
  marks(page, row) {
    return { ...(row.marks ?? {}), ...(this.#sent(page, row) ?? {}), ...(this.#drafts(page)[row.entrant] ?? {}) }
  }

  /** Keeps a mark at each touch. @throws {DOMException} the browser cannot store it */
  mark(page, row, criterion, text) {
    const drafts = this.#drafts(page)
    drafts[row.entrant] = { ...drafts[row.entrant], [criterion]: text }
    localStorage.setItem(this.#keyOf(page), JSON.stringify(drafts))
  }

  /** @returns {Phase} */
  phase(page, row) {
    if (this.#changed(page, row)) {
      const marks = this.marks(page, row)
      if (!unfinished(marks, page.criteria).length) return "ready"
      return Object.values(marks).some(Boolean) ? "begun" : "empty"
    }
    if (this.#sent(page, row)) return "waiting"
    return row.at ? "saved" : "empty"
  }

  /** The sheets that are whole and not sent yet: entrant → marks. */
  ready(page) {
    const rows = page.rows.filter((row) => this.phase(page, row) === "ready")
    return Object.fromEntries(rows.map((row) => [row.entrant, finished(this.marks(page, row), page.criteria)]))
  }

  /** Sends them; from here on they wait in the outbox. */
  send(page, marks, label) {
    const { track, round } = page
    this.#outbox.put({ kind: "SubmitEvaluation", track, round, marks }, label)
    this.#drop(page, Object.keys(marks))
  }

  /** Of a choice among names: which are chosen, with the highest mark of the only criterion. */
  chosen(page) {
    const [{ id, max }] = page.criteria
    return page.rows.filter((row) => this.marks(page, row)[id] === max)
  }

  choose(page, row, isChosen) {
    const [{ id, min, max }] = page.criteria
    this.mark(page, row, id, isChosen ? max : min)
  }

  /** A choice is sent as a whole page: who is not chosen has the lowest mark. */
  choice(page) {
    const [{ id, min, max }] = page.criteria
    const chosen = new Set(this.chosen(page))
    return Object.fromEntries(page.rows.map((row) => [row.entrant, { [id]: chosen.has(row) ? max : min }]))
  }

  /** Whether the choice differs from what the server has or will have. */
  isChoiceOpen(page) {
    return page.rows.some((row) => !["saved", "waiting"].includes(this.phase(page, row)))
  }

  #changed(page, row) {
    const draft = this.#drafts(page)[row.entrant]
    if (!draft) return false
    const known = this.#sent(page, row) ?? row.marks ?? {}
    return Object.entries(draft).some(([id, text]) => (known[id] ?? "") !== text)
  }

  #sent(page, row) {
    const { track, round } = page
    const kept = this.#outbox.waiting.filter(({ command }) => command.track === track && command.round === round)
    return kept.map(({ command }) => command.marks[row.entrant]).filter(Boolean).pop()
  }

  #drop(page, entrants) {
    const drafts = this.#drafts(page)
    for (const entrant of entrants) delete drafts[entrant]
    localStorage.setItem(this.#keyOf(page), JSON.stringify(drafts))
  }

  #drafts(page) {
    return JSON.parse(localStorage.getItem(this.#keyOf(page))) ?? {}
  }

  #keyOf({ track, round }) {
    return this.#prefix + JSON.stringify([track, round])
  }
}
