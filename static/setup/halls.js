/** 会场: where panels sit, and how many windows a walk-round has there. With a single hall there is little to ask. */

import { send } from "../command.js"
import { ask } from "../dialog.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { t } from "../words.js"
import { page, perform, redraw, usedTracks } from "./page.js"
import { saveBar } from "./parts.js"

const MOST_HALLS = 12
const MOST_WINDOWS = 12

/** The halls as they are being changed, null where nothing was. */
let draft = null

/** Whether there are changes that were not saved. */
export function isDirty() {
  return draft !== null
}

/** The halls, or how to come to more than one. */
export function halls() {
  const shown = draft ?? page.view.halls
  if (shown.length < 2 && !hasWindows(shown))
    return html`<div>
      <button type="button" class="button quiet" @click=${add}>${t("setup.more-halls")}</button>
      ${draft ? bar() : nothing}
    </div>`
  return html`<section class="card halls">
    <h3>${t("setup.halls")}</h3>
    <p class="muted">
      ${shown.length > 1 ? t("setup.halls-hint") : nothing} ${hasWindows(shown) ? t("setup.windows-hint") : nothing}
    </p>
    <ol>
      ${repeat(shown, ({ id }) => id, row)}
    </ol>
    <button type="button" class="button" ?disabled=${shown.length >= MOST_HALLS} @click=${add}>
      ${t("setup.add-hall")}
    </button>
    ${bar()}
  </section>`
}

/** Where a round walks, or a hall has windows from before. */
function hasWindows(halls) {
  return halls.some(({ windows }) => windows) || usedTracks().some(({ rules }) => rules.rounds.some(({ manner }) => manner === "walk"))
}

function bar() {
  return saveBar({ dirty: isDirty(), save, discard: () => put(null), label: t("setup.save-halls") })
}

function row({ id, name, windows }, index) {
  const shown = draft ?? page.view.halls
  const change = (more) => put(shown.map((hall) => (hall.id === id ? { ...hall, ...more } : hall)))
  const rename = ({ target }) => change({ name: target.value })
  const button = (sign, label, deed, disabled) =>
    html`<button type="button" class="button quiet" aria-label=${label} ?disabled=${disabled} @click=${deed}>
      ${sign}
    </button>`
  const count = html`<label class="hall-windows">
    <span>${t("setup.windows")}</span>
    <input
      type="number"
      name="windows"
      min="0"
      max=${MOST_WINDOWS}
      .value=${windows}
      @change=${({ target }) => change({ windows: Math.min(Math.max(Math.trunc(Number(target.value)) || 0, 0), MOST_WINDOWS) })}
    />
  </label>`
  if (shown.length < 2) return html`<li data-hall=${id}>${count}</li>`
  return html`<li data-hall=${id}>
    <input
      aria-label=${t("setup.hall-name", { n: index + 1 })}
      maxlength="20"
      autocomplete="off"
      .value=${name}
      @input=${rename}
    />
    ${hasWindows(shown) ? count : nothing}
    ${button("↑", t("setup.hall-earlier", { name }), () => move(index, -1), index === 0)}
    ${button("↓", t("setup.hall-later", { name }), () => move(index, 1), index === shown.length - 1)}
    ${button("✕", t("setup.remove-hall", { name }), () => put(shown.filter((hall) => hall.id !== id)), false)}
  </li>`
}

/** The first one gets a name as soon as there is a second to tell it from. */
function add() {
  const named = (draft ?? page.view.halls).map((hall, index) => ({
    ...hall,
    name: hall.name || t("setup.hall-n", { n: index + 1 }),
  }))
  const taken = new Set([...named, ...page.view.halls].map(({ id }) => id))
  let number = named.length + 1
  while (taken.has(`h${number}`)) number++
  put([...named, { id: `h${number}`, name: t("setup.hall-n", { n: named.length + 1 }), windows: 0 }])
}

function move(index, by) {
  const changed = [...(draft ?? page.view.halls)]
  const [hall] = changed.splice(index, 1)
  changed.splice(index + by, 0, hall)
  put(changed)
}

function put(halls) {
  draft = halls
  redraw()
}

async function save() {
  const gone = page.view.halls.filter(({ id }) => !draft.some((hall) => hall.id === id))
  for (const { name } of gone) {
    const question = { title: t("setup.remove-hall", { name }), text: t("setup.remove-hall-hint"), danger: true }
    if ((await ask(question)) === null) return
  }
  const wanted = draft.map((hall) => ({ ...hall, name: hall.name.trim() }))
  if (!(await perform(() => send({ kind: "SetHalls", halls: wanted })))) return
  notify(t("setup.halls-saved"), "good")
  put(null)
}
