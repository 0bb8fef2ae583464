/** 奖项: what follows the lock, section by section. Each names the topics that it watches and draws itself. */

import { get, Refused } from "./command.js"
import { dutyLinks } from "./duties.js"
import { drawWith, page, redraw } from "./honours/page.js"
import * as meeting from "./honours/meeting.js"
import * as simulator from "./honours/simulator.js"
import { watch } from "./live.js"
import { hush, languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

// Each has `topics`, by name what takes their views, and `draw`; shown to whoever may watch them.
const SECTIONS = { meeting, simulator }
const RETRY_MS = 1000

function whole() {
  return html`
    <header class="bar">
      <strong>${page.competition || t("honours.title")}</strong>
      ${page.rehearsal ? html`<span class="rehearsal">${t("console.rehearsal")}</span>` : nothing}
      <nav>
        ${dutyLinks()}
        ${page.isOrganiser
          ? html`<a href=${at("/setup")}>${t("setup.title")}</a> <a href=${at("/console")}>${t("console.title")}</a>`
          : html`<a href=${at("/supervisor")}>${t("supervisor.title")}</a>`}
        <a href=${at("/print")} target="_blank">${t("console.print")}</a>
        ${themeSwitch(redraw)} ${languageSwitch()}
      </nav>
      ${linkState(page.link)}
    </header>
    ${noticePlace()}
    ${
      page.competition
        ? html`${tabs()}<main data-section=${page.section}>${SECTIONS[page.section].draw()}</main>`
        : html`<p class="muted nothing">
            ${page.link === "signed-out" ? html`<a href=${at("/join")}>${t("console.signed-out")}</a>` : t("console.loading")}
          </p>`
    }
  `
}

function tabs() {
  return html`<nav class="sections" aria-label=${t("honours.title")}>
    ${sections().map(
      (each) => html`<a href="#${each}" aria-current=${page.section === each ? "page" : nothing}>${t(`honours.section.${each}`)}</a>`,
    )}
  </nav>`
}

function sections() {
  return Object.keys(SECTIONS).filter((each) => Object.keys(SECTIONS[each].topics).every((topic) => page.watchable.includes(topic)))
}

function turn() {
  const wanted = location.hash.slice(1)
  page.section = sections().includes(wanted) ? wanted : sections()[0]
  hush()
  redraw()
}

/** Every view of a section names the competition. */
function taken(view, take) {
  page.competition = view.competition
  page.rehearsal = view.rehearsal
  setRehearsal(view.rehearsal)
  take(view)
  redraw()
}

function linked(state) {
  page.link = state
  redraw()
}

/** Asks until the server has said who this is: it may just be starting again. */
async function start() {
  try {
    const { role, topics } = await get("/session")
    Object.assign(page, { isOrganiser: role === "organiser", watchable: topics })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) linked("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else linked("signed-out")
    return
  }
  turn()
  const topics = sections().flatMap((each) => Object.entries(SECTIONS[each].topics))
  const takes = Object.fromEntries(topics.map(([name, take]) => [name, (view) => taken(view, take)]))
  watch({ ...takes, ...SIGNING }, { onState: linked })
}

drawWith(() => {
  document.title = t("honours.title")
  render(whole(), document.body)
})
onLanguage(redraw)
addEventListener("hashchange", turn)
redraw()
start()
