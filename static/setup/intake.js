/** 收件: what each district has handed in, on paper and electronically; one press each, another takes it back. */

import { send } from "../command.js"
import { ask } from "../dialog.js"
import { phaseLines } from "../phases.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { page, perform } from "./page.js"
import { dateTime } from "./parts.js"

/** Whether the rules ask the districts for anything, or name phases. */
export function isCollecting() {
  return page.view.intake.items.length > 0 || page.view.phases.length > 0
}

/** The section. */
export function intake() {
  const { items, districts, missing } = page.view.intake
  const left = missing.reduce((sum, each) => sum + each.districts.length, 0)
  return html`
    ${phaseLines(page.view.phases)}
    ${items.length && !districts.length ? html`<p class="banner" data-state="wait">${t("intake.no-districts")}</p>` : nothing}
    ${
      items.length && districts.length
        ? html`<p class="muted">${t(left ? "intake.hint" : "intake.complete", { n: left })}</p>
            ${table(items, districts)}
            <p class="row-of-buttons">
              <a class="button" href=${at("/print/intake/competition?format=xlsx")}>${t("intake.workbook")}</a>
              <a class="button" href=${at("/print/intake/competition")} target="_blank">${t("intake.print")}</a>
            </p>`
        : nothing
    }
  `
}

function table(items, districts) {
  return html`<div class="intake-frame">
    <table class="intake">
      <thead>
        <tr>
          <th rowspan="2">${t("setup.district")}</th>
          ${items.map(({ name }) => html`<th colspan="2">${name}</th>`)}
        </tr>
        <tr>
          ${items.map(() => html`<th>${t("intake.paper")}</th><th>${t("intake.electronic")}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${districts.map(
          ({ district, marks }) =>
            html`<tr data-district=${district}>
              <th scope="row">${district}</th>
              ${marks.map((mark) => html`<td>${tick(district, mark, items)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function tick(district, mark, items) {
  const { item, medium, at: when, who, note } = mark
  const name = items.find(({ id }) => id === item).name
  const what = t("intake.of", { district, name, medium: t(`intake.${medium}`) })
  return html`<button
      type="button"
      class="button tick"
      aria-pressed=${when ? "true" : "false"}
      aria-label=${what}
      ?disabled=${page.busy}
      @click=${() => receive(district, mark, !when)}
    >
      ${when ? "✓" : "—"}
    </button>
    ${
      when
        ? html`<small>${t("intake.by", { who: sentence(who), at: dateTime(when) })}</small>
            <button type="button" class="button quiet" aria-label=${t("intake.note-of", { what })} @click=${() => annotate(district, mark, what)}>
              ${note || t("intake.note")}
            </button>`
        : nothing
    }`
}

async function receive(district, { item, medium }, received, note = "") {
  await perform(() => send({ kind: "NoteReceipt", district, item, medium, received, note }))
}

async function annotate(district, mark, what) {
  const note = await ask({ title: t("intake.note-of", { what }), reason: t("intake.note"), suggestion: mark.note, confirm: t("intake.save-note") })
  if (note) await receive(district, mark, true, note)
}
