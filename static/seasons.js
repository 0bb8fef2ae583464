/** The seasons of this server: all of them, and a new one. */

import { Refused, get, post } from "./command.js"
import { held } from "./held.js"
import { hush, languageSwitch, noticePlace, notify, themeSwitch } from "./page.js"
import { backup, keepLooking, moment } from "./season/backup.js"
import { faults } from "./season/problems.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

/** `seasons`: the answer of GET /seasons.json, null until it came; `problems`: of the zip that was refused last. */
const page = { seasons: null, problems: [], busy: false }
const draft = { id: `season-${new Date().getFullYear()}`, name: "", like: "" }

function whole() {
  return html`
    <header class="bar">
      <strong>${t("season.title")}</strong>
      <nav>
        ${themeSwitch(draw)} ${languageSwitch()}
        <a class="button quiet" href="/">${t("start.title")}</a>
      </nav>
    </header>
    <main class="start seasons">
      ${page.seasons ? [list(page.seasons), creation(page.seasons), upload()] : nothing}
    </main>
    ${noticePlace()}
  `
}

function list(seasons) {
  return html`<section class="card">
    <h2>${t("season.all")}</h2>
    ${seasons.length ? backup() : html`<p class="muted">${t("season.none")}</p>`}
    <ul class="files">
      ${seasons.map(line)}
    </ul>
  </section>`
}

function line({ id, name, events, to_be, locked, changed }) {
  return html`<li>
    <div>
      <a href="/seasons/${id}"><b>${name}</b></a>
      <small class="muted">${t("season.line", { id, events, of: to_be, time: changed ? moment(changed) : "—" })}</small>
    </div>
    <span class="status" data-state=${locked ? "good" : "wait"}>${t(locked ? "season.is-locked" : "season.under-way")}</span>
  </li>`
}

function creation(seasons) {
  return html`<section class="card creation">
    <h2>${t("season.new")}</h2>
    <form @submit=${create} novalidate>
      <label class="field short">
        <span>${t("season.name")}</span>
        <input name="name" maxlength="60" autocomplete="off" .value=${draft.name} @input=${typed("name")} />
        <small>${t("season.name-hint")}</small>
      </label>
      <label class="field short">
        <span>${t("season.id")}</span>
        <input name="id" maxlength="60" autocomplete="off" autocapitalize="off" .value=${draft.id} @input=${typed("id")} />
        <small>${t("season.id-hint")}</small>
      </label>
      ${seasons.length ? likeness(seasons) : nothing}
      <button class="button primary" ?disabled=${page.busy || !draft.name.trim()}>${t("season.create")}</button>
    </form>
  </section>`
}

function likeness(seasons) {
  return html`<label class="field short">
    <span>${t("season.like")}</span>
    <select name="like" @change=${typed("like")}>
      <option value="">${t("season.like-none")}</option>
      ${seasons.map(({ id, name }) => html`<option value=${id} .selected=${id === draft.like}>${name}</option>`)}
    </select>
    <small>${t("season.like-hint")}</small>
  </label>`
}

function upload() {
  return html`<section class="card creation">
    <h2>${t("season.upload")}</h2>
    <div class="row-of-buttons">
      <label class="button file">
        ${t("season.choose-zip")}
        <input type="file" class="visually-hidden" accept=".zip" ?disabled=${page.busy} @change=${send} />
      </label>
      <small class="muted">${t("season.upload-hint")}</small>
    </div>
    ${page.problems.length ? faults(page.problems) : nothing}
  </section>`
}

function typed(key) {
  return ({ target }) => {
    draft[key] = target.value
    draw()
  }
}

async function create(event) {
  event.preventDefault()
  if (page.busy) return
  const made = await asked(() => post("/seasons", { ...draft, id: draft.id.trim(), name: draft.name.trim() }))
  if (made) location.assign(`/seasons/${made.id}#rules`)
}

async function send({ target }) {
  const [chosen] = target.files
  target.value = "" // so that the same file, mended, can be chosen again
  if (!chosen) return
  const form = new FormData()
  form.append("file", await held(chosen))
  page.problems = []
  const made = await asked(() => post("/seasons.zip", form))
  if (made) location.assign(`/seasons/${made.id}`)
}

/** The answer, or undefined if it was refused; the page then says why. */
async function asked(deed) {
  page.busy = true
  hush()
  draw()
  try {
    return await deed()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    page.problems = refused.body?.problems ?? []
    notify(() => refused.detail)
  } finally {
    page.busy = false
    draw()
  }
}

function draw() {
  document.title = t("season.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
asked(async () => {
  page.seasons = await get("/seasons.json")
})
keepLooking(draw)
