/** Where a file of a season comes from: results of this server, or this device. */

import { get } from "../command.js"
import { fill } from "../dialog.js"
import { held } from "../held.js"
import { notify } from "../page.js"
import { page as shared, perform } from "../setup/page.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { listed, t } from "../words.js"
import { asked, look, own } from "./page.js"

/**
 * A button that uploads a file into the folder.
 *
 * @param {string} label
 * @param {(file: string) => void} done hears under what name it lies there
 */
export function taking(label, done) {
  return html`<label class="button file">
    ${label}
    <input type="file" class="visually-hidden" accept=".csv,.json" ?disabled=${shared.busy} @change=${({ target }) => upload(target, done)} />
  </label>`
}

async function upload(input, done) {
  const [chosen] = input.files
  input.value = "" // so that the same file, mended, can be chosen again
  if (!chosen) return
  const data = new FormData()
  data.append("file", await held(chosen))
  const taken = await asked("files", data)
  if (!taken) return
  await look()
  done(taken.file)
}

/**
 * Asks which competition or season of this server is meant, and takes what it came to.
 *
 * @returns {Promise<{file: string, name: string}|null>}
 */
export async function chooseSource() {
  const sources = await perform(() => get(own("sources")))
  if (!sources) return null
  const options = [
    ...sources.competitions.map(({ file, name, rehearsal }) => ({ value: `file:${file}`, label: rehearsal ? `${name} · ${t("start.rehearsal")}` : name })),
    ...sources.seasons.map(({ id, name }) => ({ value: `season:${id}`, label: `${name} · ${t("season.title")}` })),
  ]
  if (!options.length) return void notify(() => t("season.no-sources"), "wait")
  const chosen = await fill({
    title: t("season.take-title"),
    text: t("season.take-hint"),
    confirm: t("season.take"),
    fields: [{ name: "source", label: t("season.take-of"), kind: "select", options }],
  })
  if (!chosen) return null
  const [kind, ...rest] = chosen.source.split(":")
  const taken = await asked("frozen", { [kind]: rest.join(":") })
  if (!taken) return null
  await look()
  if (taken.open.length) notify(() => t("season.taken-but", { tracks: listed(taken.open) }), "wait")
  const label = options.find(({ value }) => value === chosen.source).label
  return { file: taken.file, name: label.split(" · ")[0] }
}
