/** What the page for taking a seat shows at each step. */

import { Outbox } from "../outbox.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { keypad } from "./keypad.js"

const FEWEST = 8 // digits of a login code; the organiser may want up to
const MOST = 10

/**
 * `step`: busy | code | confirm | waiting | over | seated. `pass` is what is shown to the server, `holder` whose it
 * is, `mine` the session of this device, null if it has none. `number`: what this phone is told apart by while it waits.
 * `problem`: the Refused of the last try.
 */
export const page = { step: "busy", pass: null, holder: null, mine: null, code: "", number: "", problem: null }

let act = {}

/** Sets what the buttons do: look, claim, giveUp, startOver, draw. */
export function serve(deeds) {
  act = deeds
}

/** Step → its part of the page. */
export const STEPS = {
  busy: () => html`<p class="muted" role="status">${t("join.busy")}</p>`,
  code: codeEntry,
  confirm: () => html`${holder()} ${problem()} ${isElsewhere() ? move() : sit()}`,
  waiting: () => html`
    ${page.holder ? holder() : nothing} ${problem()}
    <p class="status" data-state="wait" role="status">${t("join.waiting")}</p>
    ${page.number ? html`<p>${t("join.waiting-number")} <b class="check-number numeral">${page.number}</b></p>` : nothing}
    <p>${page.mine ? t("join.waiting-move", { mine: nameOf(page.mine) }) : t("join.waiting-hint")}</p>
    ${page.mine ? html`<p>${t("join.waiting-own", { mine: nameOf(page.mine) })}</p>` : nothing}
    <button type="button" class="button" @click=${act.giveUp}>
      ${page.mine ? t("join.give-up-own", { mine: nameOf(page.mine) }) : t("join.give-up")}
    </button>
  `,
  over,
  seated: () => html`
    ${holder()}
    <p class="status" data-state="good">${t("join.seated")}</p>
    <a class="button primary" href=${page.mine.page}>${t("join.go-on")}</a>
    <button type="button" class="button quiet" @click=${act.startOver}>${t("join.other-card")}</button>
  `,
}

function codeEntry() {
  const type = (code) => {
    page.code = code.replace(/[^0-9]/g, "").slice(0, MOST)
    page.problem = null
    act.draw()
  }
  const enter = page.code.length < FEWEST ? null : () => act.look({ code: page.code })
  return html`
    ${location.pathname === "/" ? html`<h1>${t("start.product")}</h1><p>${t("join.about")}</p>` : nothing}
    <h2>${t("join.enter-code")}</h2>
    ${problem() ?? html`<p class="muted">${t("join.code-hint")}</p>`}
    <input
      class="code numeral"
      inputmode="none"
      autocomplete="off"
      maxlength=${MOST}
      placeholder=${"·".repeat(FEWEST)}
      aria-label=${t("join.code")}
      .value=${page.code}
      @input=${(event) => type(event.target.value)}
      @keydown=${(event) => event.key === "Enter" && enter?.()}
    />
    ${keypad(page.code, type, enter)}
    <section class="organisers">
      <h2>${t("join.organisers")}</h2>
      <p>${t("join.organisers-hint")}</p>
    </section>
  `
}

function sit() {
  return html`
    <button type="button" class="button primary" @click=${act.claim}>${t("join.sit")}</button>
    <button type="button" class="button quiet" @click=${act.startOver}>${t("join.not-me")}</button>
  `
}

/** This phone has another seat already: whether to leave it is a question of its own. */
function move() {
  const mine = nameOf(page.mine)
  const { taken } = page.holder
  const n = unsent(page.mine)
  return html`
    <p class="banner" data-state="wait" role="alert">
      ${taken ? t("join.move-taken", { mine }) : t("join.move-free", { mine })}
      ${n ? t("join.move-unsent", { n, mine }) : nothing}
    </p>
    <a class="button primary" href=${page.mine.page}>${t("join.stay", { mine })}</a>
    <button type="button" class="button" @click=${act.claim}>
      ${taken ? t("join.ask-to-move", { to: nameOf(page.holder) }) : t("join.move", { to: nameOf(page.holder) })}
    </button>
  `
}

function over() {
  const { mine, pass } = page
  return html`
    ${problem()}
    <p class="status" data-state="bad" role="alert">${t("join.over")}</p>
    <p>${t("join.over-hint")}</p>
    ${
      mine
        ? html`<p>${t("join.over-own", { mine: nameOf(mine) })}</p>
            <a class="button primary" href=${mine.page}>${t("join.back-to", { mine: nameOf(mine) })}</a>`
        : nothing
    }
    ${pass ? html`<button type="button" class="button" @click=${act.claim}>${t("join.ask-again")}</button>` : nothing}
    <button type="button" class="button quiet" @click=${act.startOver}>${t("join.other-card")}</button>
  `
}

/** What went wrong last, or nothing. */
function problem() {
  return page.problem ? html`<p class="banner" data-state="bad" role="alert">${page.problem.detail}</p>` : undefined
}

function holder() {
  const { name, seat, halls, places } = page.holder
  const where = places.length ? listed(places) : halls.length > 1 ? t("join.all-halls") : ""
  return html`<div class="holder">
    <p class="muted">${dutiesOf(page.holder)}</p>
    ${name ? html`<h1>${name}</h1>` : nothing} ${where ? html`<p class="hall">${where}</p>` : nothing}
    ${seat === null ? nothing : html`<p class="seat">${t("join.seat")} <b class="numeral">${seat}</b></p>`}
  </div>`
}

/** Whether the card shown is that of this session. */
export function isSeatOf({ role, judge, person, halls }) {
  const { holder } = page
  if (judge || person) return judge === holder?.judge && person === holder.person
  return role === holder?.role && !holder.judge && !holder.person && String(halls) === String(holder.halls)
}

/** Whether this device has another seat than the card's. */
function isElsewhere() {
  const { mine } = page
  return mine !== null && mine.page !== "/" && !isSeatOf(mine)
}

function nameOf(somebody) {
  const { name, seat } = somebody
  return seat === null ? name || dutiesOf(somebody) : t("join.seat-of", { seat, name })
}

/** What somebody does, of a card or a session. */
function dutiesOf({ duties, pages }) {
  return listed((duties ?? pages.map(({ word }) => word)).map(sentence))
}

/** How many sheets of the judge who leaves would stay on this phone. */
function unsent({ role, judge, created_at }) {
  return role === "judge" ? new Outbox(`${created_at}/${judge}`).waiting.length : 0
}
