/** What was decided on an award so far, newest first; the last one can be taken back as long as nothing rests on it. */

import { Refused, send } from "../command.js"
import { ask } from "../dialog.js"
import { clockTime, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page } from "./page.js"

/** @param {object} award AwardLines of judging/views/honours.py */
export function decisions(award) {
  if (!award.decisions.length) return nothing
  const last = award.decisions.find(({ withdrawn }) => !withdrawn)
  return html`<section class="decisions">
    <h3>${t("honours.history")}</h3>
    <ol>
      ${award.decisions.map((made) => line(made))}
    </ol>
    ${last && award.stands ? html`<p class="muted">${t("honours.stands", { why: sentence(award.stands) })}</p>` : nothing}
    ${last && !award.stands && page.isOrganiser
      ? html`<button type="button" class="button danger" ?disabled=${page.link !== "linked"} @click=${() => withdraw(award, last)}>
          ${t("honours.withdraw", { n: last.number })}
        </button>`
      : nothing}
  </section>`
}

function line({ number, at, who, members, note, counts: [yes, later, no], is_in_force, withdrawn }) {
  const [state, word] = withdrawn
    ? ["draft", t("honours.was-withdrawn", { reason: withdrawn })]
    : is_in_force
      ? ["good", t("honours.in-force")]
      : ["bad", t("honours.was-overtaken")]
  return html`<li>
    <b>${t("honours.meeting", { n: number })}</b> <time class="numeral">${day(at)} ${clockTime(at)}</time> ${sentence(who)}
    <span class="status" data-state=${state}>${word}</span>
    <p>${t("honours.counts", { yes, later, no })} ${t("honours.present", { names: listed(members) })}</p>
    ${note ? html`<p>${note}</p>` : nothing}
  </li>`
}

function day(at) {
  return new Date(at).toLocaleDateString("sv")
}

async function withdraw({ award, name }, { number }) {
  const reason = await ask({
    title: t("honours.withdraw-title", { name, n: number }),
    text: t("honours.withdraw-hint"),
    reason: t("honours.withdraw-reason"),
    confirm: t("honours.withdraw", { n: number }),
    danger: true,
  })
  if (reason === null) return
  try {
    await send({ kind: "WithdrawDecision", award, reason })
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
}
