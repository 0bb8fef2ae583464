/**
 * What this phone knows of its judge's sheet: the view from the server, the draft, the outbox, and what was
 * acknowledged a moment ago. No page in here.
 */

import { Outbox } from "../outbox.js"
import { t } from "../words.js"
import { Drafts, keyOf } from "./draft.js"
import { finished, total, unfinished } from "./marks.js"

/**
 * @typedef {"waiting"|"marking"|"sending"|"saved"|"missed"|"excused"} Moment
 *   waiting: nobody on stage, or this judge is not on the panel · marking: draft, also before marking is open ·
 *   sending: in the outbox · saved: the server has it · missed: marking was closed without this sheet ·
 *   excused: absent or recused, or about to be
 */

export class Seat {
  /** JudgeView as last received; null until the first. @type {any} */
  view = null
  /** @type {import("./draft.js").Draft | null} */
  draft = null
  /** id of the criterion that the pad is open for @type {string | null} */
  opened = null
  /** the next digit begins the opened mark anew, because nothing of it was typed */
  isFresh = false
  /** what the server said to the last attempt to deliver, "" if nothing */
  trouble = ""

  #drafts
  #onChange
  #position = 0 // of the log, that the view shows
  #acknowledged = null // a sheet that the server has and the view does not show yet

  /**
   * @param {string} owner this judge in this competition
   * @param {() => boolean} isHeld whether this tab is the judge's one
   * @param {() => void} onChange anything below may have changed
   */
  constructor(owner, isHeld, onChange) {
    this.#drafts = new Drafts(owner)
    this.#onChange = onChange
    this.outbox = new Outbox(owner, {
      onChange,
      onDelivered: (kept, receipt) => this.#delivered(kept.command, receipt),
      onDelay: (failure) => this.#delayed(failure),
      mayDeliver: isHeld,
    })
  }

  /** @returns {Moment} */
  get moment() {
    const { view, pending } = this
    if (!view.performance) return "waiting"
    if (pending) return pending.command.kind === "Recuse" ? "excused" : "sending"
    if (view.sheet === "recused" || view.sheet === "absent") return "excused"
    if (view.sheet === "submitted" || this.#isAcknowledged) return "saved"
    return view.confirmed ? "missed" : "marking"
  }

  /** What waits in the outbox for the performance on view. @returns {import("../outbox.js").Kept | undefined} */
  get pending() {
    return this.outbox.waiting.find(({ command }) => isOf(command, this.view))
  }

  /** The sheet as it was sent: marks, note, recommended, and when the server saved it, if it has. */
  get given() {
    if (this.pending) return this.pending.command
    return this.#isAcknowledged ? this.#acknowledged : this.view
  }

  /** The criteria without a valid mark. */
  get left() {
    return unfinished(this.draft.marks, this.view.criteria)
  }

  /** Takes a new view. Whether it is of another sheet than the one before. @returns {boolean} */
  show(view, position) {
    const before = this.view
    this.view = view
    this.#position = position
    if (this.#acknowledged?.position <= position) this.#acknowledged = null
    const isOther = !isSameSheet(before, view)
    if (isOther) this.takeUp()
    if (this.moment !== "marking") this.opened = null
    return isOther
  }

  /** Takes up the draft of the sheet on view, as the phone has kept it. */
  takeUp() {
    this.opened = null
    this.draft = this.view?.performance ? this.#drafts.of(this.view) : null
  }

  /** A new link has brought a view, which shows whatever was acknowledged before. */
  linked() {
    this.#acknowledged = null
    this.outbox.deliver()
  }

  /** Opens the pad for a criterion, or closes it with null. */
  open(id) {
    this.opened = id
    this.isFresh = true
    this.#onChange()
  }

  /** The next criterion without a mark behind the opened one, or before it; null if there is none. */
  get next() {
    const ids = this.view.criteria.map(({ id }) => id)
    const left = this.left.map(({ id }) => id).filter((id) => id !== this.opened)
    return left.find((id) => ids.indexOf(id) > ids.indexOf(this.opened)) ?? left[0] ?? null
  }

  /** The opened criterion's mark: typed so far, or whole. @throws {DOMException} shown, but not kept */
  mark(text, isWhole) {
    this.isFresh = isWhole
    this.change({ marks: { ...this.draft.marks, [this.opened]: text } })
  }

  /** @param {Partial<import("./draft.js").Draft>} change @throws {DOMException} shown, but not kept */
  change(change) {
    this.draft = { ...this.draft, ...change }
    this.#onChange()
    this.#drafts.keep(this.view.performance, this.draft)
  }

  /** @throws {DOMException} the phone cannot keep it; nothing is sent */
  submit() {
    const { performance, criteria, revision, entrant } = this.view
    const { note, recommended } = this.draft
    const marks = finished(this.draft.marks, criteria)
    const command = { kind: "SubmitSheet", performance, revision: revision + 1, marks, note, recommended }
    this.outbox.put(command, `${entrant} · ${total(marks, criteria)}`)
  }

  /** @throws {DOMException} the phone cannot keep it; nothing is sent */
  recuse({ performance, entrant }, reason) {
    this.outbox.put({ kind: "Recuse", performance, reason }, `${entrant} · ${t("judge.recuse")}`)
  }

  get #isAcknowledged() {
    return Boolean(this.#acknowledged) && isOf(this.#acknowledged, this.view)
  }

  #delivered(command, { position, at }) {
    this.trouble = ""
    if (command.kind === "SubmitSheet") {
      this.#drafts.drop(command.performance)
      if (position > this.#position) this.#acknowledged = { ...command, position, saved_at: at }
    }
    this.#onChange()
  }

  #delayed(failure) {
    this.trouble = failure.status ? failure.detail : "" // being out of reach is what the link state says
    this.#onChange()
  }
}

function isOf(command, view) {
  return Boolean(view?.performance) && keyOf(command.performance) === keyOf(view.performance)
}

function isSameSheet(before, view) {
  return Boolean(view.performance) && isOf(view, before) && before.revision === view.revision
}
