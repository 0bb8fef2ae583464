/** Compulsory items: a yes or a no for each, by the judge's own hand; none is chosen beforehand. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

const ANSWERS = [
  [true, "judge.yes"],
  [false, "judge.no"],
]

/** The items without an answer. */
export function unanswered(asked, items) {
  return asked.filter(({ id }) => items[id] === undefined)
}

/** The questions to be answered, below the criteria. */
export function questions(asked, items, act) {
  if (!asked.length) return nothing
  return html`<ol class="items">
    ${asked.map(
      ({ id, name }) => html`<li role="group" aria-label=${name} data-item=${id}>
        <span class="name">${name}</span>
        ${ANSWERS.map(
          ([answer, word]) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${String(items[id] === answer)}
              @click=${() => act.change({ items: { ...items, [id]: answer } })}
            >
              ${t(word)}
            </button>`,
        )}
      </li>`,
    )}
  </ol>`
}

/** The answers as they were given. */
export function fixedAnswers(asked, items) {
  const given = asked.filter(({ id }) => items[id] !== undefined)
  if (!given.length) return nothing
  return html`<ol class="items">
    ${given.map(
      ({ id, name }) => html`<li>
        <span class="name">${name}</span>
        <strong class="answer">${items[id] ? t("judge.yes") : t("judge.no")}</strong>
      </li>`,
    )}
  </ol>`
}
