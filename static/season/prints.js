/** What goes back from the season on paper: to everybody, to each unit and person, and to the organiser alone. */

import { redraw } from "../setup/page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { own } from "./page.js"

/**
 * Key in judging/printouts/seasons/season_papers.py → what it is saved as beside PDF; `of`: what it is chosen by, a table, or an
 * entrant, too; `awards`: there once these are settled; `number`: there for so many as were asked for.
 */
const PUBLIC = {
  bulletin: { saved: "docx", of: "table", number: "first" },
  honours: { saved: "xlsx", awards: true },
  publicity: { saved: "docx", awards: true },
  certificate: { awards: true, of: "honoured" },
  plaque: { awards: true, of: "honoured" },
}
const INTERNAL = {
  list: { saved: "xlsx", of: "table" },
  report: { saved: "xlsx", of: "entrant" },
  reminders: { saved: "xlsx", of: "table", number: "last" },
  reminder: { saved: "docx", of: "reminded", number: "last" },
}

/** `first`, `last`: how many, by table; `table`, `entrant`: which alone, "" for all. */
const chosen = { first: {}, last: {}, table: "", entrant: "" }

/** The section. @param {object} view SeasonView of judging/web/seasons/reckoned.py */
export function prints({ year, problems, locked }) {
  if (!year) return html`<p class="banner" data-state="wait">${t("season.not-reckoned", { n: problems.length })}</p>`
  if (!year.tables.some(({ id }) => id === chosen.table)) Object.assign(chosen, { table: "", entrant: "" })
  const settled = year.pools.some(({ open, awards }) => !open && awards.length)
  return html`${locked ? nothing : html`<p class="banner" data-state="wait">${t("season.print-open")}</p>`}
    <section class="card">
      <h2>${t("season.print-numbers")}</h2>
      <p class="muted">${t("season.print-numbers-hint")}</p>
      <div class="scroll"><table class="numbers">
        <thead><tr><th>${t("season.tables")}</th><th>${t("season.print-first")}</th><th>${t("season.print-last")}</th></tr></thead>
        <tbody>${year.tables.map(numbers)}</tbody>
      </table></div>
      <nav class="row-of-buttons">
        <a class="button primary" href=${own(`print/pack.zip?${query({ public: "1" })}`)}>${t("season.print-public")}</a>
        <a class="button" href=${own(`print/pack.zip?${query({})}`)}>${t("season.print-everything")}</a>
      </nav>
      <p class="muted">${t("season.print-pack-hint")}</p>
    </section>
    <section class="card">
      <h2>${t("season.print-one")}</h2>
      <div class="choice">${choice(year)}</div>
      ${forms(t("season.print-for-all"), PUBLIC, settled)} ${forms(t("season.print-for-us"), INTERNAL, settled)}
    </section>`
}

function numbers({ id, name, rows }) {
  const ranked = rows.filter(({ place }) => place !== null).length
  return html`<tr>
    <td>${name || id} <span class="muted">${t("season.print-ranked", { n: ranked })}</span></td>
    <td>${number("first", id, name || id, ranked)}</td>
    <td>${number("last", id, name || id, Math.floor(ranked / 2))}</td>
  </tr>`
}

function number(which, table, name, most) {
  return html`<input type="number" inputmode="numeric" min="0" max=${most} name=${`${which}.${table}`}
    aria-label=${`${name} ${t(`season.print-${which}`)}`} .value=${String(chosen[which][table] ?? 0)}
    @change=${({ target }) => change(which, table, Math.min(most, Math.max(0, Math.trunc(target.valueAsNumber) || 0)))} />`
}

function change(which, table, count) {
  chosen[which][table] = count
  redraw()
}

/** Which table and entrant the papers below are of. */
function choice({ tables }) {
  const table = tables.find(({ id }) => id === chosen.table)
  return html`<label class="field">
      <span>${t("season.tables")}</span>
      <select @change=${({ target }) => choose({ table: target.value, entrant: "" })}>
        <option value="" .selected=${!table}>${t("season.print-all")}</option>
        ${tables.map(({ id, name }) => html`<option value=${id} .selected=${id === chosen.table}>${name || id}</option>`)}
      </select>
    </label>
    ${
      table
        ? html`<label class="field">
            <span>${t("season.entrant")}</span>
            <select @change=${({ target }) => choose({ entrant: target.value })}>
              <option value="" .selected=${!chosen.entrant}>${t("season.print-all")}</option>
              ${table.rows.map(
                ({ entrant, name }) => html`<option value=${entrant} .selected=${entrant === chosen.entrant}>${name || entrant}</option>`,
              )}
            </select>
          </label>`
        : nothing
    }`
}

function choose(changed) {
  Object.assign(chosen, changed)
  redraw()
}

function forms(title, all, settled) {
  return html`<h3>${title}</h3>
    <table class="papers">
      <tbody>${Object.entries(all).map(([form, known]) => line(form, known, settled))}</tbody>
    </table>`
}

function line(form, { saved = "", of = "", awards = false, number = "" }, settled) {
  const waits = awards && !settled ? t("season.print-unsettled") : number && !counts(number) ? t(`season.print-no-${number}`) : ""
  const path = own(`print/${form}?${query(of ? { table: chosen.table, subject: of === "table" ? "" : chosen.entrant } : {})}`)
  return html`<tr>
    <th scope="row">${t(`season.paper.${form}`)}</th>
    <td>
      ${
        waits
          ? html`<span class="muted">${waits}</span>`
          : html`<nav class="row-of-buttons">
              <a class="button" target="_blank" href=${path}>${t("prints.preview")}</a>
              <a class="button" target="_blank" href=${`${path}&format=pdf`}>${t("prints.tool.pdf")}</a>
              ${saved && (of !== "reminded" || chosen.entrant) ? html`<a class="button" href=${`${path}&format=${saved}`}>${t(`prints.tool.${saved}`)}</a>` : nothing}
            </nav>`
      }
    </td>
  </tr>`
}

/** Whether anybody is asked for, of the table that is chosen or of any. */
function counts(which) {
  return Object.entries(chosen[which]).some(([table, count]) => count > 0 && (!chosen.table || table === chosen.table))
}

function query(known) {
  const found = new URLSearchParams(Object.entries(known).filter(([, value]) => value))
  for (const which of ["first", "last"])
    for (const [table, count] of Object.entries(chosen[which])) if (count) found.set(`${which}.${table}`, String(count))
  return found.toString()
}
