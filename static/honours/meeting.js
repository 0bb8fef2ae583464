/** 评审决定: each award with what lies before the meeting, computed and decided side by side. */

import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { deciding } from "./deciding.js"
import { decisions } from "./decisions.js"
import { nominating } from "./nominating.js"
import { page, redraw } from "./page.js"

const STATES = { open: "draft", proposed: "ready", partly: "wait", decided: "good", overtaken: "bad" }

let view = null // HonoursView of judging/views/honours.py
let shown = "" // the id of the award that is looked at

export const topics = {
  honours(next) {
    view = next
  },
}

/** The section. */
export function draw() {
  if (!view) return html`<p class="muted">${t("console.loading")}</p>`
  if (!view.awards.length) return html`<p class="muted">${t("honours.none")}</p>`
  const award = view.awards.find((each) => each.award === shown) ?? view.awards[0]
  return html`<div class="meeting">
    <nav class="awards" aria-label=${t("honours.awards")}>${view.awards.map((each) => entry(each, award))}</nav>
    <article>${head(award)} ${nominating(award)} ${deciding(view, award)} ${decisions(award)}</article>
  </div>`
}

function entry({ award, name, stage, lines }, { award: current }) {
  const look = () => {
    shown = award
    redraw()
  }
  return html`<button type="button" aria-current=${award === current ? "true" : nothing} @click=${look}>
    <b>${name}</b>
    <small class="status" data-state=${STATES[stage]}>${t(`honours.stage.${stage}`, { n: lines.length })}</small>
  </button>`
}

function head({ award, name, is_pool, stage, open, notes, unsigned, decisions: made }) {
  return html`<header>
      <h2>${name}</h2>
      <span class="row-of-buttons">
        ${open || !is_pool ? nothing : paper("awards", award, "honours.list")} ${made.length ? paper("decision", award, "honours.record") : nothing}
      </span>
    </header>
    ${stage === "overtaken" ? html`<p class="banner" data-state="bad" role="alert">${t("honours.overtaken")}</p>` : nothing}
    ${open ? html`<p class="banner" data-state="wait">${t("honours.open", { why: sentence(open) })}</p>` : nothing}
    ${unsigned ? html`<p class="banner" data-state="wait">${t("honours.unsigned", { names: listed(unsigned) || "—" })}</p>` : nothing}
    ${notes.length ? html`<ul class="notes">${notes.map((note) => html`<li>${sentence(note)}</li>`)}</ul>` : nothing}`
}

function paper(form, award, key) {
  return html`<a class="button" href=${at(`/print/${form}/${encodeURIComponent(award)}`)} target="_blank">${t(key)}</a>`
}
