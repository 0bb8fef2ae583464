/** One objection: who objects to what, by when, what was done, and the next step. */

import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { deadline, moment, note, press, toCheck } from "./parts.js"

const SHAPES = { registered: "bad", contacted: "wait", decided: "wait", answered: "good", withdrawn: "ready" }

/** @param {object} found ObjectionLine of judging/views/appeals.py */
export function objection(found, may) {
  const { number, stage, stage_name, about, received_at, way, late, text } = found
  return html`<article class="card objection" data-stage=${stage}>
    <h3>${t("appeals.number", { number })} <span class="status" data-state=${SHAPES[stage]}>${sentence(stage_name)}</span></h3>
    <p>${about.join(" · ")}</p>
    <p class="muted">${t("appeals.received", { at: moment(received_at), way: sentence(way) })} · ${t("appeals.registered-by", { who: sentence(found.registered_by) })}</p>
    ${late ? html`<p class="status" data-state="wait">${t("appeals.late", { reason: late })}</p>` : nothing}
    ${deadline("appeals.contact-due", found.contact_due)} ${deadline("appeals.settle-due", found.due)} ${toCheck(found.unsure)}
    <p class="text">${text}</p>
    ${filedBy(found.objector)} ${found.steps.map(step)}
    ${found.corrections.length ? html`<p>${t("appeals.corrections", { numbers: listed(found.corrections.map(String)) })}</p>` : nothing}
    ${found.unsigned ? html`<p class="status" data-state="wait">${sentence(found.unsigned)}</p>` : nothing}
    <p class="keys">
      ${keys(found).filter(({ who }) => may[who]).map((each) => press(each, may))} ${may.registers ? papers(found) : nothing}
    </p>
  </article>`
}

function filedBy({ name, unit, contact }) {
  return html`<p>${t("appeals.filed-by", { who: [unit, name].filter(Boolean).join(" "), contact: contact || t("appeals.no-contact") })}</p>`
}

function step({ what, at: moment_, who, note: said }) {
  return html`<p class="step"><b>${sentence(what)}</b> <span class="muted">${moment(moment_)} ${sentence(who)}</span><br />${said}</p>`
}

function keys(found) {
  if (found.stage === "answered" || found.stage === "withdrawn") return []
  const isDecided = found.stage === "decided"
  return [
    ...(found.is_contacted ? [] : [contact(found)]),
    ...(found.may_be_complicated ? [complicate(found)] : []),
    decide(found, isDecided),
    ...(isDecided ? [answer(found)] : []),
    withdraw(found),
  ]
}

function contact({ number }) {
  return {
    word: "contact",
    who: "organises",
    fields: [note(t("appeals.contact-note"))],
    command: (given) => ({ kind: "ContactObjector", objection: number, note: given.note }),
  }
}

function complicate({ number }) {
  return {
    word: "complicate",
    who: "organises",
    text: t("appeals.complicate-hint"),
    fields: [note(t("appeals.complicate-note"))],
    command: (given) => ({ kind: "MarkComplicated", objection: number, reason: given.note }),
  }
}

function decide({ number, text }, isAgain) {
  const options = ["upheld", "dismissed"].map((value) => ({ value, label: t(`appeals.${value}`) }))
  return {
    word: isAgain ? "decide-anew" : "decide",
    who: "decides",
    text,
    isPrimary: !isAgain,
    fields: [{ name: "resolution", label: t("appeals.resolution"), kind: "radio", options }, note(t("appeals.decide-note"))],
    command: (given) => ({ kind: "DecideObjection", objection: number, resolution: given.resolution, reason: given.note }),
  }
}

function answer({ number, unsigned }) {
  return {
    word: "answer",
    who: "organises",
    isPrimary: true,
    isBlocked: unsigned !== null,
    text: t("appeals.answer-hint"),
    fields: [note(t("appeals.answer-note"))],
    command: (given) => ({ kind: "AnswerObjection", objection: number, note: given.note }),
  }
}

function withdraw({ number }) {
  return {
    word: "withdraw",
    who: "organises",
    isDangerous: true,
    fields: [note(t("appeals.withdraw-note"))],
    command: (given) => ({ kind: "WithdrawObjection", objection: number, reason: given.note }),
  }
}

/** For who takes objections. */
function papers(found) {
  return html`${paper("objection", "appeals.paper", found)} ${found.resolution ? paper("answer", "appeals.answer-paper", found) : nothing}`
}

function paper(form, word, { number, track }) {
  return html`<a class="button" href=${at(`/print/${form}/${track}/-/${number}`)} target="_blank">${t(word)}</a>`
}
