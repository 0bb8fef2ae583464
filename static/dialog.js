/**
 * Questions to the person, drawn in the page: WeChat may swallow alert and prompt, and iOS before 15.4 has no <dialog>.
 */

import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { notify } from "./page.js"
import { t } from "./words.js"

const REASON = { name: "reason", kind: "text", most: 200, missing: "dialog.reason-missing" }

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} [text]
 * @property {object} [content] a template of more than text
 * @property {string} [confirm] words of the button that agrees
 * @property {string|null} [cancel] null where there is nothing to choose
 * @property {boolean} [danger] colours the agreeing button as dangerous
 * @property {string} [reason] label of a text field that has to be filled in
 * @property {string} [suggestion] what the field holds at first
 */

/**
 * @typedef {object} Field that has to be filled in, except where it is `optional`
 * @property {string} name
 * @property {string} label
 * @property {"text"|"line"|"number"|"date"|"moment"|"pin"|"radio"|"select"} kind a text has several lines
 * @property {string|number} [value] what it holds at first; of a choice by default the first
 * @property {number} [most] characters
 * @property {boolean} [optional]
 * @property {{value: string, label: string}[]} [options] of a choice
 * @property {string} [missing] key of the words for an empty one
 */

/**
 * Asks, and holds the page until it is answered.
 *
 * @param {Question} question
 * @returns {Promise<string|null>} null if cancelled; else the reason given, "" where none was asked for
 */
export async function ask(question) {
  const { reason, suggestion } = question
  const values = await fill({ ...question, fields: reason ? [why(reason, suggestion)] : [] })
  return values && (values.reason ?? "")
}

/** The field for a reason, as `ask` has it. */
export function why(label, value = "") {
  return { ...REASON, label, value }
}

/** The field for who saw it. */
export function witness() {
  return { name: "witness", label: t("setup.witness"), kind: "line", most: 40 }
}

/**
 * Asks for several things in one dialog.
 *
 * @param {Question & {fields: Field[], send?: (values: object) => Promise<string|null>}} question
 *   `send` does what was asked for; the dialog stays, and shows why, where it answers with words
 * @returns {Promise<object|null>} null if cancelled; else by name what was filled in
 */
export function fill(question) {
  const returnTo = document.activeElement
  const host = document.body.appendChild(document.createElement("div"))
  return new Promise((resolve) => {
    const answer = (values) => {
      if (!host.isConnected) return
      host.remove()
      returnTo?.focus?.()
      resolve(values)
    }
    render(dialog(question, answer), host)
    // The key that asked a dangerous question must not agree to it as well.
    host.querySelector(question.danger ? "[data-field], [type=button]" : "[data-field], [value=confirm]").focus()
  })
}

function dialog(question, answer) {
  const { title, text, content = nothing, confirm = t("dialog.confirm"), cancel = t("dialog.cancel"), danger, fields } = question
  return html`
    <div class="veil" @keydown=${(event) => keep(event, () => answer(null))} @mousedown=${stay}>
      <form
        class="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="dialog-title"
        novalidate
        @submit=${(event) => submit(event, question, answer)}
      >
        <h2 id="dialog-title">${title}</h2>
        ${text ? html`<p>${text}</p>` : nothing} ${content} ${fields.map(field)}
        <p class="refusal" role="alert" hidden></p>
        <div class="actions">
          ${cancel === null
            ? nothing
            : html`<button type="button" class="button" @click=${() => answer(null)}>${cancel}</button>`}
          <button value="confirm" class="button ${danger ? "danger" : "primary"}">${confirm}</button>
        </div>
      </form>
    </div>
  `
}

function field(each) {
  if (each.kind === "radio") return choice(each)
  return html`<label class="field">
    <span>${each.label}</span>
    ${input(each)}
    <small class="error" role="alert" data-missing=${each.name} hidden>
      ${each.missing ? t(each.missing) : t("dialog.missing", each)}
    </small>
  </label>`
}

function input({ name, kind, value = "", most, options }) {
  if (kind === "text")
    return html`<textarea data-field name=${name} rows="3" maxlength=${most} .value=${value}></textarea>`
  if (kind === "pin")
    return html`<input data-field name=${name} type="password" inputmode="numeric" maxlength=${most} autocomplete="off" />`
  if (kind === "date" || kind === "moment")
    return html`<input data-field name=${name} type=${kind === "date" ? "date" : "datetime-local"} .value=${value} />`
  if (kind === "number") return html`<input data-field name=${name} type="number" step="1" .value=${String(value)} />`
  if (kind === "line") return html`<input data-field name=${name} maxlength=${most} autocomplete="off" .value=${value} />`
  return html`<select data-field name=${name}>
    ${options.map((each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.label}</option>`)}
  </select>`
}

/** The focus goes to the one that is chosen at first. */
function choice({ name, label, value, options }) {
  const chosen = value ?? options[0].value
  return html`<div class="field" role="radiogroup" aria-label=${label}>
    <span>${label}</span>
    <div class="options">
      ${options.map(
        (each) => html`<label class="check">
          <input ?data-field=${each.value === chosen} type="radio" name=${name} value=${each.value} ?checked=${each.value === chosen} />
          <span>${each.label}</span>
        </label>`,
      )}
    </div>
  </div>`
}

async function submit(event, { fields, send }, answer) {
  event.preventDefault()
  const form = event.target
  const values = Object.fromEntries(fields.map((each) => [each.name, valueOf(form, each)]))
  if (lacks(form, fields, values)) return
  const agree = form.querySelector("[value=confirm]")
  agree.disabled = true // once is enough
  const refusal = send ? await send(values) : null
  agree.disabled = false
  if (!refusal) answer(values)
  else if (form.isConnected) tell(form, refusal)
  else notify(refusal)
}

function valueOf(form, { name, kind }) {
  const value = form.elements[name].value.trim()
  return kind === "number" && value ? Math.trunc(Number(value)) : value
}

/** Whether something is not filled in; says what, and goes to the first of it. */
function lacks(form, fields, values) {
  const missing = fields.filter(({ name, optional }) => !optional && values[name] === "")
  for (const { name, kind } of fields) {
    if (kind === "radio") continue
    const isMissing = missing.some((each) => each.name === name)
    form.elements[name].setAttribute("aria-invalid", String(isMissing))
    form.querySelector(`[data-missing="${name}"]`).hidden = !isMissing
  }
  if (missing.length) form.elements[missing[0].name].focus()
  return missing.length > 0
}

function tell(form, refusal) {
  const place = form.querySelector(".refusal")
  place.textContent = refusal
  place.hidden = false
  place.scrollIntoView({ block: "nearest" })
}

/** A second click of an impatient hand lands beside the question: its keys still go to it. */
function stay(event) {
  if (event.target === event.currentTarget) event.preventDefault()
}

/** Escape cancels; Tab goes round inside. */
function keep(event, cancel) {
  event.stopPropagation()
  if (event.key === "Escape") return cancel()
  if (event.key !== "Tab") return
  const stops = [...event.currentTarget.querySelectorAll("input, select, textarea, button, [tabindex]")]
  const end = event.shiftKey ? stops[0] : stops[stops.length - 1]
  if (document.activeElement !== end) return
  event.preventDefault()
  stops[event.shiftKey ? stops.length - 1 : 0].focus()
}
