/** What a single setting is typed into or chosen from. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { dotted, valueAt } from "./draft.js"
import { rename } from "./references.js"
import { withoutOthers } from "./settings.js"

/**
 * @param {object} form see rules_draft.js
 * @param {import("./settings.js").Setting} field
 * @param {import("./draft.js").Path} path
 * @param {import("./settings.js").Setting[]} [siblings] the settings of its table, which a tag decides about
 * @param {string} [label] where no <label> is around it
 */
export function control(form, field, path, siblings = [], label = "") {
  if (field.key === "id") return idInput(form, path, label)
  if (field.refers && field.type === "texts") return choices(form, field, path, referred(form, field, path))
  if (field.refers) return choice(form, field, path, siblings, label, referred(form, field, path))
  if (field.type === "choice") return choice(form, field, path, siblings, label, field.choices.map(chosen))
  if (field.type === "choices") return choices(form, field, path, field.choices.map(chosen))
  if (field.type === "texts" && !field.is_id) return textLines(form, field, path, label)
  if (field.type === "texts" || field.type === "wholes") return texts(form, field, path, label)
  if (field.type === "flag") return flag(form, field, path, label)
  if (field.type === "lines") return lines(form, field, path, label)
  return field.none ? withNone(form, field, path, label) : input(form, field, path, label)
}

function chosen({ value, word }) {
  return [value, sentence(word)]
}

/** Ids with their names: of the whole, or of the judged rounds of the same track. */
function referred({ draft }, { refers }, path) {
  const rows = refers === "rounds" ? draft.tracks[path[1]].rounds.filter(({ kind }) => kind === "judged") : (draft[refers] ?? [])
  return rows.map(({ id, name }) => [id, name || id])
}

/** An id changes at once, with all that names it; not key by key, since half of it may be another's. */
function idInput(form, path, label) {
  const change = ({ target }) => {
    form.change(path, valueAt(form.draft, path)) // so that it can be taken back
    rename(form.draft, path.slice(0, -1), target.value.trim())
    form.changed()
  }
  return html`<input
    name=${dotted(path)}
    aria-label=${label || nothing}
    autocomplete="off"
    autocapitalize="off"
    aria-invalid=${invalidAt(form, path)}
    .value=${valueAt(form.draft, path) ?? ""}
    @change=${change}
  />`
}

function invalidAt(form, path) {
  return (form.problems.get(dotted(path)) ?? []).length > 0
}

function input(form, field, path, label, isDisabled = false) {
  const change = ({ target }) => form.set(field, path, typed(field, target.value))
  return html`<input
    name=${dotted(path)}
    aria-label=${label || nothing}
    autocomplete="off"
    inputmode=${{ whole: "numeric", decimal: "decimal" }[field.type] ?? nothing}
    aria-invalid=${invalidAt(form, path)}
    ?disabled=${isDisabled}
    placeholder=${field.inherited && field.type !== "text" ? t("setup.inherited") : nothing}
    .value=${String(valueAt(form.draft, path) ?? field.default ?? "")}
    @input=${change}
    @change=${field.type === "share" ? ({ target }) => form.set(field, path, percent(target.value)) : nothing}
  />`
}

/** A whole number as a number; nothing typed takes an optional setting out. */
function typed({ type, optional }, text) {
  if (optional && !text.trim()) return undefined
  return type === "whole" && /^[0-9]{1,6}$/.test(text.trim()) ? Number(text.trim()) : text
}

function percent(text) {
  return /^[0-9.]+$/.test(text.trim()) ? `${text.trim()}%` : text.trim()
}

/** A value that may also be none at all. */
function withNone(form, field, path, label) {
  const isNone = valueAt(form.draft, path) === field.none
  const toggle = ({ target }) => form.change(path, target.checked ? field.none : (field.default ?? ""))
  const shown = isNone ? { ...form, draft: null } : form
  return html`<div class="with-none">
    ${input(shown, isNone ? { ...field, default: "" } : field, path, label, isNone)}
    <label><input type="checkbox" .checked=${isNone} @change=${toggle} /> ${t("setup.none")}</label>
  </div>`
}

