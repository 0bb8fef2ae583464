/** 公布排名: the director sees what the hall would see, and publishes exactly that. */

import { broken } from "../../displays/names.js"
import { Refused, get } from "../command.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"

let isAsking = false

/** Previews the ranking of a track and, if the director agrees, publishes it. A second press meanwhile asks nothing. */
export async function publish(track, word) {
  if (isAsking) return
  isAsking = true
  try {
    const { ranking, seen } = await get(`/preview/ranking?track=${encodeURIComponent(track)}`)
    const agreed = await ask({
      title: t("console.publish-title", ranking),
      content: preview(ranking),
      confirm: t("console.publish"),
      danger: true,
    })
    if (agreed !== null) act({ kind: "RevealStandings", track, seen }, word)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  } finally {
    isAsking = false
  }
}

function preview({ rows, of }) {
  const isWhole = rows.length === of
  return html`
    <p class="status" data-state=${isWhole ? "good" : "wait"}>
      ${t("console.publish-revealed", { n: rows.length, of })}
    </p>
    <div class="preview" tabindex="0">
      <table>
        <tbody>
          ${rows.map(row)}
        </tbody>
      </table>
    </div>
    <p>${t("console.publish-hint")}</p>
  `
}

function row({ place, name, district, composite }) {
  return html`<tr>
    <td class="numeral">${place ?? t("console.publish-tied")}</td>
    <td>${broken(name)} <small class="muted">${district}</small></td>
    <td class="numeral">${composite}</td>
  </tr>`
}
