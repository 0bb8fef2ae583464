/** What can be printed now: a whole track in one job, all sheets of a form, or one sheet. */

import { Refused, get, send } from "./command.js"
import { dutyLinks } from "./duties.js"
import { languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { at } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

/** `index`: see `PrintIndex` in judging/web/prints.py; `job`: the path of what is printed together. */
const page = { index: null, job: "" }

function whole() {
  const { index } = page
  return html`
    <header class="bar">
      <strong>${index?.competition ?? t("prints.title")}</strong>
      <nav>
        ${dutyLinks()} ${index?.is_organiser ? html`<a href="/">${t("start.title")}</a>` : nothing}
        <a href=${at("/console")}>${t("console.title")}</a>
        ${themeSwitch(draw)} ${languageSwitch()}
      </nav>
    </header>
    <main class="prints">${noticePlace()} ${index ? content(index) : nothing}</main>
  `
}

function content(index) {
  return html`
    <header>
      <h1>${t("prints.title")}</h1>
      ${
        index.is_organiser
          ? html`<nav>
              <a class="button" href=${at(index.whole ? "/print" : "/print?all=1")}>
                ${index.whole ? t("prints.only-revealed") : t("prints.with-confirmed")}
              </a>
              <a class="button" href=${at("/papers")}>${t("papers.title")}</a>
              <a class="button" href=${at("/print/cards")} target="_blank">${t("setup.print-cards")}</a>
              ${index.has_slips ? html`<a class="button" href=${at("/ballots")}>${t("ballots.title")}</a>` : nothing}
              ${index.tracks.some(({ locked_at }) => locked_at) ? workings() : nothing}
            </nav>`
          : nothing
      }
    </header>
    ${index.whole ? html`<p class="banner" data-state="wait">${t("prints.whole-hint")}</p>` : nothing}
    ${together(index)} ${index.tracks.map(track)} ${index.pools.map(pool)} ${ofWhole(index)}
    ${index.is_organiser ? archive(index) : nothing}
  `
}

/** One job across forms: of everything, a track, an award, a judge or an entrant. */
function together({ jobs, is_organiser, whole }) {
  if (!jobs.length) return nothing
  const path = jobs.some((group) => group.jobs.some((job) => job.path === page.job)) ? page.job : jobs[0].jobs[0].path
  return html`<section class="card">
    <header>
      <h2>${t("prints.together")}</h2>
      <select aria-label=${t("prints.together")} @change=${({ target }) => choose(target.value)}>
        ${jobs.map((group) => jobGroup(group, path))}
      </select>
      <nav>
        ${
          page.index.makes_pdf
            ? html`<a class="button primary" target="_blank" href=${at(inFormat(path, "pdf"))}>${t("prints.tool.pdf")}</a>`
            : nothing
        }
        <a class="button" target="_blank" href=${at(path)}>${t("prints.preview")}</a>
        <a class="button" href=${at(inFormat(path, "xlsx"))}>${t("prints.tool.xlsx")}</a>
      </nav>
    </header>
    <p class="muted">
      ${t("prints.together-hint")}
      ${
        is_organiser
          ? html`<a target="_blank" href=${at(whole ? "/print/catalogue?all=1" : "/print/catalogue")}>${t("prints.form.catalogue")}</a>`
          : nothing
      }
    </p>
  </section>`
}

function jobGroup({ kind, name, jobs }, chosen) {
  const all = kind === "everything"
  const title = name ? t("prints.job.entrant", { track: name }) : t(`prints.job.${kind}`)
  const options = jobs.map(
    ({ label, path }) => html`<option value=${path} .selected=${path === chosen}>${all ? title : whose(label)}</option>`,
  )
  return all ? options : html`<optgroup label=${title}>${options}</optgroup>`
}

function choose(job) {
  page.job = job
  draw()
}

/** The workbook that computes what is locked by its own formulas. */
function workings() {
  return html`<a class="button" href=${at("/print/workings")} title=${t("prints.workings-hint")}>
    ${t("prints.workings")}
  </a>`
}

function track({ name, locked_at, path, count, forms }) {
  return html`<section class="card">
    <header>
      <h2>${name}</h2>
      <span class="status" data-state=${locked_at ? "good" : "wait"}>
        ${locked_at ? locked(locked_at) : t("prints.unlocked")}
      </span>
      ${count ? job(path, count) : nothing}
    </header>
    ${forms.length ? forms.map(form) : html`<p class="muted">${t("prints.nothing")}</p>`}
  </section>`
}

/** An award: its list for whoever decides, and the certificates of who was honoured. */
function pool({ id, name, locked_at, unnumbered, forms }) {
  return html`<section class="card">
    <header>
      <h2>${name}</h2>
      ${locked_at ? html`<span class="status" data-state="good">${locked(locked_at)}</span>` : nothing}
    </header>
    ${forms.map(form)}
    ${
      unnumbered
        ? html`<p>
            <button type="button" class="button" @click=${() => numberCertificates(id)}>
              ${t("prints.number-certificates", { count: unnumbered })}
            </button>
          </p>`
        : nothing
    }
  </section>`
}

/** What is of the competition, and of no track. */
function ofWhole({ of_whole: forms }) {
  if (!forms.length) return nothing
  return html`<section class="card">
    <header><h2>${t("prints.whole")}</h2></header>
    ${forms.map(form)}
  </section>`
}

/** All of it in one zip, what of it may be published, and until when personal data is kept. */
function archive({ tracks, keeping }) {
  return html`<section class="card">
    <header>
      <h2>${t("prints.archive")}</h2>
      <nav>
        <a class="button primary" href=${at("/print/archive")}>${t("prints.archive-whole")}</a>
        ${
          tracks.every(({ locked_at }) => locked_at)
            ? html`<a class="button" href=${at("/print/archive?redacted=1")}>${t("prints.archive-redacted")}</a>`
            : nothing
        }
      </nav>
    </header>
    <p class="muted">${t("prints.archive-hint")}</p>
    <ul>
      ${keeping.map(({ kind, until }) => html`<li>${t(`prints.keeping.${kind}`)}${kept(until)}</li>`)}
    </ul>
  </section>`
}

function kept(until) {
  return until ? t("prints.kept-until", { until }) : t("prints.kept-unsaid")
}

function locked(moment) {
  return t("prints.locked", { at: new Date(moment).toLocaleString(document.documentElement.lang) })
}

/** The whole track: a PDF where the server can make one, else the pages with the browser's own print. */
function job(path, count) {
  const word = page.index.makes_pdf ? t("prints.track-pdf", { count }) : t("prints.track", { count })
  return html`<nav>
    <a class="button primary" target="_blank" href=${at(page.index.makes_pdf ? inFormat(path, "pdf") : path)}>${word}</a>
    <a class="button" target="_blank" href=${at(path)}>${t("prints.preview")}</a>
    <a class="button" href=${at(inFormat(path, "xlsx"))}>${t("prints.tool.xlsx")}</a>
  </nav>`
}

function inFormat(path, format) {
  return `${path}${path.includes("?") ? "&" : "?"}format=${format}`
}

function form({ form: key, path, sheets }) {
  const n = sheets.length
  return html`<div class="form">
    <h3>${t(`prints.form.${key}`)}</h3>
    ${n > 1 ? html`<a target="_blank" href=${at(path)}>${t("prints.all-of", { n })}</a>` : nothing}
    ${
      n > 3
        ? html`<details>
            <summary>${t("prints.each")}</summary>
            ${list(sheets)}
          </details>`
        : list(sheets)
    }
  </div>`
}

function list(sheets) {
  return html`<ul>
    ${sheets.map(({ label, path }) => html`<li><a target="_blank" href=${at(path)}>${whose(label)}</a></li>`)}
  </ul>`
}

function whose(label) {
  return label.map((part) => (part.template === undefined ? part : sentence(part))).join("\u2002")
}

function draw() {
  document.title = t("prints.title")
  render(whole(), document.body)
}

/** Gives numbers to who is honoured and has none yet. */
async function numberCertificates(award) {
  try {
    await send({ kind: "NumberCertificates", award })
    await load()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  }
}

function load() {
  return get(`/print/choices${location.search}`).then(
    (index) => {
      page.index = index
      setRehearsal(index.rehearsal)
      draw()
    },
    (refused) => {
      if (!(refused instanceof Refused)) throw refused
      notify(refused.detail)
    },
  )
}

onLanguage(draw)
draw()
load()
