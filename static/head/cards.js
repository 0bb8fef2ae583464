/** One performance before the head judge: what he has to decide about it, and its sheets. */

import { broken } from "../../displays/names.js"
import { act, refusal } from "../console/acting.js"
import { page } from "../console/page.js"
import { ask, fill, why, witness } from "../dialog.js"
import { returnReason } from "../returning.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const SHAPES = { waiting: "draft", submitted: "good", returned: "wait", absent: "bad", recused: "bad" }

/** How many decisions this performance waits for. @param {object} task HeadTask of judging/views/head.py */
export function waits(task) {
  return [task.short?.choices.length, task.spread, task.confirm].filter(Boolean).length
}

/** @param {object} task HeadTask of judging/views/head.py */
export function cards(task) {
  const { on } = task
  return html`<article class="card" ?data-waiting=${waits(task) > 0} data-phase=${on.phase}>
    <header>
      <p class="muted">${about(task)}</p>
      <h2>${broken(on.entrant)}</h2>
    </header>
    ${short(task)} ${spread(task)} ${confirming(task)} ${sheets(task)}
  </article>`
}

function about({ on, window }) {
  const phase = on.complete && on.phase === "marking" ? t("console.complete") : t(`console.phase.${on.phase}`)
  const panel = on.panel && t("console.panel", { panel: on.panel })
  return [on.number && t("judge.number", { n: on.number }), window && t("judge.window", { n: window }), on.track, on.round, panel, phase]
    .filter(Boolean)
    .join(" · ")
}

/** Too few sheets: the four ways out in one dialog. */
function short({ short, on }) {
  if (!short) return nothing
  const decided = short.decided && t("head.short-decided", { what: sentence(short.decided), reason: short.reason })
  const isOpen = short.choices.length > 0
  return decision(isOpen, {
    text: isOpen ? t("head.short", short) : "",
    decided,
    word: t("head.short-decide"),
    press: isOpen ? () => decideShort(short, on) : null,
    back: short.withdraw && (() => withReason(short.withdraw, t("head.withdraw"), on)),
  })
}

function spread({ spread, on }) {
  if (!spread) return nothing
  const press = () => withReason(spread, t("head.spread-review"), on, t("head.spread-words"))
  return decision(true, { text: t("head.spread"), word: t("head.spread-review"), press })
}

function confirming({ confirm, unconfirm, on }) {
  if (unconfirm) {
    const back = () => withReason(unconfirm, t("head.withdraw"), on)
    return decision(false, { decided: t("head.confirmed"), back })
  }
  if (!confirm) return nothing
  const press = () => act({ kind: confirm.kind, ...confirm.data }, t("head.confirm"))
  return decision(true, { text: t("head.confirm-hint"), word: t("head.confirm-score", { score: on.preview.score }), press })
}

/** One thing to decide with its big button, or what was decided and how it is taken back. */
function decision(isOpen, { text, decided, word, press, back }) {
  return html`<div class="decision" ?data-open=${isOpen}>
    ${text ? html`<p>${text}</p>` : nothing} ${decided ? html`<p class="decided">${decided}</p>` : nothing}
    ${press ? html`<button type="button" class="button primary big" @click=${press}>${word}</button>` : nothing}
    ${back ? html`<button type="button" class="button quiet" @click=${back}>${t("head.withdraw")}</button>` : nothing}
  </div>`
}

function decideShort({ choices, count, least, group }, on) {
  const options = choices
    .filter(({ step }) => !step.blocked)
    .map(({ step, word }) => ({ value: step.data.decision, label: sentence(word) }))
  const send = ({ decision, reason, witness }) => {
    const { step } = choices.find(({ step }) => step.data.decision === decision)
    return refusal({ kind: step.kind, ...step.data, reason, witness }, t("head.short-decide"))
  }
  return fill({
    title: on.entrant,
    text: t("head.short", { count, least, group }),
    confirm: t("head.short-decide"),
    fields: [
      { name: "decision", label: t("head.short-decide"), kind: "radio", options },
      why(t("head.reason")),
      { ...witness(), label: t("head.witness"), optional: true },
    ],
    send,
  })
}

async function withReason({ kind, data }, word, on, label = t("head.reason")) {
  const reason = await ask({ title: on.entrant, reason: label, confirm: word })
  if (reason !== null) act({ kind, ...data, reason }, word)
}

/** Every seat, with its total once all are in; what was dropped is struck where it stands. */
function sheets({ on, returnable }) {
  return html`<ul class="sheets">
      ${on.seats.map((seat) => row(on, seat, returnable.includes(seat.judge)))}
    </ul>
    ${on.preview ? score(on) : nothing}`
}

function row(on, seat, mayReturn) {
  const { total, dropped } = seat
  return html`<li data-seat=${seat.seat}>
    <span class="who"><b class="numeral">${seat.seat}</b> ${seat.name} ${seat.group ? html`<small class="muted">${seat.group}</small>` : nothing}</span>
    ${
      total === null
        ? html`<span class="status" data-state=${SHAPES[seat.state]}>${t(`console.seat.${seat.state}`)}</span>`
        : html`<span class="total numeral">${dropped ? html`<s>${total}</s> <small>${t(`console.dropped.${dropped}`)}</small>` : total}</span>`
    }
    ${mayReturn ? html`<button type="button" class="button quiet" @click=${() => giveBack(on, seat)}>${t("console.return")}</button>` : html`<span></span>`}
  </li>`
}

function score({ preview, phase }) {
  return html`<p class="outcome">
    <span>${phase === "confirmed" ? t("head.score") : t("head.score-so-far")}</span>
    <b class="numeral">${preview.score}</b>
    ${preview.deductions.map(({ points, reason }) => html`<small>−${points} ${reason}</small>`)}
  </p>`
}

async function giveBack({ performance }, seat) {
  const title = t("console.doing", { word: t("console.return"), of: t("console.seat-of", seat) })
  const reason = await returnReason(title, page.view.return_reasons)
  if (reason !== null) act({ kind: "ReturnSheet", performance, judge: seat.judge, reason }, t("console.return"))
}
