/**
 * Taking a seat: a link or a six-digit code, a look at whose it is, and a press that claims it. Opening the page
 * changes nothing. Where another phone holds the seat, the page waits for the console's consent.
 */

import { Refused, get, post } from "./command.js"
import { keypad } from "./join/keypad.js"
import { languageSwitch, setRehearsal } from "./page.js"
import { remember } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const CODE = 6 // digits on a card
const POLL_MS = 1500

/** `step`: code | busy | confirm | waiting | seated. `pass` is what is shown to the server, `holder` whose it is. */
const page = { step: "busy", pass: null, holder: null, code: "", problem: "", page: "" }

function whole() {
  return html`
    <header class="bar"><strong>${page.holder?.competition ?? t("join.title")}</strong>${languageSwitch()}</header>
    <main class="join" data-step=${page.step}>${STEPS[page.step]()}</main>
  `
}

const STEPS = {
  busy: () => html`<p class="muted" role="status">${t("join.busy")}</p>`,
  code: codeEntry,
  confirm: () => html`
    ${holder()} ${problem()}
    <button type="button" class="button primary" @click=${claim}>${t("join.sit")}</button>
    <button type="button" class="button quiet" @click=${startOver}>${t("join.not-me")}</button>
  `,
  waiting: () => html`
    ${holder()} ${problem()}
    <p class="status" data-state="wait" role="status">${t("join.waiting")}</p>
    <p>${t("join.waiting-hint")}</p>
    <button type="button" class="button" @click=${claim}>${t("join.ask-again")}</button>
  `,
  seated: () => html`
    ${holder()}
    <p class="status" data-state="good">${t("join.seated")}</p>
    <a class="button primary" href=${page.page}>${t("join.go-on")}</a>
    <button type="button" class="button quiet" @click=${startOver}>${t("join.other-card")}</button>
  `,
}

function codeEntry() {
  const type = (code) => {
    page.code = code.replace(/[^0-9]/g, "").slice(0, CODE)
    page.problem = ""
    draw()
    if (page.code.length === CODE) look({ code: page.code })
  }
  return html`
    <h1>${t("join.enter-code")}</h1>
    ${problem() ?? html`<p class="muted">${t("join.code-hint")}</p>`}
    <input
      class="code numeral"
      inputmode="none"
      autocomplete="off"
      maxlength=${CODE}
      placeholder="······"
      aria-label=${t("join.code")}
      .value=${page.code}
      @input=${(event) => type(event.target.value)}
    />
    ${keypad(page.code, type)}
  `
}

/** What went wrong last, or nothing. */
function problem() {
  return page.problem ? html`<p class="banner" data-state="bad" role="alert">${page.problem}</p>` : undefined
}

function holder() {
  const { role, name, seat } = page.holder
  return html`<div class="holder">
    <p class="muted">${t(`join.role.${role}`)}</p>
    ${name ? html`<h1>${name}</h1>` : nothing}
    ${seat === null ? nothing : html`<p class="seat">${t("join.seat")} <b class="numeral">${seat}</b></p>`}
  </div>`
}

/** Whose pass it is; claims nothing. */
function look(pass) {
  return attempt("code", async () => {
    page.holder = await post("/join/look", pass)
    page.pass = pass
    setRehearsal(page.holder.rehearsal)
    page.step = "confirm"
  })
}

function claim() {
  return attempt(page.step, async () => {
    const joined = await post("/join", page.pass)
    remember(joined.token)
    // The secret has done its work: it must not stay where it can be read or shared.
    history.replaceState(null, "", "/join")
    page.page = joined.page
    if (joined.state === "seated") return location.replace(joined.page)
    page.step = "waiting"
    poll()
  })
}

let polling = 0

/** Asks until the console has consented. */
function poll() {
  clearTimeout(polling)
  polling = setTimeout(async () => {
    if (page.step !== "waiting") return
    const session = await currentSession()
    if (session) location.replace(session.page)
    else poll()
  }, POLL_MS)
}

/** This device's session, or null: not logged in, or out of reach just now. */
async function currentSession() {
  try {
    return await get("/session")
  } catch (refused) {
    if (refused instanceof Refused) return null
    throw refused
  }
}

/** Does something with the server; if that is refused, says why and goes to `otherwise`. */
async function attempt(otherwise, deed) {
  Object.assign(page, { step: "busy", problem: "" })
  draw()
  try {
    await deed()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    Object.assign(page, { step: otherwise, problem: refused.detail, code: "" })
  }
  draw()
}

function startOver() {
  history.replaceState(null, "", "/join")
  Object.assign(page, { step: "code", code: "", problem: "", holder: null, pass: null })
  draw()
}

async function begin() {
  const secret = decodeURIComponent(location.pathname.split("/")[2] ?? "")
  if (secret) return look({ secret })
  const session = await currentSession()
  if (session && session.page !== "/") Object.assign(page, { step: "seated", holder: session, page: session.page })
  else page.step = "code"
  draw()
}

function draw() {
  document.title = t("join.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
begin()
