/** 参赛单位: the roster of a track, in the order of the third-party ranking; who declines is replaced by the next. */

import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { sentence, t } from "../words.js"
import { perform, redraw, shownTrack } from "./page.js"
import { lockedBanner, saveBar, trackTabs } from "./parts.js"
import { pasteInto } from "./paste.js"
import { personOf, understood } from "./pasted.js"
import { isOnRecord, recordReplacement, replacedList } from "./replacing.js"
import { rosterBooks } from "./roster_books.js"
import { discard, FIELDS, isDirty, isNamed, problemsOf, put, rosterOf, save, wrong } from "./roster_draft.js"

const MOST = { name: 60, district: 20, unit: 60, post: 40, years: 8, team: 8, leader: 40, number: 40, window_class: 40, photo: 100, reading: 120 }

const NOTHING = Object.fromEntries(FIELDS.map((key) => [key, ""]))

/** Tracks whose columns are all shown, also those in which nothing stands. */
const wide = new Set()

/** The section. */
export function entrants() {
  const track = shownTrack()
  const { entrants, reserves } = rosterOf(track)
  const known = [...entrants, ...reserves]
  return html`
    ${trackTabs()} ${lockedBanner(track)}
    ${rosterBooks(track, discard)}
    <fieldset ?disabled=${track.begun}>
      <p class="muted">${t("setup.entrants-hint", { n: entrants.filter(isNamed).length })}</p>
      ${track.rounds.some(({ order }) => order.length) ? html`<p class="muted">${t("setup.order-falls")}</p>` : nothing}
      ${ofTheWhole(track)} ${entrants.length ? table(track, "entrants") : nothing}
      <div class="row-of-buttons">
        <button type="button" class="button" @click=${() => append(track, "entrants", [{ name: "" }])}>
          ${t("setup.add-entrant")}
        </button>
        <button type="button" class="button quiet" aria-pressed=${wide.has(track.id)} @click=${() => widen(track)}>
          ${t("setup.all-columns")}
        </button>
      </div>
      ${pasteInto({
        key: `${track.id}/entrants`,
        title: t("setup.paste"),
        known,
        add: (people) => append(track, "entrants", people),
      })}
      <h2>${t("setup.reserves")}</h2>
      <p class="muted">${t("setup.reserves-hint")}</p>
      ${reserves.length ? table(track, "reserves") : nothing} ${replacedList(track)}
      ${pasteInto({
        key: `${track.id}/reserves`,
        title: t("setup.paste-reserves"),
        known,
        add: (people) => append(track, "reserves", people),
      })}
    </fieldset>
    ${saveBar({
      dirty: isDirty(track.id),
      save: () => saveDraft(track),
      discard: () => discard(track),
      label: t("setup.save-entrants"),
    })}
  `
}

/** What is wrong with no row of it. */
function ofTheWhole(track) {
  const found = problemsOf(track, "")
  if (!found.length) return nothing
  return html`<div class="banner problems" data-state="bad" role="alert">
    <ul>
      ${found.map((problem) => html`<li>${words(problem)}</li>`)}
    </ul>
  </div>`
}

function words({ what, remedy }) {
  return t("setup.problem", { what: sentence(what), remedy: sentence(remedy) })
}

/** The columns: those in which something stands, those that the rules ask for, or all. */
function columns(track) {
  const { entrants, reserves } = rosterOf(track)
  const { years = null, team = null, leader = false, classes = [] } = track.rules.roster ?? {}
  const asked = { district: true, years: years !== null, team: team !== null, leader, window_class: classes.length > 0 }
  const isUsed = (key) => [...entrants, ...reserves].some((entrant) => entrant[key])
  return FIELDS.filter((key) => asked[key] || wide.has(track.id) || isUsed(key))
}

function widen(track) {
  if (!wide.delete(track.id)) wide.add(track.id)
  redraw()
}

/** @param {"entrants"|"reserves"} list */
function table(track, list) {
  const roster = rosterOf(track)
  const before = list === "reserves" ? roster.entrants.length : 0
  const shown = columns(track)
  return html`<div class="wide"><table class="roster" data-list=${list}>
    <thead>
      <tr>
        <th>${t("setup.place")}</th>
        <th>${t("setup.entrant")}</th>
        ${shown.map((key) => html`<th>${t(`setup.roster.${key}`)}</th>`)}
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        roster[list],
        ({ id }) => id,
        (entrant, index) => row(track, list, shown, entrant, before + index + 1),
      )}
    </tbody>
  </table></div>`
}

