/** 分组: which panel judges which entrant; drawn by the program, or drawn on paper and entered with a witness. */

import { send } from "../command.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { t } from "../words.js"
import { drawing, newSeed } from "./drawing.js"
import { page, perform, redraw, takingPart, tracks } from "./page.js"
import { dateTime, judgedRounds } from "./parts.js"

/** Per "track/round" what is typed: `{seed, panels: Map(entrant → panel)}`. */
const drafts = new Map()

/** Whether any round of the competition has several panels. */
export function isAssigned() {
  return tracks().some(({ rules }) => rules.rounds.some(({ panels }) => panels?.length > 1))
}

/** Whether somebody was put before another panel, and it was not saved. */
export function isDirty() {
  return [...drafts.values()].some(({ panels }) => panels.size > 0)
}

/** The section. */
export function assignment() {
  return judgedRounds((track, round) => (round.seating.length > 1 ? section(track, round) : single(round)))
}

function single({ name }) {
  return html`<p class="muted">${t("setup.single-panel", { round: name })}</p>`
}

function section(track, round) {
  const people = takingPart(track)
  if (!people.length)
    return html`<h3>${round.name}</h3>
      <p class="muted">${t("setup.lacks.entrants")}</p>`
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name}</h3>
    ${present(round)} ${round.called.length ? nothing : drawing(draftOf(track, round), (event) => draw(event, track, round), { isDone: Boolean(round.assigned_at), hint: t("setup.assign-hint") })} ${byHand(track, round, people)}
    ${counts(track, round, people)}
  </section>`
}

function present({ assigned_at, assigned_seed: seed, assigned_witness: witness }) {
  if (!assigned_at) return html`<p class="status" data-state="wait">${t("setup.no-assignment")}</p>`
  const time = dateTime(assigned_at)
  return html`<p class="status" data-state="good">
    ${seed ? t("setup.assigned-drawn", { seed, time }) : t("setup.assigned-entered", { witness, time })}
  </p>`
}

/** The panels side by side; whoever has not been called can be put before another. */
function byHand(track, round, people) {
  const draft = draftOf(track, round)
  const panelOf = (id) => draft.panels.get(id) ?? round.assigned[id] ?? ""
  const without = people.filter(({ id }) => !panelOf(id))
  const place = (seating, { id }) => (seating.order.includes(id) ? seating.order.indexOf(id) : people.length)
  const before = (seating) =>
    people
      .filter(({ id }) => panelOf(id) === seating.id)
      .sort((a, b) => place(seating, a) - place(seating, b))
  return html`<form @submit=${(event) => enter(event, track, round, people)}>
    <div class="panels">
      ${without.length ? column(track, round, { title: t("setup.unassigned", { n: without.length }), state: "wait", listed: without }) : nothing}
      ${round.seating.map((seating) => {
        const { id: panel } = seating
        const listed = before(seating)
        return column(track, round, { title: t("setup.panel-of", { panel, n: listed.length }), panel, listed })
      })}
    </div>
    ${draft.panels.size ? witnessBar(track, round, without.length) : nothing}
  </form>`
}

function column(track, round, { title, panel = "", state = "", listed }) {
  return html`<section data-panel=${panel}>
    <h4 class=${state ? "status" : ""} data-state=${state || nothing}>${title}</h4>
    <ol>
      ${repeat(
        listed,
        ({ id }) => id,
        (person) => row(track, round, person, panel),
      )}
    </ol>
  </section>`
}

function row(track, round, { id, name, district }, panel) {
  const draft = draftOf(track, round)
  const put = ({ target }) => {
    if (target.value === (round.assigned[id] ?? "")) draft.panels.delete(id)
    else draft.panels.set(id, target.value)
    redraw()
  }
  return html`<li data-entrant=${id} ?data-changed=${draft.panels.has(id)}>
    <span>${name} <small class="muted">${district}</small></span>
    ${
      round.called.includes(id)
        ? html`<small class="muted">${t("setup.panel-stands")}</small>`
        : html`<select aria-label=${t("setup.panel-for", { name })} @change=${put}>
            ${panel ? nothing : html`<option value="" .selected=${true}>—</option>`}
            ${round.seating.map((each) => html`<option value=${each.id} .selected=${each.id === panel}>${each.id}</option>`)}
          </select>`
    }
  </li>`
}

function witnessBar(track, round, lacking) {
  const discard = () => {
    drafts.delete(keyOf(track, round))
    redraw()
  }
  return html`<div class="save-bar">
    <label class="field">
      <span>${t("setup.witness")}</span>
      <input name="witness" required maxlength="40" autocomplete="off" />
    </label>
    <button type="button" class="button" ?disabled=${page.busy} @click=${discard}>${t("setup.discard")}</button>
    <button class="button primary" ?disabled=${page.busy || lacking > 0}>${t("setup.save-assignment")}</button>
  </div>`
}

/** How many of each district come before each panel: the draw keeps them within one of each other. */
function counts(track, round, people) {
  const panelOf = (id) => draftOf(track, round).panels.get(id) ?? round.assigned[id]
  if (!people.some(({ id }) => panelOf(id))) return nothing
  const districts = [...new Set(people.map(({ district }) => district))].sort()
  const count = (panel, district) =>
    people.filter((each) => panelOf(each.id) === panel && (district === null || each.district === district)).length
  const line = (district, word) =>
    html`<tr>
      <th scope="row">${word}</th>
      ${round.seating.map(({ id }) => html`<td class="numeral">${count(id, district)}</td>`)}
    </tr>`
  return html`<table class="counts">
    <caption>${t("setup.districts")}</caption>
    <thead>
      <tr>
        <th></th>
        ${round.seating.map(({ id }) => html`<th scope="col">${t("setup.panel-named", { panel: id })}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${districts.map((district) => line(district, district || t("setup.no-district")))}
      ${line(null, t("setup.together"))}
    </tbody>
  </table>`
}

async function draw(event, track, round) {
  event.preventDefault()
  const seed = event.target.elements.seed.value.trim()
  if (!(await mayReplace(round))) return
  done(await perform(() => send({ kind: "DrawAssignment", track: track.id, round: round.id, seed })), track, round)
}

async function enter(event, track, round, people) {
  event.preventDefault()
  const { panels } = draftOf(track, round)
  const wanted = Object.fromEntries(people.map(({ id }) => [id, panels.get(id) ?? round.assigned[id]]))
  const witness = event.target.elements.witness.value.trim()
  const command = { kind: "EnterAssignment", track: track.id, round: round.id, panels: wanted, witness }
  done(await perform(() => send(command)), track, round)
}

/** Lots are drawn once; to draw them again has to be meant. */
async function mayReplace(round) {
  if (!round.assigned_at) return true
  const question = { title: t("setup.assign-again"), text: t("setup.assign-again-hint"), danger: true }
  return (await ask(question)) !== null
}

function done(answer, track, round) {
  if (!answer) return
  drafts.delete(keyOf(track, round))
  notify(t("setup.assignment-saved"), "good")
  redraw()
}

function draftOf(track, round) {
  const key = keyOf(track, round)
  if (!drafts.has(key)) drafts.set(key, { seed: newSeed(), panels: new Map() })
  return drafts.get(key)
}

function keyOf(track, round) {
  return `${track.id}/${round.id}`
}
