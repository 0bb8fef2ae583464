/** 模拟: other slots, levels and floors are tried out; nothing changes until they are adopted under signature. */

import { newId, post, Refused } from "../command.js"
import { why } from "../dialog.js"
import { clockTime, hush, notify } from "../page.js"
import { sign } from "../pin.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page, redraw } from "./page.js"
import { fields } from "./pool_fields.js"
import { outcome } from "./pool_outcome.js"

const RETRY_MS = 1000
const PAUSE_MS = 100 // after a change, so that whoever types a number is answered once

let view = null // SimulatorView of judging/views/simulator.py
let chosen = "" // the id of the pool looked at
let draft = null // its fields, in the shape of the rules file; null: as it is in force
let answer = null // Simulated of judging/web/simulating.py
let seen = "" // the digest of what the answer rests on
let asked = 0 // requests so far: only the last one's answer is shown
let timer = 0

export const topics = { simulator: follow }

function follow(next) {
  view = next
  if (!view.pools.length) return
  if (!shown()) chosen = view.pools[0].id
  if (shown().digest !== seen) ask()
}

function shown() {
  return view.pools.find(({ id }) => id === chosen)
}

/** The section. */
export function draw() {
  if (!view) return html`<p class="muted">${t("console.loading")}</p>`
  if (!view.pools.length) return html`<p class="muted">${t("simulator.no-pools")}</p>`
  return html`
    ${view.pools.length > 1 ? choice() : nothing}
    ${
      answer
        ? html`<div class="simulator">
            <form class="try" @submit=${(event) => event.preventDefault()}>
              <h2>${t("simulator.try")}</h2>
              ${fields(answer, draft ?? answer.rules, change)} ${keys(shown())}
            </form>
            <section class="outcome" aria-live="polite">${standing(shown())} ${outcome(answer, change)}</section>
          </div>`
        : html`<p class="muted">${t("console.loading")}</p>`
    }
  `
}

function choice() {
  const look = (id) => {
    chosen = id
    draft = null
    answer = null
    hush()
    ask()
  }
  return html`<div class="tabs" role="tablist">
    ${view.pools.map(
      ({ id, name }) => html`<button type="button" role="tab" aria-selected=${id === chosen} @click=${() => look(id)}>${name}</button>`,
    )}
  </div>`
}

/** Whose change is in force, and what waits for the supervisor. */
function standing({ adopted, waiting, is_lapsed }) {
  return html`${adopted ? html`<p class="banner" data-state="good"><span>${t("simulator.adopted", told(adopted))}</span></p>` : nothing}
  ${
    waiting
      ? html`<p class="banner" data-state="wait">
          <span>${t("simulator.waiting", told(waiting))}${is_lapsed ? html` <b>${t("simulator.lapsed")}</b>` : nothing}</span>
          <button type="button" class="button" @click=${() => adopt(answer.present, "simulator.take-back")}>${t("simulator.take-back")}</button>
        </p>`
      : nothing
  }`
}

function told({ changes, reason, who, at, signed_by }) {
  const what = changes.length ? listed(changes.map(sentence)) : t("simulator.as-rules")
  const by = signed_by ? t("simulator.with", { who: sentence(who), supervisor: sentence(signed_by) }) : sentence(who)
  return { what, reason, who: by, time: `${new Date(at).toLocaleDateString("sv")} ${clockTime(at)}` }
}

function keys({ blocked }) {
  const isChanged = answer.changes.length > 0
  const isOwn = JSON.stringify(draft ?? answer.rules) === JSON.stringify(answer.own)
  return html`<div class="foot"><p class="keys">
      <button type="button" class="button" ?disabled=${!isChanged && !answer.problems.length} @click=${() => change(answer.present)}>
        ${t("simulator.reset")}
      </button>
      ${isOwn ? nothing : html`<button type="button" class="button quiet" @click=${() => change(answer.own)}>${t("simulator.own")}</button>`}
    </p>
    ${isChanged ? html`<ul class="changes">${answer.changes.map((each) => html`<li>${sentence(each)}</li>`)}</ul>` : nothing}
    <button
      type="button"
      class="button primary"
      ?disabled=${!isChanged || Boolean(blocked) || timer || page.link !== "linked"}
      @click=${() => adopt(answer.rules, "simulator.adopt")}
    >
      ${t("simulator.adopt")}
    </button></div>
    <small class="muted">${blocked ? sentence(blocked) : t("simulator.adopt-hint")}</small>`
}

/** Tries other rules of the pool out, a moment after the last change. */
function change(rules) {
  draft = rules
  clearTimeout(timer)
  timer = setTimeout(ask, PAUSE_MS)
  redraw()
}

async function ask() {
  clearTimeout(timer)
  const request = ++asked
  seen = shown().digest
  try {
    const found = await post("/honours/what-if", { pool: chosen, rules: draft })
    if (request !== asked) return
    timer = 0
    answer = found
    hush("bad") // it is answered after all
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    if (request === asked) {
      notify(() => refused.detail)
      if (refused.isTemporary) timer = setTimeout(ask, RETRY_MS)
    }
  }
  redraw()
}

/** What is adopted is exactly what was looked at: its digest goes along. */
async function adopt(rules, title) {
  const isTaken = rules === answer.present
  const { digest } = isTaken ? await post("/honours/what-if", { pool: chosen, rules }) : answer
  const question = {
    title: t(title),
    text: isTaken ? t("simulator.take-back-hint") : listed(answer.changes.map(sentence)),
    confirm: t(title),
    fields: [why(t("simulator.reason"))],
  }
  const asking = { id: newId(), pool: chosen, rules, digest }
  if (await sign(question, asking, (filled) => post("/honours/adopt", filled))) {
    draft = null
    ask()
  }
}
