/** Who calls the scorekeeper: above the steps until somebody answers. */

import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"
import { page } from "./page.js"

/** The raised hands, who called first, first; each with the button that answers it. */
export function hands() {
  const { hands } = page.view
  return hands.length
    ? html`<section class="banner hands" data-state="wait" role="alert">
        <b>${t("console.hand")}</b>
        ${hands.map(answerKey)}
      </section>`
    : nothing
}

/** Whether this judge has a hand up. @param {string} judge */
export function isRaised(judge) {
  return page.view.hands.some((hand) => hand.judge === judge)
}

function answerKey(hand) {
  const answer = () => act({ kind: "AnswerHand", judge: hand.judge }, t("console.hand-answer"))
  return html`<button type="button" class="button" @click=${answer}>
    ${t("console.hand-of", { ...hand, time: clockTime(hand.at) })} · ${t("console.hand-answer")}
  </button>`
}
