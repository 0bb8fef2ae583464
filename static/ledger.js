/** 台账: what was found beside the day's performances, line by line and by month; recorded and struck out here. */

import { chinaDay } from "./china.js"
import { moment, press } from "./appeals/parts.js"
import { dutyLinks } from "./duties.js"
import { enter } from "./enter.js"
import { now, watch } from "./live.js"
import { languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

let view = null // LedgerView of judging/views/ledger.py
let session = null
let link = "reconnecting"
let chosen = "" // "track/round" whose lines are shown; "" for all

onLanguage(show)
show()
enter(begin, onState)

function begin(found) {
  session = found
  watch({ ledger: onView, ...SIGNING }, { onState })
}

function onView(next) {
  view = next
  setRehearsal(next.rehearsal)
  show()
}

function onState(state) {
  link = state
  show()
}

function show() {
  document.title = t("ledger.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  return html`<header class="bar">
    <h1>${t("ledger.title")}</h1>
    <strong>${view?.competition ?? ""}</strong>
    <nav>
      ${dutyLinks()} ${session ? html`<a href=${session.page}>${t("signing.back")}</a>` : nothing}
      ${has("organiser") ? html`<a href=${at("/setup#components")}>${t("ledger.import")}</a>` : nothing}
      <a href=${at("/rectify")}>${t("rectify.title")}</a> <a href=${at("/print")}>${t("prints.title")}</a> ${themeSwitch(show)} ${languageSwitch()}
    </nav>
    ${linkState(link)}
  </header>`
}

function has(duty) {
  return session?.pages.some((page) => page.duty === duty) ?? false
}

function body() {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  if (!view.rounds.length) return html`<p class="nobody">${t("ledger.no-rounds")}</p>`
  const may = { isLinked: link === "linked", records: has("organiser") || has("scorekeeper") }
  return html`<main class="ledger">${recording(may)} ${waits()} ${totals()} ${lines(may)}</main>`
}

const keyOf = ({ track, round }) => `${track}/${round}`

function recording(may) {
  const found = view.rounds.find((each) => keyOf(each) === chosen) ?? (view.rounds.length === 1 ? view.rounds[0] : null)
  return html`<section class="card recording">
    <label class="field">
      <span>${t("ledger.round")}</span>
      <select @change=${(event) => choose(event.target.value)}>
        ${view.rounds.length > 1 ? html`<option value="">${t("ledger.all-rounds")}</option>` : nothing}
        ${view.rounds.map((each) => html`<option value=${keyOf(each)} ?selected=${keyOf(each) === chosen}>${each.name}</option>`)}
      </select>
    </label>
    ${may.records ? record(found, may) : nothing} ${view.two_persons ? html`<p class="muted">${t("ledger.by-two")}</p>` : nothing}
  </section>`
}

function choose(key) {
  chosen = key
  show()
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
      { name: "way", label: t("ledger.way"), kind: "select", options: view.ways.map(named) },
      { name: "place", label: t("ledger.place"), kind: "line", most: 40, optional: true },
      { name: "points", label: t("ledger.points", { most: full }), kind: "line", most: 12 },
      { name: "reason", label: t("ledger.reason"), kind: "text", most: 200 },
    ],
    command: (line) => ({ kind: "RecordLedger", track, round, lines: [line] }),
  }
}

function waits() {
  if (!view.waiting.length) return nothing
  return html`<section class="card waits">
    <h2>${t("ledger.waits")}</h2>
    <ul>
      ${view.waiting.map((each) => html`<li>${sentence(each.what)} <span class="muted">${t("ledger.entered-by", { who: sentence(each.entered_name) })}</span></li>`)}
    </ul>
    <p><a href=${at("/entries")}>${t("ledger.to-verify")}</a></p>
  </section>`
}

function monthName(month) {
  return t("ledger.month", { year: month.slice(0, 4), month: Number(month.slice(5)) })
}

function totals() {
  const name = view.rounds.find((each) => keyOf(each) === chosen)?.name
  const rows = view.totals.filter(({ where }) => !name || where === name)
  if (!rows.length) return nothing
  return html`<section class="card">
    <h2>${t("ledger.by-month")}</h2>
    <div class="wide">
      <table class="totals">
        <thead>
          <tr>
            <th scope="col">${t("ledger.entrant")}</th>
            ${name || view.rounds.length === 1 ? nothing : html`<th scope="col">${t("ledger.of-round")}</th>`}
            ${view.months.map((each) => html`<th scope="col" class="numeral">${monthName(each)}</th>`)}
            <th scope="col" class="numeral">${t("ledger.total")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((each) => total(each, !name && view.rounds.length > 1))}
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
  const rows = view.rows.filter((each) => !chosen || keyOf(each) === chosen)
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
  return view.rounds.some((round) => keyOf(round) === keyOf(each) && round.is_locked)
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
