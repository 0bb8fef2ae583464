/** What waits for the supervisor's signature, shown in full before it is signed, and what was signed. */

import { newId } from "../command.js"
import { ask } from "../dialog.js"
import { clockTime } from "../page.js"
import { act, sign } from "../pin.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

/** @param {object} signing CountersigningView of judging/views/countersigning.py */
export function toSign({ acts, waiting, signed }, link) {
  const due = waiting.filter(({ is_due }) => is_due)
  const ahead = waiting.filter(({ is_due }) => !is_due)
  return html`<section class="card to-sign">
    <h2>${t("supervisor.to-sign")}</h2>
    ${due.length ? due.map((thing) => item(thing, link)) : html`<p class="muted">${t(acts.length ? "supervisor.nothing" : "supervisor.no-acts")}</p>`}
    ${ahead.length
      ? html`<details>
          <summary>${t("supervisor.ahead", { n: ahead.length })}</summary>
          ${ahead.map((thing) => item(thing, link))}
        </details>`
      : nothing}
    ${signed.length
      ? html`<details>
          <summary>${t("supervisor.signed", { n: signed.length })}</summary>
          <ul>
            ${signed.map(
              ({ act: kind, subject, who, at: moment }) =>
                html`<li><time class="numeral">${clockTime(moment)}</time> ${sentence(who)} ${t(`supervisor.act.${kind}`)} ${subject}</li>`,
            )}
          </ul>
        </details>`
      : nothing}
  </section>`
}

function item(thing, link) {
  return html`<article class="thing" data-act=${thing.act}>
    <p><b>${sentence(thing.name)}</b> ${thing.again ? html`<span class="status" data-state="wait">${t("supervisor.again")}</span>` : nothing}</p>
    <p class="keys">
      <button type="button" class="button primary" ?disabled=${link !== "linked"} @click=${() => look(thing)}>${t("supervisor.look")}</button>
      <button type="button" class="button" ?disabled=${link !== "linked"} @click=${() => refuse(thing)}>${t("supervisor.refuse")}</button>
    </p>
  </article>`
}

/** The whole thing stands over the field for the PIN; the digest says that it is this and no other. */
function look(thing) {
  const { act: kind, subject, digest, name } = thing
  const question = { title: t("supervisor.sign", { what: sentence(name) }), content: shown(thing), confirm: t("supervisor.sign-key") }
  return sign(question, { kind: "Countersign", act: kind, subject, digest })
}

function shown({ facts, sheets, shows_rules, digest }) {
  return html`<div class="shown">
    ${facts.map((fact) => html`<p>${sentence(fact)}</p>`)}
    ${shows_rules ? html`<p><a href=${at("/signing")} target="_blank">${t("supervisor.rules")}</a></p>` : nothing}
    ${sheets.map(table)}
    <p class="muted">${t("supervisor.digest", { digest: digest.slice(0, 16) })}</p>
  </div>`
}

function table({ title, heads, rows }) {
  return html`<table>
    <caption>
      ${title}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th>${sentence(head)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}

async function refuse({ act: kind, subject, name }) {
  const reason = await ask({
    title: t("supervisor.refuse-title", { what: sentence(name) }),
    text: t("supervisor.refuse-hint"),
    reason: t("supervisor.refuse-reason"),
    confirm: t("supervisor.refuse"),
  })
  if (reason !== null) await act({ kind: "RefuseCountersign", act: kind, subject, reason, flag: newId() })
}
