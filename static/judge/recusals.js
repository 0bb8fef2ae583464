/** 回避声明: the entrants this judge will judge, and which of them not; declared before they are called. */

import { broken } from "../../displays/names.js"
import { Refused, send } from "../command.js"
import { fill, why } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const GROUNDS = ["unit", "district", "kin", "ties", "interest", "other"]

/** The key that leads to the list, with how many are declared or matched. @param {any} recusals RecusalsView */
export function recusalsKey(recusals, act) {
  const known = recusals?.rows.filter(({ why }) => why).length
  if (!recusals?.rows.length) return nothing
  return html`<button type="button" class="button" @click=${act.declare}>
    ${known ? t("judge.recusals-n", { n: known }) : t("judge.recusals")}
  </button>`
}

/** @param {any} recusals RecusalsView @param {string} me the judge's id */
export function recusals({ rows }, me, act) {
  return html`<section class="recusals">
    <header>
      <h1 tabindex="-1">${t("judge.recusals")}</h1>
      <p>${t("judge.recusals-hint")}</p>
    </header>
    <ol>
      ${rows.map((row) => line(row, me))}
    </ol>
    <button type="button" class="button" @click=${act.back}>${t("judge.recusals-back")}</button>
  </section>`
}

function line(row, me) {
  return html`<li ?data-recused=${row.why !== null}>
    <span class="who">
      <strong>${broken(row.name)}</strong>
      <span class="muted">${row.district}</span>
      ${row.why ? html`<span class="status" data-state="wait">${t("judge.recused-for", { why: sentence(row.why) })}</span>` : nothing}
    </span>
    ${key(row, me)}
  </li>`
}

/** What the rules find is withdrawn by nobody; who is on or was judged is not declared any more. */
function key(row, me) {
  if (row.declared) return button(t("judge.recusal-withdraw"), () => withdraw(row, me))
  if (row.why || !row.open) return nothing
  return button(t("judge.recuse"), () => declare(row, me))
}

function button(words, press) {
  return html`<button type="button" class="button quiet" @click=${press}>${words}</button>`
}

function declare({ track, entrant, name }, judge) {
  return fill({
    title: t("judge.recuse-from", { entrant: name }),
    text: t("judge.declare-hint"),
    confirm: t("judge.declare"),
    fields: groundFields(),
    send: ({ ground, words }) => refusal({ kind: "DeclareRecusal", judge, track, entrant, ground, words }),
  })
}

/** What a declaration says: a reason from the list, and own words. */
export function groundFields() {
  const options = GROUNDS.map((value) => ({ value, label: t(`recusal.${value}`) }))
  return [
    { name: "ground", label: t("judge.recuse-reason"), kind: "radio", options },
    { name: "words", label: t("recusal.words"), kind: "line", most: 200, optional: true },
  ]
}

async function withdraw({ track, entrant, name }, judge) {
  await fill({
    title: t("judge.recusal-withdraw-of", { entrant: name }),
    confirm: t("judge.recusal-withdraw"),
    danger: true,
    fields: [why(t("recusal.withdraw-why"))],
    send: ({ reason }) => refusal({ kind: "WithdrawDeclaration", judge, track, entrant, reason }),
  })
}

async function refusal(command) {
  try {
    await send(command)
    return null
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return refused.detail
  }
}
