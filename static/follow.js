/** A page that follows one view of its competition: who is here, what is told, how the link is; drawn anew with each. */

import { dutyLinks } from "./duties.js"
import { enter } from "./enter.js"
import { isClockSet, watch } from "./live.js"
import { languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const TICK_MS = 10_000 // what is left is said in minutes
const SETTING_MS = 20 // until the server has told its time

/** What the page knows: the view that was told last, of whom it is, and whether it is linked. */
export const here = { view: null, session: null, link: "reconnecting" }

let page = null
let timer = 0

/**
 * @param {string} topic of the view
 * @param {object} shown
 * @param {string} shown.title its word
 * @param {() => unknown} shown.links to other pages
 * @param {() => unknown} shown.main what stands below the bar, once there is a view
 * @param {boolean} [shown.counts] whether it says how long is left
 */
export function follow(topic, shown) {
  page = shown
  onLanguage(redraw)
  redraw()
  enter((session) => {
    here.session = session
    watch({ [topic]: onView, ...SIGNING }, { onState })
  }, onState)
}

/** Whether who is here has one of the duties. */
export function has(...duties) {
  return here.session?.pages.some(({ duty }) => duties.includes(duty)) ?? false
}

function onView(view) {
  here.view = view
  setRehearsal(view.rehearsal)
  redraw()
}

function onState(link) {
  here.link = link
  redraw()
}

export function redraw() {
  clearTimeout(timer)
  if (page.counts) timer = setTimeout(redraw, here.link === "linked" && !isClockSet() ? SETTING_MS : TICK_MS)
  document.title = t(page.title)
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  return html`<header class="bar">
    <h1>${t(page.title)}</h1>
    <strong>${here.view?.competition ?? ""}</strong>
    <nav>
      ${dutyLinks()} ${here.session ? html`<a href=${here.session.page}>${t("signing.back")}</a>` : nothing} ${page.links()}
      ${themeSwitch(redraw)} ${languageSwitch()}
    </nav>
    ${linkState(here.link)}
  </header>`
}

function body() {
  if (here.link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!here.view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  return page.main()
}
