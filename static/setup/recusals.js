/** 回避: what was declared or is found by the rules, declarations entered from paper, and panels left too small. */

import { send } from "../command.js"
import { ask, fill } from "../dialog.js"
import { groundFields } from "../judge/recusals.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page, perform, seatings, takingPart, usedTracks } from "./page.js"

/** The section. */
export function recusals() {
  const { recusals, short } = page.view
  return html`
    <p class="muted">${t("setup.recusal-hint")}</p>
    ${short.map(warning)}
    <div class="row-of-buttons">
      <button type="button" class="button primary" ?disabled=${page.busy || !choices().length} @click=${enter}>
        ${t("setup.recusal-enter")}
      </button>
      ${usedTracks().map(
        ({ id, name }) => html`<a class="button" href=${at(`/print/recusal/${encodeURIComponent(id)}`)} target="_blank">
          ${t("setup.recusal-print", { name })}
        </a>`,
      )}
    </div>
    ${recusals.length ? table(recusals) : html`<p class="muted">${t("setup.recusal-none")}</p>`}
  `
}

function warning({ entrant_name, recused, left, minimum, panel, group }) {
  const names = { entrant: entrant_name, names: listed(recused), left, minimum, panel, group }
  return html`<p class="banner" data-state="wait">
    ${panel ? t("setup.recusal-short-panel", names) : t("setup.recusal-short", names)} ${t("setup.recusal-remedy")}
  </p>`
}

function table(rows) {
  return html`<table class="recusals">
    <thead>
      <tr>
        <th>${t("setup.recusal-judge")}</th>
        <th>${t("setup.recusal-entrant")}</th>
        <th>${t("setup.recusal-why")}</th>
        <th>${t("setup.recusal-source")}</th>
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr>
          <td>${row.judge_name}</td>
          <td>${row.entrant_name}</td>
          <td>${sentence(row.why)}</td>
          <td>${t(`setup.recusal.${source(row)}`)}</td>
          <td>
            ${
              row.declared
                ? html`<button type="button" class="button quiet" ?disabled=${page.busy} @click=${() => withdraw(row)}>
                    ${t("judge.recusal-withdraw")}
                  </button>`
                : nothing
            }
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

function source({ declared, on_paper }) {
  return declared ? (on_paper ? "paper" : "phone") : "rules"
}

/** Every judge with everybody of the tracks that the judge sits for. */
function choices() {
  return usedTracks().flatMap((track) => {
    const judges = new Map(
      seatings(track).flatMap(({ seating }) => [...seating.judges, ...seating.reserves].map((each) => [each.id, each.name])),
    )
    return [...judges].map(([judge, name]) => ({ track, judge, label: `${name} · ${track.name}` }))
  })
}

async function enter() {
  const all = choices()
  const which = await fill({
    title: t("setup.recusal-enter"),
    fields: [
      {
        name: "judge",
        label: t("setup.recusal-judge"),
        kind: "select",
        options: all.map(({ label }, n) => ({ value: String(n), label })),
        value: "0",
      },
    ],
  })
  if (!which) return
  const { track, judge, label } = all[Number(which.judge)]
  const entrants = takingPart(track).map(({ id, name }) => ({ value: id, label: name }))
  const given = await fill({
    title: t("setup.recusal-of", { label }),
    fields: [
      {
        name: "entrant",
        label: t("setup.recusal-entrant"),
        kind: "select",
        options: entrants,
        value: entrants[0].value,
      },
      ...groundFields(),
    ],
  })
  if (given) perform(() => send({ kind: "DeclareRecusal", judge, track: track.id, ...given }))
}

async function withdraw({ judge, judge_name, track, entrant, entrant_name }) {
  const title = t("setup.recusal-withdraw-of", { judge: judge_name, entrant: entrant_name })
  const reason = await ask({ title, reason: t("recusal.withdraw-why"), confirm: t("judge.recusal-withdraw"), danger: true })
  if (reason !== null) perform(() => send({ kind: "WithdrawDeclaration", judge, track, entrant, reason }))
}
