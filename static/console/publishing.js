/** 公布排名: the director sees what the hall would see, and publishes exactly that. */

import { broken } from "../../displays/names.js"
import { Refused, get } from "../command.js"
import { ask, fill } from "../dialog.js"
import { notify } from "../page.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { act } from "./acting.js"
import { page } from "./page.js"

let isAsking = false

/**
 * Previews the ranking of a track, or of one of its window classes, and publishes it if the director agrees. A second
 * press meanwhile asks nothing.
 */
export async function publish(track, word) {
  if (isAsking) return
  isAsking = true
  try {
    const within = await among(word, classesOf(track))
    if (within === null) return
    const { ranking, seen, missing } = await get(`/preview/ranking?${new URLSearchParams({ track, within })}`)
    const agreed = await ask({
      title: within ? t("console.publish-within-title", ranking) : t("console.publish-title", ranking),
      content: preview(ranking, missing),
      confirm: t("console.publish"),
      danger: true,
    })
    if (agreed !== null) act({ kind: "RevealStandings", track, seen, hall: page.view.hall, within }, word)
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  } finally {
    isAsking = false
  }
}

/** Which of the published rankings of a track is taken back; null where nobody wants to. */
export async function takenBack({ data: { track } }, word) {
  const shown = page.view.buttons.filter(({ id, data }) => id === "withdraw" && data.track === track)
  const classes = shown.map(({ data }) => data.within)
  const within = classes.length > 1 ? await among(word, classes.filter(Boolean), classes.includes("")) : classes[0]
  return within === null ? null : shown.find(({ data }) => data.within === within)
}

function classesOf(track) {
  return page.rounds.find((round) => round.track === track)?.classes ?? []
}

/** Over all ("") or within which of the classes; null where nobody wants to. Without classes nothing is asked. */
async function among(word, classes, overall = true) {
  if (!classes.length) return ""
  const all = overall ? [{ value: "all", label: t("console.publish-all") }] : []
  const options = [...all, ...classes.map((each) => ({ value: `class ${each}`, label: each }))]
  const field = { name: "within", label: t("console.publish-among"), kind: "radio", options }
  const values = await fill({ title: word, fields: [field] })
  return values && values.within.replace(/^(all|class )/, "")
}

function preview({ rows, of }, missing) {
  const isWhole = rows.length === of
  return html`
    <p class="status" data-state=${isWhole ? "good" : "wait"}>
      ${t("console.publish-revealed", { n: rows.length, of })}
    </p>
    ${missing.map((each) => html`<p class="status" data-state="wait">${sentence(each)}</p>`)}
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
