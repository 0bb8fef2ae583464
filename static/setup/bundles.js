/** Sets of duties that belong together: a name for each place, and all are appointed in one go. Who is there stays. */

import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page, redraw } from "./page.js"
import { freeId, inWords, refusal, written } from "./person.js"

const typed = new Map() // "bundle/place" → the name in its field
const refused = new Map() // the same → why that name was not taken

/** What can be filled in. */
export function bundles() {
  return html`<section class="bundles">
    <h3>${t("people.bundles")}</h3>
    <p class="muted">${t("people.bundles-hint")}</p>
    <datalist id="known-people">
      ${[...new Set(page.view.people.map(({ name }) => name))].map((name) => html`<option value=${name}></option>`)}
    </datalist>
    ${page.view.bundles.map(bundle)}
  </section>`
}

function bundle(given) {
  const isFilled = given.places.some((_, index) => (typed.get(`${given.id}/${index}`) ?? "").trim())
  return html`<details class="bundle" data-bundle=${given.id}>
    <summary>${sentence(given.name)}</summary>
    <p>${sentence(given.why)}</p>
    <form @submit=${(event) => appoint(event, given)}>
      <ol>
        ${given.places.map((place, index) => line(place, `${given.id}/${index}`))}
      </ol>
      <button class="button" ?disabled=${page.busy || !isFilled}>${t("people.appoint")}</button>
    </form>
  </details>`
}

function line({ appointments, names }, key) {
  const type = ({ target }) => {
    typed.set(key, target.value)
    refused.delete(key)
    redraw()
  }
  const why = refused.get(key)
  return html`<li>
    <label class="field">
      <span>${listed(appointments.map(inWords))}</span>
      ${
        names.length
          ? html`<b>${listed(names)}</b>`
          : html`<input
              name=${key}
              list="known-people"
              maxlength="40"
              autocomplete="off"
              placeholder=${t("people.name")}
              aria-invalid=${why ? "true" : nothing}
              .value=${typed.get(key) ?? ""}
              @input=${type}
            />`
      }
      ${why ? html`<small class="error" role="alert">${why}</small>` : nothing}
    </label>
  </li>`
}

/** Names that are known already get the duty beside what they have; one name is one person in all places. */
async function appoint(event, { id, places }) {
  event.preventDefault()
  const known = new Map(page.view.people.map((person) => [person.name, written(person)]))
  let n = 0
  for (const [index, { appointments }] of places.entries()) {
    const key = `${id}/${index}`
    const name = (typed.get(key) ?? "").trim()
    if (!name) continue
    const person = known.get(name) ?? stranger(name, known)
    const wanted = written({ ...person, appointments: [...person.appointments, ...appointments] })
    const why = await refusal(wanted)
    if (why) {
      refused.set(key, why)
      continue
    }
    known.set(name, wanted)
    typed.delete(key)
    n++
  }
  if (n) notify(t("people.appointed", { n }), "good")
  redraw()
}

function stranger(name, known) {
  const taken = [...known.values()].map((each) => each.id)
  return { id: freeId(taken), name, unit: "", district: "", phone: "", appointments: [] }
}
