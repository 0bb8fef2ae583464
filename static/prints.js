/** What can be printed now: a whole track in one job, all sheets of a form, or one sheet. */

import { Refused, get } from "./command.js"
import { languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

/** `index`: see `Index` in judging/web/prints.py. */
const page = { index: null }

function whole() {
  const { index } = page
  return html`
    <header class="bar">
      <strong>${index?.competition ?? t("prints.title")}</strong>
      <nav>
        ${index?.is_organiser ? html`<a href="/">${t("start.title")}</a>` : nothing}
        <a href="/console">${t("console.title")}</a>
        ${themeSwitch(draw)} ${languageSwitch()}
      </nav>
    </header>
    <main class="prints">${noticePlace()} ${index ? content(index) : nothing}</main>
  `
}

function content(index) {
  return html`
    <header>
      <h1>${t("prints.title")}</h1>
      ${
        index.is_organiser
          ? html`<nav>
              <a class="button" href=${index.whole ? "/print" : "/print?all=1"}>
                ${index.whole ? t("prints.only-revealed") : t("prints.with-confirmed")}
              </a>
              <a class="button" href="/print/cards" target="_blank">${t("setup.print-cards")}</a>
            </nav>`
          : nothing
      }
    </header>
    ${index.whole ? html`<p class="banner" data-state="wait">${t("prints.whole-hint")}</p>` : nothing}
    ${index.tracks.map(track)}
  `
}

function track({ name, locked_at, path, count, forms }) {
  const at = new Date(locked_at).toLocaleString(document.documentElement.lang)
  return html`<section class="card">
    <header>
      <h2>${name}</h2>
      <span class="status" data-state=${locked_at ? "good" : "wait"}>
        ${locked_at ? t("prints.locked", { at }) : t("prints.unlocked")}
      </span>
      ${count ? job(path, count) : nothing}
    </header>
    ${forms.length ? forms.map(form) : html`<p class="muted">${t("prints.nothing")}</p>`}
  </section>`
}

/** The whole track: a PDF where the server can make one, else the pages with the browser's own print. */
function job(path, count) {
  const word = page.index.makes_pdf ? t("prints.track-pdf", { count }) : t("prints.track", { count })
  return html`<nav>
    <a class="button primary" target="_blank" href=${page.index.makes_pdf ? inFormat(path, "pdf") : path}>${word}</a>
    <a class="button" target="_blank" href=${path}>${t("prints.preview")}</a>
    <a class="button" href=${inFormat(path, "xlsx")}>${t("prints.tool.xlsx")}</a>
  </nav>`
}

function inFormat(path, format) {
  return `${path}${path.includes("?") ? "&" : "?"}format=${format}`
}

function form({ form: key, path, sheets }) {
  const n = sheets.length
  return html`<div class="form">
    <h3>${t(`prints.form.${key}`)}</h3>
    ${n > 1 ? html`<a target="_blank" href=${path}>${t("prints.all-of", { n })}</a>` : nothing}
    ${
      n > 3
        ? html`<details>
            <summary>${t("prints.each")}</summary>
            ${list(sheets)}
          </details>`
        : list(sheets)
    }
  </div>`
}

function list(sheets) {
  return html`<ul>
    ${sheets.map(({ label, path }) => html`<li><a target="_blank" href=${path}>${whose(label)}</a></li>`)}
  </ul>`
}

function whose(label) {
  return label.map((part) => (part.template === undefined ? part : sentence(part))).join("\u2002")
}

function draw() {
  document.title = t("prints.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
get(`/print/choices${location.search}`).then(
  (index) => {
    page.index = index
    setRehearsal(index.rehearsal)
    draw()
  },
  (refused) => {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  },
)
