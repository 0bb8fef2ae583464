/** What a table of a season ranks: whose tracks, which series with which weight, and what parts equals. */

import { dotted, valueAt } from "../setup/draft.js"
import { problemsAt } from "../setup/fields.js"
import { mover } from "../setup/moving.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page } from "./page.js"

const LAST = ["share", "manual"]
const OF_SERIES = ["series", "firsts", "later"]

/** @param {object} form see draft.js @param {import("../setup/draft.js").Path} path of the table */
export function tableFields(form, path) {
  return html`${tracks(form, [...path, "tracks"])} ${weights(form, [...path, "weights"])} ${ties(form, path)}`
}

/** The tracks that the files in the folder have; more can be typed. */
function tracks(form, path) {
  const present = valueAt(form.draft, path) ?? []
  const known = [...new Set([...page.view.files.flatMap((file) => file.tracks), ...present])]
  const put = (changed) => form.change(path, changed)
  const typed = ({ target }) => {
    const id = target.value.trim()
    target.value = ""
    if (id && !present.includes(id)) put([...present, id])
  }
  return html`<div class="field">
    <span>${t("season.tracks")}</span>
    <div class="choices">
      ${known.map(
        (id) => html`<label>
          <input
            type="checkbox"
            name=${`${dotted(path)}.${id}`}
            .checked=${present.includes(id)}
            @change=${() => put(present.includes(id) ? present.filter((each) => each !== id) : [...present, id])}
          />
          ${id}
        </label>`,
      )}
      <input name=${dotted(path)} class="other" autocomplete="off" autocapitalize="off" placeholder=${t("season.other-track")} aria-label=${t("season.other-track")} @change=${typed} />
    </div>
    <small>${t("season.tracks-hint")}</small>
    ${problemsAt(form, path)} ${present.map((_, n) => problemsAt(form, [...path, n]))}
  </div>`
}

function weights(form, path) {
  const series = form.draft.series ?? []
  return html`<fieldset class="inner">
    <legend>${t("season.weights")}</legend>
    <div class="grid">${series.map((each) => weight(form, path, each))}</div>
    ${series.length ? nothing : html`<p class="muted">${t("season.no-series")}</p>`} ${problemsAt(form, path)}
  </fieldset>`
}

function weight(form, path, { id, name }) {
  const present = valueAt(form.draft, path) ?? {}
  const change = ({ target }) => {
    const { [id]: _, ...others } = present
    const text = target.value.trim()
    form.change(path, text ? { ...others, [id]: text } : others)
  }
  return html`<label class="field">
    <span>${name || id}</span>
    <input name=${dotted([...path, id])} inputmode="decimal" autocomplete="off" .value=${String(present[id] ?? "")} placeholder=${t("season.not-weighed")} @input=${change} />
    ${problemsAt(form, [...path, id])}
  </label>`
}

/** A chain of steps, each chosen from those that the weighed series allow. */
function ties(form, path) {
  const at = [...path, "ties"]
  const steps = valueAt(form.draft, at) ?? []
  const weighed = Object.keys(valueAt(form.draft, [...path, "weights"]) ?? {})
  const offered = [...OF_SERIES.flatMap((kind) => weighed.map((id) => `${kind}:${id}`)), ...LAST]
  const put = (changed) => form.change(at, changed.length ? changed : undefined)
  const add = ({ target }) => {
    if (target.value) put([...steps, target.value])
    target.value = ""
  }
  return html`<fieldset class="inner">
    <legend>${t("season.ties")}</legend>
    <ol class="chain">
      ${steps.map(
        (step, n) => html`<li data-row>
          <span>${stepWords(form.draft, step)}</span>
          ${mover(stepWords(form.draft, step), steps, n, put)}
          <button type="button" class="button quiet" aria-label=${t("setup.remove-row", { name: stepWords(form.draft, step) })} @click=${() => put(steps.filter((_, i) => i !== n))}>✕</button>
          ${problemsAt(form, [...at, n])}
        </li>`,
      )}
    </ol>
    <select name=${dotted(at)} aria-label=${t("setup.add-step")} .value=${""} @change=${add}>
      <option value="">${t("setup.add-step")}</option>
      ${offered.filter((step) => !steps.includes(step)).map((step) => html`<option value=${step}>${stepWords(form.draft, step)}</option>`)}
    </select>
    ${problemsAt(form, at)}
  </fieldset>`
}

/** What a step of a chain compares, or how the standings name it. */
export function stepWords(draft, step) {
  const [kind, id] = step.split(":")
  if (!id) return LAST.includes(kind) || kind === "unbroken" ? t(`season.tie.${kind}`) : step
  const series = draft?.series?.find((each) => each.id === id)
  return OF_SERIES.includes(kind) ? t(`season.tie.${kind}`, { series: series?.name || id }) : step
}
