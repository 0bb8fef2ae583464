/**
 * A file that comes in: chosen, shown with its problems and with what it would change, then imported or put away.
 * The server reads it twice, for the look and for the import; only what was looked at is imported.
 */

import { post } from "../command.js"
import { held } from "../held.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { page, perform, redraw } from "./page.js"

/** The workbooks that the server reads. */
export const WORKBOOKS = ".xlsx,.xls,.et,.ods,.csv"

/** Files that were read and not imported yet, by key: `{file, problems, changes?, shown?, …}` as the server found them. */
const looks = new Map()

/**
 * @typedef {object} Incoming what comes in at one place of the page
 * @property {string} key tells it from others
 * @property {string} address where it is posted; with `import=1` it is imported
 * @property {string} accept
 * @property {string} label of the button that chooses it
 * @property {(found: object) => {title: string, confirm: string, note?: string, body?: unknown}} words for what the server found
 * @property {(found: object) => unknown} done after it was imported
 */

/** The button that chooses the file. @param {Incoming} incoming */
export function fileButton(incoming) {
  return html`<label class="button file">
    ${incoming.label}
    <input
      type="file"
      class="visually-hidden"
      accept=${incoming.accept}
      @change=${({ target }) => look(incoming, target)}
    />
  </label>`
}

/** What the file says, until it is imported or put away; nothing without one. @param {Incoming} incoming */
export function fileLook(incoming) {
  const found = looks.get(incoming.key)
  if (!found) return nothing
  const { file, problems, changes = [] } = found
  const { title, confirm, note, body = nothing } = incoming.words(found)
  const state = problems.length
    ? html`<p class="error" role="alert">${title}</p>`
    : html`<p class="status" data-state="good">${title}</p>`
  return html`<div class="card preview">
    <h4>${file.name}</h4>
    ${state} ${problems.length ? faults(problems) : nothing} ${changes.length ? differences(changes) : nothing}
    ${note ? html`<p class="muted">${note}</p>` : nothing} ${problems.length ? nothing : body}
    <div class="row-of-buttons">
      <button type="button" class="button" @click=${() => putAway(incoming)}>${t("setup.discard")}</button>
      <button
        type="button"
        class="button primary"
        ?disabled=${problems.length || page.busy}
        @click=${() => take(incoming, found)}
      >
        ${confirm}
      </button>
    </div>
  </div>`
}

/** All that is wrong, by cell or by place in the file. @param {{cell?: string, place?: string, what: any, remedy: any}[]} problems */
export function faults(problems) {
  return html`<table class="faults">
    <thead>
      <tr>
        <th>${"cell" in problems[0] ? t("setup.cell") : t("setup.where")}</th>
        <th>${t("setup.what")}</th>
        <th>${t("setup.remedy")}</th>
      </tr>
    </thead>
    <tbody>
      ${problems.map(
        ({ cell, place, what, remedy }) =>
          html`<tr>
            <td class="numeral">${cell ?? place}</td>
            <td>${words(what)}</td>
            <td>${words(remedy)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** What would change, line by line. @param {{where: any[], before: any, after: any}[]} changes */
export function differences(changes) {
  return html`<table class="changes">
    <thead>
      <tr>
        <th>${t("setup.setting")}</th>
        <th>${t("setup.before")}</th>
        <th>${t("setup.after")}</th>
      </tr>
    </thead>
    <tbody>
      ${changes.map(
        ({ where, before, after }) =>
          html`<tr data-change=${before ? (after ? "changed" : "gone") : "new"}>
            <td>${where.map(words).join(" · ")}</td>
            <td>${before ? words(before) : "—"}</td>
            <td>${after ? words(after) : "—"}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** A sentence, or a text that no language changes. */
function words(said) {
  return typeof said === "object" ? sentence(said) : String(said)
}

/** What is no problem, and yet to be known before the import. @param {any[]} notes */
export function listedNotes(notes) {
  return notes.map((note) => html`<p class="status" data-state="wait">${sentence(note)}</p>`)
}

function putAway({ key }) {
  looks.delete(key)
  redraw()
}

async function look(incoming, input) {
  const [file] = input.files
  input.value = "" // so that the same file, mended, can be chosen again
  if (file) await lookAt(incoming, await held(file))
}

/** Has the server read a file; it is shown from then on. @param {Incoming} incoming @param {File} file
 * @returns {Promise<boolean>} false where it was refused as a whole */
export async function lookAt({ key, address }, file) {
  const found = await perform(() => post(address, form(file)))
  if (found) looks.set(key, { file, ...found })
  redraw()
  return Boolean(found)
}

async function take(incoming, { file, shown = "" }) {
  const found = await perform(() => imported(incoming, file, shown))
  if (!found) return
  looks.delete(incoming.key)
  await incoming.done(found)
  redraw()
}

/** What was imported; undefined, and shown anew, where that is no longer what was looked at. */
async function imported({ key, address }, file, shown) {
  const query = new URLSearchParams({ import: "1", shown })
  try {
    const found = await post(`${address}${address.includes("?") ? "&" : "?"}${query}`, form(file))
    if (!found.problems.length) return found
    looks.set(key, { file, ...found })
  } catch (refused) {
    const now = refused.body?.preview ?? refused.body
    if (!now?.problems) throw refused
    looks.set(key, { file, ...now })
    if (!now.problems.length) notify(refused.detail)
  }
}

function form(file) {
  const data = new FormData()
  data.append("file", file)
  return data
}
