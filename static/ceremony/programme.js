/** 颁奖程序: which awards in which order, how each level comes out and who hands over; saved, then begun. */

import { act } from "../console/acting.js"
import { page, redraw } from "../console/page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { buttonOf, press } from "./clicker.js"
import { warnings } from "./leading.js"

const MOST_TOGETHER = 8
const HOLDS_S = [0, 1, 2, 3, 5, 10]
const MOST = 40 // characters of a card or a name
const BETWEEN = /[、，,;；]/

let draft = null // a Programme of judging/core/ceremony/programme.py, as it is being written
let saved = "" // what the server has of it

/** A programme that was saved, here or at another console, takes the place of what was not touched. */
export function follow(view) {
  const has = JSON.stringify(view.programme)
  if (draft && has === saved) return
  saved = has
  draft = kept(view) ?? usual(view.awards)
}

/** What was saved, without the awards and levels that the rules have no longer: nobody could save those again. */
function kept({ programme, awards }) {
  if (!programme) return null
  const known = new Map(awards.map(({ award, levels }) => [award, levels.map(({ level }) => level)]))
  const left = ({ award, levels }) => ({ award, levels: levels.filter(({ level }) => known.get(award).includes(level)) })
  return { ...programme, awards: programme.awards.filter(({ award }) => known.has(award)).map(left) }
}

/** All awards in the order of the rules, one at a time. */
function usual(awards) {
  return { awards: awards.map(({ award }) => ({ award, levels: [] })), opening: "", closing: "", hold_s: 1 }
}

function isDirty() {
  return JSON.stringify(draft) !== saved
}

export function programme() {
  const { awards } = page.view
  const chosen = draft.awards.map(({ award }) => award)
  const known = new Map(awards.map((each) => [each.award, each]))
  const listed = [...chosen.map((award) => known.get(award)).filter(Boolean), ...awards.filter(({ award }) => !chosen.includes(award))]
  return html`
    <section class="plan">
      <h1>${t("ceremony.programme")}</h1>
      <p class="muted">${t("ceremony.programme-hint")}</p>
      ${listed.length ? nothing : html`<p class="muted">${t("ceremony.no-awards")}</p>`}
      <ol class="awards">
        ${listed.map((each) => award(each, chosen.indexOf(each.award)))}
      </ol>
    </section>
    <section class="beside">
      ${card("opening")} ${card("closing")}
      <label class="field">
        <span>${t("ceremony.hold")}</span>
        <select name="hold" @change=${({ target }) => put({ hold_s: Number(target.value) })}>
          ${HOLDS_S.map((n) => html`<option value=${n} ?selected=${n === draft.hold_s}>${t("ceremony.hold-s", { n })}</option>`)}
        </select>
        <small>${t("ceremony.hold-hint")}</small>
      </label>
      ${warnings()}
      <button type="button" class="button" ?disabled=${!isDirty()} @click=${save}>${t("ceremony.save")}</button>
      ${begin()}
    </section>
  `
}

function begin() {
  const { blocked } = buttonOf("begin")
  const why = isDirty() ? t("ceremony.save-first") : blocked ? sentence(blocked) : ""
  return html`<button type="button" class="button primary big" ?disabled=${why} @click=${() => press("begin")}>
      ${t("ceremony.begin")}
    </button>
    <p class=${blocked && !isDirty() ? "error" : "muted"}>${why || t("ceremony.begin-hint")}</p>`
}

function card(key) {
  return html`<label class="field">
    <span>${t(`ceremony.card.${key}`)}</span>
    <input
      name="card"
      maxlength=${MOST}
      autocomplete="off"
      placeholder=${t(`screen.ceremony.${key}`)}
      .value=${draft[key]}
      @input=${({ target }) => put({ [key]: target.value })}
    />
  </label>`
}

/** @param {number} place in the programme, -1: left out */
function award({ award: id, name, levels, undecided }, place) {
  const isIn = place >= 0
  return html`<li class="card" data-award=${id} ?data-out=${!isIn}>
    <header>
      <label class="check"><input type="checkbox" .checked=${isIn} @change=${() => choose(id, !isIn)} /><b>${name}</b></label>
      ${isIn ? movers(place, name) : nothing}
    </header>
    ${undecided ? html`<p class="status" data-state="wait">${sentence(undecided)}</p>` : nothing}
    ${isIn ? html`<ul class="levels">${levels.map((each) => level(id, each))}</ul>` : nothing}
  </li>`
}

function movers(place, name) {
  const mover = (by, sign, key) => html`<button
    type="button"
    class="button quiet"
    aria-label=${t(key, { name })}
    ?disabled=${!draft.awards[place + by]}
    @click=${() => move(place, by)}
  >
    ${sign}
  </button>`
  return html`<span>${mover(-1, "↑", "ceremony.earlier")} ${mover(1, "↓", "ceremony.later")}</span>`
}

function level(award, { level: id, count }) {
  const part = partOf(award, id)
  const set = (changes) => putLevel(award, { ...part, ...changes })
  return html`<li>
    <span class="level">${id || t("ceremony.no-level")} ${count ? html`<small class="muted">${t("ceremony.count", { n: count })}</small>` : nothing}</span>
    <label
      ><span class="visually-hidden">${t("ceremony.together")}</span>
      <select name="together" @change=${({ target }) => set({ together: Number(target.value) })}>
        ${[...Array(MOST_TOGETHER).keys(), -1].map((n) => together(n + 1, part.together))}
      </select></label
    >
    <label
      ><span class="visually-hidden">${t("ceremony.presenters")}</span>
      <input
        name="presenters"
        autocomplete="off"
        placeholder=${t("ceremony.presenters")}
        .value=${part.presenters.join("、")}
        @change=${({ target }) => set({ presenters: namesIn(target.value) })}
    /></label>
  </li>`
}

function together(n, chosen) {
  const words = n === 0 ? t("ceremony.all-at-once") : n === 1 ? t("ceremony.one-by-one") : t("ceremony.groups", { n })
  return html`<option value=${n} ?selected=${n === chosen}>${words}</option>`
}

function namesIn(text) {
  return text.split(BETWEEN).map((name) => name.trim()).filter(Boolean)
}

function partOf(award, level) {
  const { levels } = draft.awards.find((each) => each.award === award)
  return levels.find((each) => each.level === level) ?? { level, together: 1, presenters: [] }
}

function put(changes) {
  draft = { ...draft, ...changes }
  redraw()
}

function putLevel(award, part) {
  const set = ({ levels }) => [...levels.filter(({ level }) => level !== part.level), part]
  put({ awards: draft.awards.map((each) => (each.award === award ? { ...each, levels: set(each) } : each)) })
}

function choose(award, isIn) {
  const others = draft.awards.filter((each) => each.award !== award)
  put({ awards: isIn ? [...others, { award, levels: [] }] : others })
}

function move(place, by) {
  const awards = [...draft.awards]
  awards.splice(place + by, 0, ...awards.splice(place, 1))
  put({ awards })
}

function save() {
  act({ kind: "SetCeremony", programme: draft, hall: page.hall }, t("ceremony.save"))
}
