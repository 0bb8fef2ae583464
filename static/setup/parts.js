/** Pieces that several sections show. */

import { clockTime, hush } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page, redraw, roundsOf, shownTrack, tracks } from "./page.js"


/** Tabs to choose the track by. */
export function trackTabs() {
  const shown = shownTrack()
  const look = (id) => {
    page.track = id
    hush()
    redraw()
  }
  return html`<div class="tabs" role="tablist">
    ${tracks().map(
      ({ id, name }) =>
        html`<button type="button" role="tab" aria-selected=${id === shown.id} @click=${() => look(id)}>
          ${name}
        </button>`,
    )}
  </div>`
}

/** Says that what is shown stands since marking has begun. */
export function lockedBanner(track) {
  return track.begun ? html`<p class="banner" data-state="wait">${t("setup.locked", track)}</p>` : nothing
}

/** The judged rounds of the track looked at, each drawn by *section*. @param {(track: object, round: object) => unknown} section */
export function judgedRounds(section) {
  const track = shownTrack()
  const rounds = roundsOf(track, "judged")
  return html`
    ${trackTabs()} ${lockedBanner(track)}
    ${rounds.length ? nothing : html`<p class="muted">${t("setup.no-judged")}</p>`}
    ${rounds.map((round) => section(track, round))}
  `
}

/** Unsaved changes with what can be done about them; nothing where there are none. */
export function saveBar({ dirty, save, discard, label }) {
  if (!dirty) return nothing
  hush("good") // what was saved is no longer what stands here
  return html`<div class="save-bar">
    <span class="status" data-state="wait">${t("setup.unsaved")}</span>
    <button type="button" class="button" ?disabled=${page.busy} @click=${discard}>${t("setup.discard")}</button>
    <button type="button" class="button primary" ?disabled=${page.busy} @click=${save}>${label}</button>
  </div>`
}

/** A moment of the log as local date and time of day. @param {string} at ISO UTC text */
export function dateTime(at) {
  return `${new Date(at).toLocaleDateString("sv")} ${clockTime(at)}`
}
