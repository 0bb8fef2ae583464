/** A rules file that a competition is to be made of: all that is wrong with it, or what it says, before it is taken. */

import { held } from "../held.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { asked, page, redraw } from "./page.js"

/** The file that was read: `{file, …ReadRules}` of judging/web/creating.py. */
let read = null

/** The field, and what the file says. @param {(name: string) => void} rename takes the name that the rules have */
export function readFile(rename) {
  return html`<div class="row-of-buttons">
      <label class="button file">
        ${t(read ? "start.file-other" : "start.file-choose")}
        <input
          type="file"
          class="visually-hidden"
          accept=".toml"
          ?disabled=${page.busy}
          @change=${({ target }) => upload(target, rename)}
        />
      </label>
      <small class="muted">${t("start.file-hint")}</small>
    </div>
    ${read ? told(read) : nothing}`
}

/** Makes the competition of the file that was read; null while there is none that could be taken. */
export function fileRead() {
  return read && !read.problems.length ? create : null
}

function told({ file, problems, outline, odd, unrunnable }) {
  if (problems.length)
    return html`<div class="told" role="status">
      <p class="error" role="alert">${t("start.file-problems", { file: file.name, n: problems.length })}</p>
      ${faults(problems)}
    </div>`
  return html`<div class="told" role="status">
    <p class="status" data-state="good">${t("start.file-clean", { file: file.name })}</p>
    ${warnings(unrunnable, "start.file-unrunnable")} ${warnings(odd, "start.file-odd")}
    <ul class="outline" tabindex="0" lang="zh-CN">
      ${outline.map(([depth, words]) => html`<li data-depth=${depth}>${sentence(words)}</li>`)}
    </ul>
  </div>`
}

function warnings(found, key) {
  if (!found.length) return nothing
  return html`<div class="banner" data-state="wait">
    ${t(key)}
    <ul>
      ${found.map((words) => html`<li>${sentence(words)}</li>`)}
    </ul>
  </div>`
}

function faults(problems) {
  return html`<table class="faults">
    <thead>
      <tr>
        <th>${t("start.fault-place")}</th>
        <th>${t("start.fault-what")}</th>
        <th>${t("start.fault-remedy")}</th>
      </tr>
    </thead>
    <tbody>
      ${problems.map(
        ({ place, what, remedy }) =>
          html`<tr>
            <td>${place}</td>
            <td>${words(what)}</td>
            <td>${words(remedy)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** A sentence, or a text that no language changes. */
function words(said) {
  return typeof said === "object" ? sentence(said) : String(said)
}

async function upload(input, rename) {
  const [chosen] = input.files
  input.value = "" // so that the same file, mended, can be chosen again
  if (!chosen) return
  const file = await held(chosen)
  const found = await asked("/competitions/rules.toml", form(file))
  if (!found) return
  read = { file, ...found }
  rename(found.name)
  redraw()
}

/** What the program asks of rules may have changed since: then the file is told anew. */
async function create(name) {
  const { file } = read
  const made = await asked(`/competitions/rules.toml?create=1&name=${encodeURIComponent(name)}`, form(file))
  if (made?.problems) {
    read = { file, ...made }
    redraw()
  }
  return made
}

function form(file) {
  const data = new FormData()
  data.append("file", file)
  return data
}
