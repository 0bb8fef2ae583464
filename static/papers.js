/** 公文: notices of what was decided, as page, PDF and Word, and the templates they are made by. */

import { Refused, get, post, send } from "./command.js"
import { languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { listed, onLanguage, sentence, t } from "./words.js"

/** `index`: see `PaperIndex` in judging/web/papers.py; `chosen`: by paper the uploaded file that was found in order. */
const EMPTY = { reply: "papers.unanswered", certificate: "papers.with-forms", plaque: "papers.with-forms" }
const page = { index: null, isMasked: false, chosen: new Map() }

function whole() {
  const { index } = page
  return html`
    <header class="bar">
      <strong>${index?.competition ?? t("papers.title")}</strong>
      <nav>
        <a href=${at("/print")}>${t("prints.title")}</a>
        <a href=${at("/console")}>${t("console.title")}</a>
        ${themeSwitch(draw)} ${languageSwitch()}
      </nav>
    </header>
    <main class="prints papers">${noticePlace()} ${index ? content(index) : nothing}</main>
  `
}

function content(index) {
  return html`
    <header>
      <h1>${t("papers.title")}</h1>
      <label class="check">
        <input type="checkbox" .checked=${page.isMasked} @change=${({ target }) => put({ isMasked: target.checked })} />
        ${t("papers.masked")}
      </label>
    </header>
    <p class="muted">${t("papers.hint")}</p>
    ${index.papers.map(card)}
  `
}

function card(paper) {
  const { about } = paper
  const all = about.length > 1 && paper.paper !== "reply" ? [["", t("papers.all-awards")]] : []
  return html`<section class="card">
    <header><h2>${sentence(paper.name)}</h2></header>
    ${about.length ? nothing : html`<p class="muted">${t(EMPTY[paper.paper] ?? "papers.undecided")}</p>`}
    ${[...all, ...about].map(([key, name]) => printed(paper, key, name))} ${templates(paper)}
  </section>`
}

function printed({ paper }, about, name) {
  const asked = new URLSearchParams({ ...(about && { about }), ...(page.isMasked && { masked: "1" }) })
  const link = (format) => at(`/papers/${paper}?${new URLSearchParams([...asked, ...(format ? [["format", format]] : [])])}`)
  return html`<div class="of-award">
    <span>${paper === "reply" ? t("papers.objection", { number: about, name }) : name}</span>
    <a class="button" target="_blank" href=${link("")}>${t("prints.preview")}</a>
    ${page.index.makes_pdf ? html`<a class="button" target="_blank" href=${link("pdf")}>${t("prints.tool.pdf")}</a>` : nothing}
    <a class="button primary" href=${link("docx")}>${t("prints.tool.docx")}</a>
  </div>`
}

function templates({ paper, source, places }) {
  return html`<div class="templates">
    <p class="muted">${source ? t("papers.own", { source }) : t("papers.built-in")}</p>
    <a class="button" href=${at(`/papers/${paper}/template`)}>${t("papers.download")}</a>
    <label class="button file">
      ${t("papers.upload")}
      <input type="file" class="visually-hidden" accept=".docx" @change=${({ target }) => choose(paper, target)} />
    </label>
    ${source ? html`<button type="button" @click=${() => restore(paper)}>${t("papers.restore")}</button>` : nothing}
    ${chosen(paper)}
    <details>
      <summary>${t("papers.places")}</summary>
      <p class="muted">${t("papers.places-hint", { places: listed(places.map((place) => `【${place}】`)) })}</p>
    </details>
  </div>`
}

/** A file that was found in order: looked at as it would be printed, and taken. */
function chosen(paper) {
  const file = page.chosen.get(paper)
  if (!file) return nothing
  return html`<p role="status">${t("papers.in-order", { source: file.name })}</p>
    <form method="post" enctype="multipart/form-data" target="_blank" action=${at(`/papers/${paper}/template?preview=1`)}>
      <input type="file" name="file" hidden .files=${held(file)} />
      <button>${t("papers.preview")}</button>
    </form>
    <button type="button" class="primary" @click=${() => take(paper)}>${t("papers.take")}</button>`
}

/** The file as a field of a form holds it. */
function held(file) {
  const transfer = new DataTransfer()
  transfer.items.add(file)
  return transfer.files
}

async function choose(paper, target) {
  const [file] = target.files
  target.value = ""
  if (!file) return
  page.chosen.delete(paper)
  if (await tried(() => post(`/papers/${paper}/template`, formOf(file)))) page.chosen.set(paper, file)
  draw()
}

async function take(paper) {
  const file = page.chosen.get(paper)
  if (await tried(() => post(`/papers/${paper}/template?take=1`, formOf(file)))) {
    page.chosen.delete(paper)
    notify(t("papers.taken", { source: file.name }), "good")
    await load()
  }
}

async function restore(paper) {
  if (await tried(() => send({ kind: "RestorePaperTemplate", paper }))) await load()
}

function formOf(file) {
  const form = new FormData()
  form.append("file", file)
  return form
}

/** Whether it was done; else why not is said. */
async function tried(act) {
  try {
    await act()
    return true
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
    return false
  }
}

function put(changes) {
  Object.assign(page, changes)
  draw()
}

function draw() {
  document.title = t("papers.title")
  render(whole(), document.body)
}

async function load() {
  await tried(async () => {
    page.index = await get("/papers/choices")
    setRehearsal(page.index.rehearsal)
  })
  draw()
}

onLanguage(draw)
draw()
load()
