/** Who calls the scorekeeper, and for what: above the steps until somebody answers. */

import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"
import { page } from "./page.js"
import { barred, othersPart } from "./parts.js"
import { giveBack } from "./seats.js"

/** The raised hands, who called first, first; each with what answers it. */
export function hands() {
  const { hands } = page.view
  return hands.length
    ? html`<section class="banner hands" data-state="wait" role="alert">
        <b>${t("console.hand")}</b>
        ${hands.map(call)}
      </section>`
    : nothing
}

/** A returned sheet is an answer, too. */
function call(hand) {
  const answer = () => act({ kind: "AnswerHand", judge: hand.judge }, t("console.hand-answer"))
  return html`<div class="call">
    <span>
      ${t("console.hand-of", { ...hand, time: clockTime(hand.at) })} · <b>${t(`hand.${hand.reason}`)}</b>
    </span>
    ${hand.sheets.map(
      (sheet) => html`<button type="button" class="button" ?disabled=${othersPart("ReturnSheet", sheet.performance)} @click=${() => giveBack(sheet, hand)}>
        ${t("console.hand-return", sheet)}
      </button>`,
    )}
    ${hand.sheets.length ? barred(othersPart("ReturnSheet", hand.sheets[0].performance)) : nothing}
    <button type="button" class="button" @click=${answer}>${t("console.hand-answer")}</button>
  </div>`
}
