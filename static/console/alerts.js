/** What must be seen wherever one looks: a server that does not answer or has nothing open, a disk that takes nothing, a failed copy, phones that ask to be let in. */

import { ask } from "../dialog.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { act } from "./acting.js"
import { isLost, page, redraw } from "./page.js"
import { parts } from "./parts.js"

/** A row of its own above the columns: who does what, and what is not well. */
export function alerts() {
  const trouble = page.backup?.trouble
  return html`<div class="alerts">
    ${parts()}
    ${isLost() ? lost() : nothing} ${page.storage?.trouble ? unsaved(page.storage.trouble) : nothing}
    ${page.storage?.notice && !page.noticeRead ? lastEnd(page.storage.notice) : nothing}
    ${trouble ? html`<p class="banner" data-state="bad" role="alert">${sentence(trouble)}</p>` : nothing}
  </div>`
}

/** The phones that ask to be let in. They stand above the steps: what comes there moves nothing that is pressed. */
export function handovers() {
  return page.view.handovers.map(handover)
}

function lost() {
  const isUnopened = page.link === "unopened"
  const said = t(isUnopened ? "console.unopened-since" : "console.lost", { time: clockTime(page.lostAt) })
  return html`<p class="banner lost" data-state="bad" role="alert">
    <span><b>${said}</b> ${t(isUnopened ? "console.unopened" : "console.lost-hint")}</span>
  </p>`
}

/** The disk takes nothing: all is seen, and every step is refused until it does. */
function unsaved(trouble) {
  return html`<p class="banner" data-state="bad" role="alert">
    <span><b>${t("console.unsaved")}</b> ${sentence(trouble)}</span>
  </p>`
}

/** The program ended in a bad moment: what was being written then is to be looked at once. */
function lastEnd(notice) {
  const read = () => {
    page.noticeRead = true
    redraw()
  }
  return html`<p class="banner" data-state="wait" role="status">
    <span>${sentence(notice)}</span>
    <button type="button" class="button quiet" @click=${read}>${t("console.notice-read")}</button>
  </p>`
}

function handover({ device, number, holder, asker }) {
  const allow = async () => {
    const agreed = await ask({
      title: t("console.handover-title", { holder: sentence(holder) }),
      text: t("console.handover-hint", { number }),
      confirm: t("console.allow"),
      danger: true,
    })
    if (agreed !== null) act({ kind: "AllowHandover", device }, t("console.allow"))
  }
  const deny = () => act({ kind: "DenyHandover", device }, t("console.deny"))
  return html`<section class="banner handover" data-state="wait" role="alert">
    <p>
      ${
        asker
          ? html`<b>${t("console.handover-from", { asker: sentence(asker), holder: sentence(holder) })}</b>`
          : html`<b>${sentence(holder)}</b> ${t("console.handover")}`
      }
      · ${t("join.waiting-number")} <b class="numeral">${number}</b>
    </p>
    <div class="actions">
      <button type="button" class="button" @click=${deny}>${t("console.deny")}</button>
      <button type="button" class="button" @click=${allow}>${t("console.allow")}</button>
    </div>
  </section>`
}
