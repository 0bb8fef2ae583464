/** The tracks of the rules: added, copied, put in order and taken out, each with its rounds. */

import { hush } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { copied, freeId, valueAt } from "./draft.js"
import { settingsForm } from "./fields.js"
import { moved } from "./moving.js"
import { page, redraw, tracks } from "./page.js"
import { lockedBanner } from "./parts.js"
import { roundForm } from "./round.js"
import { inside } from "./settings.js"

/** @param {object} form see rules_draft.js */
export function tracksForm(form) {
  const all = form.draft.tracks
  const shown = Math.max(
    all.findIndex(({ id }) => id === page.track),
    0,
  )
  const saved = tracks().find(({ id }) => id === all[shown]?.id)
  return html`<div class="tabs" role="tablist">
      ${all.map((track, n) => tab(track, n === shown))}
      <button type="button" class="add" @click=${() => add(form)}>${t("setup.add-track")}</button>
    </div>
    ${saved ? lockedBanner(saved) : nothing}
    ${all.length ? html`<fieldset ?disabled=${saved?.begun ?? false}>${trackForm(form, shown)}</fieldset>` : nothing}`
}

function tab({ id, name }, isShown) {
  return html`<button type="button" role="tab" aria-selected=${isShown} @click=${() => look(id)}>
    ${name || t("setup.unnamed")}
  </button>`
}

function look(id) {
  page.track = id
  hush()
  redraw()
}

function trackForm(form, index) {
  const path = ["tracks", index]
  const settings = inside("tracks").filter(({ key }) => key !== "rounds")
  const at = [...path, "rounds"]
  const rounds = valueAt(form.draft, at) ?? []
  return html`${trackTools(form, index)} ${settingsForm(form, settings, path)}
    ${rounds.map((_, n) => roundForm(form, [...at, n], form.draft.tracks[index].id))}
    <button type="button" class="button" @click=${() => form.change(at, [...rounds, newRound(rounds)])}>${t("setup.add-round")}</button>`
}

function trackTools(form, index) {
  const all = form.draft.tracks
  const move = (to) => form.change(["tracks"], moved(all, index, to))
  const name = all[index].name || t("setup.unnamed")
  const copy = () => {
    const made = copied(all[index], all, "t", t("setup.copy-of", { name }))
    form.change(["tracks"], [...all.slice(0, index + 1), made, ...all.slice(index + 1)])
    look(made.id)
  }
  const press = (label, deed, isOff = false) =>
    html`<button type="button" class="button quiet" ?disabled=${isOff} @click=${deed}>${label}</button>`
  return html`<div class="row-of-buttons">
    ${press(t("setup.track-left"), () => move(index - 1), index === 0)}
    ${press(t("setup.track-right"), () => move(index + 1), index === all.length - 1)}
    ${press(t("setup.track-copy"), copy)}
    ${press(t("setup.track-remove"), () => form.change(["tracks"], all.filter((_, n) => n !== index)))}
  </div>`
}

function add(form) {
  const all = form.draft.tracks
  const made = { id: freeId(all, "t"), name: "", rounds: [newRound([])] }
  form.change(["tracks"], [...all, made])
  look(made.id)
}

/** A new round is like the last one, whose criteria are mostly those of the house. */
function newRound(rounds) {
  const last = rounds[rounds.length - 1] ?? { kind: "imported", weight: "100" }
  return copied(last, rounds, "r", "")
}
