/** What was looked at, what was found and what helps: the same list for this machine and for a phone. */

import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

const STATES = { good: "good", note: "wait", bad: "bad" }

/** 合格, 注意 or 不合格, as a shape and a word. @param {"good"|"note"|"bad"} verdict */
export function verdictWord(verdict) {
  return html`<span class="status" data-state=${STATES[verdict]}>${t(`finding.${verdict}`)}</span>`
}

/** @param {any[]} found as Finding in judging/doctor/finding.py */
export function findings(found) {
  return html`<ul class="findings">
    ${found.map(
      ({ id, name, verdict, text, remedy }) => html`<li data-finding=${id} data-verdict=${verdict}>
        ${verdictWord(verdict)}
        <div>
          <b>${sentence(name)}</b>
          <p>${sentence(text)}</p>
          ${remedy ? html`<p class="remedy">${sentence(remedy)}</p>` : nothing}
        </div>
      </li>`,
    )}
  </ul>`
}
