/** Setting a competition up, section by section; each says whether it is complete. */

import { afterLock } from "./afterlock.js"
import { get } from "./command.js"
import { dutyLinks } from "./duties.js"
import { hush, linkState, languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { watch } from "./live.js"
import { followRehearsal } from "./rehearsal.js"
import { at } from "./session.js"
import { assignment, isAssigned, isDirty as isAssignmentDirty } from "./setup/assignment.js"
import { books } from "./setup/books.js"
import { components } from "./setup/components.js"
import { entrants } from "./setup/entrants.js"
import { isDirty as areHallsDirty } from "./setup/halls.js"
import { intake, isCollecting } from "./setup/intake.js"
import { order } from "./setup/order.js"
import { drawWith, page, redraw } from "./setup/page.js"
import { isDirty as isPanelDirty, panel } from "./setup/panel.js"
import { people } from "./setup/people.js"
import { isDirty as isPersonDirty } from "./setup/person.js"
import { isDirty as arePicturesDirty, pictures } from "./setup/pictures.js"
import { papers } from "./setup/papers.js"
import { follow as followPasses, passes } from "./setup/passes.js"
import { lacking } from "./setup/progress.js"
import { follow as followQuestions, isAsking, questions } from "./setup/questions.js"
import { readiness } from "./setup/readiness.js"
import { recusals } from "./setup/recusals.js"
import { rehearsing } from "./setup/rehearsing.js"
import { isDirty as isRosterDirty } from "./setup/roster_draft.js"
import { follow as followRules, isDirty as areRulesDirty, rules } from "./setup/rules.js"
import { objecting, SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { listed, onLanguage, t } from "./words.js"

const SECTIONS = {
  rules,
  questions,
  books,
  entrants,
  intake,
  pictures,
  components,
  panel,
  recusals,
  assignment,
  order,
  people,
  passes,
  papers,
  rehearsing,
  readiness,
}
const UNMEASURED = ["books", "pictures", "recusals", "people", "papers", "rehearsing", "readiness"] // nothing is lacking there
const DIRTY = {
  rules: areRulesDirty,
  entrants: isRosterDirty,
  pictures: arePicturesDirty,
  panel: () => isPanelDirty() || areHallsDirty(),
  assignment: isAssignmentDirty,
  people: isPersonDirty,
}

function whole() {
  const { view } = page
  return html`
    <header class="bar">
      <strong>${view?.rules.name ?? t("setup.title")}</strong>
      <nav>
        ${dutyLinks()} ${page.isOfMachine ? html`<a href="/">${t("start.title")}</a>` : nothing}
        <a href=${at("/console")}>${t("console.title")}</a>
        ${isEvaluated() ? html`<a href=${at("/evaluations")}>${t("evaluations.title")}</a>` : nothing}
        <a href=${at("/signing")}>${t("signing.title")}</a>
        ${hasBallots() ? html`<a href=${at("/ballots")}>${t("ballots.title")}</a>` : nothing}
        ${afterLock()}
        ${themeSwitch(redraw)} ${languageSwitch()}
      </nav>
      ${linkState(page.link)}
    </header>
    ${
      view
        ? html`<div class="setup">
            <nav class="sections" aria-label=${t("setup.title")}>${Object.keys(SECTIONS).filter(isShown).map(entry)}</nav>
            <main data-section=${page.section}>
              <h1>${t(`setup.section.${page.section}`)}</h1>
              ${incomplete(page.section)} ${SECTIONS[page.section]()}
            </main>
          </div>`
        : html`<p class="muted nothing">
            ${page.link === "signed-out" ? html`<a href=${at("/join")}>${t("console.signed-out")}</a>` : t("console.loading")}
          </p>`
    }
    ${noticePlace()}
  `
}

/** Slips of paper are issued, printed and counted on a page of their own. */
function hasBallots() {
  const sorts = (page.view?.rules.tracks ?? []).flatMap(({ rounds }) => rounds.flatMap((round) => [round, ...(round.groups ?? [])]))
  return sorts.some(({ who }) => who === "ballot" || who === "visitor")
}

/** With one panel in each round there is nothing to assign; some rules ask nothing. */
/** Whether a round has sheets that stand alone. */
function isEvaluated() {
  return page.view?.rules.tracks.some(({ rounds }) => rounds.some(({ sheets }) => sheets === "each"))
}

function isShown(section) {
  if (section === "questions") return isAsking()
  if (section === "intake") return isCollecting()
  return section !== "assignment" || isAssigned()
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
    ${UNMEASURED.includes(section) && !isDirty ? nothing : html`<small class="status" data-state=${state}>${word}</small>`}
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
  Promise.all([followRules(), followPasses(), followQuestions()]).catch((refused) => notify(refused.detail ?? String(refused)))
}

function showReadiness(view) {
  page.readiness = view
  redraw()
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
get("/session").then(
  (session) => {
    page.isOfMachine = !session.person
    redraw()
  },
  () => {}, // said by the link
)
followRehearsal(redraw)
watch(
  { setup: show, readiness: showReadiness, ...SIGNING, ...objecting(true) },
  {
    onState(link) {
      page.link = link
      redraw()
    },
  },
)
