/**
 * 颁奖: a card that says which level comes, then who is honoured with photo, unit and title, at last the whole level. The
 * page knows of nobody but who is on it.
 */

import { picture as image } from "../../static/picture.js"
import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { repeat } from "../../static/vendor/lit-html/directives/repeat.js"
import { t } from "../../static/words.js"
import { broken, heading } from "../names.js"
import { pageAt, pageCount } from "./pages.js"

export const needs = "ceremony"

// Levels of data-fit in ceremony.css, from large to small.
const LAST = 5
const MOST_CARDS = 4 // side by side, a photo above each name
const MOST_COLUMNS = 3

/** Where the theme of the hall gives way to 庄重红. */
export const theme = "red"

/** Pictures fade into each other, never a part of one. */
export function keyOf({ ceremony }) {
  const { kind, award, level, since } = ceremony
  return [kind, award, level, since].join("/")
}

/** Behind the title in the header; a card says it itself. */
export function titlesOf({ kind, award, level }) {
  return kind === "honoured" || kind === "roll" ? [award, level].filter(Boolean) : []
}

export function picture({ ceremony }, moment) {
  const { kind, award, level, card } = ceremony
  if (kind === "opening" || kind === "closing") return cardOf(card || t(`screen.ceremony.${kind}`))
  if (kind === "level") return cardOf(level || award, level && award)
  const { index, first, last } = pageAt(ceremony, moment)
  return html`${repeat([index], String, () => page(ceremony, ceremony.rows.slice(first, last)))}`
}

function cardOf(words, above = "") {
  return html`<div class="ceremony-card">
    ${above ? html`<p class="kicker"><span>${above}</span></p>` : nothing} ${heading(words)}
  </div>`
}

function page({ kind, presenter }, rows) {
  const isRoll = kind === "roll"
  const photos = isRoll ? 0 : rows.filter(({ photo }) => photo).length
  const layout = rows.length > MOST_CARDS || !photos ? "list" : rows.length > 1 ? "cards" : "one"
  return html`<div class="honoured" data-layout=${layout} ?data-roll=${isRoll}>
    <ol class="people">
      ${rows.map((row) => person(row, isRoll))}
    </ol>
    ${presenter ? html`<p class="presenter">${t("screen.presenter")} <b>${presenter}</b></p>` : nothing}
  </div>`
}

/** A list of all tells again only who they are. */
function person({ name, unit, district, title, photo }, isRoll) {
  return html`<li class="person">
    ${isRoll ? nothing : image(photo, "portrait")}
    <div class="words">
      <p class="name">${broken(name)}</p>
      <p class="unit">${broken(unit || district)}</p>
      ${title && !isRoll ? html`<p class="honour">${title}</p>` : nothing}
    </div>
  </li>`
}

let measured = {}

/** The largest size at which everybody has room, in as few columns as that takes. */
export function settle(main, { ceremony }, moment) {
  const shown = main.querySelector(".honoured")
  if (shown) fit(shown, JSON.stringify([innerWidth, innerHeight, pageAt(ceremony, moment).index, ceremony]))
  if (pageCount(ceremony) < 2) return Infinity
  return ceremony.page_ms - pageAt(ceremony, moment).elapsed
}

function fit(shown, key) {
  if (measured.shown === shown && measured.key === key) return
  measured = { shown, key }
  const people = shown.querySelector(".people")
  const count = people.children.length
  const [fewest, most] = shown.dataset.layout === "list" ? [1, MOST_COLUMNS] : innerWidth < innerHeight ? [1, 2] : [count, count]
  for (let level = 0; level <= LAST; level++) {
    shown.dataset.fit = level
    for (let columns = fewest; columns <= most; columns++) {
      shown.style.setProperty("--columns", columns)
      if (hasRoom(people)) return
    }
  }
}

function hasRoom(people) {
  const isCut = (part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1
  return ![...people.children].some(isCut)
}
