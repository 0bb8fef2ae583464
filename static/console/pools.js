/** The award pools: why one is open, or where its list is, to be put before whoever decides. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { at } from "../session.js"
import { sentence, t } from "../words.js"
import { page } from "./page.js"

/** A line of the right column that unfolds, where the rules have pools. */
export function pools() {
  const { pools } = page.view
  if (!pools.length) return nothing
  const n = pools.filter(({ open }) => !open).length
  return html`<details class="pools">
    <summary>${t("console.pools", { n, of: pools.length })}</summary>
    <ul>
      ${pools.map(line)}
    </ul>
    ${page.isOrganiser ? html`<a href=${at("/honours")} target="_blank">${t("console.honours")}</a>` : nothing}
  </details>`
}

function line({ pool, name, open, count, stage, pending }) {
  return html`<li>
    <b>${name}</b> ${stage ? html`<span class="status" data-state="good">${sentence(stage)}</span>` : nothing}
    ${pending ? html`<span class="status" data-state="wait">${t("console.pool-pending", { n: pending })}</span>` : nothing}
    ${open ? html`<small>${sentence(open)}</small>` : list(pool, count)}
  </li>`
}

function list(pool, count) {
  if (!count) return html`<small>${t("console.pool-empty")}</small>`
  return html`<a href=${at(`/print/awards/${encodeURIComponent(pool)}`)} target="_blank">${t("console.pool", { count })}</a>`
}
