/** Whom the organiser proposes for a special award, with a reason each; equals on the line are chosen among likewise. */

import { Refused, send } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page, redraw } from "./page.js"

const drafts = new Map() // award → rows that are not sent yet

/** @param {object} award AwardLines of judging/views/honours.py */
export function nominating(award) {
  const { nominating: found, decisions } = award
  if (!found || !page.isOrganiser || decisions.some(({ is_in_force }) => is_in_force)) return nothing
  const rows = drafts.get(award.award) ?? found.nominees.map((each) => ({ ...each }))
  const put = (changed) => {
    drafts.set(award.award, changed)
    redraw()
  }
  return html`<form class="nominating" novalidate @submit=${(event) => propose(event, award, rows)}>
    <h3>${t("honours.nominees", { n: rows.length, of: found.free })}</h3>
    ${rows.map((row, n) => nominee(found, rows, row, n, put))}
    <div class="row-of-buttons">
      ${rows.length < found.free
        ? html`<button type="button" class="button" @click=${() => put([...rows, { track: "", entrant: "", reason: "" }])}>${t("honours.nominate")}</button>`
        : nothing}
      ${drafts.has(award.award)
        ? html`<button class="button primary" ?disabled=${page.link !== "linked"}>${t("honours.propose")}</button>`
        : nothing}
    </div>
  </form>`
}

function nominee(found, rows, row, n, put) {
  const change = (changes) => put(rows.map((each, m) => (m === n ? { ...each, ...changes } : each)))
  return html`<div class="nominee">
    ${found.districts ? named(row, change) : chosen(found, row, change)}
    <input
      name="nomination"
      maxlength="200"
      autocomplete="off"
      placeholder=${t("honours.nomination")}
      aria-label=${t("honours.nomination")}
      .value=${row.reason}
      @input=${({ target }) => change({ reason: target.value })}
    />
    <button type="button" class="button quiet" aria-label=${t("honours.remove", { name: row.name || n + 1 })} @click=${() => put(rows.filter((_, m) => m !== n))}>✕</button>
  </div>`
}

function named(row, change) {
  return html`<input
    name="district"
    maxlength="60"
    autocomplete="off"
    placeholder=${t("honours.district")}
    aria-label=${t("honours.district")}
    .value=${row.entrant}
    @input=${({ target }) => change({ entrant: target.value })}
  />`
}

function chosen({ among }, row, change) {
  const take = ({ target }) => {
    const [track, entrant] = JSON.parse(target.value)
    change({ track, entrant })
  }
  return html`<select aria-label=${t("honours.entrant")} @change=${take}>
    <option value=${JSON.stringify(["", ""])} .selected=${!row.entrant}>—</option>
    ${among.map(
      ({ track, name, entrants }) =>
        html`<optgroup label=${name}>
          ${entrants.map(
            ([id, called]) =>
              html`<option value=${JSON.stringify([track, id])} .selected=${row.track === track && row.entrant === id}>${called}</option>`,
          )}
        </optgroup>`,
    )}
  </select>`
}

async function propose(event, { award, name }, rows) {
  event.preventDefault()
  try {
    await send({ kind: "ProposeSpecial", award, nominees: rows.map(({ track, entrant, reason }) => ({ track, entrant, reason })) })
    drafts.delete(award)
    notify(() => t("honours.proposed", { name }), "good")
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
  redraw()
}
