/** 总览: who is on in each hall and how many judges are done. Many halls turn pages, all screens at once. */

import { html, nothing } from "../../static/vendor/lit-html/lit-html.js"
import { t } from "../../static/words.js"
import { broken } from "../names.js"
import { pageAt, pageCount } from "./pages.js"

const PAGE_ROWS = 4
const PAGE_MS = 8000

export function picture({ halls }, moment) {
  const { first, last } = pageAt(paged(halls), moment)
  return html`<ol class="halls">
    ${halls.slice(first, last).map(row)}
  </ol>`
}

export function settle(_, { halls }, moment) {
  return pageCount(paged(halls)) > 1 ? PAGE_MS - pageAt(paged(halls), moment).elapsed : Infinity
}

function paged(rows) {
  return { rows, since: 0, page_rows: PAGE_ROWS, page_ms: PAGE_MS }
}

function row({ name, track, entrant, district, phase, done, of, windows }) {
  if (!entrant && !windows)
    return html`<li>
      <b class="hall">${broken(name)}</b>
      <p class="nobody">${t("screen.hall.free")}</p>
    </li>`
  return html`<li data-phase=${phase} ?data-windows=${windows}>
    <b class="hall">${broken(name)}</b>
    <div class="who-is-on">
      <p class="name">${windows ? t("screen.hall.windows", { n: windows }) : broken(entrant)}</p>
      <p class="of">${[track, district].filter(Boolean).join(" · ")}</p>
    </div>
    <div class="state">
      <p>${t(`screen.hall.${phase}`)}</p>
      ${phase === "marking" ? html`<p class="sheets-in">${done} / ${of}</p>` : nothing}
    </div>
  </li>`
}
