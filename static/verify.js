/** Checking a printed sheet: the code comes with the scanned address or is typed off the paper. */

import { Refused, post } from "./command.js"
import { languageSwitch } from "./page.js"
import { at, become, rest } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

/** `step`: code | busy | checked. `found` is what the server said, see `Checked` in judging/web/proofs.py. */
const page = { step: "code", code: "", found: null, problem: "" }

const STEPS = {
  busy: () => html`<p class="muted" role="status">${t("verify.busy")}</p>`,
  code: entry,
  checked: () => html`
    ${page.found.agrees ? agreement(page.found) : difference(page.found)}
    <button type="button" class="button" @click=${startOver}>${t("verify.another")}</button>
  `,
}

function whole() {
  return html`
    <header class="bar"><strong>${page.found?.competition || t("verify.title")}</strong>${languageSwitch()}</header>
    <main class="verify">${STEPS[page.step]()}</main>
  `
}

function entry() {
  const check = (event) => {
    event.preventDefault()
    ask(page.code)
  }
  return html`
    <h1>${t("verify.title")}</h1>
    ${page.problem ? html`<p class="banner" data-state="bad" role="alert">${page.problem}</p>` : nothing}
    <form @submit=${check}>
      <label class="field">
        <span>${t("verify.code")}</span>
        <input
          autocapitalize="characters"
          autocomplete="off"
          spellcheck="false"
          placeholder="187-ABCDE-FGHJK"
          .value=${page.code}
          @input=${(event) => (page.code = event.target.value)}
        />
        <small>${t("verify.hint")}</small>
      </label>
      <button class="button primary">${t("verify.check")}</button>
    </form>
  `
}

function agreement(found) {
  const time = new Date(found.at).toLocaleString(document.documentElement.lang)
  return html`
    ${
      found.is_revoked
        ? html`<p class="answer" data-state="bad" role="status">✗ ${t("verify.revoked")}</p>`
        : html`<p class="answer" data-state="good" role="status">✓ ${t("verify.agrees")}</p>`
    }
    <p>${t("verify.agrees-hint")} <span lang="zh-CN">${found.title}</span></p>
    ${found.is_corrected ? html`<p class="banner" data-state="wait">${t("verify.corrected")}</p>` : nothing}
    ${found.superseded.map(correction)} ${found.lines.length ? content(found.lines) : html`<p class="muted">${t("verify.hidden")}</p>`}
    <p class="muted">${t("verify.when", { n: found.position, time, tail: found.tail })}</p>
  `
}

/** What has taken the place of something on the sheet since it was printed. */
function correction(found) {
  const time = new Date(found.at).toLocaleString(document.documentElement.lang)
  const [one, other] = [found.proposed_by, found.second_hand].map(sentence)
  return html`
    <section class="banner" data-state="wait">
      <p><b>${t("verify.superseded", found)}</b></p>
      <dl class="said">
        <div><dt>${t("verify.old")}</dt><dd class="numeral">${found.old}</dd></div>
        <div><dt>${t("verify.new")}</dt><dd class="numeral">${found.new}</dd></div>
      </dl>
      <p>${t("verify.superseded-by", { reason: found.reason, time, one, other })}</p>
    </section>
  `
}

function content(lines) {
  return html`
    <p>${t("verify.compare")}</p>
    <dl class="said" lang="zh-CN">
      ${lines.map(([label, value]) => html`<div><dt>${label}</dt><dd class="numeral">${value}</dd></div>`)}
    </dl>
  `
}

function difference(found) {
  const n = found.position
  const why = found.is_beyond ? t("verify.beyond", { n }) : t("verify.differs-hint", { n })
  return html`
    <p class="answer" data-state="bad" role="status">✗ ${t("verify.differs")}</p>
    <p>${why}</p>
    ${found.tail ? html`<p class="muted">${t("verify.tail", { n, tail: found.tail })}</p>` : nothing}
  `
}

async function ask(code) {
  Object.assign(page, { step: "busy", code, problem: "" })
  draw()
  try {
    page.found = await post("/verify", { code })
    page.step = "checked"
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    Object.assign(page, { step: "code", problem: refused.detail })
  }
  draw()
}

function startOver() {
  become(at("/verify"))
  Object.assign(page, { step: "code", code: "", problem: "", found: null })
  draw()
}

function draw() {
  document.title = t("verify.title")
  render(whole(), document.body)
}

onLanguage(draw)
const scanned = rest()
if (scanned) ask(scanned)
else draw()
