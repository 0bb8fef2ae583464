/** What the scorekeeper says of an entrant beside the sheets: deductions, and compulsory items that the sheets do not answer. */

import { ask } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { onlyFor, page } from "./page.js"

const ANSWERS = [
  [true, "console.item-there"],
  [false, "console.item-absent"],
]

/** Closed until it is wanted, so that the sheets stay in sight; without buttons for who only verifies. */
export function beside(task, view, act) {
  const { deductions, items } = task
  const isOthers = Boolean(onlyFor("scorekeeper", view))
  if (isOthers && !deductions.length && !items.length) return nothing
  return html`<details class="beside" ?open=${deductions.length > 0 || items.some(({ present }) => present === null)}>
    <summary>${t(items.length ? "entries.beside-items" : "console.deductions")}</summary>
    <ul>
      ${items.map((item) => decided(task, item, isOthers, act))} ${deductions.map((one, index) => taken(task, one, index, isOthers, act))}
    </ul>
    ${isOthers ? nothing : form(task, act)}
  </details>`
}

function decided({ performance }, item, isOthers, act) {
  const decide = (present) => act.settle({ kind: "DecideItem", performance, item: item.id, present })
  return html`<li>
    <span>${item.name}</span>
    <span class="answers" role="group" aria-label=${item.name}>
      ${ANSWERS.map(([present, word]) => html`<button type="button" class="button" aria-pressed=${item.present === present} ?disabled=${isOthers || page.isBusy} @click=${() => decide(present)}>${t(word)}</button>`)}
    </span>
  </li>`
}

function taken({ performance }, { points, reason }, index, isOthers, act) {
  const withdraw = async () => {
    const title = t("console.withdraw-deduction", { points, reason })
    const why = await ask({ title, reason: t("console.reason"), confirm: t("console.withdraw"), danger: true })
    if (why !== null) act.settle({ kind: "WithdrawDeduction", performance, index, reason: why, deduction: { points, reason } })
  }
  return html`<li>
    <span><b class="numeral">−${points}</b> ${reason}</span>
    ${isOthers ? nothing : html`<button type="button" class="button quiet" ?disabled=${page.isBusy} @click=${withdraw}>${t("console.withdraw")}</button>`}
  </li>`
}

function form({ performance }, act) {
  const enter = async (event) => {
    event.preventDefault()
    const { target } = event
    const [points, reason] = ["points", "reason"].map((name) => target.elements[name].value.trim())
    if (await act.settle({ kind: "EnterDeduction", performance, points, reason })) target.reset()
  }
  return html`<form class="deduct" autocomplete="off" @submit=${enter}>
    <input name="points" class="numeral" required inputmode="decimal" aria-label=${t("console.points")} placeholder=${t("console.points")} />
    <input name="reason" required maxlength="200" aria-label=${t("console.reason")} placeholder=${t("console.deduction-reason")} />
    <button class="button" ?disabled=${page.isBusy}>${t("console.deduct")}</button>
  </form>`
}
