/** The competition files of the data folder, on the organiser's first page. */

import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { asked, page } from "./page.js"

/** The section. @param {object} start `Start` of judging/web/start.py */
export function files({ competitions, open }) {
  return html`
    <h2>${t("start.choose")}</h2>
    ${competitions.length ? nothing : html`<p class="muted">${t("start.no-files")}</p>`}
    <ul class="files">
      ${competitions.map((file) => competition(file, open))}
    </ul>
  `
}

function competition({ file, name, rehearsal, modified, positions, trouble }, open) {
  const isOpen = open.some((each) => each.file === file)
  const time = modified && `${new Date(modified).toLocaleDateString("sv")} ${clockTime(modified)}`
  return html`<li>
    <div>
      <b>${name}</b> ${rehearsal ? html`<span class="rehearsal">${t("start.rehearsal")}</span>` : nothing}
      <small class="muted">${t("start.file", { time, positions, file })}</small>
      ${trouble ? html`<small class="error">${sentence(trouble)}</small>` : nothing}
    </div>
    ${
      isOpen
        ? html`<span class="status" data-state="good">${t("start.is-open")}</span>`
        : html`<button
            type="button"
            class="button"
            ?disabled=${page.busy || trouble}
            @click=${() => choose(file)}
          >
            ${t("start.open-it")}
          </button>`
    }
  </li>`
}

async function choose(file) {
  await asked("/competitions/open", { file })
}
