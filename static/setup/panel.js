/** 评委与席位: who sits on which numbered seat of each panel, and where the panel sits. */

import { send } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { setupBook } from "./books.js"
import { halls } from "./halls.js"
import { page, perform, redraw, seatings, tracks } from "./page.js"
import { judgedRounds, saveBar } from "./parts.js"
import { pool } from "./pool.js"
import { isDirty as areWindowsDirty, windowJudges } from "./windows.js"

const MOST_JUDGES = 15
const USUAL_JUDGES = 7
const KINDS = {
  judges: { least: 1, size: "setup.panel-size", field: "seat", label: "setup.seat", hint: "setup.paste-names" },
  reserves: { least: 0, size: "setup.reserve-judges", field: "reserve", label: "setup.reserve", hint: "setup.reserve-judges-hint" },
  trainees: { least: 0, size: "setup.trainees", field: "trainee", label: "setup.trainee", hint: "setup.trainees-hint" },
}

/**
 * Panels with changes that were not saved, by "track/round/panel": `{judges, reserves, trainees, groups}`, names in order;
 * of `groups` `judges` and `reserves` have the ids of their groups in the same order.
 */
const drafts = new Map()

/** Whether there are changes that were not saved. */
export function isDirty() {
  return drafts.size > 0 || areWindowsDirty()
}

/** The section. */
export function panel() {
  return html`${halls()} ${setupBook("judges")} ${judgedRounds(round)} ${known()}`
}

function round(track, round) {
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name}</h3>
    ${round.seating.map((seating) => part(track, round, seating))}
  </section>`
}

function part(track, round, seating) {
  const key = keyOf(track, round, seating)
  const draft = drafts.get(key) ?? present(seating)
  const put = (changed) => {
    drafts.set(key, { ...draft, ...changed })
    redraw()
  }
  const discard = () => {
    drafts.delete(key)
    redraw()
  }
  const copy = ({ name, judges }) =>
    html`<button type="button" class="button" @click=${() => put(copyOf(judges, draft))}>
      ${t("setup.copy-panel", { name })}
    </button>`
  return html`<div class="panel" data-panel=${seating.id}>
    ${seating.id ? html`<h4>${t("setup.panel-named", { panel: seating.id })}</h4>` : nothing}
    ${page.view.halls.length > 1 ? hallOf(track, round, seating) : nothing}
    <fieldset ?disabled=${seating.marked}>
      ${places(draft, "judges", put, round.groups, others(key).map(copy))}
    </fieldset>
    <fieldset>${places(draft, "reserves", put, round.groups)} ${places(draft, "trainees", put)}</fieldset>
    ${saveBar({ dirty: drafts.has(key), save: () => save(track, round, seating, draft), discard, label: t("setup.save-panel") })}
    ${round.groups.length ? nothing : pool(track, round, seating, [...others(key).flatMap(({ everybody }) => everybody), ...everybodyOf(seating)])}
    ${windowJudges(track, round, seating)}
  </div>`
}

function copyOf(judges, draft) {
  return { judges: judges.map(({ name }) => name), groups: { ...draft.groups, judges: judges.map(({ group }) => group) } }
}

/** How many of a kind there are, their names, and of which group each is, where judges count in groups. */
function places(draft, kind, put, groups = [], beside = nothing) {
  const names = draft[kind]
  const { least, size, hint } = KINDS[kind]
  const resize = ({ target }) => {
    const count = Math.min(Math.max(Math.trunc(Number(target.value)) || 0, least), MOST_JUDGES)
    put({ [kind]: [...names, ...blank(count)].slice(0, count) })
  }
  const rename = (index, name) => put({ [kind]: names.map((each, i) => (i === index ? name : each)) })
  const chosen = draft.groups[kind] ?? []
  const regroup = (index, group) =>
    put({ groups: { ...draft.groups, [kind]: names.map((_, i) => (i === index ? group : (chosen[i] ?? ""))) } })
  const paste = (index, lines) =>
    put({ [kind]: [...names.slice(0, index), ...lines, ...names.slice(index + lines.length)].slice(0, MOST_JUDGES) })
  return html`<div class="row-of-buttons">
      <label class="field short">
        <span>${t(size)}</span>
        <input name=${`${kind}-size`} type="number" min=${least} max=${MOST_JUDGES} .value=${names.length} @change=${resize} />
      </label>
      ${beside} ${hint ? html`<p class="muted">${t(hint)}</p>` : nothing}
    </div>
    <ol class="seats">
      ${names.map((name, index) => seat(kind, name, index, rename, paste, groupOf(groups, kind, chosen[index], index, regroup)))}
    </ol>`
}

/** Where the panel sits; it moves at once. One that has no judges yet is seated in the first hall. */
function hallOf(track, round, seating) {
  const move = async ({ target }) => {
    const where = { track: track.id, round: round.id, panel: seating.id, hall: target.value }
    if (!(await perform(() => send({ kind: "MovePanel", ...where })))) target.value = seating.hall
  }
  return html`<label class="field short">
    <span>${t("setup.panel-hall")}</span>
    <select name="hall" ?disabled=${page.busy || !seating.judges.length} @change=${move}>
      ${page.view.halls.map(
        ({ id, name }) => html`<option value=${id} .selected=${id === seating.hall}>${name}</option>`,
      )}
    </select>
    ${seating.judges.length ? nothing : html`<small>${t("setup.panel-hall-later")}</small>`}
  </label>`
}

/** Whose marks this judge's are weighted with. */
function groupOf(groups, kind, chosen, index, regroup) {
  if (!groups.length) return nothing
  return html`<div class="field">
    <select
      name=${`${KINDS[kind].field}-group-${index + 1}`}
      aria-label=${t("setup.judge-group", { n: index + 1 })}
      @change=${({ target }) => regroup(index, target.value)}
    >
      <option value="" .selected=${!groups.some(({ id }) => id === chosen)}>${t("setup.choose-group")}</option>
      ${groups.map(({ id, name }) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`)}
    </select>
  </div>`
}

function seat(kind, name, index, rename, paste, group) {
  const { field, label } = KINDS[kind]
  return html`<li>
    <label class="field">
      <span>${t(label, { n: index + 1 })}</span>
      <input
        name=${`${field}-${index + 1}`}
        list="known-judges"
        maxlength="40"
        autocomplete="off"
        .value=${name}
        @input=${({ target }) => rename(index, target.value)}
        @paste=${(event) => pasted(event, (lines) => paste(index, lines))}
      />
    </label>
    ${group}
  </li>`
}

/** Several lines, as a column of a spreadsheet has them, fill this seat and those after it. */
function pasted(event, fill) {
  const text = event.clipboardData.getData("text")
  const lines = text.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean)
  if (lines.length < 2) return
  event.preventDefault()
  fill(lines)
}

