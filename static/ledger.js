/** 台账: what was found beside the day's performances, line by line and by month; recorded and struck out here. */

import { chinaDay } from "./china.js"
import { moment, press } from "./appeals/parts.js"
import { now } from "./live.js"
import { follow, has, here, redraw } from "./follow.js"
import { at } from "./session.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

let chosen = "" // "track/round" whose lines are shown; "" for all

follow("ledger", { title: "ledger.title", links, main })

function links() {
  return html`${has("organiser") ? html`<a href=${at("/setup#components")}>${t("ledger.import")}</a>` : nothing}
    <a href=${at("/rectify")}>${t("rectify.title")}</a> <a href=${at("/print")}>${t("prints.title")}</a>`
}

function main() {
  if (!here.view.rounds.length) return html`<p class="nobody">${t("ledger.no-rounds")}</p>`
  const may = { isLinked: here.link === "linked", records: has("organiser", "scorekeeper") }
  return html`<main class="ledger">${recording(may)} ${waits()} ${totals()} ${lines(may)}</main>`
}

const keyOf = ({ track, round }) => `${track}/${round}`

function recording(may) {
  const found = here.view.rounds.find((each) => keyOf(each) === chosen) ?? (here.view.rounds.length === 1 ? here.view.rounds[0] : null)
  return html`<section class="card recording">
    <label class="field">
      <span>${t("ledger.round")}</span>
      <select @change=${(event) => choose(event.target.value)}>
        ${here.view.rounds.length > 1 ? html`<option value="">${t("ledger.all-rounds")}</option>` : nothing}
        ${here.view.rounds.map((each) => html`<option value=${keyOf(each)} ?selected=${keyOf(each) === chosen}>${each.name}</option>`)}
      </select>
    </label>
    ${may.records ? record(found, may) : nothing} ${here.view.two_persons ? html`<p class="muted">${t("ledger.by-two")}</p>` : nothing}
  </section>`
}

function choose(key) {
  chosen = key
  redraw()
}

function record(found, may) {
  if (!found) return html`<p class="muted">${t("ledger.choose")}</p>`
  if (found.is_locked) return html`<p class="status" data-state="wait">${t("ledger.locked")}</p>`
  if (!found.entrants.length) return html`<p class="muted">${t("ledger.no-entrants")}</p>`
  return press(finding(found), may)
}

function finding({ track, round, name, full, entrants }) {
  const named = (each) => ({ value: each.id, label: typeof each.name === "string" ? each.name : sentence(each.name) })
  return {
    word: "record",
    label: t("ledger.record"),
    isPrimary: true,
    text: t("ledger.record-hint", { name }),
    fields: [
      { name: "entrant", label: t("ledger.entrant"), kind: "select", options: entrants.map(named) },
      { name: "day", label: t("ledger.day"), kind: "date", value: chinaDay(now()) },
      { name: "way", label: t("ledger.way"), kind: "select", options: here.view.ways.map(named) },
      { name: "place", label: t("ledger.place"), kind: "line", most: 40, optional: true },
      { name: "points", label: t("ledger.points", { most: full }), kind: "line", most: 12 },
      { name: "reason", label: t("ledger.reason"), kind: "text", most: 200 },
    ],
    command: (line) => ({ kind: "RecordLedger", track, round, lines: [line] }),
  }
}

function waits() {
  if (!here.view.waiting.length) return nothing
  return html`<section class="card waits">
    <h2>${t("ledger.waits")}</h2>
    <ul>
      ${here.view.waiting.map((each) => html`<li>${sentence(each.what)} <span class="muted">${t("ledger.entered-by", { who: sentence(each.entered_name) })}</span></li>`)}
    </ul>
    <p><a href=${at("/entries")}>${t("ledger.to-verify")}</a></p>
  </section>`
}

function monthName(month) {
  return t("ledger.month", { year: month.slice(0, 4), month: Number(month.slice(5)) })
}

function totals() {
  const name = here.view.rounds.find((each) => keyOf(each) === chosen)?.name
  const rows = here.view.totals.filter(({ where }) => !name || where === name)
  if (!rows.length) return nothing
  return html`<section class="card">
    <h2>${t("ledger.by-month")}</h2>
    <div class="wide">
      <table class="totals">
        <thead>
          <tr>
            <th scope="col">${t("ledger.entrant")}</th>
            ${name || here.view.rounds.length === 1 ? nothing : html`<th scope="col">${t("ledger.of-round")}</th>`}
            ${here.view.months.map((each) => html`<th scope="col" class="numeral">${monthName(each)}</th>`)}
            <th scope="col" class="numeral">${t("ledger.total")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((each) => total(each, !name && here.view.rounds.length > 1))}
        </tbody>
      </table>
    </div>
  </section>`
}

function total({ entrant, where, by_month, total }, isOfAll) {
  return html`<tr>
    <th scope="row">${entrant}</th>
    ${isOfAll ? html`<td>${where}</td>` : nothing} ${by_month.map((points) => html`<td class="numeral">${points ? `−${points}` : ""}</td>`)}
    <td class="numeral"><b>−${total}</b></td>
  </tr>`
}

function lines(may) {
  const rows = here.view.rows.filter((each) => !chosen || keyOf(each) === chosen)
  return html`<section class="lines">
    <h2>${t("ledger.lines", { n: rows.length })}</h2>
    ${rows.length ? html`<ol>${rows.map((each) => line(each, may))}</ol>` : html`<p class="muted">${t("ledger.none")}</p>`}
  </section>`
}

function line(each, may) {
  const { number, where, entrant, day, way, place, points, reason, source, struck } = each
  return html`<li class="card" data-line=${number} data-struck=${struck !== null}>
    <p class="what"><b>${entrant}</b> <span class="points">−${points}</span></p>
    <p>${reason}</p>
    <p class="muted">${[t("ledger.number", { number }), where, day, sentence(way), place].filter(Boolean).join(" · ")}</p>
    <p class="muted">${t("ledger.recorded", { at: moment(each.at), who: sentence(each.who) })}${source ? ` · ${source}` : ""}</p>
    ${struck ? html`<p class="status" data-state="wait">${t("ledger.struck", { who: sentence(struck.who), reason: struck.note })}</p>` : nothing}
    ${struck || each.counts ? nothing : html`<p class="status" data-state="wait">${t("ledger.no-more")}</p>`}
    ${may.records && !struck && !isLocked(each) ? html`<p class="keys">${press(strike(each), may)}</p>` : nothing}
  </li>`
}

function isLocked(each) {
  return here.view.rounds.some((round) => keyOf(round) === keyOf(each) && round.is_locked)
}

function strike({ track, round, number }) {
  return {
    word: "strike",
    label: t("ledger.strike"),
    isDangerous: true,
    fields: [{ name: "reason", label: t("ledger.strike-reason"), kind: "text", most: 200 }],
    command: ({ reason }) => ({ kind: "StrikeLedger", track, round, number, reason }),
  }
}