function row(track, list, shown, entrant, place) {
  const status = track.statuses[entrant.id]
  const found = problemsOf(track, entrant.id)
  return html`<tr data-entrant=${entrant.id}>
    <td class="numeral">${place}</td>
    <td>
      ${input(track, list, entrant, "name", place)}
      ${found.map((problem) => html`<p class="error" role="alert">${words(problem)}</p>`)}
    </td>
    ${shown.map((key) => html`<td data-field=${key}>${input(track, list, entrant, key, place)}</td>`)}
    <td>
      ${status ? html`<span class="status" data-state="bad">${t(`console.status.${status}`)}</span>` : nothing}
      ${
        list === "entrants" && !status
          ? html`<button type="button" class="button quiet" @click=${() => replaceByNext(track, entrant)}>
              ${t("setup.declines")}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="button quiet"
        aria-label=${t("setup.remove-entrant", { name: entrant.name || place })}
        @click=${() => put(track, without(rosterOf(track), entrant))}
      >
        ✕
      </button>
    </td>
  </tr>`
}

function input(track, list, entrant, key, place) {
  return html`<input
    name=${key}
    aria-label=${t("setup.field-of", { n: place, field: t(`setup.roster.${key}`) })}
    aria-invalid=${problemsOf(track, entrant.id).some(({ field }) => field === key)}
    autocomplete="off"
    placeholder=${key === "name" ? "" : t(`setup.roster.${key}`)}
    maxlength=${MOST[key]}
    .value=${entrant[key]}
    @input=${({ target }) => edit(track, list, { ...entrant, [key]: target.value })}
  />`
}

function edit(track, list, entrant) {
  const roster = rosterOf(track)
  put(track, { ...roster, [list]: roster[list].map((found) => (found.id === entrant.id ? entrant : found)) })
}

function without({ entrants, reserves }, { id }) {
  const others = (found) => found.id !== id
  return { entrants: entrants.filter(others), reserves: reserves.filter(others) }
}

/** 顺延: everybody behind moves up, and the next of the ranking comes in at the end. Nobody is made up. */
async function replaceByNext(track, declining) {
  if (isOnRecord(track, declining)) return recordReplacement(track, declining)
  const [next] = rosterOf(track).reserves.filter(isNamed)
  const added = next ?? (await askForNext(declining))
  if (!added) return
  const roster = without(without(rosterOf(track), declining), added)
  put(track, { ...roster, entrants: [...roster.entrants, { id: freeId(track), ...NOTHING, ...added }] })
  const name = added.name
  notify(t("setup.moved-up", { declining: declining.name, name }), "good")
}

/** Who comes next, from the organiser, who has the ranking; undefined if cancelled. */
async function askForNext({ name }) {
  const said = await ask({
    title: t("setup.next-of", { name }),
    text: t("setup.next-hint"),
    reason: t("setup.next"),
    confirm: t("setup.declines"),
  })
  const found = understood(said ?? "")[0]
  return found && personOf(found)
}

function append(track, list, people) {
  for (const person of people) {
    const roster = rosterOf(track)
    put(track, { ...roster, [list]: [...roster[list], { id: freeId(track), ...NOTHING, ...person }] })
  }
  document.querySelector(`.roster[data-list="${list}"] tbody tr:last-child input`)?.focus()
}

/** An id like the others. Never one that was in use: the imported scores hang on it. */
function freeId(track) {
  const { entrants, reserves } = rosterOf(track)
  const taken = new Set([...entrants, ...reserves, ...track.entrants, ...track.reserves].map(({ id }) => id))
  const prefix = /^[^0-9]*/.exec(entrants[0]?.id ?? "")[0] || "e"
  let number = entrants.length + reserves.length + 1
  while (taken.has(idOf(prefix, number))) number++
  return idOf(prefix, number)
}

function idOf(prefix, number) {
  return prefix + String(number).padStart(2, "0")
}

async function saveDraft(track) {
  const saved = await perform(() => save(track))
  if (saved) notify(t("setup.entrants-saved"), "good")
  else if (saved === false) notify(t("setup.entrants-wrong", { n: wrong(track) }))
  redraw()
}
