/**
 * What this phone knows of its judge's sheets: the view from the server, the drafts, the outbox, and what was
 * acknowledged a moment ago. On a stage there is one sheet; in a walk-round one of several is in hand, or none. No
 * page in here.
 */

import { Outbox } from "../outbox.js"
import { t } from "../words.js"
import { Drafts, keyOf, sheetKeyOf } from "./draft.js"
import { unanswered } from "./items.js"
import { finished, total, unfinished } from "./marks.js"

/**
 * @typedef {"waiting"|"list"|"marking"|"sending"|"saved"|"missed"|"excused"|"gone"} Moment
 *   waiting: nobody on stage, or this judge is not on the panel · marking: draft, also before marking is open ·
 *   sending: in the outbox · saved: the server has it · missed: marking was closed without this sheet ·
 *   excused: absent or recused, or about to be; or at a window of other judges · list: walking, no sheet in hand ·
 *   gone: the sheet in hand is of somebody who is on no more
 */

export class Seat {
  /** JudgeView as last received, with the fields of the task in hand; null until the first. @type {any} */
  view = null
  /** @type {import("./draft.js").Draft | null} */
  draft = null
  /** key of the sheet that is in hand in a walk-round @type {string | null} */
  inHand = null
  /** drafts of a walk-round whose entrants have left, until the judge was told @type {import("./draft.js").Draft[]} */
  forsaken = []
  /** id of the criterion that the pad is open for @type {string | null} */
  opened = null
  /** the next digit begins the opened mark anew, because nothing of it was typed */
  isFresh = false
  /** what the server said to the last attempt to deliver, "" if nothing */
  trouble = ""

