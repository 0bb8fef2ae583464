/** 证件与登录: who logs in by which pass; issuing, exchanging and revoking them; the door. */

import { get, post, send } from "../command.js"
import { giveCode } from "../code.js"
import { ask } from "../dialog.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page, perform, redraw } from "./page.js"
import { holders } from "./progress.js"

const DIGITS = [8, 9, 10]

/** Links by pass id, fetched only when they are to be seen: somebody may look over the shoulder. */
let secrets = null

/** The section. */
export function passes() {
  const people = holders()
  const closed = page.view.login_closed
  return html`
    <div class="row-of-buttons">
      <button
        type="button"
        class="button primary"
        ?disabled=${page.busy || people.every(({ pass }) => pass)}
        @click=${issueAll}
      >
        ${t("setup.issue-all")}
      </button>
      <a class="button" href=${at("/print/cards")} target="_blank">${t("setup.print-cards")}</a>
      <button type="button" class="button" aria-pressed=${secrets !== null} @click=${showSecrets}>
        ${secrets ? t("setup.hide-secrets") : t("setup.show-secrets")}
      </button>
    </div>
    <table class="passes">
      <thead>
        <tr>
          <th>${t("setup.holder")}</th>
          <th>${t("setup.pass")}</th>
          ${secrets ? html`<th>${t("setup.secret")}</th>` : nothing}
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${people.map(row)}
      </tbody>
    </table>
    <div class="row-of-buttons door">
      <p class="status" data-state=${closed ? "bad" : "good"}>
        ${closed ? t("console.login-closed") : t("console.login-open")}
      </p>
      <button
        type="button"
        class="button"
        @click=${() => perform(() => send({ kind: closed ? "OpenLogin" : "CloseLogin" }))}
      >
        ${closed ? t("console.open-login") : t("console.close-login")}
      </button>
      ${codeDigits()}
    </div>
  `
}

/** Keeps the shown links true. To be called with each view. */
export async function follow() {
  if (secrets) await fetchSecrets()
}

function row(person) {
  const { pass } = person
  const secret = pass && secrets?.get(pass.id)
  return html`<tr data-holder=${person.judge || person.person || [person.role, person.hall].filter(Boolean).join("/")}>
    <td>${holderName(person)}${isNamed(person) ? html`<small>${listed(person.duties.map(sentence))}</small>` : nothing}</td>
    <td>${passWord(pass)}</td>
    ${secrets ? html`<td class="secret">${secret ? shownSecret(secret) : nothing}</td>` : nothing}
    <td>
      <div class="row-of-buttons">
        ${
          pass
            ? html`${
                person.judge && !page.view.login_closed
                  ? html`<button type="button" class="button" @click=${() => giveCode(person)}>${t("code.give")}</button>`
                  : nothing
              }
                <button type="button" class="button" ?disabled=${page.busy} @click=${() => rotate(person)}>
                  ${t("setup.rotate")}
                </button>
                <button type="button" class="button danger" ?disabled=${page.busy} @click=${() => revoke(person)}>
                  ${t("setup.revoke")}
                </button>`
            : html`<button type="button" class="button" ?disabled=${page.busy} @click=${() => issue(person)}>
                ${t("setup.issue")}
              </button>`
        }
      </div>
    </td>
  </tr>`
}

function passWord(pass) {
  if (!pass) return html`<span class="status" data-state="wait">${t("setup.no-pass")}</span>`
  return pass.taken
    ? html`<span class="status" data-state="good">${t("setup.taken")}</span>`
    : html`<span class="status" data-state="ready">${t("setup.issued")}</span>`
}

function shownSecret({ link }) {
  if (!link) return html`<small class="error">${t("setup.secret-lost")}</small>`
  return html`<small>${link}</small>`
}

/** How long login codes are: the longer, the more there is to type and the less to guess. */
function codeDigits() {
  return html`<label class="field">
    <span>${t("setup.code-digits")}</span>
    <select
      name="code-digits"
      ?disabled=${page.busy}
      @change=${(event) => perform(() => send({ kind: "SetCodeDigits", digits: Number(event.target.value) }))}
    >
      ${DIGITS.map(
        (digits) => html`<option value=${digits} ?selected=${page.view.code_digits === digits}>${digits}</option>`,
      )}
    </select>
  </label>`
}

const JUDGES = { seat: "setup.judge", reserve: "setup.reserve-of", trainee: "setup.trainee-of" }

/** Who is known by name, and by other duties than judging alone. */
function isNamed({ name, judge, duties }) {
  return name && duties.length > (judge ? 1 : 0)
}

function holderName({ role, name, seat, hall, duties, sitting }) {
  if (role === "judge" && seat !== null) return t(JUDGES[sitting], { seat, name })
  if (name) return name
  const word = listed((duties.length ? duties : wordOf(role)).map(sentence))
  const { halls } = page.view
  if (halls.length === 1) return word
  return `${word} · ${halls.find(({ id }) => id === hall)?.name ?? t("join.all-halls")}`
}

/** Of a card that nobody needs any more. */
function wordOf(role) {
  return page.view.duties.filter(({ duty }) => duty === role).map(({ word }) => word)
}

function issue({ role, judge, hall, person }) {
  return perform(() => post("/passes", { role, judge, hall, person }))
}

function issueAll() {
  return perform(() => post("/passes/all"))
}

async function rotate(person) {
  const title = t("setup.rotate-title", { name: holderName(person) })
  const agreed = await ask({ title, text: t("setup.rotate-hint"), confirm: t("setup.rotate"), danger: true })
  if (agreed !== null) issue(person)
}

async function revoke(person) {
  const reason = await ask({
    title: t("setup.revoke-title", { name: holderName(person) }),
    text: t("setup.revoke-hint"),
    reason: t("console.reason"),
    confirm: t("setup.revoke"),
    danger: true,
  })
  if (reason !== null) perform(() => send({ kind: "RevokePass", id: person.pass.id, reason }))
}

function showSecrets() {
  if (!secrets) return perform(fetchSecrets)
  secrets = null
  redraw()
}

async function fetchSecrets() {
  const cards = await get("/passes")
  secrets = new Map(cards.map((card) => [card.id, card]))
  redraw()
}
