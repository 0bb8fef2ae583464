/** 会场检查: what will go wrong with this machine and with the phones in the hall, while it can be put right. */

import { Refused, get, post } from "./command.js"
import { findings, verdictWord } from "./findings.js"
import { clockTime, hush, languageSwitch, noticePlace, notify, themeSwitch } from "./page.js"
import { html, nothing, render, svg } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

const WORST_FIRST = ["bad", "note", "good"]
const LOOK_MS = 3000
const PATIENCE_MS = 130_000 // a page is printed, behind whatever else is being printed

/** `found`: findings, null until they are there. `phones`: the answer of GET /doctor/phones. */
const page = { found: null, phones: null, isBusy: false }

function whole() {
  return html`
    <header class="bar">
      <strong>${t("doctor.title")}</strong>
      <nav>
        ${themeSwitch(draw)} ${languageSwitch()}
        <a class="button quiet" href="/">${t("doctor.home")}</a>
      </nav>
    </header>
    <main class="doctor">
      <section class="card of-machine">${machine()}</section>
      <section class="card of-phones">${page.phones ? phones(page.phones) : nothing}</section>
    </main>
    ${noticePlace()}
  `
}

function machine() {
  return html`
    <div class="heading">
      <h2>${t("doctor.machine")}</h2>
      <button type="button" class="button primary" ?disabled=${page.isBusy} @click=${examine}>${t("doctor.again")}</button>
    </div>
    ${page.isBusy ? html`<p class="muted" role="status">${t("doctor.busy")}</p>` : nothing}
    ${page.found && !page.isBusy ? html`<p role="status"><b>${count(page.found)}</b></p>` : nothing}
    ${page.found ? findings(withPhones(page.found)) : nothing}
  `
}

function count(found) {
  const of = (verdict) => withPhones(found).filter((each) => each.verdict === verdict).length
  return t("doctor.count", { bad: of("bad"), note: of("note") })
}

/** The worst first, with what the phones say now: that changes while one looks. */
function withPhones(found) {
  const all = found.map((each) => (page.phones && each.id === "phones" ? page.phones.summary : each))
  return WORST_FIRST.flatMap((verdict) => all.filter((each) => each.verdict === verdict))
}

function phones({ phones: tested, check, code }) {
  return html`
    <h2>${t("check.title")}</h2>
    ${poster(check, code)}
    <div class="actions">
      <button type="button" class="button" @click=${() => print()}>${t("doctor.print")}</button>
      ${
        tested.length
          ? html`<button type="button" class="button" @click=${() => asked("/doctor/phones/clear")}>${t("doctor.clear")}</button>`
          : nothing
      }
    </div>
    ${tested.length ? table(tested) : html`<p class="muted">${t("doctor.no-phones")}</p>`}
  `
}

function poster(check, { size, path }) {
  return html`<div class="poster">
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${t("doctor.code")}>${svg`<path d=${path}></path>`}</svg>
    <div>
      <h2>${t("doctor.scan")}</h2>
      <p>${t("doctor.scan-hint")}</p>
      <p><code>${check}</code></p>
      <p class="for-paper">${t("doctor.wifi")}</p>
    </div>
  </div>`
}

function table(tested) {
  return html`<table class="phones">
    <thead>
      <tr>
        <th>${t("doctor.phone")}</th>
        <th class="numeral">${t("doctor.typical")}</th>
        <th class="numeral">${t("doctor.lost")}</th>
        <th>${t("doctor.verdict")}</th>
      </tr>
    </thead>
    <tbody>
      ${tested.map(line)}
    </tbody>
  </table>`
}

function line({ label, at, address, verdict, typical_ms, lost, findings: found }) {
  return html`<tr data-verdict=${verdict}>
    <td>
      ${label || address}
      <div class="muted">${clockTime(at)}${label ? ` · ${address}` : ""}</div>
      ${found.map(({ text }) => html`<div>${sentence(text)}</div>`)}
    </td>
    <td class="numeral">${typical_ms === null ? "—" : t("doctor.ms", { ms: typical_ms })}</td>
    <td class="numeral">${lost}</td>
    <td>${verdictWord(verdict)}</td>
  </tr>`
}

async function examine() {
  page.isBusy = true
  hush()
  draw()
  await answered(async () => {
    page.found = await post("/doctor/examination", {}, PATIENCE_MS)
  })
  page.isBusy = false
  draw()
}

function asked(path) {
  return answered(async () => {
    page.phones = await post(path)
  })
}

async function look() {
  if (document.hidden) return
  await answered(async () => {
    page.phones = await get("/doctor/phones")
  })
}

async function answered(ask) {
  try {
    await ask()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
  draw()
}

function draw() {
  document.title = t("doctor.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
look()
examine()
setInterval(look, LOOK_MS)
