/**
 * 计时: the time of who is on, as large as the wall allows; of a walk-round a tile for each window, all of one size.
 * What is left counts down, overtime counts up.
 */

import { nextChange, reading } from "../../static/clock.js"
import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { sentence, t } from "../../static/words.js"
import { broken } from "../names.js"
import { pageAt, pageCount } from "./pages.js"

const PAGE_MS = 8000
const MOST_COLUMNS = 6
const LEAST_U = 6 // of the digits: the scene is to be read from where nothing else is
const CHARACTERS = 6 // "+00:12": the size stays when the time is up

export const needs = "clocks"

export function picture({ clocks }, moment) {
  return html`<ol class="clocks" ?data-alone=${isAlone(clocks)}>
    ${clocks.map((each) => tile(each, moment))}
  </ol>`
}

function isAlone([{ window }, ...others]) {
  return !window && !others.length
}

function tile({ window, entrant, face }, moment) {
  const read = reading(face, moment)
  return html`<li data-state=${read.state} data-level=${read.level}>
    <p class="whose">
      ${window ? html`<b class="at">${window}</b>` : nothing}<span class="name">${broken(entrant)}</span>
    </p>
    <p class="time" data-length=${read.text.length}><span>${read.text}</span></p>
    <p class="what">${what(face, read)}</p>
  </li>`
}

/** Why it stands, or which segment it is, with the time of its own. */
function what({ pause }, { state, name, part }) {
  if (pause) return html`<span class="state">${t("screen.clock.paused")}</span>${sentence(pause)}`
  if (state !== "running") return t(`screen.clock.${state}`)
  return html`${name}${part && part.left_ms !== null ? html` <b data-level=${part.level}>${part.text}</b>` : nothing}`
}

/** What is on the wall, as it was laid out last. */
let laid = { list: null }

export function settle(main, { clocks }, moment) {
  const list = main.querySelector(".clocks")
  const longest = Math.max(CHARACTERS, ...Array.from(list.querySelectorAll(".time"), ({ dataset }) => dataset.length))
  const key = JSON.stringify([clocks.map(({ window, entrant, face }) => [window, entrant, face.segment]), longest, innerWidth, innerHeight])
  if (laid.list !== list || laid.key !== key) laid = { list, key, pageRows: layout(list, longest) }
  const paged = { rows: clocks, since: 0, page_rows: laid.pageRows, page_ms: PAGE_MS }
  const page = pageAt(paged, moment)
  turn(list, page)
  const change = Math.min(...clocks.map(({ face }) => nextChange(face, moment)))
  return Math.min(change, pageCount(paged) > 1 ? PAGE_MS - page.elapsed : Infinity)
}

/** How many tiles a page has: all of them, or as many as have digits that can be read. */
function layout(list, longest) {
  const count = list.children.length
  const least = (LEAST_U * Math.min(innerWidth, innerHeight)) / 100
  for (let pages = 1; ; pages++) {
    const pageRows = Math.ceil(count / pages)
    if (fit(list, pageRows, longest) >= least || pageRows === 1) return pageRows
  }
}

/** The largest digits for so many tiles, in px, in the number of columns that has them. */
function fit(list, pageRows, longest) {
  let best = { size: -1, columns: 1, isTight: false }
  for (const isTight of [false, true])
    for (let columns = 1; columns <= Math.min(pageRows, MOST_COLUMNS); columns++) {
      arrange(list, columns, Math.ceil(pageRows / columns), isTight)
      const size = largest(list, pageRows, longest)
      if (size > best.size) best = { size, columns, isTight }
    }
  arrange(list, best.columns, Math.ceil(pageRows / best.columns), best.isTight)
  list.style.setProperty("--size", `${Math.max(best.size, 0)}px`)
  return best.size
}

/** `isTight`: what there is to say stands beside the name, not below the digits. */
function arrange(list, columns, rows, isTight) {
  list.toggleAttribute("data-tight", isTight)
  list.style.setProperty("--size", "0px")
  list.style.setProperty("--columns", columns)
  list.style.setProperty("--rows", rows)
}

/** What has room in every tile of every page; 0 where a name has none. */
function largest(list, pageRows, longest) {
  const tiles = Array.from(list.children)
  const sizes = []
  for (let first = 0; first < tiles.length; first += pageRows) {
    turn(list, { first, last: first + pageRows })
    sizes.push(...tiles.slice(first, first + pageRows).map((each) => sizeIn(each, longest)))
  }
  return Math.min(...sizes)
}

function sizeIn(tile, longest) {
  const parts = [tile, ...tile.querySelectorAll(".whose, .name, .what")]
  if (tile.scrollHeight > tile.clientHeight + 1) return 0
  if (!parts.every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1)) return 0
  const { clientWidth, clientHeight } = tile.querySelector(".time")
  return Math.min(clientWidth / (0.6 * longest), 0.9 * clientHeight)
}

function turn(list, { first, last }) {
  for (const [place, each] of Array.from(list.children).entries()) each.hidden = place < first || place >= last
}
