/** 规则确认: the rules in words with their hash, who has signed them, and the own PIN. */

import { get, Refused } from "./command.js"
import { dutyLinks } from "./duties.js"
import { watch } from "./live.js"
import { clockTime, languageSwitch, linkState, noticePlace, setRehearsal, themeSwitch } from "./page.js"
import { choosePin, resetPin, sign } from "./pin.js"
import { at } from "./session.js"
import { SIGNING } from "./strip.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

const RETRY_MS = 1000

let rules = null // RulesToSign of judging/web/signing.py
let pins = [] // of all, for the organiser
let session = null
let link = "reconnecting"

onLanguage(show)
show()
start()

async function start() {
  try {
    session = await get("/session")
    await load()
    watch({ signing: onSigning }, { onState })
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure
    if (failure.isUnopened) onState("unopened")
    if (failure.isUnopened || failure.isTemporary) setTimeout(start, RETRY_MS)
    else onState("signed-out")
  }
}

/** Whatever was signed or changed: the page is read anew. */
function onSigning(view) {
  SIGNING.signing(view)
  load()
}

async function load() {
  rules = await get("/signing/rules")
  pins = isOrganiser() ? await get("/signing/pins") : []
  setRehearsal(rules.rehearsal)
  show()
}

function isOrganiser() {
  return session.pages.some(({ duty }) => duty === "organiser")
}

function onState(state) {
  link = state
  show()
}

function show() {
  document.title = t("signing.title")
  render(html`${header()} ${noticePlace()} ${body()}`, document.body)
}

function header() {
  return html`<header class="bar">
    <strong>${rules?.competition ?? t("signing.title")}</strong>
    <nav>
      ${dutyLinks()} ${session ? html`<a href=${session.page}>${t("signing.back")}</a>` : nothing} ${themeSwitch(show)} ${languageSwitch()}
    </nav>
    ${linkState(link)}
  </header>`
}

function body() {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("timekeeper.signed-out")}</a></p>`
  if (!rules) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  return html`<main class="signing">
    <section>
      <h1>${t("signing.title")}</h1>
      <p class="digest"><span>${t("signing.digest")}</span> <code>${grouped(rules.digest)}</code></p>
      <pre class="rules">${rules.lines.join("\n")}</pre>
    </section>
    <aside>${state()} ${signatures()} ${own()} ${others()}</aside>
  </main>`
}

function state() {
  if (!rules.wanted) return html`<p class="muted">${t("signing.not-wanted")}</p>`
  const missing = rules.missing.map((each) => sentence(each)).join("、")
  return html`<p class="status" data-state=${missing ? "wait" : "good"}>
    ${missing ? t("signing.missing", { who: missing }) : t("signing.complete")}
  </p>`
}

function signatures() {
  return html`${rules.signatures.length
    ? html`<h2>${t("signing.signatures")}</h2>
        <ul class="signatures">
          ${rules.signatures.map(
            ({ who, at: moment, fits }) => html`<li>
              <b>${sentence(who)}</b> <time>${clockTime(moment)}</time>
              ${fits ? nothing : html`<span class="status" data-state="wait">${t("signing.former")}</span>`}
            </li>`,
          )}
        </ul>`
    : nothing}
  ${rules.wanted && !rules.mine
    ? html`<button type="button" class="button primary" ?disabled=${link !== "linked"} @click=${signRules}>${t("signing.sign")}</button>`
    : nothing}`
}

async function signRules() {
  const { digest } = rules
  const question = { title: t("signing.sign"), text: t("signing.sign-hint", { digest: digest.slice(0, 8) }), confirm: t("signing.sign") }
  if (await sign(question, { kind: "SignRules", digest })) await load()
}

function own() {
  return html`<h2>PIN</h2>
    <p class="muted">${t("pin.hint")}</p>
    <button type="button" class="button" @click=${() => choosePin().then(load)}>${t("pin.own")}</button>`
}

/** The organiser sees who has one, and lets people set a new one. */
function others() {
  if (!pins.length) return nothing
  return html`<h2>${t("pin.all")}</h2>
    <ul class="signatures">
      ${pins.map((each) => {
        const name = sentence(each.name)
        return html`<li>
          <b>${name}</b>
          <span class="status" data-state=${each.locked ? "bad" : each.set ? "good" : "draft"}>
            ${t(each.locked ? "pin.is-locked" : each.set ? "pin.is-set" : "pin.is-reset")}
          </span>
          ${each.set
            ? html`<button type="button" class="button quiet" @click=${() => resetPin(each.who, name).then(load)}>${t("pin.reset")}</button>`
            : nothing}
        </li>`
      })}
    </ul>`
}

/** In groups of eight, to be compared with paper. */
function grouped(digest) {
  return digest.replace(/(.{8})(?=.)/g, "$1 ")
}
