/** A list that turns pages: in the largest size in which each of them has room (`data-fit` in ranking.css). */

import { pageCount } from "./pages.js"

const LEVELS = 4 // from large to small
const FADE = { duration: 240, easing: "ease-out", fill: "backwards" }

/**
 * Where the rows are: their `tops` and the end of the last, in px from the top of the list, and each page's extent.
 *
 * @param {Element} list whose children are the rows, in a frame `.ranking`
 * @param {object} paged as in judging/views/screen.py
 * @param {(frame: Element, list: Element) => void} [fitParts] decides what else has room
 */
export function layout(list, paged, fitParts = () => {}) {
  const frame = list.closest(".ranking")
  for (let level = 0; level < LEVELS; level++) {
    frame.dataset.fit = level
    fitParts(frame, list)
    const tops = offsets(list)
    const pages = Array.from({ length: pageCount(paged) }, (_, n) => extent(tops, paged, n))
    if (level === LEVELS - 1 || pages.every(({ top, bottom }) => bottom - top <= list.parentElement.clientHeight + 1))
      return { tops, pages }
  }
}

function offsets(list) {
  let top = 0
  const heights = Array.from(list.children, (row) => row.getBoundingClientRect().height)
  return [0, ...heights.map((height) => (top += height))]
}

function extent(tops, { rows, page_rows }, page) {
  return { top: tops[page * page_rows], bottom: tops[Math.min((page + 1) * page_rows, rows.length)] }
}

/**
 * Shows a page of what was laid out; whether it stands at once, for who wants no motion.
 *
 * @param {{list: HTMLElement, pages: {top: number, bottom: number}[], turn?: number}} laid `turn`: shown before
 * @param {number} index of the page
 */
export function turn({ list, pages, turn: before }, index) {
  const [frame, page] = [list.parentElement, pages[index]]
  list.style.transform = `translateY(${-page.top}px)`
  frame.style.clipPath = `inset(0 0 ${frame.clientHeight - (page.bottom - page.top)}px)`
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches
  if (!isStill && before !== undefined) list.animate({ opacity: [0, 1] }, FADE)
  return isStill
}