function lines(form, field, path, label) {
  return html`<textarea
    name=${dotted(path)}
    rows="1"
    aria-label=${label || nothing}
    aria-invalid=${invalidAt(form, path)}
    .value=${valueAt(form.draft, path) ?? ""}
    @input=${({ target }) => form.set(field, path, target.value || undefined)}
  ></textarea>`
}

function choice(form, field, path, siblings, label, choices) {
  const present = valueAt(form.draft, path) ?? field.default ?? ""
  const isKnown = choices.some(([value]) => value === present)
  const change = ({ target }) => {
    form.set(field, path, target.value || undefined)
    if (field.tag) withoutOthers(siblings, valueAt(form.draft, path.slice(0, -1)))
  }
  return html`<select name=${dotted(path)} aria-label=${label || nothing} aria-invalid=${invalidAt(form, path)} @change=${change}>
    ${field.optional || !isKnown ? html`<option value="" .selected=${!isKnown}>${field.inherited ? t("setup.inherited") : "—"}</option>` : nothing}
    ${choices.map(([value, word]) => html`<option value=${value} .selected=${value === present}>${word}</option>`)}
  </select>`
}

/** Several of the words, in their order. */
function choices(form, field, path, options) {
  const present = valueAt(form.draft, path) ?? []
  const toggle = (value) => {
    const wanted = new Set(present).has(value) ? present.filter((each) => each !== value) : [...present, value]
    const ordered = options.map(([each]) => each).filter((each) => wanted.includes(each))
    form.change(path, ordered.length ? ordered : undefined)
  }
  return html`<div class="choices">
    ${options.map(
      ([value, word]) =>
        html`<label>
          <input type="checkbox" name=${`${dotted(path)}.${value}`} .checked=${present.includes(value)} @change=${() => toggle(value)} />
          ${word}
        </label>`,
    )}
  </div>`
}

/** What is so, or is not. */
function flag(form, field, path, label) {
  return html`<input
    type="checkbox"
    name=${dotted(path)}
    aria-label=${label || nothing}
    .checked=${valueAt(form.draft, path) ?? field.default}
    @change=${({ target }) => form.set(field, path, target.checked)}
  />`
}

/** Several ids or whole numbers in one field, with blanks between them. */
function texts(form, field, path, label) {
  const isWhole = field.type === "wholes"
  const change = ({ target }) => {
    const found = target.value.split(/[\s,，、]+/).filter(Boolean)
    const values = isWhole ? found.map((text) => typed({ type: "whole" }, text)) : found
    form.change(path, values.length ? values : undefined)
  }
  return html`<input
    name=${dotted(path)}
    aria-label=${label || nothing}
    autocomplete="off"
    aria-invalid=${invalidAt(form, path)}
    inputmode=${isWhole ? "numeric" : nothing}
    placeholder=${t(isWhole ? "setup.wholes-hint" : "setup.texts-hint")}
    .value=${(valueAt(form.draft, path) ?? []).join(" ")}
    @input=${change}
  />`
}

/** Several texts, one a line. */
function textLines(form, field, path, label) {
  const present = valueAt(form.draft, path) ?? []
  const change = ({ target }) => {
    const found = target.value.split("\n").map((line) => line.trim())
    form.change(path, found.some(Boolean) ? found.filter(Boolean) : undefined)
  }
  return html`<textarea
    name=${dotted(path)}
    rows=${Math.max(2, present.length + 1)}
    aria-label=${label || nothing}
    aria-invalid=${invalidAt(form, path)}
    placeholder=${t("setup.lines-hint")}
    .value=${present.join("\n")}
    @change=${change}
  ></textarea>`
}
