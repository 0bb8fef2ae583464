/** A form drawn from the table of settings: each setting as a field, with all that is to be said beside it. */

import { html, noChange, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { chain } from "./chain.js"
import { control } from "./controls.js"
import { counts } from "./counts.js"
import { isExpert } from "./detail.js"
import { dotted, isAt, valueAt } from "./draft.js"
import { isProposed, proposed } from "./proposed.js"
import { blankTable, rows } from "./rows.js"
import { shownOf } from "./settings.js"

const MOST_UNFOLDED = 3 // settings that are seldom wanted, beside the others
const LONG = new Set(["text", "texts", "wholes", "lines", "choices"])
const UNTOLD = new Set(["kind", "manner", "trim", "places", "absent", "criteria"]) // told in the example, or seen

/**
 * The settings of one table of the draft; those that are seldom wanted behind a fold, and for beginners left out.
 *
 * @param {object} form see rules_draft.js
 * @param {import("./settings.js").Setting[]} fields
 * @param {import("./draft.js").Path} path of the table
 */
export function settingsForm(form, fields, path) {
  const shown = forDevice(form, fields, path)
  const rare = shown.filter((field) => !field.always)
  const ids = isExpert() ? fields.filter(({ key }) => key === "id") : []
  const more = [...(rare.length > MOST_UNFOLDED ? rare : []), ...ids]
  const first = shown.filter((field) => !more.includes(field))
  const isTouched = more.some(({ key }) => key !== "id" && isSaid(form, [...path, key]))
  return html`<div class="grid">${first.map((field) => settingField(form, field, [...path, field.key], fields))}</div>
    ${
      more.length
        ? html`<details class="more" ?open=${isTouched || noChange}>
            <summary>${t("setup.more")}</summary>
            <div class="grid">${more.map((field) => settingField(form, field, [...path, field.key], fields))}</div>
          </details>`
        : nothing
    }`
}

/** The settings of a table that this device shows; for beginners those that need a look, too. */
export function forDevice(form, fields, path) {
  const shown = shownOf(fields, valueAt(form.draft, path))
  if (isExpert() || !fields.some(({ basic }) => basic)) return shown
  return shown.filter(({ basic, key }) => basic || needsLook(form, [...path, key]))
}

/** Whether something is wrong, odd or only proposed there. */
export function needsLook(form, path) {
  if (isProposed(form.draft, path)) return true
  return [form.problems.keys(), Object.keys(form.odd), Object.keys(form.unrunnable)].some((found) => isAt(dotted(path), found))
}

function isSaid(form, path) {
  return valueAt(form.draft, path) !== undefined || isAt(dotted(path), form.problems.keys())
}

/** One setting; `siblings` are the settings of its table. */
export function settingField(form, field, path, siblings) {
  if (field.type === "rows") return framed(form, field, path, rows(form, field, path, settingsForm))
  if (field.type === "table") return framed(form, field, path, table(form, field, path))
  if (field.refers === "ties") return framed(form, field, path, chain(form, path))
  if (field.type === "counts") return framed(form, field, path, counts(form, field, path))
  const size = LONG.has(field.type) && !field.refers ? "long" : ""
  const content = (label) => html`<span>${labelOf(field)}</span>
    ${control(form, field, path, siblings, label)} ${beside(form, field, path)}`
  if (field.none || isChosenFrom(field)) return html`<div class="field ${size}">${content(labelOf(field))}</div>` // with a label of its own inside
  return html`<label class="field ${size}">${content("")}</label>`
}

/** Several of a list, each with a label of its own. */
function isChosenFrom({ type, refers }) {
  return type === "choices" || (type === "texts" && Boolean(refers))
}

function framed(form, field, path, content) {
  return html`<fieldset class="inner" name=${dotted(path)}>
    <legend>${labelOf(field)}</legend>
    ${content} ${beside(form, field, path)}
  </fieldset>`
}

function table(form, field, path) {
  const toggle = ({ target }) => form.change(path, target.checked ? undefined : blankTable(field))
  const isNone = field.optional && valueAt(form.draft, path) === undefined
  return html`${
    field.optional
      ? html`<label class="none"><input type="checkbox" name=${dotted(path)} .checked=${isNone} @change=${toggle} /> ${t(field.inherited ? "setup.inherited" : "setup.none")}</label>`
      : nothing
  }
  ${isNone ? nothing : tableFields(form, field, path)}`
}

function tableFields(form, field, path) {
  return html`<div class="grid">
    ${forDevice(form, field.fields, path).map((inner) =>
      settingField(form, inner, [...path, inner.key], field.fields),
    )}
  </div>`
}

function labelOf({ label, unit }) {
  return unit ? t("setup.with-unit", { label: sentence(label), unit: sentence(unit) }) : sentence(label)
}

/** Problems, what is allowed and rarely meant, what the day cannot obey, what the setting comes to, its hint. */
function beside(form, { key, type, hint }, path) {
  const place = dotted(path)
  const items = type === "texts" || type === "wholes" ? (valueAt(form.draft, path) ?? []) : []
  const told = UNTOLD.has(key) ? [] : (form.told[place] ?? [])
  return html`${proposed(form.draft, path)} ${problemsAt(form, path)} ${items.map((_, n) => problemsAt(form, [...path, n]))}
  ${[...(form.odd[place] ?? []), ...(form.unrunnable[place] ?? [])].map((why) => warned(sentence(why)))}
  ${told.map((words) => html`<small class="told">${sentence(words)}</small>`)}
  ${key === "id" ? html`<small>${t("setup.id-hint")}</small>` : nothing}
  ${hint && !told.length ? html`<small>${sentence(hint)}</small>` : nothing}`
}

/** The problems at a path as sentences. */
export function problemsAt(form, path) {
  const found = form.problems.get(dotted(path)) ?? []
  return found.map((problem) => html`<small class="error" role="alert">${problemText(problem)}</small>`)
}

/** What is wrong and how to mend it. */
export function problemText({ what, remedy }) {
  return t("setup.problem", { what: sentence(what), remedy: sentence(remedy) })
}

function warned(text) {
  return html`<small class="warning" role="status">${text}</small>`
}
