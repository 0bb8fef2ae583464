/** The files in the season's folder: what reads them, where they come from; and the whole of it to take away. */

import { get } from "../command.js"
import { perform, redraw } from "../setup/page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { form } from "./draft.js"
import { asked, look, own, page } from "./page.js"
import { chooseSource, taking } from "./sources.js"

const KB = 1024

/** What GET …/compared said of the files taken of competitions, by name; null until it was asked for. */
let compared = null

/** The section. */
export function files({ files: all, locked }) {
  return html`<p class="muted">${t("season.files-hint")}</p>
    <div class="row-of-buttons">
      ${locked ? nothing : [taking(t("season.upload-file"), redraw), html`<button type="button" class="button" @click=${chooseSource}>${t("season.add-competition")}</button>`]}
      ${all.some(({ origin }) => origin?.kind === "competition") ? html`<button type="button" class="button" @click=${compare}>${t("season.compare")}</button>` : nothing}
      <a class="button" href=${own("whole.zip")} download>${t("season.download")}</a>
    </div>
    ${all.length ? list(all) : html`<p class="muted">${t("season.no-files")}</p>`}
    <p class="muted">${t("season.download-hint")}</p>`
}

function list(all) {
  return html`<div class="scroll"><table class="kept">
    <thead>
      <tr>
        <th>${t("season.file")}</th>
        <th>${t("season.from")}</th>
        <th class="numeral">${t("season.size")}</th>
        <th>SHA-256</th>
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${all.map(
        ({ name, bytes, sha256, is_read, origin }) => html`<tr>
          <td>${name}</td>
          <td>${origin ? from(origin) : t("season.uploaded")} ${compared?.has(name) ? beside(compared.get(name)) : nothing}</td>
          <td class="numeral">${t("season.kb", { n: Math.max(1, Math.round(bytes / KB)) })}</td>
          <td><code title=${sha256}>${sha256.slice(0, 12)}</code></td>
          <td>${is_read ? html`<span class="status" data-state="good">${t("season.is-read")}</span>` : html`<span class="status">${t("season.is-unread")}</span>`}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`
}

async function compare() {
  const found = await perform(() => get(own("compared")))
  if (found) compared = new Map(found.map((each) => [each.name, each]))
  redraw()
}

function beside({ name, state, file }) {
  const word = html`<span class="status" data-state=${state === "same" ? "good" : "wait"}>${t(`season.compared.${state}`)}</span>`
  if (state !== "changed" || page.view.locked) return word
  return html`${word} <button type="button" class="button" @click=${() => renew(name, file)}>${t("season.renew")}</button>`
}

/** The results as they are now, for each event that reads the earlier ones; to be looked at and saved. */
async function renew(name, file) {
  const taken = await asked("frozen", { file })
  if (!taken) return
  await look()
  for (const { events = [] } of form.draft.series ?? [])
    for (const event of events) event.from = (event.from ?? []).map((source) => (source === name ? taken.file : source))
  compared = null
  form.changed()
  location.hash = "rules"
}

function from({ kind, id, name, position }) {
  const isLinked = kind === "season" || page.linked.includes(`/c/${id}`)
  const words = kind === "season" ? name : t("season.of-competition", { name, position })
  return isLinked ? html`<a href=${kind === "season" ? `/seasons/${id}` : `/c/${id}/print`}>${words}</a>` : words
}
