/** 测评管理: who fills in for whom, from when until when, how far it is, and who is to be reminded. Never what was given. */

import { enter } from "./enter.js"
import { Refused, send } from "./command.js"
import { ask, fill } from "./dialog.js"
import { watch } from "./live.js"
import { clockTime, hush, languageSwitch, linkState, noticePlace, notify, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"
import { setupBook } from "./setup/books.js"
import { drawWith, page } from "./setup/page.js"

let view = null // EvaluationsView of judging/views/evaluations.py
let link = "reconnecting"
let organises = false

onLanguage(show)
drawWith(show)
show()
enter(begin, onState)

function begin(found) {
  organises = found.role === "organiser"
  watch({ evaluations: onView, ...SIGNING }, { onState })
}

function onView(next) {
  view = next
  show()
}

function onState(state) {
  link = state
  show()
}

function show() {
  document.title = t("evaluations.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  return html`<header class="bar">
    <h1>${t("evaluations.title")}</h1>
    <nav>
      <a href=${at("/setup")}>${t("setup.title")}</a> <a href=${at("/console")}>${t("console.title")}</a>
      ${themeSwitch(show)} ${languageSwitch()}
    </nav>
    ${linkState(link)}
  </header>`
}

function body() {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  if (!view.rounds.length) return html`<p class="nobody">${t("evaluations.none")}</p>`
  return html`<main class="evaluations">
    ${organises && view.rounds.some(({ listed }) => listed) ? setupBook("evaluators") : nothing} ${view.rounds.map(card)}
  </main>`
}

function card(of) {
  return html`<section class="card" data-round=${`${of.track}/${of.round}`}>
    <header>
      <h2>${of.round_name} <small>${of.track_name}</small></h2>
      <span class="status" data-state=${STATES[of.phase]}>${phase(of)}</span> ${of.secret ? html`<span>${t("evaluations.secret")}</span>` : nothing}
    </header>
    <p class="muted">
      ${of.groups.map(({ name, who }) => html`<span>${name ? `${name}：` : ""}${sentence(who)}</span> `)}
      ${of.groups.some(({ by_slip }) => by_slip) ? html`<a href=${at("/ballots")}>${t("evaluations.slips")}</a>` : nothing}
    </p>
    ${of.reasons.map((reason) => html`<p class="error">${sentence(reason)}</p>`)}
    ${of.reopened.map((reason) => html`<p class="muted">${t("evaluations.reopened", { why: reason })}</p>`)} ${keys(of)} ${far(of)}
  </section>`
}

const STATES = { waiting: "wait", open: "ready", closed: "good" }

function phase({ phase: is, until, closed_at }) {
  if (is === "closed") return t("evaluations.closed", { at: moment(closed_at) })
  if (is === "waiting") return t("evaluations.waiting")
  return until ? t("evaluations.running", { at: moment(until) }) : t("evaluations.running-open")
}

/** Day and time of day, in the device's own zone. */
function moment(text) {
  const day = new Date(text)
  return `${day.getMonth() + 1}-${day.getDate()} ${clockTime(text).slice(0, 5)}`
}

function keys(of) {
  const isOff = link !== "linked" || page.busy
  const key = (label, deed, kind = "") =>
    html`<button type="button" class="button ${kind}" ?disabled=${isOff} @click=${() => deed(of)}>${label}</button>`
  return html`<div class="keys">
    ${organises && of.by_rule && of.phase !== "closed" ? key(t("evaluations.make"), make) : nothing}
    ${of.phase === "waiting" ? key(t("evaluations.open"), open, "primary") : nothing}
    ${of.phase === "open" ? html`${key(t("evaluations.change"), open)} ${key(t("evaluations.close"), close, "danger")}` : nothing}
    ${of.phase === "closed" ? key(t("evaluations.reopen"), reopen) : nothing}
  </div>`
}

function far(of) {
  if (!of.of) return of.listed ? html`<p class="muted">${t("evaluations.not-listed")}</p>` : nothing
  return html`<p class="far numeral" data-far>${t("evaluations.done", { n: of.done, of: of.of })}</p>
    ${of.lacking.length ? lacking(of) : html`<p class="status" data-state="good">${t("evaluations.nobody-lacks")}</p>`}`
}

function lacking(of) {
  return html`<h3>${t("evaluations.lacking", { n: of.lacking.length })}</h3>
    <div class="keys"><button type="button" class="button" @click=${() => print()}>${t("evaluations.print")}</button></div>
    <div class="printed">
      <h3>${t("evaluations.reminder-of", { round: `${of.track_name} ${of.round_name}` })}</h3>
      <p>${t("evaluations.reminder-at", { at: moment(new Date().toISOString()) })} ${phase(of)}</p>
    </div>
    <table class="lacking">
      <thead>
        <tr>
          <th>${t("evaluations.number")}</th>
          <th>${t("evaluations.name")}</th>
          <th>${t("evaluations.unit")}</th>
          <th>${t("evaluations.phone")}</th>
          <th>${t("evaluations.count")}</th>
        </tr>
      </thead>
      <tbody>
        ${of.lacking.map(
          ({ id, name, unit, phone, done, of: all }) => html`<tr>
            <td>${id}</td>
            <td>${name}</td>
            <td>${unit}</td>
            <td>${phone}</td>
            <td class="numeral">${done} / ${all}</td>
          </tr>`,
        )}
      </tbody>
    </table>`
}

function make({ track, round }) {
  return perform({ kind: "ListEvaluators", track, round })
}

async function open(of) {
  const values = await fill({ title: of.round_name, fields: [end(of)], confirm: t(of.phase === "open" ? "evaluations.change" : "evaluations.open") })
  if (values) await perform({ kind: "OpenEvaluation", track: of.track, round: of.round, until: utc(values.until) })
}

async function close(of) {
  const sure = await ask({ title: of.round_name, text: t("evaluations.close-sure"), confirm: t("evaluations.close"), danger: true })
  if (sure !== null) await perform({ kind: "CloseEvaluation", track: of.track, round: of.round })
}

async function reopen(of) {
  const reason = await ask({
    title: of.round_name,
    text: of.secret ? t("evaluations.reopen-secret") : "",
    reason: t("evaluations.reopen"),
    confirm: t("evaluations.reopen"),
  })
  if (reason !== null) await perform({ kind: "ReopenEvaluation", track: of.track, round: of.round, reason })
}

function end({ until }) {
  return { name: "until", kind: "moment", label: t("evaluations.until-label"), value: until ? local(until) : "", optional: true }
}

/** As the field has it: in the device's own zone, to the minute. */
function local(text) {
  const day = new Date(text)
  return new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function utc(text) {
  return text ? new Date(text).toISOString() : ""
}

async function perform(command) {
  page.busy = true
  hush()
  show()
  try {
    await send(command)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  } finally {
    page.busy = false
    show()
  }
}
