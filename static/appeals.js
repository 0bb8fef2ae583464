/** 公示与异议: what was objected to and by when it is answered, what is public until when, and 定稿. */

import { award } from "./appeals/awards.js"
import { calendar } from "./appeals/calendar.js"
import { objection } from "./appeals/objections.js"
import { register } from "./appeals/registering.js"
import { timeMoved } from "./appeals/rehearsing.js"
import { follow, has, here } from "./follow.js"
import { at } from "./session.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { t } from "./words.js"

follow("appeals", { title: "appeals.title", links, main, counts: true })

function links() {
  return html`${organises() ? places() : nothing} <a href=${at("/print")}>${t("prints.title")}</a>`
}

/** Where an award is decided on, and where the letters and notices are. */
function places() {
  return html`<a href=${at("/honours")}>${t("honours.title")}</a> <a href=${at("/papers")}>${t("papers.title")}</a>`
}

function organises() {
  return has("organiser")
}

/** What this person may do here: the server decides, too. */
function rights() {
  return {
    organises: organises(),
    registers: organises() || has("supervisor"),
    decides: organises() || has("head_judge"),
    isLinked: here.link === "linked",
  }
}

function main() {
  const { view } = here
  const may = rights()
  return html`<main class="appeals">
    <section class="objections">
      <header>
        <h2>${t("appeals.objections")}</h2>
        ${may.registers
          ? html`<button type="button" class="button primary" ?disabled=${!may.isLinked} @click=${() => register(view, may)}>${t("appeals.register")}</button>`
          : nothing}
      </header>
      ${view.objections.length ? view.objections.map((each) => objection(each, may)) : html`<p class="muted">${t("appeals.none")}</p>`}
    </section>
    <section class="awards">
      <header><h2>${t("appeals.awards")}</h2></header>
      ${view.awards.length ? view.awards.map((each) => award(each, view, may)) : html`<p class="muted">${t("appeals.no-awards")}</p>`}
      ${calendar(view, may)} ${timeMoved(view, may)}
    </section>
  </main>`
}
