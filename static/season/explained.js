/** What a figure of the year comes of: each event with its place and points, which count, what comes off. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page } from "./page.js"

/** One event in the row of an entrant. */
export function cell(event) {
  const { state, value, counts } = event
  return html`<td class="numeral event" data-state=${state} data-counts=${counts} title=${happened(event)}>
    ${value ?? t(`season.short.${state}`)}
  </td>`
}

/** All the sums of one entrant of a table. */
export function explained(table, series, row) {
  return html`<div class="sums">
    ${series.map((each) => ofSeries(each, row.series.find((found) => found.series === each.id)))}
    ${row.composite === null ? nothing : html`<p class="sum"><b>${t("season.composite")}</b> ${weighed(table, series, row)} = <b class="numeral">${row.composite}</b></p>`}
  </div>`
}

/** The numbers put into the rule of the composite; the server has computed it. */
function weighed(table, series, row) {
  const { weights } = page.view.draft.tables.find(({ id }) => id === table.id)
  const terms = series.map(({ id, full = "100" }) => `${row.series.find((found) => found.series === id).score} × ${weights[id]} ÷ ${full}`)
  return html`<span class="numeral">${terms.join(" + ")}</span>`
}

function ofSeries(series, found) {
  return html`<section>
    <h4>${series.name || series.id} <b class="numeral">${found.score ?? "—"}</b></h4>
    <p class="muted">${rule(series)}</p>
    ${found.events.length ? eventTable(series, found.events) : html`<p class="muted">${t("season.no-event-yet")}</p>`} ${sum(series, found)}
    ${found.waits ? html`<p class="warning">${sentence(found.waits)}</p>` : nothing}
  </section>`
}

/** How the series is reckoned, in a line. */
function rule({ by = "score", points = [], rest = "0", shared, best, missed, minimum = 1, reduce = "mean" }) {
  const said = [
    by === "place" ? t(`season.rule.place-${shared}`, { points: listed(points), rest }) : t("season.rule.score"),
    best ? t("season.rule.best", { n: best }) : t("season.rule.all"),
    t(`season.rule.${reduce}`),
    t(`season.rule.missed-${missed}`),
    ...(Number(minimum) > 1 ? [t("season.rule.minimum", { n: minimum })] : []),
  ]
  return said.join(t("season.rule.joint"))
}

function eventTable(series, events) {
  return html`<table class="events-of">
    <tbody>
      ${events.map(
        (event) => html`<tr data-event=${event.event} data-counts=${event.counts}>
          <th scope="row">${nameOf(series, event)}</th>
          <td>${happened(event)}</td>
          <td class="numeral">${event.value ?? t("season.left-out")}</td>
          <td>${counted(series, event)}</td>
          <td>${origin(event.source)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

function nameOf({ events = [] }, { event }) {
  return events.find(({ id }) => id === event)?.name || event
}

/** What became of somebody in an event, in words. */
function happened({ state, place, sharing, status, reason }) {
  if (state === "in") return sharing > 1 ? t("season.in-shared", { place, n: sharing }) : t("season.in", { place })
  if (state === "missed" && status) return t(`season.status.${status}`)
  return reason ? t("season.because", { what: t(`season.state.${state}`), reason }) : t(`season.state.${state}`)
}

function counted({ best, missed }, { counts, value, state }) {
  if (counts) return t("season.counts")
  if (value !== null) return t("season.beaten", { n: best })
  return state === "missed" && missed === "hold" ? t("season.awaited") : ""
}

/** The file, and the competition of this server that it was taken of. */
function origin(source) {
  if (!source) return nothing
  const { origin: from } = page.view.files.find(({ name }) => name === source) ?? {}
  const at = from?.kind === "season" ? `/seasons/${from.id}` : `/c/${from?.id}`
  const isThere = from && (from.kind === "season" || page.linked.includes(at))
  return html`${
    isThere ? html`<a href=${from.kind === "season" ? at : `${at}/print`}>${from.name}</a>` : html`<span>${from?.name ?? source}</span>`
  }${from && !isThere ? html` <small class="muted">${t("season.closed")}</small>` : nothing}`
}

/** The numbers put into the rule of the series. */
function sum({ reduce = "mean" }, { events, raw, score, off }) {
  if (raw === null) return nothing
  const values = events.filter(({ counts }) => counts).map(({ value }) => (value.includes("/") ? `(${value})` : value))
  const added = values.join(" + ")
  const whole = reduce === "mean" && values.length > 1 ? `(${added}) ÷ ${values.length}` : added
  return html`<p class="sum">
    <span class="numeral">${whole} = <b>${raw}</b></span>
    ${off.map(([points, reason]) => html`<span class="off">${t("season.off", { points, reason: reason || "—" })}</span>`)}
    ${off.length ? html`<span class="numeral">= <b>${score}</b></span>` : nothing}
  </p>`
}
