/** 整改单: what was opened, by when each step is due, what was done, and how many were put right. */

import { deadline, moment, note, press, toCheck } from "./appeals/parts.js"
import { follow, has, here } from "./follow.js"
import { at } from "./session.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

follow("rectifications", { title: "rectify.title", links, main, counts: true })

function links() {
  return html`<a href=${at("/ledger")}>${t("ledger.title")}</a>`
}

function main() {
  const { view } = here
  const may = { isLinked: here.link === "linked", opens: has("organiser", "scorekeeper", "supervisor"), settles: has("organiser", "scorekeeper") }
  const tracks = view.tracks.filter(({ entrants }) => entrants.length)
  return html`<main class="rectify">
    <section class="card opening">
      <dl class="rates">${rate(t("rectify.in-time"), view.in_time)} ${rate(t("rectify.mended"), view.mended)} ${rate(t("rectify.satisfied"), view.satisfied)}</dl>
      ${may.opens ? html`<p class="keys">${tracks.map((track) => press(opening(track, tracks.length > 1), may))}</p>` : nothing}
    </section>
    ${view.lines.length ? html`<section class="lines">${view.lines.map((each) => line(each, may))}</section>` : html`<p class="muted">${t("rectify.none")}</p>`}
  </main>`
}

/** Of none there is no rate. */
function rate(name, { count, of }) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${of ? t("rectify.rate", { count, of }) : t("rectify.no-rate")}</dd>
  </div>`
}

function opening({ id, name, entrants }, isOneOfSeveral) {
  return {
    word: "open",
    label: isOneOfSeveral ? t("rectify.open-of", { name }) : t("rectify.open"),
    isPrimary: true,
    text: t("rectify.open-hint"),
    fields: [
      { name: "entrant", label: t("ledger.entrant"), kind: "select", options: entrants.map((each) => ({ value: each.id, label: each.name })) },
      { name: "origin", label: t("rectify.origin"), kind: "radio", options: here.view.origins.map((each) => ({ value: each.id, label: sentence(each.name) })) },
      { name: "place", label: t("ledger.place"), kind: "line", most: 40, optional: true },
      { ...note(t("rectify.text")), name: "text" },
      { name: "received", label: t("appeals.received-at"), kind: "moment", optional: true },
    ],
    command: ({ entrant, origin, place, text, received }) => ({
      kind: "OpenRectification",
      track: id,
      entrant,
      origin,
      place,
      text,
      received_at: received ? new Date(received).toISOString() : "",
    }),
  }
}

/** @param {object} found RectificationLine of judging/views/rectifications.py */
function line(found, may) {
  const { number, entrant, track, origin, place, text, received_at, opened_by } = found
  return html`<article class="card" data-rectification=${number} data-open=${found.is_open}>
    <h2>${t("rectify.number", { number })} ${entrant} <span class="status" data-state=${found.is_open ? "wait" : "good"}>${sentence(origin)}</span></h2>
    <p class="muted">${[track, place].filter(Boolean).join(" · ")}</p>
    <p class="muted">${t("rectify.opened", { at: moment(received_at), who: sentence(opened_by) })}</p>
    ${deadline("appeals.contact-due", found.contact_due)} ${deadline("appeals.settle-due", found.due)} ${toCheck(found.unsure)}
    ${found.is_late ? html`<p class="status" data-state="bad">${t("rectify.late")}</p>` : nothing}
    <p class="text">${text}</p>
    ${found.steps.map(step)} ${may.settles ? html`<p class="keys">${keys(found).map((each) => press(each, may))}</p>` : nothing}
  </article>`
}

function step({ what, at: when, who, note: said }) {
  return html`<p class="step"><b>${sentence(what)}</b> <span class="muted">${moment(when)} ${sentence(who)}</span><br />${said}</p>`
}

function keys(found) {
  if (found.to_check) return [checking(found)]
  if (!found.is_open) return []
  return [
    ...(found.to_contact ? [simple(found, "contacted", t("appeals.contact"), t("appeals.contact-note"))] : []),
    ...(found.to_complicate ? [simple(found, "complicated", t("appeals.complicate"), t("appeals.complicate-note"))] : []),
    answering(found),
    { ...simple(found, "withdrawn", t("rectify.withdraw"), t("rectify.withdraw-note")), isDangerous: true },
  ]
}

function advance({ number }, step, given) {
  return { kind: "AdvanceRectification", rectification: number, step, note: given.note, ...given.more }
}

function simple(found, step, label, asked) {
  return { word: step, label, fields: [note(asked)], command: (given) => advance(found, step, { note: given.note }) }
}

function answering(found) {
  const options = [
    { value: "upheld", label: t("rectify.upheld") },
    { value: "dismissed", label: t("rectify.dismissed") },
  ]
  return {
    word: "answered",
    label: t("rectify.answer"),
    isPrimary: true,
    text: t("rectify.answer-hint"),
    fields: [{ name: "resolution", label: t("rectify.resolution"), kind: "radio", options }, note(t("rectify.answer-note"))],
    command: ({ note: said, resolution }) => advance(found, "answered", { note: said, more: { resolution } }),
  }
}

function checking(found) {
  const ANSWERS = { yes: true, no: false, none: null }
  const mended = [
    { value: "yes", label: t("rectify.is-mended") },
    { value: "no", label: t("rectify.is-not-mended") },
  ]
  const satisfied = [
    { value: "yes", label: t("rectify.is-satisfied") },
    { value: "no", label: t("rectify.is-not-satisfied") },
    { value: "none", label: t("rectify.not-reached") },
  ]
  return {
    word: "checked",
    label: t("rectify.check"),
    isPrimary: true,
    fields: [
      { name: "mended", label: t("rectify.check-mended"), kind: "radio", options: mended },
      { name: "satisfied", label: t("rectify.check-satisfied"), kind: "radio", options: satisfied },
      note(t("rectify.check-note")),
    ],
    command: (given) =>
      advance(found, "checked", { note: given.note, more: { mended: ANSWERS[given.mended], satisfied: ANSWERS[given.satisfied] } }),
  }
}
