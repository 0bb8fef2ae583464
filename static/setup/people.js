/** 人员与职责: who is known by name, what each does and for which part; sets of duties, and what excludes what. */

import { send } from "../command.js"
import { ask } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { sentence, t } from "../words.js"
import { setupBook } from "./books.js"
import { bundles } from "./bundles.js"
import { page, perform } from "./page.js"
import { pastePeople } from "./people_pasted.js"
import { begin, blank, edited, form, inWords } from "./person.js"

/** The section. */
export function people() {
  const { people } = page.view
  return html`
    <p class="muted">${t("people.hint")}</p>
    ${
      people.length
        ? html`<table class="people">
            <thead>
              <tr>
                <th>${t("people.name")}</th>
                <th>${t("people.from")}</th>
                <th>${t("people.duties")}</th>
                <th></th>
              </tr>
            </thead>
            <tbody>
              ${repeat(people, ({ id }) => id, row)}
            </tbody>
          </table>`
        : nothing
    }
    ${
      edited() && !people.some(({ id }) => id === edited())
        ? form()
        : html`<div>
            <button type="button" class="button" @click=${() => begin(blank())}>${t("people.add")}</button>
          </div>`
    }
    ${setupBook("duties")} ${pastePeople()} ${bundles()} ${pairs()}
  `
}

function row(person) {
  if (edited() === person.id)
    return html`<tr data-person=${person.id}>
      <td colspan="4">${form()}</td>
    </tr>`
  const from = [person.unit, person.district, person.phone].filter(Boolean)
  return html`<tr data-person=${person.id}>
    <td>${person.name}</td>
    <td>${from.length ? from.join(" · ") : html`<span class="muted">—</span>`}</td>
    <td>
      <ul class="duties">
        ${person.seats.map((where) => html`<li class="chip" data-seat>${t("people.seat", { where: sentence(where) })}</li>`)}
        ${person.appointments.map((each) => html`<li class="chip">${inWords(each)}</li>`)}
        ${person.seats.length || person.appointments.length ? nothing : html`<li class="muted">${t("people.no-duty")}</li>`}
      </ul>
    </td>
    <td>
      <div class="row-of-buttons">
        <button type="button" class="button" ?disabled=${page.busy} @click=${() => begin(person)}>${t("people.edit")}</button>
        ${
          person.known
            ? html`<button type="button" class="button danger" ?disabled=${page.busy} @click=${() => remove(person)}>
                ${t("people.remove")}
              </button>`
            : nothing
        }
      </div>
    </td>
  </tr>`
}

async function remove({ id, name, seats }) {
  const reason = await ask({
    title: t("people.remove-title", { name }),
    text: t(seats.length ? "people.remove-judge" : "people.remove-hint"),
    reason: t("console.reason"),
    confirm: t("people.remove"),
    danger: true,
  })
  if (reason !== null) perform(() => send({ kind: "RemovePerson", id, reason }))
}

function pairs() {
  return html`<details class="pairs">
    <summary>${t("people.pairs")}</summary>
    ${page.view.pairs.map(
      ({ why, pairs }) => html`
        <h4>${sentence(why)}</h4>
        <ul class="duties">
          ${pairs.map(([one, other]) => html`<li class="chip">${sentence(one)} ✕ ${sentence(other)}</li>`)}
        </ul>
      `,
    )}
    <p class="muted">${t("people.pairs-hint")}</p>
  </details>`
}
