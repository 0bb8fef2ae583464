/** 参赛单位: the roster of a track, in the order of the third-party ranking; who declines is replaced by the next. */

import { post } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { t } from "../words.js"
import { perform, redraw, shownTrack } from "./page.js"
import { lockedBanner, saveBar, trackTabs } from "./parts.js"

/** Rosters with changes that were not saved, by track. */
const drafts = new Map()

/** Whether there are changes that were not saved. */
export function isDirty() {
  return drafts.size > 0
}

/** The section. */
export function entrants() {
  const track = shownTrack()
  const roster = rosterOf(track)
  const discard = () => {
    drafts.delete(track.id)
    redraw()
  }
  return html`
    ${trackTabs()} ${lockedBanner(track)}
    <fieldset ?disabled=${track.begun}>
      <p class="muted">${t("setup.entrants-hint", { n: roster.length })}</p>
      ${track.rounds.some(({ order }) => order.length) ? html`<p class="muted">${t("setup.order-falls")}</p>` : nothing}
      ${roster.length ? table(track, roster) : nothing}
      <button type="button" class="button" @click=${() => append(track, [{ name: "", district: "" }])}>
        ${t("setup.add-entrant")}
      </button>
      ${paste(track)}
    </fieldset>
    ${saveBar({ dirty: drafts.has(track.id), save: () => save(track), discard, label: t("setup.save-entrants") })}
  `
}

function table(track, roster) {
  return html`<table class="roster">
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
        roster,
        ({ id }) => id,
        (entrant, index) => row(track, entrant, index),
      )}
    </tbody>
  </table>`
}

function row(track, entrant, index) {
  const input = (key, most) =>
    html`<input
      name=${key}
      aria-label=${t(`setup.${key}-of`, { n: index + 1 })}
      autocomplete="off"
      maxlength=${most}
      .value=${entrant[key]}
      @input=${({ target }) => edit(track, { ...entrant, [key]: target.value })}
    />`
  const status = track.statuses[entrant.id]
  return html`<tr data-entrant=${entrant.id}>
    <td class="numeral">${index + 1}</td>
    <td>${input("name", 60)}</td>
    <td>${input("district", 20)}</td>
    <td>
      ${status ? html`<span class="status" data-state="bad">${t(`console.status.${status}`)}</span>` : nothing}
      <button type="button" class="button quiet" @click=${() => replaceByNext(track, entrant)}>
        ${t("setup.declines")}
      </button>
    </td>
  </tr>`
}

function paste(track) {
  const take = (event) => {
    event.preventDefault()
    const { lines } = event.target.elements
    append(
      track,
      lines.value
        .split("\n")
        .map(parsed)
        .filter(({ name }) => name),
    )
    event.target.reset()
  }
  return html`<details>
    <summary>${t("setup.paste")}</summary>
    <form class="paste" @submit=${take}>
      <label class="field">
        <span class="visually-hidden">${t("setup.paste")}</span>
        <textarea name="lines" rows="6"></textarea>
        <small>${t("setup.paste-hint")}</small>
      </label>
      <button class="button">${t("setup.paste-add")}</button>
    </form>
  </details>`
}

/** A line as it comes out of a spreadsheet or a list: name, then the district after a tab, comma or blank. */
function parsed(line) {
  const [name, district = ""] = line.trim().split(/[\t,， ]+/)
  return { name, district }
}

function rosterOf(track) {
  return drafts.get(track.id) ?? track.entrants
}

function edit(track, entrant) {
  put(
    track,
    rosterOf(track).map((found) => (found.id === entrant.id ? entrant : found)),
  )
}

/** 顺延: everybody behind moves up, and the next of the ranking comes in at the end. */
function replaceByNext(track, { id }) {
  put(
    track,
    rosterOf(track).filter((found) => found.id !== id),
  )
  append(track, [{ name: "", district: "" }])
}

function append(track, people) {
  const roster = [...rosterOf(track)]
  for (const person of people) roster.push({ id: freeId(track, roster), ...person })
  put(track, roster)
  document.querySelector(".roster tbody tr:last-child input")?.focus()
}

/** An id like the others. Never one that was in use: the imported scores hang on it. */
function freeId(track, roster) {
  const taken = new Set([...roster, ...track.entrants].map(({ id }) => id))
  const prefix = /^[^0-9]*/.exec(roster[0]?.id ?? "")[0] || "e"
  let number = roster.length + 1
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

async function save(track) {
  const roster = rosterOf(track).map(({ id, name, district }) => ({ id, name: name.trim(), district: district.trim() }))
  if (!(await perform(() => post("/setup/entrants", { track: track.id, entrants: roster })))) return
  drafts.delete(track.id)
  notify(t("setup.entrants-saved"), "good")
  redraw()
}
