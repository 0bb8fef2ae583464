/**
 * 排名: a page of rows at a time, each for eight seconds. When a page is first shown, its rows glide in from where
 * they stood in the ranking before, and those that changed their order are marked.
 */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { moves, topsBefore } from "./moves.js"

const PAGE_MS = 8000
const MOST_ROWS = 10
const MARK_MS = 3000
const GLIDE = { duration: 600, easing: "cubic-bezier(0.16, 1, 0.3, 1)", fill: "backwards" }
const FADE = { duration: 240, easing: "ease-out", fill: "backwards" }

export const needs = "ranking"

export function picture({ ranking }) {
  const { rows, of, rounds } = ranking
  const moved = moves(rows)
  return html`
    <div class="ranking">
      <div class="row caption">
        <h1>${t("screen.ranking")} <small>${t("screen.revealed", { n: rows.length, of })}</small></h1>
        ${rounds.map((round) => html`<span class="part">${round}</span>`)}
        <span class="composite">${t("screen.composite")}</span>
      </div>
      <div class="window">
        <ol class="rows">
          ${rows.map((row) => line(row, moved.get(row)))}
        </ol>
      </div>
      <p class="dots" aria-hidden="true"></p>
    </div>
  `
}

function line({ place, name, scores, composite }, moved) {
  return html`
    <li class="row" data-moved=${moved ?? nothing} ?data-first=${place === 1}>
      <b class="place">${place ?? "—"}</b>
      <span class="entrant">${broken(name)}</span>
      ${scores.map((score) => html`<span class="part numeral">${score}</span>`)}
      <b class="composite numeral">${composite}</b>
    </li>
  `
}

/** What is on the wall, as it was laid out last. */
let laid = { list: null }

export function settle(main, { ranking }, moment) {
  const list = main.querySelector(".rows")
  const size = `${innerWidth} × ${innerHeight}`
  if (laid.list !== list || laid.at !== ranking.at || laid.size !== size)
    laid = { list, at: ranking.at, size, ...layout(list, ranking, moment) }
  const turn = Math.floor((moment - laid.since) / PAGE_MS)
  const elapsed = (moment - laid.since) % PAGE_MS
  const isFirst = laid.isFresh && turn < laid.pages.length
  if (turn !== laid.turn) show(laid.pages[turn % laid.pages.length], isFirst ? elapsed : Infinity)
  laid.turn = turn
  const isMarking = isFirst && elapsed < MARK_MS
  list.toggleAttribute("data-marking", isMarking)
  if (isMarking) return MARK_MS - elapsed
  return laid.pages.length > 1 ? PAGE_MS - elapsed : Infinity
}

/** Rows, pages and times of a ranking. One that was revealed long ago begins with its first page, at rest. */
function layout(list, { rows, at }, moment) {
  fitParts(list)
  const heights = Array.from(list.children, (row) => row.getBoundingClientRect().height)
  const pages = paged(heights, list.parentElement.clientHeight)
  const isFresh = moment - Date.parse(at) < pages.length * PAGE_MS
  return { heights, pages, before: topsBefore(rows, heights), isFresh, since: isFresh ? Date.parse(at) : moment }
}

/** The rounds' scores are shown where they cost no name a second line. */
function fitParts(list) {
  const frame = list.closest(".ranking")
  frame.removeAttribute("data-parts")
  const least = list.offsetHeight
  frame.setAttribute("data-parts", "")
  if (list.offsetHeight > least) frame.removeAttribute("data-parts")
}

/** The rows cut into pages of what fits: `first` row, `top` and `bottom` in px. */
function paged(heights, room) {
  const pages = [{ first: 0, top: 0, bottom: 0 }]
  for (const [index, height] of heights.entries()) {
    let page = pages[pages.length - 1]
    const isFull = page.bottom + height - page.top > room || index - page.first === MOST_ROWS
    if (isFull && index > page.first) pages.push((page = { first: index, top: page.bottom, bottom: page.bottom }))
    page.bottom += height
  }
  return pages
}

/** Turns to a page; `elapsed` ms ago, if it is shown for the first time. */
function show(page, elapsed) {
  const { list, pages, turn } = laid
  const frame = list.parentElement
  list.style.transform = `translateY(${-page.top}px)`
  frame.style.clipPath = `inset(0 0 ${frame.clientHeight - (page.bottom - page.top)}px)`
  list.closest(".ranking").querySelector(".dots").replaceChildren(...pages.map((other) => dot(other === page)))
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return
  if (turn !== undefined) list.animate({ opacity: [0, 1] }, FADE)
  if (elapsed < GLIDE.duration) glide(page, elapsed)
}

function glide({ top, bottom }, elapsed) {
  let now = 0
  for (const [index, row] of Array.from(laid.list.children).entries()) {
    const [before, height] = [laid.before[index], laid.heights[index]]
    const isSeen = Math.min(before ?? now, now) < bottom && Math.max(before ?? now, now) + height > top
    const isNew = before === null && laid.before.some((other) => other !== null)
    if (isSeen && isNew) row.animate({ opacity: [0, 0, 1] }, GLIDE).currentTime = elapsed
    else if (isSeen && before !== null && before !== now)
      row.animate({ transform: [`translateY(${before - now}px)`, "none"] }, GLIDE).currentTime = elapsed
    now += height
  }
}

function dot(isCurrent) {
  const mark = document.createElement("span")
  mark.toggleAttribute("data-current", isCurrent)
  return mark
}
