/** Where in the rules something stands, in the words of the form: “受理中心组 · 现场汇报展示 · 去分起算人数”. */

import { t } from "../words.js"

// A key means something else inside these.
const TABLES = new Set(["trim", "composite", "points"])

/**
 * @param {object} draft the rules as the form has them
 * @param {string} place a key path as the server writes it: `tracks[0].rounds[1].trim.from`
 * @returns {string}
 */
export function placeWords(draft, place) {
  const parts = place.match(/[^.[\]]+/g) ?? []
  const words = []
  let node = draft
  parts.forEach((part, i) => {
    node = node?.[part]
    if (/^[0-9]+$/.test(part)) words.push(node?.name || t("setup.nth", { what: word(parts, i - 1, draft), n: Number(part) + 1 }))
  })
  const last = parts.length - 1
  if (last >= 0 && !/^[0-9]+$/.test(parts[last])) words.push(word(parts, last, draft))
  return words.join(" · ")
}

function word(parts, i, draft) {
  if (parts[i - 1] === "quota") return draft.tracks.find(({ id }) => id === parts[i])?.name ?? parts[i]
  const key = TABLES.has(parts[i - 1]) ? `${parts[i - 1]}-${parts[i]}` : parts[i]
  return t(`setup.place.${key}`)
}
