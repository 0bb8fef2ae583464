/** What waits for whose signature, on everybody's page: one line each, with no number that is not public. And objections, but for judges. */

import { now } from "./live.js"
import { clockTime, setStrip } from "./page.js"
import { at } from "./session.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

let lines = [] // SigningView of judging/views/signing.py
let objections = [] // PendingView of judging/views/appeals.py
let mayOpen = false

/** The topic that goes with those of a page: `watch({ …, ...SIGNING })`. */
export const SIGNING = {
  signing(view) {
    lines = view.lines
    setStrip(strip)
  },
}

/**
 * The same for pages of who has to know that an objection waits: never a judge's, a guest's or a screen's.
 *
 * @param {boolean} [leads] whether the page with them is for who reads this, too
 */
export function objecting(leads = false) {
  mayOpen = leads
  return {
    objections(view) {
      objections = view.lines
      setStrip(strip)
    },
  }
}

function strip() {
  if (!lines.length && !objections.length) return nothing
  return html`<ul class="strip" aria-label=${t("strip.label")}>
    ${lines.map(({ what, who }) => html`<li>${t("strip.line", { what: sentence(what), who: sentence(who) })}</li>`)}
    ${objections.map((each) => html`<li>${mayOpen ? html`<a href=${at("/appeals")}>${waiting(each)}</a>` : waiting(each)}</li>`)}
  </ul>`
}

function waiting({ number, track, stage, due }) {
  const said = { number, track, stage: sentence(stage) }
  if (due === null) return t("strip.objection", said)
  const iso = new Date(due).toISOString()
  const by = `${new Date(due).toLocaleDateString("sv").slice(5)} ${clockTime(iso).slice(0, 5)}`
  return t(due < now() ? "strip.objection-late" : "strip.objection-due", { ...said, at: by })
}
