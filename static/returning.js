/** Why a sheet is returned: one of the usual reasons, or own words. */

import { fill, why } from "./dialog.js"
import { notify } from "./page.js"
import { sentence, t } from "./words.js"

const OWN = "" // the choice that says: in own words

/**
 * Asks for the reason. What is logged is Chinese, as the paper is, whatever the page speaks.
 *
 * @param {string} title
 * @param {object[]} reasons sentences of the server
 * @returns {Promise<string|null>} null if it is not returned
 */
export async function returnReason(title, reasons) {
  const options = reasons.map((each) => ({ value: each.template, label: sentence(each) }))
  const values = await fill({
    title,
    text: t("returning.hint"),
    confirm: t("returning.confirm"),
    danger: true,
    fields: [
      { name: "usual", label: t("returning.usual"), kind: "select", optional: true, options: [{ value: OWN, label: t("returning.own") }, ...options] },
      { ...why(t("returning.own-words")), optional: true },
    ],
  })
  if (!values) return null
  const reason = [values.usual, values.reason].filter(Boolean).join("：")
  if (!reason) notify(() => t("dialog.reason-missing"))
  return reason || null
}
