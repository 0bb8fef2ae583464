/** The left side: by hall and entrant, the seat of each judge with what it waits for. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { beside } from "./deducting.js"
import { isMine, page, seatKey } from "./page.js"
import { waiting } from "./waiting.js"

const STATES = {
  missing: "draft",
  returned: "wait",
  waiting: "ready",
  differed: "bad",
  sent_back: "bad",
  submitted: "good",
  absent: "draft",
  recused: "draft",
}

export function list(act) {
  const halls = [...page.views.values()]
  return html`<nav class="tasks" aria-label=${t("entries.waiting")}>
    ${halls.every(({ tasks, waiting }) => !tasks.length && !waiting.length) ? html`<p class="muted">${t("entries.nobody")}</p>` : nothing}
    ${halls.map((view) => hall(view, act))}
  </nav>`
}

function hall(view, act) {
  const { hall_name, tasks } = view
  if (!tasks.length && !view.waiting.length) return nothing
  return html`<section>
    ${hall_name ? html`<h2>${hall_name}</h2>` : nothing} ${waiting(view, act)} ${tasks.map((each) => task(each, view, act))}
  </section>`
}

function task(each, view, act) {
  const { number, entrant, track, round, window, open } = each
  const place = [window && t("entries.window", { n: window }), number && t("entries.number", { n: number })]
  return html`<article class="card task">
    <h3>${entrant}</h3>
    <p class="muted">${[...place, `${track} · ${round}`].filter(Boolean).join(" · ")}</p>
    ${open ? nothing : html`<p class="muted">${t("entries.not-open")}</p>`}
    <ol class="seats">
      ${each.seats.map((seat) => seatButton(each, seat, act))}
    </ol>
    ${beside(each, view, act)}
  </article>`
}

function seatButton(each, seat, act) {
  const key = seatKey(each, seat)
  return html`<li>
    <button type="button" class="seat" data-seat=${seat.seat} aria-current=${key === page.chosen ? "true" : nothing} @click=${() => act.choose(key)}>
      <b class="numeral">${seat.seat}</b> <span>${seat.name}</span>
      <span class="status" data-state=${STATES[seat.state]}>${stateWord(seat)}</span>
    </button>
  </li>`
}

/** What a seat waits for, in a word. */
export function stateWord(seat) {
  if (seat.state === "waiting" && isMine(seat)) return t("entries.state.waiting-mine")
  if (seat.state === "submitted") return t(`entries.state.in-${seat.source}`)
  return t(`entries.state.${seat.state}`)
}
