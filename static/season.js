/** One season: its table over the year, what it is made of, and the files it reads. */

import { languageSwitch, noticePlace, themeSwitch } from "./page.js"
import { backup, keepLooking } from "./season/backup.js"
import { files } from "./season/files.js"
import { locking } from "./season/locking.js"
import { follow, look, page } from "./season/page.js"
import { prints } from "./season/prints.js"
import { form } from "./season/draft.js"
import { rules } from "./season/rules.js"
import { year } from "./season/year.js"
import { drawWith, page as shared, redraw } from "./setup/page.js"
import { loadSettings } from "./setup/settings.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

const SECTIONS = { year, rules, files, prints, locking }

function whole() {
  const { view } = page
  return html`
    <header class="bar">
      <strong>${view?.name ?? t("season.title")}</strong>
      <nav>
        <a href="/seasons">${t("season.all")}</a>
        <a href="/">${t("start.title")}</a>
        ${themeSwitch(redraw)} ${languageSwitch()}
      </nav>
      ${view ? status(view) : nothing}
    </header>
    ${
      view
        ? html`<div class="setup season">
            <nav class="sections" aria-label=${t("season.title")}>${Object.keys(SECTIONS).map(entry)}</nav>
            <main data-section=${page.section}>
              <h1>${t(`season.section.${page.section}`)}</h1>
              ${view.trouble ? html`<p class="banner" data-state="bad" role="alert">${sentence(view.trouble)}</p>` : nothing}
              ${backup()} ${SECTIONS[page.section](view)}
            </main>
          </div>`
        : html`<p class="muted nothing">${t("season.loading")}</p>`
    }
    ${noticePlace()}
  `
}

function status({ locked }) {
  return html`<span class="status" data-state=${locked ? "good" : "wait"}>${t(locked ? "season.is-locked" : "season.under-way")}</span>`
}

function entry(section) {
  return html`<a href="#${section}" aria-current=${page.section === section ? "page" : nothing}>
    ${t(`season.section.${section}`)}
    ${section === "rules" && form.isDirty ? html`<small class="status" data-state="wait">${t("setup.unsaved")}</small>` : nothing}
  </a>`
}

function turn() {
  const wanted = location.hash.slice(1)
  page.section = wanted in SECTIONS ? wanted : "year"
  redraw()
}

shared.view = { unanswered: [] } // nothing is only proposed here
drawWith(() => {
  document.title = page.view?.name ?? t("season.title")
  render(whole(), document.body)
})
onLanguage(redraw)
addEventListener("hashchange", turn)
addEventListener("beforeunload", (event) => form.isDirty && event.preventDefault())
turn()
loadSettings("/seasons.settings").then(look, follow)
keepLooking(redraw)
