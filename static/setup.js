/** Setting a competition up, section by section; each says whether it is complete. */

import { hush, linkState, languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { watch } from "./live.js"
import { components } from "./setup/components.js"
import { entrants, isDirty as isRosterDirty } from "./setup/entrants.js"
import { order } from "./setup/order.js"
import { drawWith, page, redraw } from "./setup/page.js"
import { isDirty as isPanelDirty, panel } from "./setup/panel.js"
import { papers } from "./setup/papers.js"
import { follow as followPasses, passes } from "./setup/passes.js"
import { lacking } from "./setup/progress.js"
import { follow as followRules, isDirty as areRulesDirty, rules } from "./setup/rules.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { listed, onLanguage, t } from "./words.js"

const SECTIONS = { rules, entrants, components, panel, order, passes, papers }
const DIRTY = { rules: areRulesDirty, entrants: isRosterDirty, panel: isPanelDirty }

function whole() {
  const { view } = page
  return html`
    <header class="bar">
      <strong>${view?.rules.name ?? t("setup.title")}</strong>
      <nav>
        <a href="/">${t("start.title")}</a><a href="/console">${t("console.title")}</a>
        ${themeSwitch(redraw)} ${languageSwitch()}
      </nav>
      ${linkState(page.link)}
    </header>
    ${
      view
        ? html`<div class="setup">
            <nav class="sections" aria-label=${t("setup.title")}>${Object.keys(SECTIONS).map(entry)}</nav>
            <main data-section=${page.section}>
              <h1>${t(`setup.section.${page.section}`)}</h1>
              ${incomplete(page.section)} ${SECTIONS[page.section]()}
            </main>
          </div>`
        : html`<p class="muted nothing">
            ${page.link === "signed-out" ? html`<a href="/join">${t("console.signed-out")}</a>` : t("console.loading")}
          </p>`
    }
    ${noticePlace()}
  `
}

function entry(section) {
  const isDirty = DIRTY[section]?.() ?? false
  const lacks = lacking(section).length
  const [state, word] = isDirty
    ? ["wait", t("setup.unsaved")]
    : lacks
      ? ["wait", t("setup.incomplete")]
      : ["good", t("setup.complete")]
  return html`<a href="#${section}" aria-current=${page.section === section ? "page" : nothing}>
    ${t(`setup.section.${section}`)}
    ${section === "papers" ? nothing : html`<small class="status" data-state=${state}>${word}</small>`}
  </a>`
}

function incomplete(section) {
  const lacks = lacking(section)
  return lacks.length
    ? html`<p class="banner" data-state="wait">${t("setup.still", { lacks: listed(lacks) })}</p>`
    : nothing
}

function turn() {
  const wanted = location.hash.slice(1)
  page.section = wanted in SECTIONS ? wanted : "rules"
  hush()
  redraw()
}

function show(view) {
  page.view = view
  setRehearsal(view.rehearsal)
  redraw()
  Promise.all([followRules(), followPasses()]).catch((refused) => notify(refused.detail ?? String(refused)))
}

drawWith(() => {
  document.title = t("setup.title")
  render(whole(), document.body)
})
onLanguage(redraw)
addEventListener("hashchange", turn)
addEventListener("beforeunload", (event) => {
  if (Object.values(DIRTY).some((isDirty) => isDirty())) event.preventDefault()
})
turn()
watch(
  { setup: show },
  {
    onState(link) {
      page.link = link
      redraw()
    },
  },
)
