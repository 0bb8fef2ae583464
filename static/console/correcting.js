/** 更正 of a locked track: proposed from the running order after a look at what would move, put into effect by another. */

import { broken } from "../../displays/names.js"
import { Refused, get, post } from "../command.js"
import { ask, fill, why } from "../dialog.js"
import { clockTime, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { act, refusal } from "./acting.js"
import { page } from "./page.js"
import { barred, othersPart } from "./parts.js"

/** What waits in this track, and that a published ranking has been overtaken. */
export function corrections({ track, track_name }) {
  const { corrections, to_publish_anew } = page.view
  return html`
    ${to_publish_anew.includes(track_name)
      ? html`<p class="banner" data-state="wait" role="status">${t("correct.publish-anew", { track: track_name })}</p>`
      : nothing}
    ${corrections.filter((each) => each.track === track).map(waiting)}
  `
}

function waiting(found) {
  const one = sentence(found.proposed_by)
  return html`<section class="banner correction" data-state="wait" role="status">
    <p>
      <b>${t("correct.waits", found)}</b> ${broken(found.name)} · ${sentence(found.what)}<br />
      ${t("correct.waits-by", { reason: found.reason, one, time: clockTime(found.at) })}
    </p>
    ${found.unsigned ? html`<p>${sentence(found.unsigned)}</p>` : nothing}
    <div class="actions">
      <button type="button" class="button" @click=${() => drop(found)}>${t("correct.drop")}</button>
      <button type="button" class="button" ?disabled=${found.unsigned} @click=${() => check(found)}>${t("correct.check")}</button>
    </div>
  </section>`
}

async function drop({ number }) {
  const reason = await ask({
    title: t("correct.drop-title", { number }),
    reason: t("console.reason"),
    confirm: t("correct.drop"),
    danger: true,
  })
  if (reason !== null) act({ kind: "DropCorrection", correction: number, reason }, t("correct.drop"))
}

/** The second pair of eyes sees the same as the first before it takes effect. */
async function check({ number, name, reason }) {
  const found = await asked(() => get(`/preview/correction/${number}`))
  if (!found) return
  const agreed = await ask({
    title: t("correct.check-title", { number, name }),
    text: t("correct.because", { reason }),
    content: html`${preview(found)}
      <p>${t("correct.check-hint")}</p>`,
    confirm: t("correct.apply"),
    danger: true,
  })
  if (agreed !== null) act({ kind: "ApplyCorrection", correction: number }, t("correct.apply"))
}

/** The button of a row of a locked track. */
export function correctKey(each, round) {
  if (!round.locked_at || each.phase !== "revealed") return nothing
  const others = othersPart("ProposeCorrection", each.performance)
  return html`<button type="button" class="button" ?disabled=${others} @click=${() => propose(each.performance)}>${t("correct.propose")}</button>
    ${barred(others)}`
}

/** Asks what of a performance was wrong, and what it should have been. @param {{track: string, round: string, entrant: string}} performance */
export async function propose({ track, round, entrant }) {
  const path = new URLSearchParams({ track, round, entrant })
  const form = await asked(() => get(`/preview/correction?${path}`))
  if (!form) return
  const what = await fill({
    title: t("correct.title", form),
    text: t("correct.hint", form),
    fields: [{ name: "what", label: t("correct.what"), kind: "select", options: choices(form) }],
    confirm: t("correct.next"),
  })
  if (what) await enter(form, what.what)
}

function choices({ sheets, deductions }) {
  return [
    ...sheets.map(({ judge, seat, name }) => ({ value: `sheet ${judge}`, label: t("correct.sheet", { seat, name }) })),
    { value: "deduct", label: t("correct.deduct") },
    ...deductions.map((each, index) => ({ value: `undeduct ${index}`, label: t("correct.undeduct", each) })),
  ]
}

/** What it should have been; the server says whether it can be, and what it would come to. */
async function enter(form, what) {
  const [kind, id] = what.split(" ")
  let found = null
  let proposal = null
  const values = await fill({
    title: t("correct.title", form),
    fields: [...fieldsOf(form, kind, id), why(t("correct.reason")), objected()],
    confirm: t("correct.preview"),
    send: async (values) => {
      const objection = Number(values.objection)
      proposal = { performance: form.performance, change: changeOf(form, kind, id, values), reason: values.reason, objection }
      try {
        found = await post("/preview/correction", { kind: "ProposeCorrection", ...proposal })
        return null
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused
        return refused.detail
      }
    },
  })
  if (values) await confirm(form, proposal, found)
}

/** The number of the objection that was upheld, where the correction follows from one. */
function objected() {
  return { name: "objection", label: t("correct.objection"), kind: "number", optional: true }
}

function fieldsOf({ criteria, items, sheets }, kind, id) {
  if (kind === "undeduct") return []
  if (kind === "deduct")
    return [
      { name: "points", label: t("console.points"), kind: "line" },
      { name: "off", label: t("console.deduction-reason"), kind: "line", most: 200 },
    ]
  const sheet = sheets.find(({ judge }) => judge === id)
  const yes = [
    { value: "true", label: t("correct.there") },
    { value: "false", label: t("correct.lacking") },
  ]
  return [
    ...criteria.map((each) => ({ name: `mark ${each.id}`, label: each.name, kind: "line", value: sheet.marks[each.id] })),
    ...items.map((each) => ({
      name: `item ${each.id}`,
      label: each.name,
      kind: "radio",
      options: yes,
      value: String(sheet.items[each.id] ?? false),
    })),
  ]
}

function changeOf({ criteria, items, deductions }, kind, id, values) {
  if (kind === "deduct") return { change: "deduct", points: values.points, reason: values.off }
  if (kind === "undeduct") return { change: "undeduct", deduction: deductions[id] }
  return {
    change: "marks",
    judge: id,
    marks: Object.fromEntries(criteria.map((each) => [each.id, values[`mark ${each.id}`]])),
    items: Object.fromEntries(items.map((each) => [each.id, values[`item ${each.id}`] === "true"])),
  }
}

async function confirm(form, proposal, found) {
  const equals = found.ties.flat()
  await fill({
    title: t("correct.confirm-title", form),
    text: t("correct.because", proposal),
    content: preview(found),
    fields: equals.map((_, index) => ({
      name: `place ${index}`,
      label: t("correct.order", { n: index + 1 }),
      kind: "select",
      options: equals.map(({ id, name }) => ({ value: id, label: name })),
      value: equals[index].id,
    })),
    confirm: t("correct.send"),
    send: (values) => {
      const order = equals.map((_, index) => values[`place ${index}`])
      return refusal({ kind: "ProposeCorrection", ...proposal, order }, t("correct.send"))
    },
  })
}

/** What the score becomes, and whom it moves; computed by the server. */
function preview({ what, was, now, ties, moves, awards }) {
  return html`
    <p><b>${sentence(what)}</b></p>
    ${ties.length
      ? html`<p class="status" data-state="wait">${t("correct.ties", { names: listed(ties.flat().map(({ name }) => name)) })}</p>`
      : html`<p class="numeral">${t("correct.score", { was, now })}</p>`}
    ${moves.length ? html`<div class="preview" tabindex="0"><table>${head()}<tbody>${moves.map(row)}</tbody></table></div>` : nothing}
    ${ties.length || moves.length ? nothing : html`<p class="muted">${t("correct.nobody-moves")}</p>`}
    ${awards.map((each) => html`<p>${t("correct.award", { name: each.name, before: level(each.before), level: level(each.level) })}</p>`)}
  `
}

function head() {
  return html`<thead>
    <tr>
      <th scope="col">${t("correct.place")}</th>
      <th scope="col">${t("correct.who")}</th>
      <th scope="col">${t("correct.composite")}</th>
    </tr>
  </thead>`
}

function row({ name, before, place, composite_before, composite }) {
  return html`<tr>
    <td class="numeral">${before === place ? place : `${before} → ${place}`}</td>
    <td>${broken(name)}</td>
    <td class="numeral">${composite_before === composite ? composite : `${composite_before} → ${composite}`}</td>
  </tr>`
}

function level(award) {
  return award === null ? t("correct.no-award") : award || t("correct.an-award")
}

/** What the server answers; undefined, with its words in a notice, where it refuses. */
export async function asked(request) {
  try {
    return await request()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
}
