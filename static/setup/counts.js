/** A whole number for each of several: for the tracks of a pool, or for names that are typed. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { control } from "./controls.js"
import { dotted, valueAt } from "./draft.js"
import { problemsAt } from "./fields.js"

const WHOLE = { type: "whole", optional: true }

/**
 * @param {object} form see rules_draft.js
 * @param {import("./settings.js").Setting} field
 * @param {import("./draft.js").Path} path
 */
export function counts(form, field, path) {
  return field.refers === "tracks" ? ofTracks(form, path) : ofNames(form, path)
}

/** The pool's tracks, and those that have a number and are no longer of it. */
function ofTracks(form, path) {
  const pool = valueAt(form.draft, path.slice(0, -1))
  const said = Object.keys(valueAt(form.draft, path) ?? {})
  const names = new Map(form.draft.tracks.filter((track) => track.pool === pool.id || said.includes(track.id)).map(({ id, name }) => [id, name]))
  const ids = [...names.keys(), ...said.filter((id) => !names.has(id))]
  return html`<div class="grid">
    ${ids.map(
      (id) =>
        html`<label class="field"><span>${names.get(id) || id}</span>${number(form, path, id)} ${problemsAt(form, [...path, id])}</label>`,
    )}
    ${ids.length ? nothing : html`<p class="muted">${t("setup.pool-empty")}</p>`}
  </div>`
}

function number(form, path, id) {
  const change = (at, value) => {
    const { [id]: _, ...others } = valueAt(form.draft, path) ?? {}
    if (value !== undefined) return form.change(at, value)
    form.change(path, Object.keys(others).length ? others : undefined)
  }
  return control({ ...form, set: (_, at, value) => change(at, value) }, WHOLE, [...path, id])
}

function ofNames(form, path) {
  const present = Object.entries(valueAt(form.draft, path) ?? {})
  const put = (entries) => form.change(path, entries.length ? Object.fromEntries(entries) : undefined)
  const rename = (index, name) => put(present.map(([key, n], at) => [at === index ? name.trim() : key, n]))
  return html`<ul class="counts">
      ${present.map(
        ([name], n) =>
          html`<li>
            <input
              name=${`${dotted(path)}[${n}]`}
              aria-label=${t("setup.count-of")}
              autocomplete="off"
              .value=${name}
              @change=${({ target }) => rename(n, target.value)}
            />
            ${number(form, path, name)}
            <button type="button" class="button quiet" aria-label=${t("setup.remove-row", { name })} @click=${() => put(present.filter((_, at) => at !== n))}>✕</button>
            ${problemsAt(form, [...path, name])}
          </li>`,
      )}
    </ul>
    <button type="button" class="button" ?disabled=${present.some(([name]) => !name)} @click=${() => put([...present, ["", 1]])}>
      ${t("setup.add-count")}
    </button>`
}
