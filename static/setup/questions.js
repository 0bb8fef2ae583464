/** 待主办方确定: what the plan leaves open and the rules propose; each is settled as proposed, or changed. */

import { get, send } from "../command.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { dotted } from "./draft.js"
import { page, perform, redraw } from "./page.js"
import { dateTime } from "./parts.js"

/** QuestionRow of judging/web/questions.py, in the order of the rules. */
let rows = []
let loadedFor = ""

/** Fetches the questions when rules or answers have changed. To be called with each view. */
export async function follow() {
  const present = JSON.stringify([page.view.rules, page.view.unanswered])
  if (present === loadedFor) return
  loadedFor = present
  rows = page.view.rules.proposals.length ? await get("/setup/questions") : []
  redraw()
}

/** Whether the rules ask anything. */
export function isAsking() {
  return page.view.rules.proposals.length > 0
}

/** How many questions are open; one may be about several settings. */
export function openQuestions() {
  const { rules, unanswered } = page.view
  return new Set(rules.proposals.filter(({ key }) => unanswered.includes(key)).map(({ ask }) => ask)).size
}

/** The section. */
export function questions() {
  const asks = [...new Set(rows.map(({ ask }) => ask))]
  return html`
    <p class="muted">${t("setup.questions-hint")}</p>
    ${asks.map((ask) => question(ask, rows.filter((row) => row.ask === ask)))}
  `
}

function question(ask, settings) {
  const open = settings.filter(({ at }) => !at).map(({ key }) => key)
  return html`<section class="card question" ?data-open=${open.length > 0}>
    <h3>${ask}</h3>
    <ul>
      ${settings.map(setting)}
    </ul>
    ${
      open.length
        ? html`<button type="button" class="button primary" ?disabled=${page.busy} @click=${() => settle(open)}>
            ${t("setup.as-proposed")}
          </button>`
        : nothing
    }
  </section>`
}

function setting({ key, where, value, at, who, changed }) {
  const by = { who: who && sentence(who), at: at && dateTime(at) }
  return html`<li>
    <span>
      <b>${where.map(sentence).join(" · ")}</b>
      <span>${sentence(value)}</span>
      <span class="status" data-state=${at ? "good" : "wait"}>
        ${at ? t(changed ? "setup.settled-otherwise" : "setup.settled", by) : t("setup.proposed")}
      </span>
    </span>
    <button
      type="button"
      class="button quiet"
      aria-label=${t("setup.change-setting", { where: where.map(sentence).join(" · ") })}
      @click=${() => lead(key)}
    >
      ${t("setup.change")}
    </button>
  </li>`
}

async function settle(keys) {
  await perform(() => send({ kind: "SettleQuestions", keys }))
}

/** Goes to the field of a setting. */
function lead(key) {
  const path = pathOf(key)
  if (path[0] === "tracks") page.track = page.view.rules.tracks[path[1]].id
  page.section = "rules"
  redraw()
  location.hash = "rules"
  const place = dotted(path)
  const field = document.querySelector(`[name="${place}"]`) ?? document.querySelector(`[name^="${place}"]`)
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  field?.scrollIntoView({ block: "center" })
  const control = field?.matches("fieldset") ? field.querySelector("input, select, textarea, button") : field
  control?.focus({ preventScroll: true })
}

/** The key of a question with the numbers of rows in place of their ids: as fields are named. */
function pathOf(key) {
  let node = page.view.rules
  return key.split(".").map((part) => {
    const step = Array.isArray(node) ? node.findIndex(({ id }) => id === part) : part
    node = node?.[step]
    return step
  })
}
