/** The events of a series: each reads one file or several, which lie in the season's folder. */

import { dotted, valueAt } from "../setup/draft.js"
import { problemsAt } from "../setup/fields.js"
import { mover } from "../setup/moving.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page } from "./page.js"
import { chooseSource, taking } from "./sources.js"

/** @param {object} form see draft.js @param {import("../setup/draft.js").Path} series path of the series */
export function events(form, series) {
  const path = [...series, "events"]
  const present = valueAt(form.draft, path) ?? []
  const put = (rows) => form.change(path, rows)
  return html`<fieldset class="inner events">
    <legend>${t("season.events", { n: present.length })}</legend>
    ${present.length ? html`<ol>${present.map((event, n) => row(form, [...path, n], present, event, n, put))}</ol>` : html`<p class="muted">${t("season.no-events")}</p>`}
    ${problemsAt(form, path)}
    <div class="row-of-buttons">
      <button type="button" class="button" @click=${() => pick(form, path)}>${t("season.add-competition")}</button>
      ${taking(t("season.add-file"), (file) => addOf(form, path, file, ""))}
      ${known(form, path)}
    </div>
  </fieldset>`
}

/** One event more of a file that lies in the folder already; a CSV has one for each of its rounds. */
function known(form, path) {
  const choose = ({ target }) => {
    const file = target.value
    target.value = ""
    if (file) addOf(form, path, file, "")
  }
  return page.view.files.length
    ? html`<select aria-label=${t("season.add-known")} .value=${""} @change=${choose}>
        <option value="">${t("season.add-known")}</option>
        ${page.view.files.map(({ name }) => html`<option value=${name}>${name}</option>`)}
      </select>`
    : nothing
}

async function pick(form, path) {
  const taken = await chooseSource()
  if (taken) addOf(form, path, taken.file, taken.name)
}

function addOf(form, path, name, called) {
  const file = page.view.files.find((each) => each.name === name)
  const present = valueAt(form.draft, path) ?? []
  const rounds = (file?.rounds ?? []).filter((round) => !present.some((event) => event.id === round))
  const made = rounds.length
    ? rounds.map((round) => ({ id: round, name: round, from: [name] }))
    : [{ id: freeId(form.draft), name: called || stem(name), from: [name] }]
  form.change(path, [...present, ...made])
}

/** Of no event of any series. */
function freeId(draft) {
  const taken = new Set(draft.series.flatMap(({ events = [] }) => events.map(({ id }) => id)))
  let number = taken.size + 1
  while (taken.has(`e${number}`)) number++
  return `e${number}`
}

function stem(name) {
  return name.replace(/\.[^.]*$/, "")
}

function row(form, path, all, event, index, put) {
  const name = event.name || event.id
  const sources = event.from ?? []
  const others = page.view.files.filter((file) => !sources.includes(file.name))
  const change = (changed) => form.change(path, { ...event, ...changed })
  return html`<li data-row name=${dotted(path)}>
    <div class="event-row">
      <label class="field">
        <span class="visually-hidden">${t("season.event-name")}</span>
        <input name=${`${dotted(path)}.name`} autocomplete="off" .value=${event.name ?? ""} placeholder=${event.id} @input=${({ target }) => change({ name: target.value })} />
      </label>
      <code title=${t("season.row-id")}>${event.id}</code>
      <span class="event-tools">
        ${mover(name, all, index, put)}
        <button type="button" class="button quiet" aria-label=${t("setup.remove-row", { name })} @click=${() => put(all.filter((each) => each !== event))}>✕</button>
      </span>
    </div>
    <div class="sources">
      ${sources.map((source) => chip(source, () => change({ from: sources.filter((each) => each !== source) })))}
      <select
        aria-label=${t("season.add-source", { name })}
        .value=${""}
        @change=${({ target }) => {
          if (target.value) change({ from: [...sources, target.value] })
          target.value = ""
        }}
      >
        <option value="">${t(sources.length ? "season.one-more-file" : "season.choose-file")}</option>
        ${others.map((file) => html`<option value=${file.name}>${file.name}</option>`)}
      </select>
    </div>
    ${problemsAt(form, path)} ${["id", "name", "from"].map((key) => problemsAt(form, [...path, key]))}
    ${sources.map((_, n) => problemsAt(form, [...path, "from", n]))}
  </li>`
}

function chip(file, remove) {
  return html`<span class="chip">
    ${file}
    <button type="button" aria-label=${t("setup.remove-row", { name: file })} @click=${remove}>✕</button>
  </span>`
}
