/** The table of settings as the server sends it (judging/files/form_fields.py): what the form is drawn from. */

import { get } from "../command.js"
import { sentence } from "../words.js"

/**
 * @typedef {object} Setting
 * @property {string} key as the rules file writes it
 * @property {object} label a sentence, like hint and unit
 * @property {string} type text, lines, whole, decimal, share, choice, choices, flag, texts, wholes, counts, table, rows
 * @property {string[]} [of] only where the table's tag says one of these
 * @property {Setting[]} [fields] of the table, or of each row
 */

let table = []

/** Fetches the table once. @param {string} [path] of another table, of a page with a form like this one's */
export async function loadSettings(path = "/setup/settings") {
  if (!table.length) table = await get(path)
}

/** The settings of the whole; of a table inside by `inside("tracks", "rounds")`. @returns {Setting[]} */
export function inside(...keys) {
  return keys.reduce((fields, key) => fields.find((field) => field.key === key)?.fields ?? [], table)
}

/** The settings a table has, as its tag says, without those nobody fills in. */
export function shownOf(fields, draft) {
  const tag = fields.find((field) => field.tag)
  const kind = tag && (draft?.[tag.key] ?? tag.default)
  return fields.filter(({ key, of }) => key !== "id" && key !== "schema" && (!of || of.includes(kind)))
}

/** What a table no longer has once its tag says something else is taken out of the draft. */
export function withoutOthers(fields, draft) {
  const kept = new Set(shownOf(fields, draft).map(({ key }) => key))
  for (const { key, of } of fields) if (of && !kept.has(key)) delete draft[key]
}

/** Where in the rules something stands: “受理中心组 · 现场汇报展示 · 去分起算人数”. @param {string} place a key path */
export function placeWords(draft, place) {
  const words = []
  let fields = table
  let field = null
  let node = draft
  for (const part of place.match(/[^.[\]]+/g) ?? []) {
    node = node?.[part]
    if (/^[0-9]+$/.test(part)) words[words.length - 1] = node?.name || `${sentence(field.label)} ${Number(part) + 1}`
    else if (field?.type === "counts") words.push(draft.tracks.find(({ id }) => id === part)?.name ?? part)
    else if (!fields.some(({ home }) => home === part)) {
      if (field?.type === "table") words.pop() // what is inside says enough
      field = fields.find(({ key }) => key === part)
      words.push(field ? sentence(field.label) : part)
      fields = field?.fields ?? fields
    }
  }
  return words.join(" · ")
}
