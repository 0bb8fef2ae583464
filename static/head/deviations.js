/** How far each judge is on average from the panel: a hint, and no judgement. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** @param {object[]} panels PanelDeviations of judging/views/head.py */
export function deviations(panels) {
  const told = panels.filter(({ judges }) => judges.some(({ mean }) => mean !== null))
  if (!told.length) return nothing
  return html`<section class="deviations">
    <h2>${t("head.deviations")}</h2>
    <p class="muted">${t("head.deviations-hint")}</p>
    ${told.map(panel)}
  </section>`
}

function panel({ track, round, panel, judges }) {
  return html`<table>
    <caption>${[track, round, panel && t("console.panel", { panel })].filter(Boolean).join(" · ")}</caption>
    <tbody>
      ${judges.map(
        ({ seat, name, count, mean }) => html`<tr>
          <th scope="row"><b class="numeral">${seat}</b> ${name}</th>
          <td>${t("head.sheets", { n: count })}</td>
          <td class="numeral">${mean === null ? "" : signed(mean)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

function signed(mean) {
  if (mean.startsWith("-")) return `−${mean.slice(1)}`
  return Number(mean) ? `+${mean}` : mean
}
