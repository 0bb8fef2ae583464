/**
 * 走场总览: a tile for each window of the hall, in the largest size in which all have room; on more pages only where the
 * longest names need them, all screens of one size at once. Who, how long and how many sheets, never a value.
 */

import { html } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { howLong, untilLonger } from "../since.js"
import { pageAt, pageCount } from "./pages.js"

const LEVELS = 4 // of data-fit in walk.css, from large to small
const MOST_COLUMNS = 6
const PAGE_MS = 8000

export const needs = "windows"

export function picture({ windows }, moment) {
  const isOne = new Set(windows.map(({ track }) => track).filter(Boolean)).size < 2
  return html`<ol class="windows" .style=${`--digits: ${String(windows.length).length}`}>
    ${windows.map((each) => tile(each, moment, isOne))}
  </ol>`
}

function tile(there, moment, isOneTrack) {
  const { window, entrant, district, track, done, of, clock } = there
  if (!entrant)
    return html`<li data-free><b class="number">${window}</b><p class="nobody">${t("screen.window.free")}</p></li>`
  const { text, level, state } = howLong(there, moment)
  const where = [district, !isOneTrack && track].filter(Boolean)
  return html`<li>
    <b class="number">${window}</b>
    <div class="who-is-there">
      <p class="name">${broken(entrant)}</p>
      <p class="of">
        <span>${where.map((text) => html`<span class="piece">${text}</span> `)}</span>
        <span class="long" ?data-clock=${clock} data-level=${level} data-state=${state}>${text}</span>
      </p>
      <p class="sheets">${Array.from({ length: of }, (_, n) => html`<i ?data-in=${n < done}></i>`)}</p>
    </div>
  </li>`
}

/** What is on the wall, as it was laid out last. */
let laid = { list: null }

export function settle(main, { windows }, moment) {
  const list = main.querySelector(".windows")
  const texts = windows.map(({ entrant, district, track, of }) => [entrant, district, track, of])
  const times = Array.from(list.querySelectorAll(".long"), ({ textContent }) => textContent.length)
  const key = JSON.stringify([texts, times, innerWidth, innerHeight])
  if (laid.list !== list || laid.key !== key) laid = { list, key, pageRows: layout(list) }
  const paged = { rows: windows, since: 0, page_rows: laid.pageRows, page_ms: PAGE_MS }
  const page = pageAt(paged, moment)
  turn(list, page)
  const due = windows.map((each) => (each.entrant ? untilLonger(each, moment) : Infinity))
  return Math.min(...due, pageCount(paged) > 1 ? PAGE_MS - page.elapsed : Infinity)
}

/** How many tiles a page has: all, or as many as have room in the smallest size. */
function layout(list) {
  const count = list.children.length
  for (let pages = 1; pages < count; pages++) {
    const pageRows = Math.ceil(count / pages)
    if (arranged(list, pageRows, false) || arranged(list, pageRows, true)) return pageRows
  }
  if (!arranged(list, 1, false)) arranged(list, 1, true)
  return 1
}

/** Whether so many have room; in the largest size, then in as few columns as they can. */
function arranged(list, pageRows, isBroken) {
  list.toggleAttribute("data-broken", isBroken)
  for (let level = 0; level < LEVELS; level++)
    for (let columns = 1; columns <= Math.min(pageRows, MOST_COLUMNS); columns++) {
      arrange(list, level, columns, Math.ceil(pageRows / columns))
      if (everyPageHasRoom(list, pageRows)) return true
    }
  return false
}

function arrange(list, level, columns, rows) {
  list.dataset.fit = level
  list.style.setProperty("--columns", columns)
  list.style.setProperty("--rows", rows)
}

function everyPageHasRoom(list, pageRows) {
  const tiles = Array.from(list.children)
  for (let first = 0; first < tiles.length; first += pageRows) {
    turn(list, { first, last: first + pageRows })
    if (!tiles.slice(first, first + pageRows).every(hasRoom)) return false
  }
  return true
}

function hasRoom(tile) {
  const parts = [...tile.querySelectorAll(".number, .name, .of, .nobody")]
  const isWide = parts.every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1)
  return isWide && Array.from(tile.children).every(({ offsetHeight }) => offsetHeight <= tile.clientHeight + 1)
}

function turn(list, { first, last }) {
  for (const [place, tile] of Array.from(list.children).entries()) tile.hidden = place < first || place >= last
}
