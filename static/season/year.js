/** The table over the year: who stands where, with each series and each event, and what every figure comes of. */

import { redraw } from "../setup/page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { cell, explained } from "./explained.js"
import { confirmed } from "./locking.js"
import { page } from "./page.js"
import { faults } from "./problems.js"
import { stepWords } from "./tables.js"

const MOST_SHOWN = 100 // rows, until all are asked for
let isWhole = false

/** The section. @param {object} view SeasonView of judging/web/seasons/reckoned.py */
export function year({ year: found, problems, draft, locked }) {
  if (!found)
    return html`<p class="banner" data-state="wait">${t(isBlank(draft) ? "season.blank" : "season.not-reckoned", { n: problems.length })} <a href="#rules">${t("season.section.rules")}</a></p>
      ${isBlank(draft) ? nothing : faults(problems)}`
  const table = found.tables.find(({ id }) => id === page.table) ?? found.tables[0]
  return html`${found.tables.length > 1 ? tabs(found.tables, table, t("season.tables"), (id) => show({ table: id, series: "" })) : nothing}
    ${standings(table, draft)} ${found.pools.length ? pools(found, locked?.decision) : nothing}`
}

/** Nobody has described it yet: what is missing then is no mistake. */
function isBlank(draft) {
  return Boolean(draft) && !draft.series?.length && !draft.tables?.length
}

function show(changed) {
  Object.assign(page, changed)
  isWhole = false
  redraw()
}

function tabs(all, chosen, label, choose) {
  return html`<div class="tabs" role="tablist" aria-label=${label}>
    ${all.map(
      ({ id, name }) => html`<button type="button" role="tab" aria-selected=${id === chosen.id} @click=${() => choose(id)}>${name || id}</button>`,
    )}
  </div>`
}

function standings(table, draft) {
  const series = table.series.map((id) => draft.series.find((each) => each.id === id))
  const one = series.find(({ id }) => id === page.series)
  const choices = [{ id: "", name: t("season.all-series") }, ...series]
  const rows = isWhole ? table.rows : table.rows.slice(0, MOST_SHOWN)
  return html`<section class="standings">
    <h2>${table.name}</h2>
    ${toCome(table, series)} ${tabs(choices, one ?? choices[0], t("season.series"), (id) => show({ series: id }))}
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th class="numeral">${t("season.place")}</th>
            <th>${t("season.entrant")}</th>
            ${one ? eventHeads(one) : wholeHeads(series)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => lines(table, series, one, row))}
        </tbody>
      </table>
    </div>
    ${
      rows.length < table.rows.length
        ? html`<button type="button" class="button" @click=${showWhole}>${t("season.show-all", { n: table.rows.length })}</button>`
        : nothing
    }
    ${one ? html`<p class="muted">${t("season.legend")}</p>` : nothing}
  </section>`
}

function showWhole() {
  isWhole = true
  redraw()
}

function toCome({ to_come }, series) {
  const waiting = series.filter(({ id }) => to_come[id]).map(({ id, name }) => t("season.to-come", { series: name || id, n: to_come[id] }))
  return waiting.length
    ? html`<p class="status" data-state="wait">${t("season.waits-for", { what: listed(waiting) })}</p>`
    : html`<p class="status" data-state="good">${t("season.all-in")}</p>`
}

function wholeHeads(series) {
  return html`<th class="numeral">${t("season.composite")}</th>
    ${series.map(({ id, name }) => html`<th class="numeral of-series">${name || id}</th>`)}
    <th>${t("season.title-won")}</th>`
}

function eventHeads({ events = [] }) {
  return html`<th class="numeral">${t("season.score")}</th>
    ${events.map(({ id, name }) => html`<th class="numeral">${name || id}</th>`)}`
}

function lines(table, series, one, row) {
  const key = `${table.id}/${row.entrant}`
  const isOpen = page.open.has(key)
  const toggle = () => {
    if (isOpen) page.open.delete(key)
    else page.open.add(key)
    redraw()
  }
  const columns = one ? 3 + (one.events ?? []).length : 4 + series.length
  return html`<tr data-entrant=${row.entrant} data-ranked=${row.place !== null}>
      <td class="numeral place">${row.place ?? "—"}</td>
      <td>
        <button type="button" class="entrant" aria-expanded=${isOpen} @click=${toggle}>${row.name || row.entrant}</button>
        ${row.name ? html`<small class="muted">${row.entrant}</small>` : nothing} ${remarks(series, row)}
      </td>
      ${one ? eventCells(one, row) : wholeCells(series, row)}
    </tr>
    ${isOpen ? html`<tr class="why"><td colspan=${columns}>${explained(table, series, row)}</td></tr>` : nothing}`
}

/** Why somebody has no place, and which events are missing. */
function remarks(series, row) {
  const missed = row.series.flatMap((found) => {
    const { events = [] } = series.find(({ id }) => id === found.series)
    return found.events.filter(({ state }) => state === "missed").map(({ event }) => events.find(({ id }) => id === event)?.name || event)
  })
  const said = [
    ...(row.status ? [t(`season.status.${row.status}`)] : []),
    ...row.waits.map(sentence),
    ...(missed.length ? [t("season.missing", { events: listed(missed) })] : []),
    ...(row.broken_by ? [t("season.broken-by", { step: stepWords(page.view.draft, row.broken_by) })] : []),
  ]
  return said.map((words) => html`<small class=${row.status || row.waits.length ? "warning" : "muted"}>${words}</small>`)
}

function wholeCells(series, row) {
  return html`<td class="numeral composite"><b>${row.composite ?? "—"}</b></td>
    ${series.map(({ id }) => html`<td class="numeral of-series">${row.series.find((each) => each.series === id).score ?? "—"}</td>`)}
    <td class="won">${row.awards.map(({ level, title }) => html`<span class="award">${listed([level, title].filter(Boolean))}</span>`)}</td>`
}

function eventCells(one, row) {
  const found = row.series.find((each) => each.series === one.id)
  return html`<td class="numeral composite"><b>${found.score ?? "—"}</b></td>
    ${found.events.map(cell)}`
}

function pools({ pools: all, tables }, decision) {
  const names = new Map(tables.flatMap(({ id, rows }) => rows.map(({ entrant, name }) => [`${id}/${entrant}`, name || entrant])))
  return html`<section class="awards">
    <h2>${t("season.pools")}</h2>
    ${decision ? html`<p>${confirmed(decision)}</p>` : nothing}
    ${all.map((pool) => html`<div class="card" data-pool=${pool.id}>
      <h3>${pool.name}</h3>
      ${pool.open ? html`<p class="status" data-state="wait">${t("season.open", { why: sentence(pool.open) })}</p>` : given(pool, names)}
      ${pool.notes.map((words) => html`<small class="muted">${sentence(words)}</small>`)}
    </div>`)}
  </section>`
}

function given({ awards }, names) {
  return html`<ul>
    ${awards.map(
      ({ entrant, track, level, title }) =>
        html`<li>${level ? html`<b>${level}</b> ` : nothing}${names.get(`${track}/${entrant}`)} ${title ? html`<span class="award">${title}</span>` : nothing}</li>`,
    )}
  </ul>`
}
