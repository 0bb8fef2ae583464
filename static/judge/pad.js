/** The number pad that comes from below: own keys, not the system keyboard, which would cover half the sheet. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { compare } from "../decimal.js"
import { t } from "../words.js"
import { levels } from "./levels.js"
import { problem, stepped, typed } from "./marks.js"

const KEYS = { Backspace: "back", Delete: "clear", "-": "sign", ",": "." }

/**
 * @typedef {object} PadActions
 * @property {(text: string) => void} type puts a typed text in the place of the mark; the next key goes on from it
 * @property {(text: string) => void} choose the same with a whole mark; the next digit begins anew
 * @property {() => void} next goes on to the next criterion without a mark, or closes the pad
 * @property {() => void} closePad
 */

/**
 * @param {import("./marks.js").Criterion} criterion
 * @param {string} text typed so far
 * @param {{isFresh: boolean, isLast: boolean}} state a digit begins anew; no other mark is missing
 * @param {PadActions} act
 */
export function pad(criterion, text, { isFresh, isLast }, act) {
  const press = (key) => act.type(typed(text, key, isFresh))
  const step = (direction) => act.choose(stepped(text, criterion, direction))
  return html`
    <section class="pad" aria-label=${criterion.name} @keydown=${(event) => onKey(event, press, step, act)}>
      <header>
        <h2>${criterion.name} <small class="muted">${t("judge.range", criterion)}</small></h2>
        <button type="button" class="button quiet" @click=${act.closePad}>${t("judge.close-pad")}</button>
      </header>
      ${dial(criterion, text, step)} ${shortcuts(criterion, act)}
      <div class="keys">
        ${digits("123", press)} ${key("⌫", "back", press, t("judge.key-back"))} ${digits("456", press)}
        ${key(t("judge.key-clear"), "clear", press)} ${digits("789", press)}
        <button type="button" class="button primary go" @click=${act.next}>
          ${isLast ? t("judge.done") : t("judge.next")}
        </button>
        ${lastRow(criterion, press)}
      </div>
    </section>
  `
}

function dial(criterion, text, step) {
  const wrong = problem(text, criterion)
  return html`
    <div class="dial">
      <button type="button" class="button" aria-label=${t("judge.less", criterion)} @click=${() => step(-1)}>−</button>
      <output
        class="value numeral"
        ?data-empty=${!text}
        role="spinbutton"
        tabindex="0"
        aria-label=${criterion.name}
        aria-valuemin=${criterion.min}
        aria-valuemax=${criterion.max}
        aria-valuenow=${text || nothing}
        aria-valuetext=${text || t("judge.no-mark")}
        aria-invalid=${wrong ? "true" : "false"}
        >${text || t("judge.no-mark")}</output
      >
      <button type="button" class="button" aria-label=${t("judge.more", criterion)} @click=${() => step(1)}>+</button>
    </div>
    <p class="error" role="alert" ?hidden=${!wrong}>${wrong}</p>
  `
}

function shortcuts(criterion, act) {
  const found = levels(criterion)
  if (!found.length) return nothing
  return html`<div class="levels">
    ${found.map(
      ({ name, low, high }) =>
        html`<button type="button" class="button" @click=${() => act.choose(high)}>
          ${name} <small>${low}–${high}</small>
        </button>`,
    )}
  </div>`
}

/** 0 takes the room that the point and the sign do not need. */
function lastRow({ min, step }, press) {
  const hasPoint = step.includes(".") || min.includes(".")
  const hasSign = compare(min, "0") < 0
  return html`
    ${hasPoint ? key(".", ".", press, t("judge.key-point")) : nothing}
    <button type="button" class="button key zero" data-key="0" data-span=${3 - hasPoint - hasSign} @click=${() => press("0")}>
      0
    </button>
    ${hasSign ? key("±", "sign", press, t("judge.key-sign")) : nothing}
  `
}

function digits(row, press) {
  return Array.from(row, (digit) => key(digit, digit, press))
}

function key(face, name, press, label) {
  return html`<button
    type="button"
    class="button key"
    data-key=${name}
    aria-label=${label ?? nothing}
    @click=${() => press(name)}
  >
    ${face}
  </button>`
}

/** A real keyboard works as well: digits, point, Backspace, arrows, Enter for the next one, Escape. */
function onKey(event, press, step, act) {
  const name = KEYS[event.key] ?? event.key
  const isKey = /^[0-9.]$/.test(name) || Object.values(KEYS).includes(name)
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (isKey) press(name)
  else if (event.key === "ArrowUp") step(1)
  else if (event.key === "ArrowDown") step(-1)
  else if (event.key === "Escape") act.closePad()
  else if (event.key === "Enter" && event.target.role !== "button" && event.target.tagName !== "BUTTON") act.next()
  else return
  event.preventDefault()
}
