/** 新建赛事: from a preset, from a rules file, or as a copy of an earlier competition. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { copied, copying } from "./copying.js"
import { asked, page, redraw } from "./page.js"
import { fileRead, readFile } from "./rules_file.js"

/** How each way begins: what is chosen there, and what makes the competition; null as long as it cannot be made. */
const WAYS = {
  preset: { part: presets, make: () => fromPreset },
  file: { part: readFile, make: fileRead },
  copy: { part: copying, make: copied },
}

/** `name`: what was typed, or what the file or the earlier competition is called. */
const draft = { way: "preset", preset: "", name: "" }

/** The section. */
export function creation() {
  const { part, make } = WAYS[draft.way]
  const create = make()
  return html`
    <h2>${t("start.new")}</h2>
    <form @submit=${(event) => submit(event, create)} novalidate>
      <div class="ways" role="radiogroup" aria-label=${t("start.new")}>${Object.keys(WAYS).map(way)}</div>
      ${part(rename)} ${create ? finish() : nothing}
    </form>
  `
}

function way(each) {
  const choose = () => {
    Object.assign(draft, { way: each, name: "" })
    redraw()
  }
  return html`<label class="way" data-chosen=${draft.way === each}>
    <input type="radio" name="way" value=${each} .checked=${draft.way === each} @change=${choose} />
    <span><b>${t(`start.way-${each}`)}</b><small class="muted">${t(`start.way-${each}-hint`)}</small></span>
  </label>`
}

/** Each preset with what it says of itself. */
function presets() {
  const offered = page.start.presets
  const chosen = offered.some(({ id }) => id === draft.preset) ? draft.preset : offered[0]?.id
  const choose = (id) => {
    draft.preset = id
    redraw()
  }
  return html`<div class="presets" role="radiogroup" aria-label=${t("start.preset")}>
    ${offered.map(
      ({ id, name, about }) => html`<label class="way" data-chosen=${id === chosen}>
        <input type="radio" name="preset" value=${id} .checked=${id === chosen} @change=${() => choose(id)} />
        <span lang="zh-CN"><b>${name}</b><small class="muted">${about}</small></span>
      </label>`,
    )}
  </div>`
}

function finish() {
  return html`<label class="field short">
      <span>${t("start.name")}</span>
      <input
        name="name"
        maxlength="60"
        autocomplete="off"
        .value=${draft.name}
        @input=${({ target }) => (draft.name = target.value)}
      />
      <small>${t(`start.name-hint-${draft.way}`)}</small>
    </label>
    <button class="button ${page.start.open.length && draft.way === "preset" ? "" : "primary"}" ?disabled=${page.busy}>
      ${t("start.create")}
    </button>`
}

function rename(name) {
  draft.name = name
}

async function submit(event, create) {
  event.preventDefault()
  if (!create || page.busy) return
  const made = await create(draft.name.trim(), event.target)
  if (made?.at) location.assign(`${made.at}/setup${draft.way === "copy" ? "#readiness" : ""}`)
}

function fromPreset(name, form) {
  return asked("/competitions", { preset: form.elements.preset.value, name })
}
