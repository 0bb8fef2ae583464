/** The ceremony's page for whoever directs it: its programme before, the clicker and the next picture while it is on. */

import { clicker } from "./ceremony/clicker.js"
import { keyboard } from "./ceremony/keyboard.js"
import { leading } from "./ceremony/leading.js"
import { follow, programme } from "./ceremony/programme.js"
import { get, Refused } from "./command.js"
import { viewed } from "./console/acting.js"
import { drawWith, page, redraw } from "./console/page.js"
import { dutyLinks } from "./duties.js"
import { hallOf } from "./hall.js"
import { watch } from "./live.js"
import { languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const RETRY_MS = 1000

drawWith(show)
onLanguage(show)
keyboard()
show()
start()

/** Asks who this device is before it watches, so that a lost cookie is restored and a stranger sent to the login. */
async function start() {
  try {
    const session = await get("/session")
    page.hall = hallOf(session)
    if (!session.topics.some((topic) => topic.startsWith("ceremony/"))) return linked("signed-out")
    watch({ [`ceremony/${page.hall}`]: take, presence: takePresence, ...SIGNING }, { onState: linked })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) linked("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else linked("signed-out")
  }
}

function take(view, position) {
  Object.assign(page, { view, position })
  setRehearsal(view.rehearsal)
  follow(view)
  show()
  viewed()
}

function takePresence(presence) {
  page.presence = presence
  show()
}

function linked(state) {
  page.link = state
  show()
}

function show() {
  document.title = t("ceremony.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  const { view } = page
  return html`<header class="bar">
    <strong>${t("ceremony.title")}</strong>
    ${view?.hall_name ? html`<b>${view.hall_name}</b>` : nothing}
    <span class="muted">${view?.competition ?? ""}</span>
    <nav>
      ${dutyLinks()} <a href=${at(`/console?hall=${page.hall}`)}>${t("console.title")}</a>
      ${themeSwitch(redraw)} ${languageSwitch()}
    </nav>
    ${linkState(page.link)}
  </header>`
}

function body() {
  const { view } = page
  if (page.link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("ceremony.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("ceremony.loading")}</p>`
  return view.is_on ? html`<main class="leading">${leading()} ${clicker()}</main>` : html`<main class="planning">${programme()}</main>`
}
