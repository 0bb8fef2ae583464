/** 评委抽签: a panel drawn by lot from a pool, one person a line. */

import { send } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, t } from "../words.js"
import { drawing, newSeed } from "./drawing.js"
import { page, perform, redraw } from "./page.js"
import { dateTime } from "./parts.js"

const CELLS = /[,，\t]/
const USUAL_JUDGES = 7
const MOST_JUDGES = 15

/** What is typed, by "track/round/panel". */
const drafts = new Map()

/**
 * How the panel was drawn, and the form for it as long as it has judged nobody.
 *
 * @param {{id: string, name: string}[]} known who has an id already, on whatever panel
 */
export function pool(track, round, seating, known) {
  const key = `${track.id}/${round.id}/${seating.id}`
  if (!drafts.has(key)) drafts.set(key, { lines: "", seats: USUAL_JUDGES, reserves: 0, seed: newSeed() })
  const draft = drafts.get(key)
  const draw = async (event) => {
    event.preventDefault()
    const where = { track: track.id, round: round.id, panel: seating.id }
    const { seats, reserves, seed } = draft
    const command = { kind: "DrawPanel", ...where, pool: candidates(draft.lines, known), seats, reserves, seed }
    if (!(await perform(() => send(command)))) return
    drafts.delete(key)
    notify(t("setup.panel-drawn"), "good")
    redraw()
  }
  return html`${seating.drawn ? record(seating.drawn) : nothing} ${seating.marked ? nothing : form(draft, draw, seating)}`
}

function form(draft, draw, { drawn }) {
  const count = (name, least, label) =>
    html`<label class="field short">
      <span>${t(label)}</span>
      <input
        name=${`pool-${name}`}
        type="number"
        min=${least}
        max=${MOST_JUDGES}
        .value=${draft[name]}
        @change=${({ target }) => (draft[name] = Math.trunc(Number(target.value)) || 0)}
      />
    </label>`
  return html`<details class="pool">
    <summary>${t("setup.pool")}</summary>
    <label class="field">
      <span>${t("setup.pool-lines")}</span>
      <textarea name="pool" rows="8" .value=${draft.lines} @input=${({ target }) => (draft.lines = target.value)}></textarea>
      <small>${t("setup.pool-hint")}</small>
    </label>
    <div class="row-of-buttons">
      ${count("seats", 1, "setup.panel-size")} ${count("reserves", 0, "setup.reserve-judges")}
    </div>
    ${drawing(draft, draw, { isDone: Boolean(drawn), hint: t("setup.pool-draw-hint") })}
  </details>`
}

function record({ seed, at, pool, avoided }) {
  const names = new Map(pool.map(({ id, name }) => [id, name]))
  const out = avoided.map(({ id, because }) => `${names.get(id)}（${because}）`)
  return html`<p class="status" data-state="good">${t("setup.drawn", { seed, time: dateTime(at) })}</p>
    ${out.length ? html`<p class="muted">${t("setup.pool-avoided", { names: listed(out) })}</p>` : nothing}`
}

/** One person a line: name, unit, district. Who is known already keeps the id. */
function candidates(lines, known) {
  const ids = new Map([...page.view.people, ...known].map(({ name, id }) => [name, id]))
  const taken = new Set(ids.values())
  return lines
    .split("\n")
    .map((line) => line.split(CELLS).map((cell) => cell.trim()))
    .filter(([name]) => name)
    .map(([name, unit = "", district = ""]) => {
      if (!ids.has(name)) ids.set(name, freeId(taken))
      return { id: ids.get(name), name, unit, district }
    })
}

function freeId(taken) {
  let number = 1
  while (taken.has(`J${number}`)) number++
  taken.add(`J${number}`)
  return `J${number}`
}
