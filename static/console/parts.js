/** Who does what in this hall, of those named for it; what is therefore not done from this console is grey and says whose it is. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page, tabOf } from "./page.js"

/** One line of duties and names; nothing as long as nobody is named. */
export function parts() {
  const { parts } = page.view
  if (!parts.length) return nothing
  return html`<dl class="parts" aria-label=${t("console.parts")}>
    ${parts.map(
      ({ word, names }) => html`<div>
        <dt>${sentence(word)}</dt>
        <dd>${listed(names)}</dd>
      </div>`,
    )}
  </dl>`
}

/**
 * Whose a kind of command is, of a performance or, without a round, of a track; "" if it may be sent from here.
 *
 * @param {string} kind
 * @param {{track: string, round?: string, panel?: string}} of
 */
export function othersPart(kind, of) {
  const { track, round = "" } = of
  const panel = of.panel ?? (round ? tabOf(of)?.panel : "") ?? ""
  const found = page.view.theirs.find(
    (each) => each.kind === kind && each.track === track && each.round === round && each.panel === panel,
  )
  return found && !found.persons.includes(page.person) ? sentence(found.why) : ""
}

/** The reason beside what is grey. @param {string} why "" where nothing is */
export function barred(why) {
  return why ? html`<small class="barred">${why}</small>` : nothing
}