/** Whoever is a judge already, to be chosen for a further panel. */
function known() {
  const names = new Set(others("").flatMap(({ everybody }) => everybody.map(({ name }) => name)))
  return html`<datalist id="known-judges">${[...names].map((name) => html`<option value=${name}></option>`)}</datalist>`
}

/** The other panels of the competition, which are often the same people. */
function others(key) {
  return tracks().flatMap((track) =>
    seatings(track)
      .filter(({ round, seating }) => seating.judges.length && keyOf(track, round, seating) !== key)
      .map(({ name, seating }) => ({
        name: `${track.name} · ${name}`,
        judges: seating.judges,
        everybody: everybodyOf(seating),
      })),
  )
}

async function save(track, round, seating, draft) {
  const key = keyOf(track, round, seating)
  const elsewhere = others(key).flatMap(({ everybody }) => everybody)
  const people = seated(round, seating, elsewhere, draft)
  const command = { kind: "SeatPanel", track: track.id, round: round.id, panel: seating.id, ...people }
  if (!(await perform(() => send(command)))) return
  drafts.delete(key)
  notify(t("setup.panel-saved"), "good")
  redraw()
}

/**
 * The names as judges, reserves and trainees. Who sits on another panel keeps that id, for one person has one pass; who
 * was here before keeps the id as well, even if the name was mended. Seats that have judged stay as they are.
 * In a copy of which nobody has a pass yet, another name is another person: unit and district of the one before are not theirs.
 */
function seated(round, seating, elsewhere, draft) {
  const idsElsewhere = new Map(elsewhere.map(({ name, id }) => [name, id]))
  const taken = new Set(elsewhere.map(({ id }) => id))
  const everybody = everybodyOf(seating)
  const idsHere = new Map(everybody.map(({ name, id }) => [name, id]))
  const written = new Set(Object.keys(KINDS).flatMap((kind) => draft[kind].map((name) => name.trim())))
  const isExchange = page.view.origin && !page.view.passes.length
  const ids = seating.marked ? seating.judges.map(({ id }) => id) : []
  const named = (kind) =>
    draft[kind].map((text, index) => {
      const name = text.trim()
      const before = seating[kind][index]
      const mended = before && !isExchange && !taken.has(before.id) && !written.has(before.name) ? before.id : undefined
      const kept = idsElsewhere.get(name) ?? idsHere.get(name) ?? mended
      const id = kept && !ids.includes(kept) ? kept : freeId(new Set([...taken, ...everybody.map((one) => one.id), ...ids]))
      ids.push(id)
      const group = round.groups.length ? (draft.groups[kind]?.[index] ?? "") : ""
      return { id, seat: index + 1, name, group }
    })
  return {
    judges: seating.marked ? seating.judges : named("judges"),
    reserves: named("reserves"),
    trainees: named("trainees"),
  }
}

function everybodyOf({ judges, reserves, trainees }) {
  return [...judges, ...reserves, ...trainees]
}

function freeId(taken) {
  let number = 1
  while (taken.has(`J${number}`)) number++
  return `J${number}`
}

function keyOf(track, round, seating) {
  return `${track.id}/${round.id}/${seating.id}`
}

function present({ judges, reserves, trainees }) {
  const names = (people) => people.map(({ name }) => name)
  return {
    judges: judges.length ? names(judges) : blank(USUAL_JUDGES),
    reserves: names(reserves),
    trainees: names(trainees),
    groups: { judges: judges.map(({ group }) => group), reserves: reserves.map(({ group }) => group) },
  }
}

function blank(count) {
  return Array.from({ length: count }, () => "")
}
