/** 出场顺序: drawn by the program with a recorded seed, or drawn on paper and entered with a witness's name. */

import { send } from "../command.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { listed, t } from "../words.js"
import { setupBook } from "./books.js"
import { drawing, newSeed } from "./drawing.js"
import { page, perform, redraw, takingPart } from "./page.js"
import { dateTime, judgedRounds } from "./parts.js"

/** Per "track/round" what is typed: `{seed, numbers: Map(entrant → text), rows: entrants as they are listed}`. */
const drafts = new Map()

/** The section. */
export function order() {
  return html`${setupBook("orders")} ${judgedRounds(section)}`
}

function section(track, round) {
  const people = takingPart(track)
  if (!people.length)
    return html`<h3>${round.name}</h3>
      <p class="muted">${t("setup.lacks.entrants")}</p>`
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name}</h3>
    ${present(round)}
    ${track.begun ? nothing : ways(track, round, people)}
    ${
      round.order.length
        ? html`<h4>${t("setup.present-order")}</h4>
            ${list(track, round)}`
        : nothing
    }
  </section>`
}

/** The two ways to an order, side by side. */
function ways(track, round, people) {
  return html`<div class="round-columns">${drawing(draftOf(track, round), (event) => draw(event, track, round), { isDone: round.order.length > 0 })} ${entering(track, round, people)}</div>`
}

function present({ order, seed, witness, drawn_at }) {
  if (!order.length) return html`<p class="status" data-state="wait">${t("setup.no-order")}</p>`
  const words = seed
    ? t("setup.drawn", { seed, time: dateTime(drawn_at) })
    : t("setup.entered", { witness, time: dateTime(drawn_at) })
  return html`<p class="status" data-state="good">${words}</p>`
}

/** The order before each panel, counted from 1. */
function list(track, { order, seating }) {
  if (seating.length < 2) return numbered(track, order)
  return seating.map(
    (panel) => html`<h4>${t("setup.panel-named", { panel: panel.id })}</h4>
      ${numbered(track, panel.order)}`,
  )
}

function numbered(track, order) {
  const names = new Map(Object.entries(track.names))
  return html`<ol class="scores">
    ${order.map((id, index) => html`<li><b class="numeral">${index + 1}</b> ${names.get(id)}</li>`)}
  </ol>`
}

function entering(track, round, people) {
  const draft = draftOf(track, round)
  const problems = faultsOf(people, draft.numbers)
  const listed = [...people].sort((a, b) => draft.rows.indexOf(a.id) - draft.rows.indexOf(b.id))
  return html`<details class="card" ?open=${Boolean(round.witness)}>
    <summary>${t("setup.enter")}</summary>
    <form @submit=${(event) => enter(event, track, round, people)}>
      <p class="muted">${t("setup.enter-hint")}</p>
      <ol class="numbers">
        ${repeat(
          listed,
          ({ id }) => id,
          (person) => numberRow(draft, person, problems.length > 0),
        )}
      </ol>
      ${problems.map((problem) => html`<p class="error">${problem}</p>`)}
      <label class="field">
        <span>${t("setup.witness")}</span>
        <input name="witness" required maxlength="40" autocomplete="off" />
      </label>
      <button class="button" ?disabled=${problems.length || page.busy}>${t("setup.enter-now")}</button>
    </form>
  </details>`
}

function numberRow(draft, { id, name }, isFaulty) {
  const type = ({ target }) => {
    draft.numbers.set(id, target.value.trim())
    redraw()
  }
  const arrow = (sign, by, label) =>
    html`<button
      type="button"
      class="button quiet"
      aria-label=${label}
      ?disabled=${isFaulty}
      @click=${() => move(draft, id, by)}
    >
      ${sign}
    </button>`
  return html`<li data-entrant=${id}>
    <input
      class="numeral"
      inputmode="numeric"
      autocomplete="off"
      aria-label=${t("setup.number-of", { name })}
      .value=${draft.numbers.get(id) ?? ""}
      @change=${type}
    />
    <span>${name}</span>
    ${arrow("↑", -1, t("setup.earlier", { name }))} ${arrow("↓", 1, t("setup.later", { name }))}
  </li>`
}

/** What keeps the numbers from being an order, as sentences. */
function faultsOf(people, numbers) {
  const given = people.map(({ id }) => numbers.get(id) ?? "")
  const wanted = people.map((_, index) => String(index + 1))
  const missing = wanted.filter((number) => !given.includes(number))
  const twice = wanted.filter((number) => given.indexOf(number) !== given.lastIndexOf(number))
  return [
    ...(twice.length ? [t("setup.numbers-twice", { numbers: listed(twice) })] : []),
    ...(missing.length ? [t("setup.numbers-missing", { numbers: listed(missing) })] : []),
  ]
}

/** Changes places with the neighbour. Only then the list is sorted: while numbers are typed it must stand still. */
function move(draft, id, by) {
  const { numbers } = draft
  const target = String(Number(numbers.get(id)) + by)
  const other = [...numbers.keys()].find((entrant) => numbers.get(entrant) === target)
  if (!other) return
  numbers.set(other, numbers.get(id))
  numbers.set(id, target)
  draft.rows = [...numbers.keys()].sort((a, b) => numbers.get(a) - numbers.get(b))
  redraw()
}

async function draw(event, track, round) {
  event.preventDefault()
  const seed = event.target.elements.seed.value.trim()
  if (!(await mayReplace(round))) return
  if (await perform(() => send({ kind: "DrawOrder", track: track.id, round: round.id, seed }))) done(track, round)
}

async function enter(event, track, round, people) {
  event.preventDefault()
  const { numbers } = draftOf(track, round)
  const order = [...people].sort((a, b) => numbers.get(a.id) - numbers.get(b.id)).map(({ id }) => id)
  const witness = event.target.elements.witness.value.trim()
  if (!(await mayReplace(round))) return
  const command = { kind: "EnterOrder", track: track.id, round: round.id, order, witness }
  if (await perform(() => send(command))) done(track, round)
}

/** A draw is held once; a second one has to be meant. */
async function mayReplace(round) {
  if (!round.order.length) return true
  const question = { title: t("setup.draw-again"), text: t("setup.draw-again-hint"), danger: true }
  return (await ask(question)) !== null
}

function done(track, round) {
  drafts.delete(`${track.id}/${round.id}`)
  notify(t("setup.order-saved"), "good")
  redraw()
}

function draftOf(track, round) {
  const id = `${track.id}/${round.id}`
  if (!drafts.has(id)) {
    const numbers = new Map(round.order.map((entrant, index) => [entrant, String(index + 1)]))
    drafts.set(id, { seed: newSeed(), numbers, rows: round.order })
  }
  return drafts.get(id)
}
