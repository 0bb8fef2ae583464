/** Equals that only the head judge can tell apart: put in order here, then recorded with the reason. */

import { broken } from "../../displays/names.js"
import { ask, fill, why } from "../dialog.js"
import { refusal } from "../pin.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { listed, t } from "../words.js"
import { act } from "./acting.js"
import { page, redraw } from "./page.js"
import { barred, othersPart } from "./parts.js"

const BETWEEN = /[\s,，、;；]+/
const BUSY = ["called", "marking", "confirmed"] // a decision can wait until the entrant on stage has a score

/** Per tie the ids of its entrants as they were put in order, best first; another set of equals is another tie. */
const orders = new Map()

/** One banner per tie that is still to be decided, unfolded while the stage leaves time for it. */
export function ties() {
  return repeat(page.view.ties, tieKey, banner)
}

function banner(tie) {
  const order = ordered(tie)
  const others = othersPart("DecideTie", { track: tie.track })
  return html`<details class="banner tie" data-state="wait" ?open=${!BUSY.includes(page.view.stage?.phase)}>
    <summary>${t("console.tie", tie)} <small>${tie.track_name}</small></summary>
    <ol>
      ${repeat(
        order,
        ({ id }) => id,
        (entrant, index) => row(tie, order, entrant, index),
      )}
    </ol>
    <div class="actions">
      <button type="button" class="button" ?disabled=${others} @click=${() => decide(tie)}>${t("console.tie-decide")}</button>
      <button type="button" class="button" ?disabled=${others} @click=${() => vote(tie)}>${t("console.tie-vote")}</button>
      ${barred(others)}
    </div>
  </details>`
}

function row(tie, order, { name }, index) {
  const arrow = (word, by) =>
    html`<button
      type="button"
      class="button"
      aria-label=${`${word} ${name}`}
      ?disabled=${!order[index + by]}
      @click=${({ currentTarget }) => move(tie, index, by, currentTarget)}
    >
      ${word}
    </button>`
  return html`<li>
    <b class="numeral">${index + 1}</b> <span>${broken(name)}</span>
    ${arrow(t("console.tie-up"), -1)} ${arrow(t("console.tie-down"), 1)}
  </li>`
}

/** Changes places with the neighbour; the focus goes along with the entrant. */
function move(tie, index, by, button) {
  const ids = ordered(tie).map(({ id }) => id)
  ;[ids[index], ids[index + by]] = [ids[index + by], ids[index]]
  orders.set(tieKey(tie), ids)
  redraw()
  const isAtTheEnd = button.disabled
  ;(isAtTheEnd ? button.parentElement.querySelector("button:enabled") : button).focus()
}

async function decide(tie) {
  const order = ordered(tie)
  const reason = await ask({
    title: t("console.tie", tie),
    text: t("console.tie-hint", { names: listed(order.map(({ name }, index) => `${index + 1} ${name}`)) }),
    reason: t("console.reason"),
    confirm: t("console.tie-record"),
    danger: true,
  })
  if (reason === null) return
  act({ kind: "DecideTie", track: tie.track, order: order.map(({ id }) => id), reason }, t("console.tie-record"))
}

/** A committee's vote: the order follows from it. */
async function vote(tie) {
  const field = ({ id, name }) => ({ name: `votes-${id}`, label: t("console.tie-votes", { name }), kind: "number", value: "" })
  await fill({
    title: t("console.tie-vote"),
    text: t("console.tie-vote-hint"),
    fields: [{ name: "members", label: t("console.tie-members"), kind: "text", most: 2000 }, ...tie.entrants.map(field), why(t("console.reason"))],
    confirm: t("console.tie-record"),
    send: (given) => refusal(voted(tie, given)),
  })
}

function voted({ track, entrants }, given) {
  const votes = Object.fromEntries(entrants.map(({ id }) => [id, given[`votes-${id}`]]))
  const order = Object.keys(votes).sort((one, other) => votes[other] - votes[one])
  const members = given.members.split(BETWEEN).filter(Boolean)
  return { kind: "DecideTie", track, order, reason: given.reason, vote: { members, votes } }
}

function ordered(tie) {
  const ids = orders.get(tieKey(tie))
  return ids ? ids.map((id) => tie.entrants.find((entrant) => entrant.id === id)) : tie.entrants
}

function tieKey({ track, entrants }) {
  return JSON.stringify([track, ...entrants.map(({ id }) => id).sort()])
}
