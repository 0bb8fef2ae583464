/** The panel as tiles, and what can be done about one seat. */

import { giveCode } from "../code.js"
import { ask } from "../dialog.js"
import { now } from "../live.js"
import { clockTime } from "../page.js"
import { returnReason } from "../returning.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { act } from "./acting.js"
import { changeLine, replaceKey, waitingReserves } from "./reserves.js"
import { isLost, key, page, partName, toggle } from "./page.js"
import { barred, othersPart } from "./parts.js"

const CHANGEABLE = ["called", "marking"]
const SHAPES = { waiting: "draft", submitted: "good", returned: "wait", absent: "bad", recused: "bad" }

/** One tile per seat. A press shows the seat's details. */
export function seats(stage) {
  return html`<div class="seats" data-seats=${stage.seats.length} role="group" aria-label=${t("console.seats")}>
    ${stage.seats.map((seat) => tile(stage, seat))}
  </div>`
}

/** The details of the unfolded seat. */
export function seatDetails(stage) {
  const seat = stage.seats.find((each) => seatKey(stage, each) === page.unfolded.seat)
  if (!seat) return nothing
  return html`<section class="seat-details">
    <header>
      <h2>${t("console.seat-of", seat)}</h2>
      <p>
        ${t(`console.seat.${seat.state}`)}${seat.at ? html` · ${clockTime(seat.at)}` : nothing}
        ${seat.revision > 1 ? html` · ${t("console.revision", seat)}` : nothing}
        ${seat.reason ? html` · ${seat.reason}` : nothing}
      </p>
      ${choices(stage, seat)} ${replaceKey(panelOf(stage), stage.reserves, seat)}
      <button type="button" class="button" @click=${() => giveCode(seat)}>${t("code.give")}</button>
      <button type="button" class="button quiet" @click=${() => toggle("seat", seatKey(stage, seat))}>
        ${t("console.fold")}
      </button>
    </header>
    ${seat.marks.length ? marks(seat) : nothing} ${seat.note ? html`<p>★ ${seat.note}</p>` : nothing}
  </section>`
}

function panelOf({ performance, panel }) {
  return { track: performance.track, round: performance.round, panel }
}

/** One seat before one entrant: in a walk-round the same judge sits before several. */
function seatKey({ performance }, { judge }) {
  return `${key(performance)}/${judge}`
}

/** The panel that comes, before anybody is called: who is there, and who is still missing. */
export function comingSeats(tab) {
  const { seats, track_name } = tab
  const online = seats.filter(({ judge }) => !isLost() && page.presence.judges[judge]?.online).length
  return html`<section class="coming">
    <h2>${t("console.coming-panel", { track: track_name, round: partName(tab), n: online, of: seats.length })}</h2>
    <div class="seats" data-seats=${seats.length} role="group" aria-label=${t("console.seats")}>
      ${seats.map(
        (seat) => html`<div class="seat" data-seat=${seat.seat}>
          ${seatHead(seat)} ${contactLine(seat)}
          ${
            seat.device
              ? nothing
              : html`<button type="button" class="button quiet" @click=${() => giveCode(seat)}>${t("code.give")}</button>`
          }
          ${replaceKey({ track: tab.track, round: tab.round, panel: tab.panel }, tab.reserves, seat)}
        </div>`,
      )}
    </div>
    ${waitingReserves(tab.reserves)}
  </section>`
}

/** How long ago a device was heard of, e.g. “离线 12 秒”. @param {{online: boolean, seen: number}|undefined} contact */
export function contactWord(contact) {
  if (isLost()) return t("console.unknown-since", { time: clockTime(page.lostAt) })
  if (!contact) return t("console.offline")
  if (contact.online) return t("console.online")
  const seconds = Math.max(0, Math.round((now() - contact.seen) / 1000))
  if (!contact.seen) return t("console.offline")
  if (seconds < 60) return t("console.offline-seconds", { n: seconds })
  return t("console.offline-minutes", { n: Math.floor(seconds / 60) })
}

