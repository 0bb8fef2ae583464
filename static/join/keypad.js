/** Big keys for a code, so that no system keyboard covers half of the page. */

import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

/**
 * @param {string} code what was typed so far
 * @param {(code: string) => void} type hears the new code
 * @param {(() => void)|null} enter is done with the code, null while it is too short
 */
export function keypad(code, type, enter) {
  const key = (digit) =>
    html`<button type="button" class="key numeral" @click=${() => type(code + digit)}>${digit}</button>`
  return html`<div class="keypad">
    ${DIGITS.map(key)}
    <button type="button" class="key back" aria-label=${t("join.delete")} @click=${() => type(code.slice(0, -1))}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 5h11v14H9l-6-7zM12 9l5 6M17 9l-5 6" /></svg>
    </button>
    ${key("0")}
    <button type="button" class="key enter" ?disabled=${!enter} @click=${enter}>${t("join.enter")}</button>
  </div>`
}
