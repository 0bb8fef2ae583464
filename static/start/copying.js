/** A copy of an earlier competition: which, whether its roster comes along, and what would and would not be copied. */

import { STARTING_PATIENCE_MS } from "../command.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { asked, page, redraw } from "./page.js"

/** `seen`: what a copy would have, `Copyable` of judging/web/creating.py, null until it was asked for. */
const wanted = { file: "", roster: true, seen: null }

/** The fields, and what comes along. @param {(name: string) => void} rename takes what the earlier one is called */
export function copying(rename) {
  const files = page.start.competitions.filter(({ trouble }) => !trouble)
  if (!files.length) return html`<p class="muted">${t("start.copy-none")}</p>`
  return html`<label class="field short">
      <span>${t("start.copy-of")}</span>
      <select name="copy" ?disabled=${page.busy} @change=${({ target }) => choose({ file: target.value }, rename)}>
        <option value="">${t("start.copy-choose")}</option>
        ${files.map((each) => html`<option value=${each.file} .selected=${each.file === wanted.file}>${called(each)}</option>`)}
      </select>
      <small>${t("start.copy-hint")}</small>
    </label>
    <label class="check">
      <input
        type="checkbox"
        name="roster"
        .checked=${wanted.roster}
        ?disabled=${page.busy}
        @change=${({ target }) => choose({ roster: target.checked }, rename)}
      />
      <span>${t("start.copy-roster")}</span>
    </label>
    ${wanted.seen ? told(wanted.seen) : nothing}`
}

/** Makes the copy; null while none has been looked at. */
export function copied() {
  return wanted.seen ? create : null
}

function called({ name, modified, rehearsal }) {
  const day = new Date(modified).toLocaleDateString("sv")
  return `${name} · ${day}${rehearsal ? ` · ${t("start.rehearsal")}` : ""}`
}

function told({ copied, left, refused }) {
  return html`<div class="told two" role="status">
    <div>
      <p class="status" data-state="good">${t("start.copy-taken")}</p>
      <ul>
        ${copied.map((words) => html`<li>${sentence(words)}</li>`)}
      </ul>
    </div>
    <div>
      <p class="status">${t("start.copy-left")}</p>
      <ul>
        ${left.length ? left.map((words) => html`<li>${sentence(words)}</li>`) : html`<li>${t("start.copy-nothing-left")}</li>`}
      </ul>
    </div>
    ${refused.map((words) => html`<p class="banner" data-state="wait">${sentence(words)}</p>`)}
  </div>`
}

async function choose(changed, rename) {
  const before = wanted.file
  Object.assign(wanted, changed, { seen: null })
  redraw()
  if (!wanted.file) return
  const { file, roster } = wanted
  const seen = await asked("/competitions/copying", { file, roster }, STARTING_PATIENCE_MS)
  if (!seen) return
  wanted.seen = seen
  if (file !== before) rename(seen.name)
  redraw()
}

function create(name) {
  return asked("/competitions", { copy: wanted.file, roster: wanted.roster, name }, STARTING_PATIENCE_MS)
}
