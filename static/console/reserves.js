/** 候补接替: a reserve takes a seat; and what trainees gave, apart from the panel. */

import { giveCode } from "../code.js"
import { fill, why } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { refusal } from "./acting.js"

/**
 * The key by which a reserve takes this seat; nothing where there is none of its group, or who sat here has left already.
 *
 * @param {{track: string, round: string, panel: string}} panel
 * @param {{judge: string, seat: number, name: string}[]} reserves
 * @param {{seat: number, name: string, left_to?: string}} seat
 */
export function replaceKey(panel, reserves, seat) {
  const able = reserves.filter(({ group }) => group === seat.group)
  if (!able.length || seat.left_to) return nothing
  return html`<button type="button" class="button quiet" @click=${() => replaceJudge(panel, able, seat)}>
    ${t("console.replace-judge")}
  </button>`
}

/** What stands below a name: whose seat it was, or who has it from the next on. */
export function changeLine({ took_from, left_to }) {
  if (left_to) return html`<small>${t("console.left-to", { name: left_to })}</small>`
  return took_from ? html`<small>${t("console.took-from", { name: took_from })}</small>` : nothing
}

/** Who waits for a seat of the panel that comes. */
export function waitingReserves(reserves) {
  if (!reserves.length) return nothing
  return html`<p class="reserves">
    ${t("console.reserves")}
    ${reserves.map(
      (each) =>
        html`<span>${each.name} ${each.group}</span> ${
          each.device
            ? nothing
            : html`<button type="button" class="button quiet" @click=${() => giveCode(each)}>${t("code.give")}</button>`
        }`,
    )}
  </p>`
}

/** 见习，不计分: only there once the panel's sheets are all in. */
export function traineeSheets({ trainees }) {
  if (!trainees.length) return nothing
  return html`<section class="trainees">
    <h2>${t("console.trainees")}</h2>
    <ul>
      ${trainees.map(
        ({ name, total, marks, note }) =>
          html`<li>
            ${name} <b class="numeral">${total}</b>
            <small>${marks.map(([criterion, mark]) => `${criterion} ${mark}`).join(" · ")}</small>
            ${note ? html`<small>★ ${note}</small>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`
}

function replaceJudge(panel, reserves, { seat, name }) {
  const word = t("console.replace-judge")
  const command = { kind: "ReplaceJudge", ...panel, seat }
  return fill({
    title: t("console.doing", { word, of: t("console.seat-of", { seat, name }) }),
    text: t("console.replace-hint"),
    confirm: word,
    danger: true,
    fields: [
      {
        name: "judge",
        label: t("console.reserve"),
        kind: "radio",
        options: reserves.map((each) => ({ value: each.judge, label: each.name })),
      },
      why(t("console.reason")),
    ],
    send: (values) => refusal({ ...command, ...values }, word),
  })
}
