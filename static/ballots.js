/** 测评票: slips of each kind that were issued, returned, made void and are out; and the codes at the windows. */

import { Refused, post, send } from "./command.js"
import { fill, why } from "./dialog.js"
import { watch } from "./live.js"
import { clockTime, hush, languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const MOST_SLIPS = 500 // at once
const HOURS = 24
const AN_HOUR = 30

let view = null // BallotsView of judging/views/ballots.py
let link = "reconnecting"

onLanguage(show)
show()
watch({ ballots: onView, ...SIGNING }, { onState })

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
  document.title = t("ballots.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  return html`<header class="bar">
    <h1>${t("ballots.title")}</h1>
    <strong>${view?.competition ?? ""}</strong>
    <nav>
      <a href=${at("/setup")}>${t("setup.title")}</a> <a href=${at("/console")}>${t("console.title")}</a>
      <a href=${at("/print")}>${t("prints.title")}</a> ${themeSwitch(show)} ${languageSwitch()}
    </nav>
    ${linkState(link)}
  </header>`
}

function body() {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  if (!view.kinds.length) return html`<p class="nobody">${t("ballots.none")}</p>`
  return html`<main class="ballots">${view.kinds.map(kind)} ${view.remarks.length ? remarks() : nothing}</main>`
}

function kind(of) {
  const visits = of.who === "visitor"
  return html`<section class="card" data-kind=${[of.track, of.round, of.group].join("/")}>
    <header>
      <h2>${of.name} <small>${of.track_name}</small></h2>
      ${phase(of)}
      <nav>
        ${period(of)}
        <button type="button" class="button primary" ?disabled=${link !== "linked"} @click=${() => issue(of)}>${t("ballots.issue")}</button>
        ${visits
          ? html`<button type="button" class="button" ?disabled=${link !== "linked"} @click=${() => putUp(of)}>${t("ballots.put-up")}</button>`
          : nothing}
      </nav>
    </header>
    ${numbers(of.counts)} ${of.codes ? codes(of.codes) : nothing}
    ${of.batches.length ? batches(of.batches) : html`<p class="muted">${t("ballots.nothing-issued")}</p>`}
  </section>`
}

function phase({ opened_at, until, closed_at }) {
  if (closed_at) return html`<span class="status" data-state="good">${t("ballots.closed", { at: moment(closed_at) })}</span>`
  if (!opened_at) return html`<span class="status" data-state="wait">${t("ballots.not-open")}</span>`
  return html`<span class="status" data-state="ready">
    ${until ? t("ballots.open-until", { at: moment(until) }) : t("ballots.open")}
  </span>`
}

/** A questionnaire may go on for weeks. */
function moment(at) {
  return `${new Date(at).toLocaleDateString("sv")} ${clockTime(at).slice(0, 5)}`
}

/** Of the round: all its kinds are open or closed together. */
function period(of) {
  if (of.closed_at) return nothing
  return of.opened_at
    ? html`<button type="button" class="button danger" ?disabled=${link !== "linked"} @click=${() => close(of)}>${t("ballots.close")}</button>`
    : html`<button type="button" class="button" ?disabled=${link !== "linked"} @click=${() => open(of)}>${t("ballots.begin")}</button>`
}

/** The sum always adds up: issued is what came back, what is void and what is still out. */
function numbers({ issued, returned, void: spoilt, out }) {
  return html`<dl class="counts">
    <div><dt>${t("ballots.issued")}</dt><dd class="numeral" data-count="issued">${issued}</dd></div>
    <div><dt>${t("ballots.returned")}</dt><dd class="numeral" data-count="returned">${returned}</dd></div>
    <div><dt>${t("ballots.void")}</dt><dd class="numeral" data-count="void">${spoilt}</dd></div>
    <div><dt>${t("ballots.out")}</dt><dd class="numeral" data-count="out">${out}</dd></div>
  </dl>`
}

function codes({ id, hours, an_hour, windows }) {
  return html`<div class="codes">
    <h3>${t("ballots.codes")}</h3>
    <p class="muted">${t("ballots.codes-hint", { hours, an_hour })}</p>
    <p>${windows.map(({ name, returned }) => html`<span class="window">${name} <b class="numeral">${returned}</b></span>`)}</p>
    <p class="keys">
      <a class="button" target="_blank" href=${at(`/ballots/sheets/${id}`)}>${t("ballots.print")}</a>
      <button type="button" class="button danger" @click=${() => takeDown(id)}>${t("ballots.take-down")}</button>
    </p>
  </div>`
}

function batches(rows) {
  return html`<table>
    <thead>
      <tr>
        <th>${t("ballots.numbers")}</th>
        <th>${t("ballots.issued")}</th>
        <th>${t("ballots.returned")}</th>
        <th>${t("ballots.void")}</th>
        <th>${t("ballots.out")}</th>
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(batch)}
    </tbody>
  </table>`
}

function batch(row) {
  const { id, first, last, entrant, counts, void: spoilt } = row
  return html`<tr>
    <td>
      ${first}–${last} ${entrant}
      ${spoilt.map(({ number, reason }) => html`<br /><small>${t("ballots.void-line", { number, reason })}</small>`)}
    </td>
    <td class="numeral">${counts.issued}</td>
    <td class="numeral">${counts.returned}</td>
    <td class="numeral">${counts.void}</td>
    <td class="numeral">${counts.out}</td>
    <td class="keys">
      <a class="button" target="_blank" href=${at(`/ballots/sheets/${id}`)}>${t("ballots.print")}</a>
      <button type="button" class="button danger" ?disabled=${!counts.out || link !== "linked"} @click=${() => makeVoid(row)}>
        ${t("ballots.make-void")}
      </button>
    </td>
  </tr>`
}

function remarks() {
  return html`<section class="card">
    <header><h2>${t("ballots.remarks")}</h2></header>
    <p class="muted">${t("ballots.remarks-hint")}</p>
    <ul>
      ${view.remarks.map(({ round, entrant, text }) => html`<li><small>${round} ${entrant}</small><br />${text}</li>`)}
    </ul>
  </section>`
}

async function open({ track, round, name }) {
  await fill({
    title: t("ballots.begin-title", { name }),
    text: t("ballots.begin-hint"),
    confirm: t("ballots.begin"),
    fields: [{ name: "until", label: t("ballots.until"), kind: "moment", optional: true }],
    send: ({ until }) =>
      trying(() => send({ kind: "OpenEvaluation", track, round, until: until ? new Date(until).toISOString() : "" })),
  })
}

async function close({ track, round, name, counts }) {
  await fill({
    title: t("ballots.close-title", { name }),
    text: t("ballots.close-hint", { out: counts.out }),
    confirm: t("ballots.close"),
    danger: true,
    fields: [],
    send: () => trying(() => send({ kind: "CloseEvaluation", track, round })),
  })
}

async function issue({ track, round, group, who, name, entrants }) {
  const whose = { name: "entrant", label: t("ballots.whose"), kind: "select", options: entrants.map(([value, label]) => ({ value, label })) }
  const count = { name: "count", label: t("ballots.how-many", { most: MOST_SLIPS }), kind: "number", value: who === "visitor" ? 24 : 20 }
  await fill({
    title: t("ballots.issue-title", { name }),
    text: t("ballots.issue-hint"),
    confirm: t("ballots.issue"),
    fields: who === "visitor" ? [whose, count] : [count],
    send: (given) => trying(() => post("/ballots/slips", { track, round, group, count: Number(given.count), entrant: given.entrant ?? "" })),
  })
}

async function makeVoid({ id, first, last }) {
  await fill({
    title: t("ballots.void-title"),
    text: t("ballots.void-hint", { first, last }),
    confirm: t("ballots.make-void"),
    danger: true,
    fields: [
      { name: "first", label: t("ballots.from-number"), kind: "number", value: first },
      { name: "last", label: t("ballots.to-number"), kind: "number", value: first },
      why(t("console.reason")),
    ],
    send: (given) =>
      trying(() => post("/ballots/void", { batch: id, first: Number(given.first), last: Number(given.last), reason: given.reason })),
  })
}

async function putUp({ track, round, group, name }) {
  await fill({
    title: t("ballots.put-up-title", { name }),
    text: t("ballots.put-up-hint"),
    confirm: t("ballots.put-up"),
    fields: [
      { name: "hours", label: t("ballots.hours"), kind: "number", value: HOURS },
      { name: "an_hour", label: t("ballots.an-hour"), kind: "number", value: AN_HOUR },
    ],
    send: (given) =>
      trying(() => post("/ballots/codes", { track, round, group, hours: Number(given.hours), an_hour: Number(given.an_hour) })),
  })
}

async function takeDown(id) {
  await fill({
    title: t("ballots.take-down-title"),
    text: t("ballots.take-down-hint"),
    confirm: t("ballots.take-down"),
    danger: true,
    fields: [why(t("console.reason"))],
    send: ({ reason }) => trying(() => post("/ballots/take-down", { id, reason })),
  })
}

/** Words for what was refused; null once it is done. */
async function trying(deed) {
  hush()
  try {
    await deed()
    return null
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return refused.detail
  }
}
