/**
 * 排名: a page of rows at a time, the same on every screen and before the emcee. When a page is first shown, its rows
 * glide in from where they stood in the ranking before, and those that changed their order are marked.
 */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { moves, topsBefore } from "./moves.js"
import { pageAt, pageCount } from "./pages.js"
import { layout, turn } from "./turning.js"

const MARK_MS = 3000
const GLIDE = { duration: 600, easing: "cubic-bezier(0.16, 1, 0.3, 1)", fill: "backwards" }

export const needs = "ranking"

export function picture({ ranking }, moment) {
  const { rows, of, rounds, within } = ranking
  const moved = moves(rows)
  const { first, last } = pageAt(ranking, moment)
  return html`
    <div class="ranking" .style=${`--digits: ${Math.max(...rows.map(({ composite }) => composite.length))}`}>
      <div class="row caption">
        <h1>${within ? t("screen.ranking-within", { within }) : t("screen.ranking")}</h1>
        <p class="extent">
          ${pageCount(ranking) > 1 ? html`<span>${t("screen.rows", { first: first + 1, last })}</span>` : nothing}
          <span>${t("screen.revealed", { n: rows.length, of })}</span>
        </p>
        ${rounds.map((round) => html`<span class="part">${round}</span>`)}
        <span class="composite">${t("screen.composite")}</span>
      </div>
      <div class="window">
        <ol class="rows">
          ${rows.map((row) => line(row, moved.get(row)))}
        </ol>
      </div>
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
  const key = JSON.stringify([ranking, innerWidth, innerHeight])
  if (laid.list !== list || laid.key !== key) laid = laidOut(list, key, ranking)
  const page = pageAt(ranking, moment)
  // One that was published long ago comes back at rest.
  const isFirst = Date.parse(ranking.at) === ranking.since && page.turn < pageCount(ranking)
  if (page.turn !== laid.turn) show(page, isFirst ? page.elapsed : Infinity)
  laid.turn = page.turn
  const isMarking = isFirst && page.elapsed < MARK_MS
  list.toggleAttribute("data-marking", isMarking)
  if (isMarking) return MARK_MS - page.elapsed
  return pageCount(ranking) > 1 ? ranking.page_ms - page.elapsed : Infinity
}

function laidOut(list, key, ranking) {
  const { tops, pages } = layout(list, ranking, fitParts)
  const heights = tops.slice(1).map((bottom, index) => bottom - tops[index])
  return { list, key, tops, pages, before: topsBefore(ranking.rows, heights) }
}

/** The rounds' scores are shown where they cost no name a second line. */
function fitParts(frame, list) {
  frame.removeAttribute("data-parts")
  const least = list.offsetHeight
  frame.setAttribute("data-parts", "")
  if (list.offsetHeight > least) frame.removeAttribute("data-parts")
}

/** Turns to a page; `elapsed` ms ago, if it is shown for the first time. */
function show({ index }, elapsed) {
  const isStill = turn(laid, index)
  if (!isStill && elapsed < GLIDE.duration) glide(laid.pages[index], elapsed)
}

function glide({ top, bottom }, elapsed) {
  const { list, tops } = laid
  for (const [index, row] of Array.from(list.children).entries()) {
    const [before, now] = [laid.before[index], tops[index]]
    const height = tops[index + 1] - now
    const isSeen = Math.min(before ?? now, now) < bottom && Math.max(before ?? now, now) + height > top
    const isNew = before === null && laid.before.some((other) => other !== null)
    if (isSeen && isNew) row.animate({ opacity: [0, 0, 1] }, GLIDE).currentTime = elapsed
    else if (isSeen && before !== null && before !== now)
      row.animate({ transform: [`translateY(${before - now}px)`, "none"] }, GLIDE).currentTime = elapsed
  }
}
