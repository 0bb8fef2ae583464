/** A chain of steps, each chosen from those the server offers: what parts equals, one after the other. */

import { html } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { dotted, valueAt } from "./draft.js"
import { mover } from "./moving.js"

/**
 * @param {object} form see rules_draft.js; `form.ties` the steps that may be taken, by place
 * @param {import("./draft.js").Path} path
 */
export function chain(form, path) {
  const steps = valueAt(form.draft, path) ?? []
  const offered = form.ties[dotted(path)] ?? []
  const put = (changed) => form.change(path, changed.length ? changed : undefined)
  const free = offered.filter(({ value }) => !steps.includes(value))
  return html`<ol class="chain">
      ${steps.map((step, index) => item(form, [...path, index], steps, index, offered, put))}
    </ol>
    <select
      aria-label=${t("setup.add-step")}
      .value=${""}
      @change=${({ target }) => {
        if (target.value) put([...steps, target.value])
        target.value = ""
      }}
    >
      <option value="">${t("setup.add-step")}</option>
      ${free.map(({ value, word }) => html`<option value=${value}>${sentence(word)}</option>`)}
    </select>`
}

function item(form, path, steps, index, offered, put) {
  const step = steps[index]
  const known = offered.find(({ value }) => value === step)
  const name = known ? sentence(known.word) : offered.length ? step : "…" // until the server has answered
  const problems = form.problems.get(dotted(path)) ?? []
  return html`<li data-row>
    <span>${name}${known ? html`<small>${sentence(known.told)}</small>` : ""}</span>
    ${mover(name, steps, index, put)}
    <button type="button" class="button quiet" aria-label=${t("setup.remove-row", { name })} @click=${() => put(steps.filter((_, n) => n !== index))}>✕</button>
    ${problems.map(({ what, remedy }) => html`<small class="error" role="alert">${t("setup.problem", { what: sentence(what), remedy: sentence(remedy) })}</small>`)}
  </li>`
}