function tile(stage, seat) {
  const id = seatKey(stage, seat)
  return html`<button
    type="button"
    class="seat"
    data-seat=${seat.seat}
    data-state=${seat.state}
    data-dropped=${seat.dropped}
    aria-pressed=${page.unfolded.seat === id}
    @click=${() => toggle("seat", id)}
  >
    ${seatHead(seat)} ${changeLine(seat)}
    <span class="status" data-state=${SHAPES[seat.state]}>${t(`console.seat.${seat.state}`)}</span>
    ${callLine(seat.judge)}
    ${contactLine(seat)}
    ${
      seat.total === null
        ? nothing
        : html`<span class="seat-total numeral">${seat.dropped ? html`<s>${seat.total}</s>` : seat.total}</span>`
    }
    ${seat.dropped ? html`<small>${t(`console.dropped.${seat.dropped}`)}</small>` : nothing}
  </button>`
}

/** That this judge calls: for what stands above the steps. */
function callLine(judge) {
  const hand = page.view.hands.find((each) => each.judge === judge)
  return hand ? html`<span class="status hand" data-state="wait">${t("console.hand")}</span>` : nothing
}

function seatHead({ seat, name, group }) {
  return html`<span class="seat-head"><b class="numeral">${seat}</b> ${name}</span>
    ${group ? html`<small class="muted">${group}</small>` : nothing}`
}

function contactLine({ judge, device }) {
  const contact = page.presence.judges[judge]
  const isThere = device && contact?.online && !isLost()
  return html`<small class="seat-contact" ?data-away=${!isThere}>
    ${device ? (isLost() ? t("console.unknown") : contactWord(contact)) : t("console.no-device")}
  </small>`
}

function marks(seat) {
  return html`<dl class="seat-marks">
    ${seat.marks.map(
      ([name, mark]) =>
        html`<div>
          <dt>${name}</dt>
          <dd class="numeral">${mark}</dd>
        </div>`,
    )}
    ${seat.answers.map(
      ([name, isThere]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${t(isThere ? "console.item-there" : "console.item-absent")}</dd>
        </div>`,
    )}
    <div>
      <dt>${t("console.total")}</dt>
      <dd class="numeral"><b>${seat.total}</b></dd>
    </div>
  </dl>`
}

/** What `decide` may allow now: a closed marking has to be reopened first, an excuse comes after a return. */
function choices(stage, seat) {
  if (!CHANGEABLE.includes(stage.phase)) return html`<small class="muted">${t("console.seat-closed")}</small>`
  if (seat.state === "absent" || seat.state === "recused")
    return html`<button type="button" class="button" @click=${() => restore(stage, seat)}>
      ${t("console.restore")}
    </button>`
  const others = othersPart("ReturnSheet", stage.performance)
  if (seat.state === "submitted")
    return html`<button type="button" class="button" ?disabled=${others} @click=${() => giveBack(stage, seat)}>
        ${t("console.return")}
      </button>
      ${barred(others)}`
  const excuse = (phase) =>
    html`<button type="button" class="button danger" @click=${() => excuseJudge(stage, seat, phase)}>
      ${t(`console.excuse.${phase}`)}
    </button>`
  return ["absent", "recused"].map(excuse)
}

/** Asks why, and returns the sheet. @param {{performance: object}} of @param {{judge: string, seat: number, name: string}} seat */
export async function giveBack({ performance }, seat) {
  const reason = await returnReason(doing(t("console.return"), seat), page.view.return_reasons)
  if (reason !== null) act({ kind: "ReturnSheet", performance, judge: seat.judge, reason }, t("console.return"))
}

async function excuseJudge({ performance }, seat, phase) {
  const word = t(`console.excuse.${phase}`)
  const reason = await askWhy(word, seat, t("console.excuse-hint"))
  if (reason !== null) act({ kind: "ExcuseJudge", performance, judge: seat.judge, phase, reason }, word)
}

async function restore({ performance }, seat) {
  const agreed = await ask({ title: doing(t("console.restore"), seat), text: t("console.restore-hint") })
  if (agreed !== null) act({ kind: "RestoreJudge", performance, judge: seat.judge }, t("console.restore"))
}

function askWhy(word, seat, text) {
  return ask({ title: doing(word, seat), text, reason: t("console.reason"), confirm: word, danger: true })
}

function doing(word, seat) {
  return t("console.doing", { word, of: t("console.seat-of", seat) })
}
