/** 开赛前检查, in the middle of the console until somebody is called. */

import { checklist, readinessWord } from "../readiness.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { page } from "./page.js"

/** The list, folded once all of it is only warnings. */
export function readiness() {
  const { readiness } = page
  if (!readiness || readiness.begun) return nothing
  const isOpen = readiness.lines.some(({ blocks }) => blocks)
  return html`<details class="card readiness-card" ?open=${isOpen}>
    <summary>${readinessWord(readiness)}</summary>
    ${checklist(readiness, page.isOrganiser)}
  </details>`
}
