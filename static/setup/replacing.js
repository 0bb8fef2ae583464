/** 顺延 before the day: the next of the list takes the place of who declines, with reason and witness on record. */

import { Refused, send } from "../command.js"
import { fill, why, witness } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { isDirty } from "./roster_draft.js"

/** Whether it can go on record: nothing is unsaved, and somebody saved waits. */
export function isOnRecord(track, declining) {
  return !isDirty(track.id) && track.reserves.length > 0 && track.entrants.some(({ id }) => id === declining.id)
}

/** Asks who comes, why, and who saw it; the roster follows from the server. */
export async function recordReplacement(track, declining) {
  const by = { name: "by", label: t("attend.by"), kind: "radio", options: following(track, declining), optional: true }
  const title = t("setup.next-of", declining)
  const asked = { kind: "ReplaceEntrant", track: track.id, entrant: declining.id }
  const done = await fill({
    title,
    text: t("setup.replace-hint"),
    fields: [by, witness(), why(t("console.reason"))],
    confirm: t("setup.declines"),
    danger: true,
    send: ({ by: chosen, witness, reason }) => refusal({ ...asked, witness, reason, any_district: chosen === "any" }),
  })
  if (done) notify(t("setup.replaced-now", declining), "good")
}

/** Who can come instead, as it is sent: the next of the own district where districts are told apart, and the first of all. */
function following({ reserves }, { district }) {
  const [first] = reserves
  const isAnyOwn = !district || !reserves.some((each) => each.district)
  const own = isAnyOwn ? first : reserves.find((each) => each.district === district)
  const options = own ? [{ value: "", label: t("attend.by-own", own) }] : []
  return own === first ? options : [...options, { value: "any", label: t("attend.by-any", first) }]
}

/** What kept a command from being carried out; null where nothing did. */
async function refusal(command) {
  try {
    await send(command)
    return null
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return refused.detail
  }
}

/** Who took whose place, oldest first. */
export function replacedList({ replaced }) {
  if (!replaced.length) return nothing
  return html`<h2>${t("attend.replaced")}</h2>
    <ul class="replaced">
      ${replaced.map((each) => html`<li>${t("attend.replaces", each)} · ${each.reason} · ${t("attend.seen-by", { name: each.witness })}</li>`)}
    </ul>`
}
