/** 赛事与规则: the rules as a draft of their file, checked by the server, with an example computed live. */

import { Refused, get, post } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { choiceField, dotted, problemText, textField } from "./fields.js"
import { page, perform, redraw, seated, shownTrack } from "./page.js"
import { lockedBanner, saveBar, trackTabs } from "./parts.js"
import { placeWords } from "./places.js"
import { roundForm } from "./round.js"
import { warnings, weightsWarning } from "./sums.js"

const EXAMPLE_AFTER_MS = 250 // since the last change

/**
 * `draft`: the rules as GET /setup/rules gives them, with the changes made here; `saved`: its JSON as it was.
 * `problems` by key path stand beside the fields; `refused`: all that the last saving found, for what has no field.
 */
const form = {
  draft: null,
  saved: "",
  problems: new Map(),
  refused: [],
  examples: new Map(),
  panelSizes: new Map(),
  change,
  changed,
}

let exampleTimer = 0
let loadedFor = ""

/** Fetches the rules when they were saved elsewhere. To be called with each view. */
export async function follow() {
  const present = JSON.stringify(page.view.rules)
  if (present === loadedFor || isDirty()) return
  loadedFor = present
  load(await get("/setup/rules"))
}

/** Whether there are changes that were not saved. */
export function isDirty() {
  return form.draft !== null && JSON.stringify(form.draft) !== form.saved
}

/** The section. */
export function rules() {
  if (!form.draft) return nothing
  const index = form.draft.tracks.findIndex(({ id }) => id === shownTrack().id)
  const path = ["tracks", index]
  return html`
    ${refusal()}
    <fieldset class="grid">
      ${textField(form, ["competition", "name"], { label: t("setup.name"), wide: true })}
      ${textField(form, ["competition", "organiser"], { label: t("setup.organiser"), wide: true })}
    </fieldset>
    ${trackTabs()} ${lockedBanner(shownTrack())}
    <fieldset ?disabled=${shownTrack().begun}>
      <div class="grid">${trackFields(path)}</div>
      ${rounds(form.draft.tracks[index], [...path, "rounds"])}
    </fieldset>
    ${saveBar({ dirty: isDirty(), save, discard, label: t("setup.save-rules") })}
  `
}

function rounds(track, path) {
  const warning = weightsWarning(track)
  return track.rounds.map((_, i) => roundForm(form, [...path, i], track.id, warning))
}

function trackFields(path) {
  const exactness = [
    ["rounded", t("setup.weigh.rounded")],
    ["exact", t("setup.weigh.exact")],
  ]
  return html`
    ${textField(form, [...path, "name"], { label: t("setup.track-name") })}
    ${textField(form, [...path, "composite", "places"], {
      label: t("setup.composite-places"),
      whole: true,
      fallback: 2,
    })}
    ${choiceField(form, [...path, "composite", "weigh"], {
      label: t("setup.weigh"),
      choices: exactness,
      fallback: "rounded",
    })}
  `
}

/** Some keys have no field here: without their problems a refused saving would look like nothing. */
function refusal() {
  const { refused } = form
  if (!refused.length) return nothing
  const items = refused.map(
    (problem) => html`<li><b>${placeWords(form.draft, problem.place)}</b> ${problemText(problem)}</li>`,
  )
  return html`<div class="banner problems" data-state="bad" role="alert">
    <b>${t("setup.problems", { n: refused.length })}</b>
    <ul>
      ${items}
    </ul>
  </div>`
}

function change(path, value) {
  const parent = path.slice(0, -1).reduce((table, part) => (table[part] ??= {}), form.draft)
  parent[path[path.length - 1]] = value
  form.problems.delete(dotted(path))
  changed()
}

/** Draws, and works the examples out anew a moment after the last key. */
function changed() {
  form.refused = []
  redraw()
  clearTimeout(exampleTimer)
  exampleTimer = setTimeout(workOut, EXAMPLE_AFTER_MS)
}

async function workOut() {
  const asked = form.draft.tracks.flatMap((track, i) =>
    track.rounds.map((round, j) => workOutOne(["tracks", i, "rounds", j], track.id, round)),
  )
  await Promise.all(asked)
  redraw()
}

async function workOutOne(path, track, round) {
  const prefix = dotted(path)
  const judges = Number(form.panelSizes.get(`${track}/${round.id}`) ?? seated(track, round.id)) || 7
  for (const place of [...form.problems.keys()]) if (place.startsWith(`${prefix}.`)) form.problems.delete(place)
  try {
    const { lines } = await post("/setup/example", { round, judges })
    form.examples.set(prefix, lines)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    form.examples.set(prefix, refused.body?.problems ? [] : [{ template: "{why}", values: { why: refused.detail } }])
    note(refused.body?.problems ?? [], `${prefix}.`)
  }
}

function note(problems, prefix = "") {
  for (const problem of problems) {
    const place = prefix + problem.place
    form.problems.set(place, [...(form.problems.get(place) ?? []), problem])
  }
}

async function save() {
  form.problems.clear()
  if (!(await perform(submit))) return document.querySelector(".problems")?.scrollIntoView({ block: "center" })
  load(await get("/setup/rules"))
  const warned = warnings(form.draft)
  if (warned.length) notify(t("setup.rules-saved-but", { warnings: warned.join(" ") }), "wait")
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

function discard() {
  load(JSON.parse(form.saved))
}

function load(draft) {
  Object.assign(form, { draft, saved: JSON.stringify(draft) })
  form.problems.clear()
  changed()
}
