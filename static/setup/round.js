/** One round of the rules as the table of settings draws it, its example beside it. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { copied, dotted, valueAt } from "./draft.js"
import { settingsForm } from "./fields.js"
import { mover } from "./moving.js"
import { seated } from "./page.js"
import { inside } from "./settings.js"

const MOST_JUDGES = 15
const USUAL_JUDGES = 7
const IN_THE_EXAMPLE = ["trim", "places", "points", "absent"]

/**
 * @param {object} form see rules_draft.js
 * @param {import("./draft.js").Path} path of the round
 * @param {string} track its track's id
 */
export function roundForm(form, path, track) {
  const round = valueAt(form.draft, path)
  return html`<section class="round" data-row data-round=${round.id}>
    <header class="row-of-buttons">
      <h3>${round.name || t("setup.unnamed")}</h3>
      ${roundTools(form, path, round)}
    </header>
    <div class="round-columns">
      <div>${settingsForm(form, inside("tracks", "rounds"), path)}</div>
      ${example(form, path, track, round)}
    </div>
  </section>`
}

function roundTools(form, path, round) {
  const [index, at] = [path[path.length - 1], path.slice(0, -1)]
  const rounds = valueAt(form.draft, at)
  const name = round.name || t("setup.unnamed")
  const put = (changed) => form.change(at, changed)
  const made = () => copied(round, rounds, "r", t("setup.copy-of", { name }))
  return html`${mover(name, rounds, index, put)}
    <button type="button" class="button quiet" @click=${() => put([...rounds.slice(0, index + 1), made(), ...rounds.slice(index + 1)])}>
      ${t("setup.copy")}
    </button>
    <button
      type="button"
      class="button quiet"
      aria-label=${t("setup.remove-row", { name })}
      @click=${() => put(rounds.filter((_, n) => n !== index))}
    >
      ✕
    </button>`
}

/** How many judges the example of a round is of. */
export function judgesOf(form, path, track, round) {
  const judges = Number(form.panelSizes.get(dotted(path)) ?? seated(track, round.id)) || USUAL_JUDGES
  return Math.min(Math.max(Math.trunc(judges), 1), MOST_JUDGES)
}

function example(form, path, track, round) {
  const place = dotted(path)
  const lines = IN_THE_EXAMPLE.flatMap((key) => form.told[`${place}.${key}`] ?? [])
  const resize = ({ target }) => {
    form.panelSizes.set(place, target.value)
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
              .value=${form.panelSizes.get(place) ?? judgesOf(form, path, track, round)}
              @input=${resize}
            />
            ${t("setup.example-judges")}
          </label>`
        : nothing
    }
    ${lines.length ? lines.map((line) => html`<p>${sentence(line)}</p>`) : html`<p class="muted">${t("setup.no-example")}</p>`}
  </aside>`
}
