/** Pasting a list into a roster: what was understood is shown before it is taken. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { redraw } from "./page.js"
import { personOf, understood } from "./pasted.js"
import { FIELDS } from "./roster_draft.js"

/** What stands in the field of each list, by the list's key. */
const texts = new Map()

/**
 * The field with its preview.
 *
 * @param {object} list
 * @param {string} list.key tells it from others
 * @param {string} list.title
 * @param {object[]} list.known who stands in the roster already
 * @param {(people: object[]) => void} list.add of each what was understood: name, district and what FIELDS has
 */
export function pasteInto({ key, title, known, add }) {
  const rows = told(texts.get(key) ?? "", known)
  const fresh = rows.filter(({ isKnown }) => !isKnown)
  const type = ({ target }) => {
    texts.set(key, target.value)
    redraw()
  }
  const take = (event) => {
    event.preventDefault()
    texts.delete(key)
    event.target.reset()
    add(fresh.map(personOf))
  }
  return html`<details class="pasting" data-paste=${key}>
    <summary>${title}</summary>
    <form class="paste" @submit=${take}>
      <label class="field">
        <span class="visually-hidden">${title}</span>
        <textarea name="lines" rows="6" @input=${type}></textarea>
        <small>${t("setup.paste-hint")}</small>
      </label>
      ${rows.length ? preview(rows) : nothing}
      <button class="button" ?disabled=${!fresh.length}>${t("setup.paste-add", { n: fresh.length })}</button>
    </form>
  </details>`
}

/** The rows, and which of them stand in the roster or further up already. */
function told(text, known) {
  const seen = [...known]
  return understood(text).map((row) => {
    const person = personOf(row)
    const isKnown = seen.some((other) => isOne(person, other))
    seen.push(person)
    return { ...row, isKnown }
  })
}

/** Of one name, and told apart by no unit or district. */
function isOne(person, other) {
  const differs = (key) => person[key] && other[key] && person[key] !== other[key].trim()
  return person.name === other.name.trim() && !differs("unit") && !differs("district")
}

function preview(rows) {
  const left = rows.some(({ rest }) => rest.length)
  const more = FIELDS.filter((key) => rows.some(({ fields }) => fields[key]))
  return html`
    <p><b>${t("setup.understood", { n: rows.length })}</b></p>
    ${left ? html`<p class="banner" data-state="wait" role="status">${t("setup.paste-rest")}</p>` : nothing}
    <table class="understood">
      <thead>
        <tr>
          <th>${t("setup.number")}</th>
          <th>${t("setup.entrant")}</th>
          <th>${t("setup.district")}</th>
          ${more.map((key) => html`<th>${t(`setup.roster.${key}`)}</th>`)}
          ${left ? html`<th>${t("setup.not-taken")}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ counted, name, district, fields, rest, isKnown }) =>
            html`<tr data-known=${isKnown}>
              <td class="numeral">${counted}</td>
              <td>
                ${name} ${isKnown ? html`<span class="status" data-state="wait">${t("setup.known")}</span>` : nothing}
              </td>
              <td>${district || t("setup.no-district")}</td>
              ${more.map((key) => html`<td>${fields[key] ?? ""}</td>`)}
              ${left ? html`<td>${rest.join(" · ")}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>
  `
}
