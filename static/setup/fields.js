/** Fields that edit one value of a nested draft, with the problems found at that value's key path beside it. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

/** @typedef {(string|number)[]} Path e.g. ["tracks", 0, "rounds", 1, "trim", "from"] */

/** The path as the server writes it: `tracks[0].rounds[1].trim.from`. @param {Path} path */
export function dotted(path) {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "")
}

/** The value at a path, undefined where the draft does not say it. */
export function valueAt(draft, path) {
  return path.reduce((value, part) => value?.[part], draft)
}

/**
 * A text or number field.
 *
 * @param {object} form `{draft, problems, change(path, value)}`; problems by key path
 * @param {Path} path
 * @param {{label: string, hint?: string, warning?: string, whole?: boolean, fallback?: string|number, wide?: boolean}} options
 *   whole: a whole number, kept as a number; fallback: what an unwritten key means
 */
export function textField(form, path, { label, hint, warning, whole = false, fallback = "", wide = false }) {
  const change = ({ target }) => {
    const text = target.value.trim()
    form.change(path, whole && /^[0-9]{1,6}$/.test(text) ? Number(text) : target.value)
  }
  return field(
    form,
    path,
    { label, hint, warning, wide },
    (invalid) =>
      html`<input
        name=${dotted(path)}
        autocomplete="off"
        inputmode=${whole ? "numeric" : nothing}
        aria-invalid=${invalid}
        .value=${String(valueAt(form.draft, path) ?? fallback)}
        @input=${change}
      />`,
  )
}

/** A field that offers the words of the rules, each in the page's language. @param {[string, string][]} choices */
export function choiceField(form, path, { label, choices, fallback }) {
  const present = valueAt(form.draft, path) ?? fallback
  return field(
    form,
    path,
    { label },
    (invalid) =>
      html`<select
        name=${dotted(path)}
        aria-invalid=${invalid}
        @change=${({ target }) => form.change(path, target.value)}
      >
        ${choices.map(([value, word]) => html`<option value=${value} ?selected=${value === present}>${word}</option>`)}
      </select>`,
  )
}

/** The problems at a path as sentences. */
export function problemsAt(form, path) {
  const found = form.problems.get(dotted(path)) ?? []
  return found.map((problem) => html`<small class="error" role="alert">${problemText(problem)}</small>`)
}

/** What is wrong and how to mend it. */
export function problemText({ what, remedy }) {
  return t("setup.problem", { what: sentence(what), remedy: sentence(remedy) })
}

function field(form, path, { label, hint, warning, wide }, control) {
  const problems = problemsAt(form, path)
  return html`<label class="field ${wide ? "wide" : ""}">
    <span>${label}</span>
    ${control(problems.length > 0)} ${problems} ${warned(warning)} ${hint ? html`<small>${hint}</small>` : nothing}
  </label>`
}

/** What is allowed and rarely meant, in a line of its own; nothing without a text. */
export function warned(text) {
  return text ? html`<small class="warning" role="status">${text}</small>` : nothing
}
