/** The versions of the rules that were saved, each to be had back as a draft. */

import { Refused, get } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { page, perform, redraw } from "./page.js"
import { dateTime } from "./parts.js"
import { restore } from "./rules_draft.js"

/** As GET /setup/rules/versions gives them, newest first, and the rules they were asked under. */
let found = []
let foundFor = null

/** @param {object} form see rules_draft.js */
export function versions(form) {
  if (foundFor !== null && foundFor !== form.saved) fetchFor(form.saved)
  return html`<details class="versions" @toggle=${({ target }) => (target.open ? fetchFor(form.saved) : (foundFor = null))}>
    <summary>${t("setup.versions")}</summary>
    <ol>
      ${found.map((version, n) => item(version, n === 0))}
    </ol>
  </details>`
}

async function fetchFor(saved) {
  foundFor = saved
  try {
    found = await get("/setup/rules/versions") // while the rules can be edited and saved
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  }
  redraw()
}

function item({ position, at, who, changes, more }, isPresent) {
  const time = dateTime(at)
  const back = async () => {
    const draft = await perform(() => get(`/setup/rules/versions/${position}`))
    if (draft) restore(draft)
  }
  return html`<li>
    <p>
      <b>${time}</b> ${sentence(who)}
      ${
        isPresent
          ? html`<span class="status" data-state="good">${t("setup.version-present")}</span>`
          : html`<button type="button" class="button" ?disabled=${page.busy} @click=${back}>${t("setup.version-back", { time })}</button>`
      }
    </p>
    ${changes.map(change)} ${more ? html`<p class="muted">${t("setup.version-more", { n: more })}</p>` : nothing}
  </li>`
}

function change({ where, before, after }) {
  const words = (said) => (typeof said === "object" ? sentence(said) : String(said))
  const said = { where: where.map(words).join(" · "), before: before ? sentence(before) : "—", after: after ? sentence(after) : "—" }
  return html`<p class="muted">${t("setup.version-change", said)}</p>`
}
