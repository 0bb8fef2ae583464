/** 定稿 and the history: what is left to do before, what was done, and opening it again for a reason. */

import { chinaDay } from "../china.js"
import { ask, fill } from "../dialog.js"
import { notify } from "../page.js"
import { page as shared } from "../setup/page.js"
import { dateTime } from "../setup/parts.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { form } from "./draft.js"
import { asked, page } from "./page.js"

/** The section. */
export function locking(view) {
  return html`${view.locked ? locked(view.locked) : unlocked(view)} ${history(view.history)}`
}

function locked({ at, by, sha256, decision }) {
  return html`<div class="card">
    <p class="status" data-state="good">${t("season.locked-at", { time: dateTime(at), by: by || "—" })}</p>
    ${decision ? html`<p>${confirmed(decision)}</p>` : nothing}
    <p class="muted">${t("season.result-hash")} <code>${sha256}</code></p>
    <p class="muted">${t("season.locked-hint")}</p>
    <button type="button" class="button danger" ?disabled=${shared.busy} @click=${reopen}>${t("season.reopen")}</button>
  </div>`
}

/** Who confirmed it, and when. */
export function confirmed({ body, day, remark = "" }) {
  return t(remark ? "season.confirmed-remark" : "season.confirmed", { body, day, remark })
}

function unlocked({ year, problems, left, doubts }) {
  const why = year ? left.map(sentence) : [t("season.not-reckoned", { n: problems.length })]
  if (form.isDirty) why.push(t("season.unsaved"))
  return html`<div class="card">
    <p>${t("season.lock-hint")}</p>
    ${
      why.length
        ? html`<p class="status" data-state="wait">${t("season.left")}</p>
            <ul class="left">
              ${why.map((words) => html`<li>${words}</li>`)}
            </ul>`
        : html`<p class="status" data-state="good">${t("season.both-agree")}</p>`
    }
    ${doubts.map((words) => html`<p class="warning">${sentence(words)}</p>`)}
    <button type="button" class="button primary" ?disabled=${shared.busy || why.length > 0} @click=${lock}>${t("season.lock")}</button>
  </div>`
}

async function lock() {
  const { year, version, doubts } = page.view
  const open = year.pools.filter((pool) => pool.open).map(({ name, open: why }) => t("season.lock-open", { pool: name, why: sentence(why) }))
  const decided = await fill({
    title: t("season.lock-title", { name: page.view.name }),
    text: t("season.lock-text"),
    content: [...doubts.map(sentence), ...open].map((words) => html`<p class="warning">${words}</p>`),
    fields: [
      { name: "body", kind: "line", most: 60, label: t("season.body") },
      { name: "day", kind: "date", value: chinaDay(Date.now()), label: t("season.decided-on") },
      { name: "remark", kind: "line", most: 200, label: t("season.remark"), optional: true },
    ],
    confirm: t("season.lock"),
    danger: true,
  })
  if (decided && (await asked("lock", { version, ...decided }))) notify(() => t("season.locked"), "good")
}

async function reopen() {
  const reason = await ask({
    title: t("season.reopen-title", { name: page.view.name }),
    text: t("season.reopen-text"),
    confirm: t("season.reopen"),
    danger: true,
    reason: t("season.reason"),
  })
  if (reason !== null) await asked("reopen", { reason })
}

function history(notes) {
  return html`<h2>${t("season.history")}</h2>
    <div class="scroll"><table class="history">
      <tbody>
        ${[...notes].reverse().map(
          ({ at, by = "", what, name = "", reason = "", sha256 = "", decision }) => html`<tr>
            <td class="numeral">${dateTime(at)}</td>
            <td>${by}</td>
            <td>
              ${t(`season.deed.${what}`)} ${name} ${reason ? html`<span>${t("season.for-reason", { reason })}</span>` : nothing}
              ${decision ? html`<span>${confirmed(decision)}</span>` : nothing}
              ${sha256 ? html`<code class="muted" title=${sha256}>${sha256.slice(0, 12)}</code>` : nothing}
            </td>
          </tr>`,
        )}
      </tbody>
    </table></div>`
}
