/** 操作记录: the whole log in sentences, newest first. What is looked for stands in the address. */

import { Refused, get } from "./command.js"
import { dutyLinks } from "./duties.js"
import { clockTime, hush, languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { listed, onLanguage, sentence, t } from "./words.js"

const LOOK_MS = 3000
const TYPING_MS = 300
const TOP_PX = 200 // who has scrolled no further reads the newest, and wants what is new
const HASH_DIGITS = 12 // as paper has them
const FILTERS = ["text", "who", "kind", "hall", "track", "entrant"]

/** `found`: see `LinesPage` in judging/web/chronicle_jobs.py. `reached`: as far as the log goes now. `home`: where who reads it works. */
const page = { found: null, reached: 0, home: "" }
let asked = 0 // the newest question; an answer to an older one comes too late
let typing = 0

function filters() {
  return new URLSearchParams(location.search)
}

function whole() {
  const { found } = page
  return html`
    <header class="bar">
      <strong>${found?.competition ?? t("log.title")}</strong>
      <nav>
        ${dutyLinks()} ${page.home ? html`<a href=${page.home}>${t("log.home")}</a>` : nothing}
        <a href=${at("/print")}>${t("prints.title")}</a>
        ${themeSwitch(draw)} ${languageSwitch()}
      </nav>
    </header>
    <main class="log">
      <h1>${t("log.title")}</h1>
      ${noticePlace()} ${found ? html`${sieve(found)} ${state(found)} ${list(found)} ${pager(found)}` : html`<p class="nobody" role="status">${t("console.loading")}</p>`}
    </main>
  `
}

function sieve({ who, kinds, halls, tracks }) {
  const track = tracks.find(({ id }) => id === filters().get("track"))
  return html`<form class="sieve" role="search" @submit=${(event) => event.preventDefault()}>
    <label class="field">
      <span>${t("log.text")}</span>
      <input type="search" maxlength="100" .value=${filters().get("text") ?? ""} @input=${onTyping} />
    </label>
    ${choice("who", who)} ${choice("kind", kinds)} ${halls.length ? choice("hall", halls) : nothing}
    ${choice("track", tracks)} ${track ? choice("entrant", track.entrants) : nothing}
  </form>`
}

function choice(name, options) {
  const chosen = filters().get(name) ?? ""
  const choose = (event) => sift({ [name]: event.target.value, ...(name === "track" ? { entrant: "" } : {}) })
  return html`<label class="field">
    <span>${t(`log.${name}`)}</span>
    <select @change=${choose}>
      <option value="" ?selected=${!chosen}>${t("log.all")}</option>
      ${options.map((each) => html`<option value=${each.id} ?selected=${each.id === chosen}>${word(each.name)}</option>`)}
    </select>
  </label>`
}

function word(name) {
  return name.template === undefined ? name : sentence(name)
}

/** How much there is, how far the log goes, and what can be taken along. */
function state({ count, position, tail }) {
  const isSifted = FILTERS.some((name) => filters().get(name))
  return html`<div class="state">
    <p>
      <b class="numeral">${t(isSifted ? "log.found" : "log.count", { n: count })}</b>
      <small class="muted">${t("log.tail", { n: position, tail: tail.slice(0, HASH_DIGITS) })}</small>
      ${isSifted ? html`<button type="button" class="button quiet" @click=${showAll}>${t("log.show-all")}</button>` : nothing}
    </p>
    <nav>
      <a class="button" target="_blank" href=${at(`/log/print${query()}`)}>${t("log.print")}</a>
      <a class="button" href=${at(`/log/print${query({ format: "xlsx" })}`)}>${t("prints.tool.xlsx")}</a>
      <a class="button" href=${at(`/log/csv${query()}`)}>CSV</a>
    </nav>
  </div>`
}

function list({ lines, halls }) {
  const names = new Map(halls.map(({ id, name }) => [id, name]))
  if (!lines.length) return html`<p class="nobody">${t("log.nothing")}</p>`
  return html`<ol class="lines" ?data-halls=${names.size}>
    ${lines.map((line, n) => html`${day(line, lines[n - 1])} ${row(line, names)}`)}
  </ol>`
}

/** The date, above the first line of each day. */
function day(line, above) {
  const date = dateOf(line)
  return above && dateOf(above) === date ? nothing : html`<li class="day">${date}</li>`
}

function dateOf({ at: moment }) {
  return new Date(moment).toLocaleDateString(document.documentElement.lang, { dateStyle: "full" })
}

function row(line, names) {
  const kind = page.found.kinds.find(({ id }) => id === line.kind)
  return html`<li data-kind=${line.kind} data-position=${line.position}>
    <span class="position numeral">${line.position}</span>
    <time class="numeral" datetime=${line.at}>${clockTime(line.at)}</time>
    <button type="button" class="only who" @click=${() => sift({ who: line.by })}>${sentence(line.who)}</button>
    <button type="button" class="only kind" @click=${() => sift({ kind: line.kind })}>${sentence(kind.name)}</button>
    ${names.size ? html`<span class="hall">${listed(line.halls.map((id) => names.get(id) ?? id))}</span>` : nothing}
    <p><span>${sentence(line.sentence)}</span> ${ofEntrant(line)}</p>
  </li>`
}

/** The way from a line about one entrant to all that happened to them. */
function ofEntrant({ entrants }) {
  if (entrants.length !== 1 || filters().get("entrant")) return nothing
  const [[track, entrant]] = entrants
  return html`<button type="button" class="only all-of" @click=${() => sift({ track, entrant })}>
    ${t("log.of-entrant")}
  </button>`
}

function pager({ older, lines }) {
  const isNewest = !filters().get("before")
  const before = lines.at(-1)?.position
  return html`<nav class="pager">
    ${isNewest ? nothing : html`<button type="button" class="button" @click=${toNewest}>${t("log.newest")}</button>`}
    ${
      older
        ? html`<button type="button" class="button" @click=${() => go({ before })}>${t("log.older", { n: older })}</button>`
        : nothing
    }
    ${
      page.reached > page.found.position
        ? html`<button type="button" class="button primary news" @click=${toNewest}>${t("log.news")}</button>`
        : nothing
    }
  </nav>`
}

/** The address's filters with these, from the newest line on. */
function sift(changes) {
  go({ ...changes, before: "" })
}

function showAll() {
  sift(Object.fromEntries(FILTERS.map((name) => [name, ""])))
}

function toNewest() {
  go({ before: "" })
}

function onTyping(event) {
  const text = event.target.value.trim()
  clearTimeout(typing)
  typing = setTimeout(() => sift({ text }), TYPING_MS)
}

function go(changes) {
  history.pushState(null, "", location.pathname + query(changes, filters()))
  scrollTo(0, 0)
  load()
}

/** What stands behind the "?": of the present filters, without the page of it. */
function query(changes = {}, from = withoutPage()) {
  const all = new URLSearchParams(from)
  for (const [name, value] of Object.entries(changes)) value ? all.set(name, value) : all.delete(name)
  return String(all) && `?${all}`
}

function withoutPage() {
  const all = filters()
  all.delete("before")
  return all
}

async function load() {
  const question = ++asked
  try {
    const found = await get(`/log/lines${location.search}`)
    if (question !== asked) return
    Object.assign(page, { found, reached: found.position })
    setRehearsal(found.rehearsal)
    hush("bad")
    draw()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    if (question !== asked) return
    notify(() => refused.detail)
    if (refused.isTemporary) setTimeout(() => question === asked && load(), LOOK_MS) // a long day is read the first time
  }
}

/** Follows the log where the newest is read; else says that there is more. */
async function look() {
  if (document.hidden) return
  const { position } = await get("/log/tail").catch((refused) => {
    if (!(refused instanceof Refused)) throw refused
    return { position: 0 } // said where the page is loaded
  })
  if (position <= page.reached) return
  page.reached = position
  if (!filters().get("before") && scrollY < TOP_PX) load()
  else draw()
}

/** Where to go back to; without it the page is complete. */
async function findHome() {
  const session = await get("/session").catch(() => null)
  page.home = session?.page ?? ""
  draw()
}

function draw() {
  document.title = t("log.title")
  render(whole(), document.body)
}

onLanguage(draw)
addEventListener("popstate", load)
draw()
load()
findHome()
setInterval(look, LOOK_MS)
