/** The big buttons, and what a key does: each press is for the picture that was shown when it was made. */

import { act, delayed, isUnderWay } from "../console/acting.js"
import { page } from "../console/page.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const PATIENCE_MS = 4000 // a press that comes later than this is no longer meant

/** @param {"begin"|"back"|"forward"|"black"|"resume"|"end"} id */
export function buttonOf(id) {
  return page.view.buttons.find((button) => button.id === id)
}

/** Whether a press has no answer yet. */
function isBusy() {
  return isUnderWay(["StepCeremony", "ShowScene"])
}

/** Does what the button says, unless it is blocked or a press before it is still on its way. */
export async function press(id) {
  const button = buttonOf(id)
  if (!button || isBusy()) return
  if (button.blocked) return notify(() => sentence(button.blocked))
  const timer = setTimeout(() => drop(), PATIENCE_MS)
  await act({ kind: button.kind, ...button.data }, t(`ceremony.${id}`), tell)
  clearTimeout(timer)
}

/** What is late already is shown by the picture itself. */
function tell(refused) {
  if (refused.reason !== "stale") notify(() => refused.detail)
}

function drop() {
  const late = delayed()
  late.forEach((command) => command.drop())
  if (late.length) notify(() => t("ceremony.dropped"))
}

async function end() {
  const agreed = await ask({
    title: t("ceremony.end-title"),
    text: t(page.view.next ? "ceremony.end-early" : "ceremony.end-text"),
    confirm: t("ceremony.end"),
    danger: Boolean(page.view.next),
  })
  if (agreed !== null) press("end")
}

export function clicker() {
  return html`<section class="clicker" aria-label=${t("ceremony.clicker")} aria-busy=${isBusy()}>
    ${big("back", "PageUp")} ${big("forward", "PageDown")} ${big(buttonOf("black") ? "black" : "resume", "B")}
    <button type="button" class="button danger" @click=${end}>${t("ceremony.end")}</button>
  </section>`
}

function big(id, key) {
  const { blocked } = buttonOf(id)
  const isFirst = id === "resume" || (id === "forward" && Boolean(buttonOf("black")))
  return html`<button
    type="button"
    class="button big ${isFirst ? "primary" : ""}"
    data-step=${id}
    aria-disabled=${Boolean(blocked)}
    @click=${() => press(id)}
  >
    <span>${t(`ceremony.${id}`)} <kbd>${key}</kbd></span>
    ${blocked ? html`<small>${sentence(blocked)}</small>` : nothing}
  </button>`
}
