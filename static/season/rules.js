/** What a season is made of: its series with their events, its tables, its award pools, its ledgers. */

import { dotted, freeId } from "../setup/draft.js"
import { settingField, settingsForm } from "../setup/fields.js"
import { detailSwitch, isExpert } from "../setup/detail.js"
import { mover } from "../setup/moving.js"
import { saveBar } from "../setup/parts.js"
import { inside, placeWords } from "../setup/settings.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { discard, form, save } from "./draft.js"
import { events } from "./events.js"
import { ledgers } from "./ledgers.js"
import { faults } from "./problems.js"
import { rename } from "./renaming.js"
import { tableFields } from "./tables.js"

const OWN = ["id", "events", "tracks", "weights", "ties"] // drawn by hand

/** The section. */
export function rules({ locked }) {
  if (!form.draft) return html`<p class="banner" data-state="bad">${t("season.no-toml")}</p>`
  return html`${locked ? html`<p class="banner" data-state="wait">${t("season.locked-hint")}</p>` : nothing}
    <fieldset class="rules" ?disabled=${Boolean(locked)}>
      <div class="row-of-buttons">${detailSwitch()}</div>
      ${form.found.length ? problems() : nothing}
      <div class="grid">${inside().filter(({ key, home }) => home && key === "name").map((field) => settingField(form, field, ["season", "name"], []))}</div>
      ${list("series", (path) => events(form, path))} ${list("tables", (path) => tableFields(form, path))} ${list("pools", () => nothing)}
      ${ledgers(form)}
    </fieldset>
    ${saveBar({ dirty: form.isDirty, save, discard, label: t("season.save") })}`
}

function problems() {
  return html`<div class="problems-of-season" role="status">
    <p class="banner" data-state="wait">${t("season.problems", { n: form.found.length })}</p>
    ${faults(form.found, (place) => placed(place))}
  </div>`
}

/** In the words of the form where it is one of its fields. */
function placed(place) {
  const { path } = form.found.find((each) => each.place === place) ?? {}
  return path ? placeWords(form.draft, path) || place : place
}

/** The rows of one kind, and a button for one more. */
function list(key, more) {
  const rows = form.draft[key] ?? []
  const add = () => form.change([key], [...rows, blank(key, rows)])
  return html`<section class="of-${key}">
    <h2>${t(`season.${key}`)}</h2>
    <p class="muted">${t(`season.${key}-hint`)}</p>
    ${rows.map((row, n) => card(key, rows, row, n, more))}
    <button type="button" class="button" @click=${add}>${t(`season.add-${key}`)}</button>
  </section>`
}

function card(key, rows, row, index, more) {
  const name = row.name || row.id
  const put = (changed) => form.change([key], changed.length ? changed : undefined)
  return html`<section class="card" data-row data-id=${row.id} name=${dotted([key, index])}>
    <header class="row-of-buttons">
      <h3>${name}</h3>
      ${mover(name, rows, index, put)}
      <button type="button" class="button quiet" aria-label=${t("setup.remove-row", { name })} @click=${() => put(rows.filter((each) => each !== row))}>✕</button>
    </header>
    ${settingsForm(form, inside(key).filter((field) => !OWN.includes(field.key)), [key, index])}
    ${isExpert() ? idField(key, index, row) : nothing} ${more([key, index])}
  </section>`
}

/** An id changes at once, with all that names it. */
function idField(key, index, row) {
  const change = ({ target }) => {
    rename(form.draft, key, index, target.value.trim())
    form.changed()
  }
  return html`<label class="field short">
    <span>${t("season.row-id")}</span>
    <input name=${`${dotted([key, index])}.id`} autocomplete="off" autocapitalize="off" .value=${row.id ?? ""} @change=${change} />
    <small>${t("season.row-id-hint")}</small>
  </label>`
}

function blank(key, rows) {
  if (key === "series") return { id: freeId(rows, "s"), name: "", missed: "skip", events: [] }
  if (key === "tables") return { id: freeId(rows, "t"), name: "", tracks: [], weights: {} }
  return { id: freeId(rows, "p"), name: "", slots: 1, allocate: "quota" }
}
