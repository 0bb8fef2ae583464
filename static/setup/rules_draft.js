/** The draft of the rules: changed, taken back, explained by the server, kept on the device, saved. */

import { Refused, get, post } from "../command.js"
import { hush, notify } from "../page.js"
import { sentence, t } from "../words.js"
import { dotted, put, said, same } from "./draft.js"
import { dropDraft, keepDraft, keptDraft } from "./kept_draft.js"
import { page, perform, redraw } from "./page.js"
import { judgesOf } from "./round.js"
import { loadSettings } from "./settings.js"
import { forgetChanges, redone, remember, undone } from "./undo.js"

const EXPLAINED_AFTER_MS = 250 // since the last change
const AS_SAVED = ["good", "wait"] // how it is told that the rules were saved

/**
 * `draft`: the rules as GET /setup/rules gives them, with the changes made here; `saved`: its JSON as it was.
 * By key path, to stand beside the fields: `problems`, and what the server makes of the draft (`told`, `unrunnable`,
 * what is `odd`, the steps `ties` may have); `noted`: all that is odd in one list; `outline`: the whole in sentences.
 * `isOvertaken`: others have saved rules since. `refused`: all that the last saving found. `kept`: unsaved changes of before, `isTakenUp` or only offered.
 */
export const form = {
  draft: null,
  saved: "",
  isDirty: false,
  isOvertaken: false,
  problems: new Map(),
  told: {},
  unrunnable: {},
  odd: {},
  noted: [],
  ties: {},
  outline: [],
  refused: [],
  kept: null,
  panelSizes: new Map(),
  change,
  set,
  changed,
}

let timer = 0
let asked = 0
let loadedFor = ""

/** Fetches the rules when they were saved elsewhere. To be called with each view. */
export async function follow() {
  const present = JSON.stringify(page.view.rules)
  if (present === loadedFor) return
  loadedFor = present
  await loadSettings()
  const rules = await get("/setup/rules")
  if (form.draft && same(rules, JSON.parse(form.saved))) return
  form.isOvertaken = form.isDirty
  if (form.isOvertaken) return redraw()
  const isFirst = !form.draft
  forgetChanges()
  load(rules)
  if (isFirst) takeUp(keptDraft())
}

function takeUp(kept) {
  if (!kept || same(kept.draft, form.draft)) return dropDraft()
  form.kept = { ...kept, isTakenUp: kept.base === form.saved }
  if (form.kept.isTakenUp) restore(kept.draft)
  else redraw()
}

/** Other rules as the draft, to be looked at and saved; the change can be taken back. */
export function restore(draft) {
  remember(form.draft, "")
  form.draft = draft
  changed()
}

/** The unsaved changes of before, made from other rules than those that are saved now. */
export function takeOffered() {
  form.kept.isTakenUp = true
  restore(form.kept.draft)
}

export function refuseOffered() {
  form.kept = null
  dropDraft()
  redraw()
}

/** Says something else at a path; undefined takes it out. */
function change(path, value) {
  remember(form.draft, dotted(path))
  put(form.draft, path, value)
  form.problems.delete(dotted(path))
  changed()
}

/** Sets a setting, which is left unsaid where the file would leave it. */
function set(field, path, value) {
  change(path, said(field, value))
}

/** Draws, and has the draft explained a moment after the last key. */
function changed() {
  form.refused = []
  form.isDirty = !same(form.draft, JSON.parse(form.saved))
  if (form.isDirty) AS_SAVED.forEach(hush)
  redraw()
  clearTimeout(timer)
  timer = setTimeout(explain, EXPLAINED_AFTER_MS)
}

async function explain() {
  const turn = ++asked
  if (form.isDirty) keepDraft(form.draft, form.saved)
  else if (form.kept?.isTakenUp ?? true) dropDraft()
  try {
    const { problems, ...beside } = await post("/setup/draft", { rules: form.draft, judges: panelSizes() })
    if (turn !== asked) return // the draft has changed since
    Object.assign(form, beside)
    note(problems)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  }
  redraw()
}

/** How many judges the example of each round is of. */
function panelSizes() {
  const judges = {}
  form.draft.tracks.forEach((track, i) =>
    track.rounds.forEach((round, j) => {
      const path = ["tracks", i, "rounds", j]
      judges[dotted(path)] = judgesOf(form, path, track.id, round)
    }),
  )
  return judges
}

function note(problems) {
  form.problems.clear()
  for (const problem of problems) {
    const { place } = problem
    form.problems.set(place, [...(form.problems.get(place) ?? []), problem])
  }
}

export async function save() {
  if (!(await perform(submit))) return document.querySelector(".problems")?.scrollIntoView({ block: "center" })
  load(await get("/setup/rules")) // the changes before can still be taken back
  await explain()
  if (form.noted.length) notify(t("setup.rules-saved-but", { warnings: form.noted.map(sentence).join(" ") }), "wait")
  else notify(t("setup.rules-saved"), "good")
}

/** Whether the server took the rules; its problems, if any, are noted. */
async function submit() {
  try {
    await post("/setup/rules", form.draft)
    return true
  } catch (refused) {
    if (!refused.body?.problems) throw refused
    form.refused = refused.body.problems
    note(form.refused)
    return false
  }
}

/** The rules as they are saved now, in place of the draft. */
export async function reload() {
  forgetChanges()
  load(await get("/setup/rules"))
}

export function discard() {
  if (form.isOvertaken) return reload()
  form.kept = null
  restore(JSON.parse(form.saved))
}

export function undo() {
  turn(undone(form.draft))
}

export function redo() {
  turn(redone(form.draft))
}

function turn(draft) {
  if (!draft) return
  form.draft = draft
  changed()
}

function load(draft) {
  Object.assign(form, { draft, saved: JSON.stringify(draft), kept: null, isOvertaken: false })
  form.problems.clear()
  changed()
}
