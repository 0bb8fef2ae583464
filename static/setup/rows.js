/** An array of tables: as the rows of one table, or as cards where each has tables inside. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { control } from "./controls.js"
import { dotted, freeId, valueAt } from "./draft.js"
import { isExpert } from "./detail.js"
import { mover } from "./moving.js"
import { shownOf } from "./settings.js"

/**
 * @param {object} form see rules_draft.js
 * @param {import("./settings.js").Setting} field
 * @param {import("./draft.js").Path} path
 * @param {(form: object, fields: object[], path: import("./draft.js").Path) => unknown} settingsForm of one card
 */
export function rows(form, field, path, settingsForm) {
  const present = valueAt(form.draft, path) ?? []
  const remove = (index) => form.change(path, present.length > 1 ? present.filter((_, n) => n !== index) : undefined)
  const inner = field.fields.filter(isInner)
  const isCards = field.fields.some((each) => !isInner(each) && (["table", "rows", "counts", "choices"].includes(each.type) || (each.type === "texts" && each.refers)))
  const label = sentence(field.label)
  return html`${
    isCards
      ? html`<div class="rows">${present.map((row, n) => card(form, field, [...path, n], present, () => remove(n), settingsForm))}</div>`
      : present.length
        ? grid(form, field, path, present, remove, (at) => settingsForm(form, inner, at))
        : nothing
  }
  <button type="button" class="button" @click=${() => add(form, field, path)}>${t("setup.add-row", { what: label })}</button>`
}

/** A list within a row that few rows have: it stands below the row, and does not make a card of it. */
function isInner({ type, key }) {
  return type === "rows" && key === "grades"
}

/** Marks have words only where sheets stand alone; what a file says of them is shown in any case. */
function hasInner(form, path, row) {
  return valueAt(form.draft, path.slice(0, -1))?.sheets === "each" || row.grades?.length > 0
}

/** A row more: like the last one, under an id that is free. */
export function add(form, field, path) {
  const present = valueAt(form.draft, path) ?? []
  const blank = blankRow(field, present)
  form.change(path, [...present, blank])
}

/** What a table begins with: its required settings. */
export function blankTable({ key, fields }) {
  return blankRow({ key, fields }, [])
}

function blankRow({ key, fields }, present) {
  const last = present[present.length - 1]
  const row = last ? structuredClone(last) : {}
  for (const field of fields) {
    if (field.key === "id") row.id = freeId(present, key[0])
    else if (field.type === "text" && !field.refers) row[field.key] = ""
    else if (!last && isBegun(field)) row[field.key] = first(field)
  }
  return row
}

/** What a row begins with: what it needs, and what a file says in any case. */
function isBegun({ type, required, written, default: usual, of }) {
  return type !== "rows" && !of && (required || (written && usual !== undefined))
}

function first({ type, choices, default: usual, example, least }) {
  if (usual !== undefined) return usual
  return type === "choice" ? choices[0].value : { whole: Number(example) || (least ?? 1), share: "50%", table: {} }[type] ?? (example || "1")
}

function card(form, field, path, present, remove, settingsForm) {
  const index = path[path.length - 1]
  const name = present[index].name || sentence(field.label)
  const put = (rows) => form.change(path.slice(0, -1), rows)
  return html`<section class="card" data-row name=${dotted(path)}>
    <header class="row-of-buttons"><h4>${name}</h4>${mover(name, present, index, put)} ${removal(name, remove)}</header>
    ${settingsForm(form, field.fields, path)}
  </section>`
}

function removal(name, remove) {
  return html`<button type="button" class="button quiet" aria-label=${t("setup.remove-row", { name })} @click=${remove}>✕</button>`
}

/** Short fields side by side; ids for experts only. */
function columnsOf(fields) {
  const shown = shownOf(fields, null)
  if (isExpert()) return [...shown, ...fields.filter(({ key }) => key === "id")]
  const basic = shown.filter((field) => field.basic)
  return basic.length ? basic : shown
}

function grid(form, field, path, present, remove, innerRows) {
  const columns = columnsOf(field.fields.filter((each) => !isInner(each)))
  const put = (rows) => form.change(path, rows)
  return html`<table class="criteria">
    <caption class="visually-hidden">
      ${sentence(field.label)}
    </caption>
    <thead>
      <tr>
        ${columns.map(({ label, hint }) => html`<th title=${hint ? sentence(hint) : nothing}>${sentence(label)}</th>`)}
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${present.map(
        (row, n) =>
          html`<tr data-row>
              ${columns.map((column) => cell(form, column, [...path, n, column.key]))}
              <td class="row-tools">${mover(nameOf(row, n), present, n, put)} ${removal(nameOf(row, n), () => remove(n))}</td>
            </tr>
            ${hasInner(form, path, row) ? html`<tr class="inner"><td colspan=${columns.length + 1}>${innerRows([...path, n])}</td></tr>` : nothing}
            ${faults(form, columns, [...path, n])}`,
      )}
    </tbody>
  </table>`
}

function nameOf(row, index) {
  return row.name || t("setup.nth", { n: index + 1 })
}

function cell(form, column, path) {
  return html`<td data-key=${column.key}>${control(form, column, path, [], sentence(column.label))}</td>`
}

/** The problems of a row, and what is odd in it, in a line below it: its cells are narrow. */
function faults(form, columns, path) {
  const places = [dotted(path), ...columns.map(({ key }) => dotted([...path, key]))]
  const found = places.flatMap((place) => form.problems.get(place) ?? [])
  const odd = places.flatMap((place) => form.odd[place] ?? [])
  return found.length || odd.length
    ? html`<tr class="faults">
        <td colspan=${columns.length + 1}>
          ${odd.map((words) => html`<small class="warning" role="status">${sentence(words)}</small>`)} ${found.map(({ what, remedy }) => html`<small class="error" role="alert">${t("setup.problem", { what: sentence(what), remedy: sentence(remedy) })}</small>`)}
        </td>
      </tr>`
    : nothing
}
