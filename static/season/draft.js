/** The draft of a season: SEASON.toml as a form, checked by the server a moment after each change, saved as it is. */

import { Refused, post } from "../command.js"
import { notify } from "../page.js"
import { dotted, put, said, same } from "../setup/draft.js"
import { redraw } from "../setup/page.js"
import { t } from "../words.js"
import { asked, onView, own, page } from "./page.js"

const CHECKED_AFTER_MS = 500 // since the last change
const OF_RULES = /^(?:SEASON\.toml(?::\d+)?: ?)?/
const BY_ID = /^(\w+)\[([^\]]+)\](?:\.events\[([^\]]+)\])?/

/**
 * As the form of a competition's rules has it (setup/rules_draft.js). `found`: all problems, in the order of the file.
 * `version`: of SEASON.toml as it was loaded.
 */
export const form = {
  draft: null,
  saved: "",
  version: "",
  isDirty: false,
  found: [],
  problems: new Map(),
  told: {},
  unrunnable: {},
  odd: {},
  ties: {},
  change,
  set,
  changed,
}

let timer = 0
let turn = 0

onView((view) => {
  if (form.isDirty && view.version === form.version) return
  if (form.isDirty && form.draft) return notify(() => t("season.overtaken"), "wait")
  load(view)
})

/** The season as it is saved, in place of the draft. */
export function discard() {
  form.isDirty = false
  load(page.view)
  redraw()
}

function load({ draft, version, problems }) {
  Object.assign(form, { draft: draft && withTracks(structuredClone(draft)), saved: JSON.stringify(draft), version, isDirty: false })
  note(problems)
}

/** A pool takes its tracks from the tables: what is shared with the form of a competition finds them under that name. */
function withTracks(draft) {
  return Object.defineProperty(draft, "tracks", { get: () => draft.tables ?? [] })
}

function change(path, value) {
  put(form.draft, path, value)
  form.problems.delete(dotted(path))
  changed()
}

/** Sets a setting, which is left unsaid where the file would leave it. */
function set(field, path, value) {
  change(path, said(field, value))
}

function changed() {
  form.isDirty = !same(form.draft, JSON.parse(form.saved))
  redraw()
  clearTimeout(timer)
  timer = setTimeout(check, CHECKED_AFTER_MS)
}

async function check() {
  const own_turn = ++turn
  try {
    const problems = await post(own("check"), { draft: form.draft })
    if (own_turn === turn) note(problems)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
  redraw()
}

function note(problems) {
  form.found = problems.map((problem) => ({ ...problem, path: pathOf(problem.place) }))
  form.problems.clear()
  for (const problem of form.found) {
    const { path } = problem
    if (path) form.problems.set(path, [...(form.problems.get(path) ?? []), problem])
  }
}

/** Where in the form a problem stands: rows by their number, where the file's reader names them by their id; "" for other files. */
function pathOf(place) {
  if (/^[^:]+\.(csv|json)(:|$)/.test(place)) return ""
  return place.replace(OF_RULES, "").replace(BY_ID, (whole, list, id, event) => {
    const rows = form.draft?.[list] ?? []
    const n = numberOf(rows, id)
    if (event === undefined) return `${list}[${n}]`
    return `${list}[${n}].events[${numberOf(rows[n]?.events ?? [], event)}]`
  })
}

function numberOf(rows, id) {
  const found = rows.findIndex((row) => row.id === id)
  return found < 0 ? id : found
}

/** Saves the draft, whatever is still wrong with it: nothing is reckoned before it is right. */
export async function save() {
  const { draft, version } = form
  form.isDirty = false
  const view = await asked("rules", { version, draft })
  form.isDirty = !view
  if (view) notify(() => t(view.problems.length ? "season.saved-but" : "season.saved", { n: view.problems.length }), view.problems.length ? "wait" : "good")
}
