/**
 * Questions to the person, drawn in the page: WeChat may swallow alert and prompt, and iOS before 15.4 has no <dialog>.
 */

import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { t } from "./words.js"

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
 * Asks, and holds the page until it is answered.
 *
 * @param {Question} question
 * @returns {Promise<string|null>} null if cancelled; else the reason given, "" where none was asked for
 */
export function ask(question) {
  const returnTo = document.activeElement
  const host = document.body.appendChild(document.createElement("div"))
  return new Promise((resolve) => {
    const answer = (value) => {
      host.remove()
      returnTo?.focus?.()
      resolve(value)
    }
    render(dialog(question, answer), host)
    // The key that asked a dangerous question must not agree to it as well.
    host.querySelector(question.danger ? "textarea, [type=button]" : "textarea, [value=confirm]").focus()
  })
}

function dialog(question, answer) {
  const { title, text, content = nothing, confirm = t("dialog.confirm"), cancel = t("dialog.cancel"), danger, reason, suggestion } = question
  const submit = (event) => {
    event.preventDefault()
    const field = event.target.elements.reason
    if (!field) return answer("")
    if (field.value.trim()) return answer(field.value.trim())
    field.setAttribute("aria-invalid", "true")
    event.target.querySelector(".error").hidden = false
    field.focus()
  }
  return html`
    <div class="veil" @keydown=${(event) => keep(event, () => answer(null))}>
      <form class="dialog" role="dialog" aria-modal="true" aria-labelledby="dialog-title" @submit=${submit}>
        <h2 id="dialog-title">${title}</h2>
        ${text ? html`<p>${text}</p>` : nothing} ${content}
        ${reason
          ? html`<label class="field">
              <span>${reason}</span>
              <textarea name="reason" rows="3" maxlength="200" .value=${suggestion ?? ""}></textarea>
              <small class="error" role="alert" hidden>${t("dialog.reason-missing")}</small>
            </label>`
          : nothing}
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

/** Escape cancels; Tab goes round inside. */
function keep(event, cancel) {
  event.stopPropagation()
  if (event.key === "Escape") return cancel()
  if (event.key !== "Tab") return
  const stops = [...event.currentTarget.querySelectorAll("textarea, button, [tabindex]")]
  const end = event.shiftKey ? stops[0] : stops[stops.length - 1]
  if (document.activeElement !== end) return
  event.preventDefault()
  stops[event.shiftKey ? stops.length - 1 : 0].focus()
}
