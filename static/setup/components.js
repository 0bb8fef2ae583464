/** 单项成绩: download the template, upload it filled in, see every problem by its cell, import when there is none. */

import { notify } from "../page.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, t } from "../words.js"
import { setupBook } from "./books.js"
import { calledByName, roundsOf, shownTrack } from "./page.js"
import { dateTime, trackTabs } from "./parts.js"
import { fileButton, fileLook, listedNotes, WORKBOOKS } from "./workbook.js"

/** The section. */
export function components() {
  const track = shownTrack()
  const rounds = roundsOf(track, "imported")
  return html`
    ${trackTabs()}
    ${rounds.length ? nothing : html`<p class="muted">${t("setup.no-imported")}</p>`}
    ${rounds.map((round) => section(track, round))}
    ${rounds.length ? html`<h3>${t("ledger.title")}</h3><p class="muted">${t("setup.ledger-hint")} <a href=${at("/ledger")}>${t("ledger.title")}</a></p>${setupBook("ledger")}` : nothing}
  `
}

function section(track, round) {
  const query = new URLSearchParams({ track: track.id, round: round.id })
  const incoming = {
    key: `${track.id}/${round.id}`,
    address: `/setup/components?${query}`,
    accept: WORKBOOKS,
    label: t("setup.upload"),
    words: said,
    done: ({ rows }) => notify(t("setup.import-done", { n: rows.length }), "good"),
  }
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name}</h3>
    ${round.kind === "indicator" ? html`<p class="muted">${t("setup.indicator-hint")}</p>` : nothing}
    ${imported(track, round)}
    <div class="row-of-buttons">
      <a class="button" href=${at(`/setup/components.xlsx?${query}`)} download>${t("setup.template")}</a>
      ${fileButton(incoming)}
    </div>
    ${fileLook(incoming)}
  </section>`
}

function said({ rows, problems, notes = [], changes = [] }) {
  return {
    title: problems.length
      ? t("setup.sheet-problems", { n: problems.length })
      : t("setup.sheet-clean", { n: rows.length }),
    confirm: t("setup.import", { n: rows.length }),
    body: html`${listedNotes(notes)}${changes.length ? nothing : scores(rows)}`,
  }
}

function imported(track, { components, classes, source, imported_at }) {
  if (!imported_at) return html`<p class="status" data-state="wait">${t("setup.not-imported")}</p>`
  const entrants = calledByName(track)
  const missing = entrants.filter(({ id }) => !(id in components)).map(({ name }) => name)
  const n = missing.length
  return html`
    <p class="status" data-state=${n ? "wait" : "good"}>
      ${t("setup.imported", { n: Object.keys(components).length, source, time: dateTime(imported_at) })}
    </p>
    ${n ? html`<p class="error">${t("setup.import-missing", { n, names: listed(missing) })}</p>` : nothing}
    <details>
      <summary>${t("setup.show-scores")}</summary>
      ${scores(entrants.map(({ id, name }) => ({ name, score: components[id] ?? "—", window_class: classes[id] })))}
    </details>
  `
}

function scores(rows) {
  return html`<ol class="scores">
    ${rows.map(
      ({ name, score, window_class }) =>
        html`<li>
          ${name} ${window_class ? html`<small class="muted">${window_class}</small>` : nothing}
          <b class="numeral">${score}</b>
        </li>`,
    )}
  </ol>`
}
