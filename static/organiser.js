/**
 * The organiser's one-time link: opening it changes nothing, the button uses it up. Whoever organises here already
 * goes on to the first page.
 */

import { Refused, get, post } from "./command.js"
import { languageSwitch } from "./page.js"
import { remember } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

let problem = ""

function whole() {
  return html`
    <header class="bar"><strong>${t("start.product")}</strong>${languageSwitch()}</header>
    <main class="join">
      <div class="holder"><h1>${t("organiser.title")}</h1></div>
      <p>${t("organiser.hint")}</p>
      <button type="button" class="button primary" @click=${admit}>${t("organiser.enter")}</button>
      ${problem ? html`<p class="banner" data-state="bad" role="alert">${problem}</p>` : nothing}
    </main>
  `
}

async function admit() {
  try {
    const { page, token } = await post(location.pathname)
    remember(token)
    location.replace(page)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    problem = refused.detail
    draw()
  }
}

function draw() {
  document.title = t("organiser.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
get("/session").then(
  ({ role, page }) => role === "organiser" && location.replace(page),
  () => {}, // nobody is logged in, for which this page is
)
