/** The table of an award: what was computed, and beside it what was decided or is being decided. */

import { Refused, send } from "../command.js"
import { hush, notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { draftOf, drop, membersOf, setAll } from "./draft.js"
import { page, redraw } from "./page.js"

const VERDICTS = ["confirmed", "deferred", "vetoed"]
const VOTES = ["in_favour", "against", "abstained"]

let isSending = false // one press, one decision

/** @param {object} view HonoursView @param {object} award AwardLines */
export function deciding(view, award) {
  const { lines } = award
  if (!lines.length) return nothing
  const isOpen = page.isOrganiser && lines.some(({ is_undecided }) => is_undecided)
  return html`<form class="deciding" novalidate @keydown=${stay} @submit=${(event) => record(event, view, award)}>
    <div class="table">
      <table>
        <thead>
          <tr>
            <th>${t("honours.number")}</th>
            <th>${t("honours.level")}</th>
            <th>${t("honours.entrant")}</th>
            <th>${t("honours.figure")}</th>
            <th class="decided">${t("honours.decision")}</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map((line, n) => row(view, award, line, n))}
        </tbody>
      </table>
    </div>
    ${isOpen ? meeting(view, award) : nothing}
  </form>`
}

/** Enter in a field is no decision of a meeting: that takes its button. */
function stay(event) {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault()
}

function row(view, award, line, n) {
  const isOpen = line.is_undecided && page.isOrganiser
  return html`<tr data-entrant=${line.entrant} data-verdict=${isOpen ? nothing : (line.verdict ?? "none")}>
    <td class="numeral">${n + 1}</td>
    <td>${line.level} ${line.title ? html`<small>${line.title}</small>` : nothing}</td>
    <td>${line.name} <small>${[line.of, line.district].filter(Boolean).join(" · ")}</small></td>
    <td class="numeral">${line.figure}</td>
    <td class="decided">${isOpen ? choice(view, award, line) : said(line)}</td>
  </tr>`
}

function said({ verdict, reason, votes, is_undecided }) {
  if (!verdict) return html`<span class="muted">${t("honours.undecided")}</span>`
  return html`<b>${t(`honours.verdict.${verdict}`)}</b> ${is_undecided ? html`<small>${t("honours.undecided")}</small>` : nothing}
    ${reason ? html`<small>${reason}</small>` : nothing}
    ${votes ? html`<small>${t("honours.votes", votes)}</small>` : nothing}`
}

function choice(view, award, line) {
  const draft = draftOf(award, line)
  const set = (name, value) => {
    draft[name] = value
    hush()
    redraw()
  }
  return html`<div class="choice" role="radiogroup" aria-label=${line.name}>
      ${VERDICTS.map(
        (verdict) =>
          html`<label>
            <input
              type="radio"
              name=${`verdict-${line.track}-${line.entrant}`}
              value=${verdict}
              .checked=${draft.verdict === verdict}
              @change=${() => set("verdict", verdict)}
            />
            ${t(`honours.verdict.${verdict}`)}
          </label>`,
      )}
    </div>
    ${line.verdict ? html`<small>${t("honours.before", { verdict: t(`honours.verdict.${line.verdict}`), reason: line.reason })}</small>` : nothing}
    ${draft.verdict === "deferred" || draft.verdict === "vetoed" ? reason(draft, line) : nothing}
    ${view.majority && draft.verdict ? votes(draft, line) : nothing}`
}

function reason(draft, { name }) {
  return html`<input
    class="reason"
    name="reason"
    maxlength="200"
    autocomplete="off"
    placeholder=${t("honours.reason")}
    aria-label=${t("honours.reason-of", { name })}
    .value=${draft.reason}
    @input=${({ target }) => (draft.reason = target.value)}
  />`
}

function votes(draft, { name }) {
  return html`<div class="votes">
    ${VOTES.map(
      (key) =>
        html`<label>
          ${t(`honours.${key}`)}
          <input
            type="number"
            min="0"
            aria-label=${t("honours.votes-of", { name, vote: t(`honours.${key}`) })}
            .value=${String(draft.votes[key] ?? "")}
            @input=${({ target }) => (draft.votes[key] = target.value === "" ? undefined : Number(target.value))}
          />
        </label>`,
    )}
  </div>`
}

function meeting(view, award) {
  const draft = draftOf(award)
  const count = membersOf(draft).length
  const all = () => {
    setAll(award, view.majority ? count : 0)
    redraw()
  }
  return html`<fieldset class="meeting-record">
    <label class="field">
      <span>${t("honours.members", { n: count })}</span>
      <textarea
        name="members"
        rows="3"
        placeholder=${t("honours.members-hint")}
        .value=${draft.members}
        @input=${({ target }) => {
          draft.members = target.value
          redraw()
        }}
      ></textarea>
      <small>${rule(view)}</small>
    </label>
    <label class="field">
      <span>${t("honours.note")}</span>
      <textarea name="note" rows="2" maxlength="200" .value=${draft.note} @input=${({ target }) => (draft.note = target.value)}></textarea>
    </label>
    <div class="row-of-buttons">
      <button type="button" class="button" @click=${all}>${t("honours.confirm-rest")}</button>
      <button class="button primary" ?disabled=${isSending || page.link !== "linked"}>${t("honours.decide")}</button>
    </div>
  </fieldset>`
}

function rule({ majority, quorum }) {
  return [
    quorum ? t("honours.quorum", { n: quorum }) : "",
    majority ? t("honours.majority", { share: majority === "1/2" ? t("honours.half") : majority }) : t("honours.no-vote"),
  ]
    .filter(Boolean)
    .join(" ")
}

/** The first entry that nobody has chosen for is gone to; all else the server says. */
async function record(event, view, award) {
  event.preventDefault()
  if (isSending) return
  const waiting = award.lines.filter(({ is_undecided }) => is_undecided)
  const missing = waiting.find((line) => !draftOf(award, line).verdict)
  if (missing) {
    notify(() => t("honours.missing", { name: missing.name }))
    event.target.querySelector(`tr[data-entrant="${CSS.escape(missing.entrant)}"] input`)?.focus()
    return
  }
  const draft = draftOf(award)
  const entries = waiting.map((line) => entry(view, line, draftOf(award, line)))
  await recorded({ kind: "RecordDecision", award: award.award, members: membersOf(draft), entries, digest: award.digest, note: draft.note }, award)
}

function entry(view, { track, entrant }, { verdict, reason, votes }) {
  const isCounted = view.majority && VOTES.some((key) => votes[key] !== undefined)
  const counted = isCounted ? Object.fromEntries(VOTES.map((key) => [key, votes[key] ?? 0])) : null
  return { track, entrant, verdict, reason: verdict === "confirmed" ? "" : reason, votes: counted }
}

async function recorded(command, award) {
  isSending = true
  redraw()
  try {
    await send(command)
    drop(award)
    notify(() => t("honours.recorded", { name: award.name }), "good")
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  } finally {
    isSending = false
  }
  redraw()
}
