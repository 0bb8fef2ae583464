/** A login code for a judge who cannot scan: made on request, shown here alone, to be read out. */

import { post, Refused } from "./command.js"
import { ask } from "./dialog.js"
import { notify } from "./page.js"
import { html } from "./vendor/lit-html/lit-html.js"
import { t } from "./words.js"

const GROUP = /\d{1,4}/g // the way it is read out: 4821 7730

/** Makes a code and shows it until it is closed. @param {{judge: string, seat: number, name: string}} person */
export async function giveCode({ judge, seat, name }) {
  try {
    const { code, good_for_s, address } = await post("/passes/code", { judge })
    await ask({
      title: t("code.title", { seat, name }),
      content: html`
        <p class="login-code numeral">${code.match(GROUP).join(" ")}</p>
        <p>${t("code.where", { address })}</p>
        <p class="muted">${t("code.once", { minutes: Math.round(good_for_s / 60) })}</p>
      `,
      confirm: t("code.done"),
      cancel: null,
    })
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
}
