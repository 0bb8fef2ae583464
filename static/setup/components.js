/** 单项成绩: download the template, upload it filled in, see every problem by its cell, import when there is none. */

import { post } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { page, perform, redraw, roundsOf, shownTrack } from "./page.js"
import { dateTime, trackTabs } from "./parts.js"

/** Uploaded workbooks that were read but not imported yet, by "track/round": {file, rows, problems}. */
const previews = new Map()

/** The section. */
export function components() {
  const track = shownTrack()
  const rounds = roundsOf(track, "imported")
  return html`
    ${trackTabs()}
    ${rounds.length ? nothing : html`<p class="muted">${t("setup.no-imported")}</p>`}
    ${rounds.map((round) => section(track, round))}
  `
}

function section(track, round) {
  const query = new URLSearchParams({ track: track.id, round: round.id })
  const preview = previews.get(`${track.id}/${round.id}`)
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name}</h3>
    ${imported(track, round)}
    <div class="row-of-buttons">
      <a class="button" href="/setup/components.xlsx?${query}" download>${t("setup.template")}</a>
      <label class="button file">
        ${t("setup.upload")}
        <input
          type="file"
          class="visually-hidden"
          accept=".xlsx,.xls,.ods"
          @change=${(event) => upload(track, round, event.target)}
        />
      </label>
    </div>
    ${preview ? checked(track, round, preview) : nothing}
  </section>`
}

function imported({ entrants }, { components, source, imported_at }) {
  if (!imported_at) return html`<p class="status" data-state="wait">${t("setup.not-imported")}</p>`
  const missing = entrants.filter(({ id }) => !(id in components)).length
  return html`
    <p class="status" data-state=${missing ? "wait" : "good"}>
      ${t("setup.imported", { n: Object.keys(components).length, source, time: dateTime(imported_at) })}
    </p>
    ${missing ? html`<p class="error">${t("setup.import-missing", { n: missing })}</p>` : nothing}
    <details>
      <summary>${t("setup.show-scores")}</summary>
      ${scores(entrants.map(({ id, name }) => ({ name, score: components[id] ?? "—" })))}
    </details>
  `
}

function checked(track, round, { file, rows, problems }) {
  const forget = () => {
    previews.delete(`${track.id}/${round.id}`)
    redraw()
  }
  return html`<div class="card preview">
    <h4>${file.name}</h4>
    ${
      problems.length
        ? html`<p class="error" role="alert">${t("setup.sheet-problems", { n: problems.length })}</p>
            ${faults(problems)}`
        : html`<p class="status" data-state="good">${t("setup.sheet-clean", { n: rows.length })}</p>
            ${scores(rows)}`
    }
    <div class="row-of-buttons">
      <button type="button" class="button" @click=${forget}>${t("setup.discard")}</button>
      <button
        type="button"
        class="button primary"
        ?disabled=${problems.length || page.busy}
        @click=${() => importRows(track, round, file)}
      >
        ${t("setup.import", { n: rows.length })}
      </button>
    </div>
  </div>`
}

function faults(problems) {
  return html`<table class="faults">
    <thead>
      <tr>
        <th>${t("setup.cell")}</th>
        <th>${t("setup.what")}</th>
        <th>${t("setup.remedy")}</th>
      </tr>
    </thead>
    <tbody>
      ${problems.map(
        ({ cell, what, remedy }) =>
          html`<tr>
            <td class="numeral">${cell}</td>
            <td>${sentence(what)}</td>
            <td>${sentence(remedy)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function scores(rows) {
  return html`<ol class="scores">
    ${rows.map(({ name, score }) => html`<li>${name} <b class="numeral">${score}</b></li>`)}
  </ol>`
}

async function upload(track, round, input) {
  const [file] = input.files
  input.value = "" // so that the same file, mended, can be chosen again
  if (!file) return
  const preview = await perform(() => post(address(track, round), form(file)))
  if (preview) previews.set(`${track.id}/${round.id}`, { file, ...preview })
  redraw()
}

async function importRows(track, round, file) {
  const id = `${track.id}/${round.id}`
  const done = await perform(() => submit(id, `${address(track, round)}&import=1`, file))
  if (!done) return
  previews.delete(id)
  notify(t("setup.import-done", { n: done.rows.length }), "good")
  redraw()
}

/** What was imported; undefined, and the problems shown, where the roster has changed since the preview. */
async function submit(id, address, file) {
  try {
    return await post(address, form(file))
  } catch (refused) {
    if (!refused.body?.problems) throw refused
    previews.set(id, { file, ...refused.body })
  }
}

function address(track, round) {
  return `/setup/components?${new URLSearchParams({ track: track.id, round: round.id })}`
}

function form(file) {
  const data = new FormData()
  data.append("file", file)
  return data
}
