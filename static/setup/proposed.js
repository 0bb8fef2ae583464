/** 建议: the mark beside a field whose value the rules only propose. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page } from "./page.js"

/**
 * Nothing beside what the plan says itself, and what the organiser has settled.
 *
 * @param {object} draft the rules as the form has them
 * @param {import("./draft.js").Path} path of the setting
 */
export function proposed(draft, path) {
  if (!page.view.unanswered.includes(keyOf(draft, path))) return nothing
  return html`<a class="proposed" href="#questions" title=${t("setup.proposed-hint")}>${t("setup.proposed")}</a>`
}

/** Whether something is only proposed at a place or inside of it. */
export function isProposed(draft, path) {
  const key = keyOf(draft, path)
  return page.view.unanswered.some((each) => each === key || each.startsWith(`${key}.`))
}

/** As the rules write it: rows by their ids, `tracks.centre.rounds.present.trim`. */
export function keyOf(draft, path) {
  let node = draft
  return path
    .map((part) => {
      node = node?.[part]
      return typeof part === "number" ? node?.id : part
    })
    .join(".")
}
