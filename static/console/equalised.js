/** The panels of a round put on a par: the mean and the coefficient of each, above scores before and after. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** Above the running order of a panel; nothing before all of the round is revealed. */
export function equalised({ equalised: found, panel: own }) {
  if (!found) return nothing
  const word = t(found.of_means ? "console.mean-of-means" : "console.mean-of-all", { mean: found.common })
  return html`<table class="equalised">
    <caption>
      ${t("console.equalised")} ${word}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t("console.equalised-panel")}</th>
        <th scope="col">${t("console.equalised-count")}</th>
        <th scope="col">${t("console.equalised-mean")}</th>
        <th scope="col">${t("console.equalised-coefficient")}</th>
      </tr>
    </thead>
    <tbody>
      ${found.panels.map(
        ({ panel, count, mean, coefficient }) =>
          html`<tr data-panel=${panel} aria-current=${panel === own ? "true" : nothing}>
            <th scope="row">${panel}</th>
            <td class="numeral">${count}</td>
            <td class="numeral">${mean}</td>
            <td class="numeral">${coefficient}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** A score as it was announced, and what it became. */
export function scoreOf({ score, performance }, { equalised: found }) {
  if (!score) return nothing
  const final = found?.scores[performance.entrant]
  return final
    ? html`<s class="numeral" title=${t("console.original")}>${score}</s> <b class="numeral">${final}</b>`
    : html`<b class="numeral">${score}</b>`
}
