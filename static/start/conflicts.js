/** Competitions that did not open again, and those of which several files differ: the organiser chooses. */

import { ask } from "../dialog.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { asked, page } from "./page.js"

/** What was open when the program ended and did not open again. Where files differ, the choice is offered below. */
export function notOpened({ file, trouble }, conflicts) {
  const isBelow = conflicts.some(({ said }) => sentence(trouble).includes(sentence(said)))
  return html`<div class="banner" data-state="bad" role="alert" data-unopened=${file}>
    ${isBelow ? t("start.unopened", { file }) : sentence(trouble)}
    <button type="button" class="button" ?disabled=${page.busy} @click=${() => giveUp(file)}>
      ${t("start.give-up")}
    </button>
  </div>`
}

/** A competition of which several files differ: what each has, and a button to go on with it. */
export function conflict({ file, said, held, at, versions }) {
  const most = Math.max(...versions.map(({ position }) => position))
  const when = (moment) => `${new Date(moment).toLocaleDateString("sv")} ${clockTime(moment)}`
  return html`<section class="card conflict" aria-label=${file}>
    <h2>${t("start.conflict", { file })}</h2>
    <p class="error">${sentence(said)}</p>
    ${held ? html`<p>${t("start.conflict-held", { held, time: when(at) })}</p>` : nothing}
    <ul class="files">
      ${versions.map(
        ({ copy, path, position, at, steps, trouble }) => html`<li>
          <div>
            <b>${copy ? t("start.conflict-backup") : t("start.conflict-file")}</b>
            <code>${path}</code>
            ${
              trouble
                ? html`<small class="error">${sentence(trouble)}</small>`
                : html`<small>${t("start.conflict-until", { position, time: at ? when(at) : "—" })}</small>`
            }
            ${steps.map((step) => html`<small class="muted">${clockTime(step.at)} ${sentence(step.text)}</small>`)}
          </div>
          ${
            trouble
              ? nothing
              : html`<button
                  type="button"
                  class="button ${position === most ? "primary" : ""}"
                  ?disabled=${page.busy}
                  @click=${() => use(file, copy, position)}
                >
                  ${t("start.conflict-use")}
                </button>`
          }
        </li>`,
      )}
    </ul>
    <p class="muted">${t("start.conflict-kept")}</p>
  </section>`
}

async function use(file, copy, position) {
  const agreed = await ask({ title: t("start.conflict-sure", { position }), text: t("start.conflict-kept") })
  if (agreed !== null) await asked("/competitions/use", { file, copy })
}

function giveUp(file) {
  return asked("/competitions/close", { file })
}
