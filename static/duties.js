/** The pages of a person with several duties: what all of them link to each other by. */

import { get } from "./command.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { listed, onLanguage, sentence, t } from "./words.js"

// In the flow of the page that shows it, and drawn by itself: duties change without the page.
const links = Object.assign(document.createElement("div"), { className: "own-duties", role: "group" })
let places = null // address → the words for what is done there; null until it was asked for

onLanguage(draw)
document.addEventListener("visibilitychange", () => places && !document.hidden && learn())

/** Where a page shows them; nothing stands there for who has one page only. */
export function dutyLinks() {
  if (!places) {
    places = new Map()
    learn()
  }
  return links
}

async function learn() {
  const session = await get("/session").catch(() => null) // the page itself says what is wrong
  if (!session) return
  places = new Map()
  for (const { page, word } of session.pages) places.set(page, [...(places.get(page) ?? []), word])
  draw()
}

function draw() {
  if (!places) return
  const several = places.size > 1
  links.setAttribute("aria-label", t("duties.own"))
  render(several ? html`<span>${t("duties.own")}</span> ${[...places].map(link)}` : nothing, links)
}

function link([page, words]) {
  const isHere = page === location.pathname
  return html`<a href=${page} aria-current=${isHere ? "page" : nothing}>${listed(words.map(sentence))}</a>`
}
