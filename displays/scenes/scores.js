/** 本批得分: scores that are told together, a page of rows at a time; the emcee reads them with the screens. */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { pageAt, pageCount } from "./pages.js"
import { layout, turn } from "./turning.js"

export const needs = "scores"

export function picture({ scores }, moment) {
  const { rows } = scores
  const { first, last } = pageAt(scores, moment)
  const isFinal = !rows.some(({ unequalised }) => unequalised)
  return html`
    <div class="ranking" .style=${`--digits: ${Math.max(...rows.map(({ score }) => score.length))}`}>
      <div class="row caption">
        <h1>${t("screen.scores")}</h1>
        <p class="extent">
          ${pageCount(scores) > 1 ? t("screen.scores-rows", { first: first + 1, last, of: rows.length }) : nothing}
        </p>
        <span class="of-score">${isFinal ? t("screen.score") : t("screen.score-unequalised")}</span>
      </div>
      <div class="window">
        <ol class="rows">
          ${rows.map(line)}
        </ol>
      </div>
    </div>
  `
}

function line({ name, district, score }) {
  return html`
    <li class="row">
      <p class="whose"><span class="entrant">${broken(name)}</span> <span class="district piece">${district}</span></p>
      <b class="composite numeral">${score}</b>
    </li>
  `
}

/** What is on the wall, as it was laid out last. */
let laid = { list: null }

export function settle(main, { scores }, moment) {
  const list = main.querySelector(".rows")
  const key = JSON.stringify([scores, innerWidth, innerHeight])
  if (laid.list !== list || laid.key !== key) laid = { list, key, ...layout(list, scores) }
  const page = pageAt(scores, moment)
  if (page.turn !== laid.turn) turn(laid, page.index)
  laid.turn = page.turn
  return pageCount(scores) > 1 ? scores.page_ms - page.elapsed : Infinity
}
