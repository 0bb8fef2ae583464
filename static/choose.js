/** A short address while not just one competition is open: waits for it, or lets people choose. */

import { Refused, get } from "./command.js"
import { languageSwitch } from "./page.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const LOOK_MS = 2000

/** Of `Choice` in judging/web/short.py; null before the first answer. */
let choices = null

function whole() {
  return html`
    <header class="bar"><strong>${t("start.product")}</strong>${languageSwitch()}</header>
    <main class="join">${choices ? content() : nothing}</main>
  `
}

function content() {
  if (!choices.length) return html`<p class="status" data-state="wait" role="status">${t("choose.none")}</p>`
  return html`
    <h1>${t("choose.title")}</h1>
    ${choices.map((each) => html`<a class="button" href=${target(each)}>${label(each)}</a>`)}
  `
}

function label({ name, rehearsal }) {
  return rehearsal ? `${name} · ${t("start.rehearsal")}` : name
}

/** This page, of that competition. */
function target({ at }) {
  return at + location.pathname + location.search
}

async function look() {
  try {
    choices = await get("/c")
    if (choices.length === 1) return location.replace(target(choices[0]))
    draw()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused // else it is asked again
  }
  setTimeout(look, LOOK_MS)
}

function draw() {
  document.title = t("choose.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
look()