  #drafts
  #onChange
  #told = null // the view alone
  #task = null // the one in hand
  #position = 0 // of the log, that the view shows
  #acknowledged = new Map() // by key: sheets that the server has and the view does not show yet
  #sent = new Map() // by key: the last one that the server took, however the view goes on

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
    const { view } = this
    if (!view.performance) return this.isWalking ? "list" : "waiting"
    const moment = this.momentOf(view)
    return view.isGone && moment !== "sending" ? "gone" : moment
  }

  /** The moment of one task. @returns {Moment} */
  momentOf(task) {
    const pending = this.#pendingOf(task)
    if (pending) return pending.command.kind === "Recuse" ? "excused" : "sending"
    if (task.elsewhere || task.avoids || task.sheet === "recused" || task.sheet === "absent") return "excused"
    if (task.sheet === "submitted" || this.#acknowledged.has(sheetKeyOf(task))) return "saved"
    return task.confirmed ? "missed" : "marking"
  }

  /** What waits in the outbox for the performance on view. @returns {import("../outbox.js").Kept | undefined} */
  get pending() {
    return this.#pendingOf(this.view)
  }

  /** The sheet as it was sent: marks, note, recommended, and when the server saved it, if it has. */
  get given() {
    return this.pending?.command ?? this.#acknowledged.get(sheetKeyOf(this.view)) ?? this.view
  }

  /** Whether there is a list of sheets to choose from. */
  get isWalking() {
    return this.inHand !== null || this.forsaken.length > 0 || this.#told.tasks.some(isWalk)
  }

  /** The tasks of a walk-round: to be marked, what is open longest first; then the given; then what is not mine. */
  get tasks() {
    const ranks = { saved: 1, sending: 1, missed: 1, excused: 2 }
    const ranked = this.#told.tasks.filter(isWalk).map((task) => [ranks[this.momentOf(task)] ?? 0, task])
    return [0, 1, 2].flatMap((rank) => ranked.filter(([found]) => found === rank).map(([, task]) => task))
  }

  /** Where marks are taken and mine are missing: the one behind the sheet in hand, or else what is open longest. */
  get nextTask() {
    const { tasks } = this.#told
    const open = tasks.filter((task) => isWalk(task) && task.open && this.momentOf(task) === "marking")
    const others = open.filter((task) => sheetKeyOf(task) !== this.inHand)
    const here = tasks.findIndex((task) => sheetKeyOf(task) === this.inHand)
    return others.find((task) => tasks.indexOf(task) > here) ?? others[0] ?? null
  }

  /** The draft of one task, as the phone has kept it. @returns {import("./draft.js").Draft} */
  draftOf(task) {
    return this.#drafts.of(task)
  }

  /** The criteria without a valid mark. */
  get left() {
    return unfinished(this.draft.marks, this.view.criteria)
  }

  /** The compulsory items without an answer. */
  get unanswered() {
    return unanswered(this.view.asked, this.draft.items)
  }

  /** Takes a new view. Whether it is of another sheet than the one before. @returns {boolean} */
  show(view, position) {
    this.#told = view
    this.#position = position
    for (const [key, sheet] of this.#acknowledged) if (sheet.position <= position) this.#acknowledged.delete(key)
    return this.#look()
  }

  /** Takes the sheet of a walk-round into the hand, or with null lays it down. @param {string | null} key */
  take(key) {
    this.inHand = key
    if (this.#told) this.#look()
  }

  /** Takes up the draft of the sheet on view, as the phone has kept it. */
  takeUp() {
    this.opened = null
    this.draft = this.view?.performance ? this.#drafts.of(this.view) : null
  }

  /** A new link has brought a view, which shows whatever was acknowledged before. */
  linked() {
    this.#acknowledged.clear()
    this.outbox.deliver()
  }

  /** The judge knows that this draft was not submitted. */
  tell(task) {
    this.#drafts.tell(task)
    this.#countForsaken()
    this.#onChange()
  }

  /** The judge has dealt with what the server refused. @param {import("../outbox.js").Kept} kept */
  dismiss({ id, command }) {
    this.outbox.dismiss(id)
    this.#countForsaken()
    const draft = this.forsaken.find(({ task }) => sheetKeyOf(task) === sheetKeyOf(command))
    if (draft) this.tell(draft.task)
  }

  /** Puts what is in hand into `view`. Whether it is another sheet than the one before. @returns {boolean} */
  #look() {
    const before = this.view
    const { tasks } = this.#told
    if (tasks.length && !tasks.some(isWalk)) this.inHand = null // a stage waits for this judge
    this.#countForsaken()
    this.#task = this.inHand === null ? (tasks.find((task) => !isWalk(task)) ?? null) : this.#held()
    this.view = { ...this.#told, ...this.#task }
    const isOther = !isSameSheet(before, this.view)
    if (isOther) this.takeUp()
    if (this.moment !== "marking") this.opened = null
    return isOther
  }

  /** The task in hand; that of an entrant who has left as it was. Null, and nothing in hand, if it is unknown. */
  #held() {
    const isIt = (task) => task && sheetKeyOf(task) === this.inHand
    const task = this.#told.tasks.find(isIt) ?? this.#retake()
    if (task) this.inHand = sheetKeyOf(task)
    if (task) return task
    const last = isIt(this.#task) ? this.#task : this.forsaken.map(({ task }) => task).find(isIt)
    if (!last) this.inHand = null
    return last ? this.#gone(last) : null
  }

  /** Whoever performs again takes the place of the attempt in hand; one taken up from the list to be told of stays. */
  #retake() {
    const last = this.#task
    if (!last || sheetKeyOf(last) !== this.inHand || last.isGone) return null
    return this.#told.tasks.find(({ performance }) => keyOf(performance) === keyOf(last.performance))
  }

  /** It may have been closed with the sheet that the view has not shown yet. */
  #gone(task) {
    const sent = this.#sent.get(sheetKeyOf(task))
    const isIn = sent?.revision > task.revision
    return isIn ? { ...task, ...sent, sheet: "submitted", isGone: true } : { ...task, isGone: true }
  }

  /** What was sent of a performance is no draft: it is told of by itself. */
  #countForsaken() {
    const sent = new Set([...this.outbox.waiting, ...this.outbox.refused].map(({ command }) => sheetKeyOf(command)))
    this.forsaken = this.#drafts.forsaken(this.#told.tasks).filter(({ task }) => !sent.has(sheetKeyOf(task)))
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
    this.#drafts.keep(this.view, isWalk(this.view) ? { ...this.draft, task: this.#task } : this.draft)
  }

  /** @throws {DOMException} the phone cannot keep it; nothing is sent */
  submit() {
    const { performance, criteria, asked, revision, entrant, attempt, trial, panel } = this.view
    const { note, recommended, items } = this.draft
    const marks = finished(this.draft.marks, criteria)
    if (trial) {
      const tried = { kind: "SubmitTrialSheet", performance, panel, attempt, marks }
      this.outbox.put(tried, `${t("judge.trial")} · ${total(marks, criteria)}`)
      return
    }
    const command = { kind: "SubmitSheet", performance, revision: revision + 1, marks, note, recommended }
    if (asked.length) command.items = items
    if (attempt) command.attempt = attempt
    this.outbox.put(command, `${entrant} · ${total(marks, criteria)}`)
  }

  /** @throws {DOMException} the phone cannot keep it; nothing is sent */
  recuse(task, reason) {
    const { performance, entrant } = task
    this.outbox.put({ kind: "Recuse", performance, reason }, `${entrant} · ${t("judge.recuse")}`)
    this.#drafts.tell(task) // it was given up
  }

  #pendingOf(task) {
    return this.outbox.waiting.find(({ command }) => isOf(command, task))
  }

  #delivered(command, { position, at }) {
    this.trouble = ""
    const key = sheetKeyOf(command)
    if (command.kind !== "Recuse") {
      const { kind, ...sheet } = command
      this.#drafts.drop(command)
      this.#sent.set(key, { ...sheet, saved_at: at })
      if (position > this.#position) this.#acknowledged.set(key, { ...sheet, position, saved_at: at })
    }
    if (this.view?.isGone) this.#look()
    this.#onChange()
  }

  #delayed(failure) {
    this.trouble = failure.status ? failure.detail : "" // being out of reach is what the link state says
    this.#onChange()
  }
}

/** A recusal is from a performance and each retake of it. */
function isOf(command, task) {
  if (!task?.performance) return false
  return command.kind === "Recuse"
    ? keyOf(command.performance) === keyOf(task.performance)
    : sheetKeyOf(command) === sheetKeyOf(task)
}

function isSameSheet(before, view) {
  if (!view.performance) return Boolean(before) && !before.performance
  return isOf(view, before?.performance ? before : null) && before.revision === view.revision
}

function isWalk({ manner }) {
  return manner === "walk"
}
