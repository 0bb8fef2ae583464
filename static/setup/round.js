/** One round of the rules as fields, its example beside it. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { choiceField, dotted, problemsAt, textField, valueAt, warned } from "./fields.js"
import { seated } from "./page.js"
import { criteriaWarning } from "./sums.js"

const MOST_JUDGES = 15
const KEYS = ["name", "min", "max", "step", "scale"] // of a criterion, as columns

/**
 * @param {object} form see rules.js
 * @param {import("./fields.js").Path} path of the round
 * @param {string} track its track's id
 * @param {string} warning about the track's weights, "" if none
 */
export function roundForm(form, path, track, warning) {
  const round = valueAt(form.draft, path)
  const at = (...keys) => [...path, ...keys]
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name} <small class="muted">${t(`setup.kind.${round.kind}`)}</small></h3>
    <div class="round-columns">
      <div>
        <div class="grid">
          ${textField(form, at("name"), { label: t("setup.round-name") })}
          ${textField(form, at("weight"), { label: t("setup.weight"), warning })}
          ${textField(form, at("full"), { label: t("setup.full"), fallback: "100" })}
          ${textField(form, at("places"), { label: t("setup.places"), whole: true, fallback: 2 })}
          ${round.kind === "judged" ? judging(form, at) : nothing}
        </div>
        ${round.kind === "judged" ? criteria(form, at("criteria")) : nothing}
      </div>
      ${example(form, path, track, round)}
    </div>
  </section>`
}

function judging(form, at) {
  const words = (key, values) => values.map((value) => [value, t(`setup.${key}.${value}`)])
  return html`
    ${textField(form, at("trim", "high"), { label: t("setup.trim-high"), whole: true, fallback: 0 })}
    ${textField(form, at("trim", "low"), { label: t("setup.trim-low"), whole: true, fallback: 0 })}
    ${textField(form, at("trim", "from"), {
      label: t("setup.trim-from"),
      hint: t("setup.trim-from-hint"),
      whole: true,
      fallback: 1,
    })}
    ${choiceField(form, at("of"), {
      label: t("setup.of"),
      choices: words("of", ["total", "criterion"]),
      fallback: "total",
    })}
    ${choiceField(form, at("rounding"), {
      label: t("setup.rounding"),
      choices: words("rounding", ["half_up", "truncate", "half_even"]),
      fallback: "half_up",
    })}
    ${choiceField(form, at("absent"), {
      label: t("setup.absent"),
      choices: words("absent", ["shrink", "fill"]),
      fallback: "shrink",
    })}
    ${textField(form, at("minimum"), { label: t("setup.minimum"), whole: true, fallback: 1 })}
  `
}

function criteria(form, path) {
  const rows = valueAt(form.draft, path) ?? []
  const remove = (index) => {
    rows.splice(index, 1)
    form.changed()
  }
  return html`<table class="criteria">
      <caption class="visually-hidden">
        ${t("setup.criteria")}
      </caption>
      <thead>
        <tr>
          <th>${t("setup.criterion")}</th>
          <th>${t("setup.min")}</th>
          <th>${t("setup.max")}</th>
          <th>${t("setup.step")}</th>
          <th>${t("setup.scale")}</th>
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, index) =>
            html`<tr>
                ${KEYS.map((key) => cell(form, [...path, index, key]))}
                <td>
                  <button
                    type="button"
                    class="button quiet"
                    aria-label=${t("setup.remove-criterion", row)}
                    @click=${() => remove(index)}
                  >
                    ✕
                  </button>
                </td>
              </tr>
              ${faults(form, [...path, index])}`,
        )}
      </tbody>
    </table>
    ${problemsAt(form, path)} ${warned(criteriaWarning(valueAt(form.draft, path.slice(0, -1))))}
    <button type="button" class="button" @click=${() => add(form, path)}>${t("setup.add-criterion")}</button>`
}

function cell(form, path) {
  const key = path[path.length - 1]
  return html`<td data-key=${key}>
    <input
      name=${dotted(path)}
      aria-label=${t(`setup.${key}`)}
      autocomplete="off"
      aria-invalid=${problemsAt(form, path).length > 0}
      .value=${valueAt(form.draft, path) ?? ""}
      @input=${({ target }) => form.change(path, target.value)}
    />
  </td>`
}

/** The problems of a criterion in a line below it: its cells are narrow. */
function faults(form, path) {
  const found = KEYS.flatMap((key) => problemsAt(form, [...path, key]))
  return found.length
    ? html`<tr class="faults">
        <td colspan="6">${found}</td>
      </tr>`
    : nothing
}

/** A new criterion is like the last one, under an id that is free. */
function add(form, path) {
  const rows = valueAt(form.draft, path) ?? []
  const taken = new Set(rows.map(({ id }) => id))
  let number = rows.length + 1
  while (taken.has(`c${number}`)) number++
  const { min = "0", max = "10", step = "0.5" } = rows[rows.length - 1] ?? {}
  form.change(path, [...rows, { id: `c${number}`, name: "", min, max, step }])
}

function example(form, path, track, round) {
  const id = `${track}/${round.id}`
  const lines = form.examples.get(dotted(path)) ?? []
  const resize = ({ target }) => {
    form.panelSizes.set(id, target.value)
    form.changed()
  }
  return html`<aside class="example" aria-live="polite">
    <h4>${t("setup.example")}</h4>
    ${
      round.kind === "judged"
        ? html`<label class="judges">
            ${t("setup.example-with")}
            <input
              type="number"
              min="1"
              max=${MOST_JUDGES}
              .value=${form.panelSizes.get(id) ?? (seated(track, round.id) || 7)}
              @input=${resize}
            />
            ${t("setup.example-judges")}
          </label>`
        : nothing
    }
    ${lines.length ? lines.map((line) => html`<p>${sentence(line)}</p>`) : html`<p class="muted">${t("setup.no-example")}</p>`}
  </aside>`
}
