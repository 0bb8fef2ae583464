/** 参赛单位: the roster of a track, in the order of the third-party ranking; who declines is replaced by the next. */

import { post } from "../command.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { t } from "../words.js"
import { perform, redraw, shownTrack } from "./page.js"
import { lockedBanner, saveBar, trackTabs } from "./parts.js"
import { pasteInto } from "./paste.js"
import { understood } from "./pasted.js"

/** Rosters with changes that were not saved, by track: `{entrants, reserves}`. */
const drafts = new Map()

/** Whether there are changes that were not saved. */
export function isDirty() {
  return drafts.size > 0
}

/** The section. */
export function entrants() {
  const track = shownTrack()
  const { entrants, reserves } = rosterOf(track)
  const discard = () => {
    drafts.delete(track.id)
    redraw()
  }
  const known = new Set([...entrants, ...reserves].map(({ name }) => name.trim()))
  return html`
    ${trackTabs()} ${lockedBanner(track)}
    <fieldset ?disabled=${track.begun}>
      <p class="muted">${t("setup.entrants-hint", { n: entrants.filter(isNamed).length })}</p>
      ${track.rounds.some(({ order }) => order.length) ? html`<p class="muted">${t("setup.order-falls")}</p>` : nothing}
      ${entrants.length ? table(track, "entrants") : nothing}
      <button type="button" class="button" @click=${() => append(track, "entrants", [{ name: "", district: "" }])}>
        ${t("setup.add-entrant")}
      </button>
      ${pasteInto({
        key: `${track.id}/entrants`,
        title: t("setup.paste"),
        known,
        add: (people) => append(track, "entrants", people),
      })}
      <h2>${t("setup.reserves")}</h2>
      <p class="muted">${t("setup.reserves-hint")}</p>
      ${reserves.length ? table(track, "reserves") : nothing}
      ${pasteInto({
        key: `${track.id}/reserves`,
        title: t("setup.paste-reserves"),
        known,
        add: (people) => append(track, "reserves", people),
      })}
    </fieldset>
    ${saveBar({ dirty: drafts.has(track.id), save: () => save(track), discard, label: t("setup.save-entrants") })}
  `
}

/** @param {"entrants"|"reserves"} list */
function table(track, list) {
  const roster = rosterOf(track)
  const before = list === "reserves" ? roster.entrants.length : 0
  return html`<table class="roster" data-list=${list}>
    <thead>
      <tr>
        <th>${t("setup.place")}</th>
        <th>${t("setup.entrant")}</th>
        <th>${t("setup.district")}</th>
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        roster[list],
        ({ id }) => id,
        (entrant, index) => row(track, list, entrant, before + index + 1),
      )}
    </tbody>
  </table>`
}

function row(track, list, entrant, place) {
  const input = (key, most) =>
    html`<input
      name=${key}
      aria-label=${t(`setup.${key}-of`, { n: place })}
      autocomplete="off"
      maxlength=${most}
      .value=${entrant[key]}
      @input=${({ target }) => edit(track, list, { ...entrant, [key]: target.value })}
    />`
  const status = track.statuses[entrant.id]
  return html`<tr data-entrant=${entrant.id}>
    <td class="numeral">${place}</td>
    <td>${input("name", 60)}</td>
    <td>${input("district", 20)}</td>
    <td>
      ${status ? html`<span class="status" data-state="bad">${t(`console.status.${status}`)}</span>` : nothing}
      ${
        list === "entrants"
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

function rosterOf(track) {
  return drafts.get(track.id) ?? { entrants: track.entrants, reserves: track.reserves }
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
  const [next] = rosterOf(track).reserves.filter(isNamed)
  const added = next ?? (await askForNext(declining))
  if (!added) return
  const roster = without(without(rosterOf(track), declining), added)
  put(track, { ...roster, entrants: [...roster.entrants, { id: freeId(track), ...added }] })
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
  return found && { name: found.name, district: found.district }
}

function append(track, list, people) {
  for (const person of people) {
    const roster = rosterOf(track)
    put(track, { ...roster, [list]: [...roster[list], { id: freeId(track), ...person }] })
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

function put(track, roster) {
  drafts.set(track.id, roster)
  redraw()
}

function isNamed({ name, district }) {
  return Boolean(name.trim() || district.trim())
}

/** Rows in which nothing was written are no rows. */
async function save(track) {
  const clean = (list) =>
    list.filter(isNamed).map(({ id, name, district }) => ({ id, name: name.trim(), district: district.trim() }))
  const { entrants, reserves } = rosterOf(track)
  const roster = { track: track.id, entrants: clean(entrants), reserves: clean(reserves) }
  if (!(await perform(() => post("/setup/entrants", roster)))) return
  drafts.delete(track.id)
  notify(t("setup.entrants-saved"), "good")
  redraw()
}
