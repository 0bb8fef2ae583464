/** All that is wrong with a season, each with its place and what to write instead. */

import { html } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

/**
 * @param {{place: string, what: object|string, remedy: object|string}[]} problems
 * @param {(place: string) => unknown} [placed] how a place is shown
 */
export function faults(problems, placed = (place) => place) {
  return html`<div class="scroll"><table class="faults">
    <thead>
      <tr>
        <th>${t("start.fault-place")}</th>
        <th>${t("start.fault-what")}</th>
        <th>${t("start.fault-remedy")}</th>
      </tr>
    </thead>
    <tbody>
      ${problems.map(
        ({ place, what, remedy }) =>
          html`<tr>
            <td>${placed(place)}</td>
            <td>${words(what)}</td>
            <td>${words(remedy)}</td>
          </tr>`,
      )}
    </tbody>
  </table></div>`
}

/** A sentence, or a text that no language changes. */
function words(said) {
  return typeof said === "object" ? sentence(said) : String(said)
}
