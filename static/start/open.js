/** The open competitions on the organiser's first page: how each goes, its pages, and closing it by itself. */

import { clockTime } from "../page.js"
import { phaseLines } from "../phases.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const PAGES = ["console", "setup", "emcee", "screen", "log"]

/**
 * @param {object} open one of `Start.open`, see judging/web/start.py
 * @param {boolean} isBusy
 * @param {{close: (open: object) => void, saveAdrift: (id: string) => void}} act
 */
export function competition(open, isBusy, act) {
  const { id, at, file, name, rehearsal, trouble, notice, is_adrift } = open
  return html`<article class="card present" data-competition=${id} aria-label=${name}>
    <header>
      <h3>${name} ${rehearsal ? html`<span class="rehearsal">${t("start.rehearsal")}</span>` : nothing}</h3>
      <button type="button" class="button quiet" ?disabled=${isBusy} @click=${() => act.close(open)}>
        ${t("start.close")}
      </button>
    </header>
    ${trouble ? html`<p class="banner" data-state="bad" role="alert">${sentence(trouble)}</p>` : nothing}
    ${
      is_adrift
        ? html`<button type="button" class="button primary" ?disabled=${isBusy} @click=${() => act.saveAdrift(id)}>
            ${t("start.save-adrift")}
          </button>`
        : nothing
    }
    ${notice ? html`<p class="banner" data-state="wait" role="status">${sentence(notice)}</p>` : nothing}
    ${state(open)}
    <nav class="pages">
      ${PAGES.map(
        (page) => html`<a class="button" href="${at}/${page}" title=${t(`start.${page}-hint`)}>${t(`start.${page}`)}</a>`,
      )}
    </nav>
    <small class="muted">${file}</small>
  </article>`
}

function state({ glance, there }) {
  const { on, scored, of, judges, screens } = glance
  return html`
    ${phaseLines(glance.phases, true)} ${on.length ? on.map(onNow) : html`<p class="muted on">${t("start.nobody-on")}</p>`}
    <dl class="figures">
      ${figure("scored", scored, of)} ${figure("judges", there.judges, judges)}
      ${figure("screens", there.screens, screens)}
    </dl>
  `
}

function onNow({ hall, track, entrant, phase, sheets, seats, since }) {
  return html`<p class="on">
    <b>${entrant}</b>
    <small class="muted">${[hall, track].filter(Boolean).join(" · ")}</small>
    <span class="status" data-state=${sheets < seats ? "wait" : "good"}>
      ${t(`console.phase.${phase}`)} <b class="numeral">${sheets}/${seats}</b>
    </span>
    ${since ? html`<small class="muted">${t("start.since", { time: clockTime(since).slice(0, 5) })}</small>` : nothing}
  </p>`
}

function figure(what, n, of) {
  return html`<div>
    <dt>${t(`start.figure-${what}`)}</dt>
    <dd class="numeral" data-figure=${what}>${n}<small>/${of}</small></dd>
  </div>`
}
