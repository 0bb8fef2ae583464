/** One person in a form: what is known of the person, and the duties, each for a part of the competition that there is. */

import { Refused, post, send } from "../command.js"
import { hush, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { page, perform, redraw } from "./page.js"

const MOST = { name: 40, unit: 60, district: 60, phone: 60 }

/** Who is being edited: PersonRow of judging/views/duties.py with `options` (DutyOption) and why it was `refused`. */
let draft = null

/** Whether there are changes that were not saved. */
export function isDirty() {
  return draft !== null
}

/** The id of who is being edited, null where nobody is. */
export function edited() {
  return draft?.id ?? null
}

/** Somebody new. */
export function blank() {
  return { id: freeId(), name: "", unit: "", district: "", phone: "", appointments: [], seats: [], known: false }
}

/** An id that nobody had who is known here. @param {string[]} [more] others that are taken */
export function freeId(more = []) {
  const taken = new Set([...page.view.people.map(({ id }) => id), ...more])
  let number = 1
  while (taken.has(`P${number}`)) number++
  return `P${number}`
}

/** What the server knows a person by. */
export function written({ id, name, unit, district, phone, appointments }) {
  const plain = appointments.map(({ duty, scope }) => ({ duty, scope }))
  return { id, name: name.trim(), unit: unit.trim(), district: district.trim(), phone: phone.trim(), appointments: plain }
}

/** A duty with what it is for. @param {{word: object, where: object}} appointment */
export function inWords({ word, where }) {
  return `${sentence(word)} · ${sentence(where)}`
}

/** Puts somebody into the form. */
export function begin(person) {
  draft = { ...person, options: [], refused: "" }
  hush()
  look()
}

/** Asks what else this person could do beside what is chosen. What is typed meanwhile changes nothing of the answer. */
function look() {
  const asked = draft
  const { id, name, appointments } = written(draft)
  return perform(async () => {
    const options = await post("/setup/duties", { id, name: name || t("people.this-person"), appointments })
    if (draft?.id === asked.id && draft.appointments === asked.appointments) draft.options = options
  })
}

function end() {
  draft = null
  redraw()
}

function change(more) {
  draft = { ...draft, ...more, refused: "" }
  redraw()
}

/** The form. */
export function form() {
  return html`<form class="card person" data-person=${draft.id} @submit=${save}>
    <div class="grid">${["name", "unit", "district", "phone"].map(field)}</div>
    ${chosen()}
    <table class="duty-options">
      <tbody>
        ${draft.options.map(option)}
      </tbody>
    </table>
    ${draft.refused ? html`<p class="banner" data-state="bad" role="alert">${draft.refused}</p>` : nothing}
    <div class="row-of-buttons">
      <button class="button primary" ?disabled=${page.busy}>${t("people.save")}</button>
      <button type="button" class="button" @click=${end}>${t("dialog.cancel")}</button>
    </div>
  </form>`
}

function field(key) {
  const isSeated = key === "name" && draft.seats.length > 0
  return html`<label class="field">
    <span>${t(`people.${key}`)}</span>
    <input
      name=${key}
      autocomplete="off"
      maxlength=${MOST[key]}
      ?disabled=${isSeated}
      .value=${draft[key]}
      @input=${({ target }) => change({ [key]: target.value })}
    />
    ${isSeated ? html`<small>${t("people.seat-name")}</small>` : nothing}
  </label>`
}

function chosen() {
  const take = (index) => {
    change({ appointments: draft.appointments.filter((_, i) => i !== index) })
    look()
  }
  return html`<ul class="duties">
    ${draft.seats.map((where) => html`<li class="chip" data-seat>${t("people.seat", { where: sentence(where) })}</li>`)}
    ${draft.appointments.map(
      (each, index) => html`<li class="chip">
        ${inWords(each)}
        <button type="button" aria-label=${t("people.take", { duty: inWords(each) })} @click=${() => take(index)}>✕</button>
      </li>`,
    )}
  </ul>`
}

/** A duty with the parts it can be for. What this person cannot have beside the others is grey, and says why. */
function option({ duty, word, does, scopes }) {
  const isHeld = ({ scope }) => draft.appointments.some((each) => each.duty === duty && isSame(each.scope, scope))
  const free = scopes.filter((scope) => !scope.why && !isHeld(scope))
  const why = scopes.find((scope) => scope.why && !isHeld(scope))?.why
  const add = (scope) => {
    const { where } = scope
    change({ appointments: [...draft.appointments, { duty, scope: scope.scope, word, where }] })
    look()
  }
  return html`<tr data-duty=${duty} ?data-barred=${!free.length && why}>
    <th scope="row">${sentence(word)}</th>
    <td>${sentence(does)}${why ? html`<small class="why">${sentence(why)}</small>` : nothing}</td>
    <td>
      ${
        scopes.length === 1
          ? html`<button type="button" class="button" ?disabled=${!free.length || page.busy} @click=${() => add(free[0])}>
              ${t(isHeld(scopes[0]) ? "people.has" : "people.give")}
            </button>`
          : picker(word, scopes, isHeld, free, add)
      }
    </td>
  </tr>`
}

function picker(word, scopes, isHeld, free, add) {
  const pick = ({ target }) => {
    const scope = scopes[Number(target.value)]
    target.value = ""
    add(scope)
  }
  return html`<select
    aria-label=${t("people.give-for", { duty: sentence(word) })}
    ?disabled=${!free.length || page.busy}
    @change=${pick}
  >
    <option value="">${t("people.choose")}</option>
    ${scopes.map(
      (scope, index) =>
        html`<option value=${index} ?disabled=${Boolean(scope.why) || isHeld(scope)}>
          ${sentence(scope.where)}${isHeld(scope) ? ` ${t("people.has")}` : ""}
        </option>`,
    )}
  </select>`
}

function isSame(one, other) {
  return ["hall", "track", "round", "panel"].every((part) => (one[part] ?? null) === (other[part] ?? null))
}

async function save(event) {
  event.preventDefault()
  const person = written(draft)
  const why = await refusal(person)
  if (why) return change({ refused: why })
  draft = null
  notify(t("people.saved", { name: person.name }), "good")
  redraw()
}

/** Sends a person; the server's sentence where that is refused, else "". */
export async function refusal(person) {
  page.busy = true
  redraw()
  try {
    await send({ kind: "SetPerson", person })
    return ""
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return refused.detail
  } finally {
    page.busy = false
  }
}
