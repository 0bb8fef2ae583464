/** 评委与席位: who sits on which numbered seat of each judged round. */

import { send } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page, perform, redraw, roundsOf, shownTrack, tracks } from "./page.js"
import { lockedBanner, saveBar, trackTabs } from "./parts.js"

const MOST_JUDGES = 15
const USUAL_JUDGES = 7

/** Panels with changes that were not saved, by "track/round": the names in seat order. */
const drafts = new Map()

/** Whether there are changes that were not saved. */
export function isDirty() {
  return drafts.size > 0
}

/** The section. */
export function panel() {
  const track = shownTrack()
  const rounds = roundsOf(track, "judged")
  return html`
    ${trackTabs()} ${lockedBanner(track)}
    ${rounds.length ? nothing : html`<p class="muted">${t("setup.no-judged")}</p>`}
    ${rounds.map((round) => section(track, round))}
  `
}

function section(track, round) {
  const id = `${track.id}/${round.id}`
  const names = drafts.get(id) ?? (round.panel.length ? round.panel.map(({ name }) => name) : blank(USUAL_JUDGES))
  const put = (changed) => {
    drafts.set(id, changed)
    redraw()
  }
  const resize = ({ target }) => {
    const size = Math.min(Math.max(Math.trunc(Number(target.value)) || 1, 1), MOST_JUDGES)
    put([...names, ...blank(size)].slice(0, size))
  }
  const discard = () => {
    drafts.delete(id)
    redraw()
  }
  return html`<section class="round" data-round=${round.id}>
    <h3>${round.name}</h3>
    <fieldset ?disabled=${track.begun}>
      <div class="row-of-buttons">
        <label class="field short">
          <span>${t("setup.panel-size")}</span>
          <input type="number" min="1" max=${MOST_JUDGES} .value=${names.length} @change=${resize} />
        </label>
        ${others(track, round).map((other) => copyButton(other, put))}
      </div>
      <ol class="seats">
        ${names.map((name, index) => seat(name, index, names, put))}
      </ol>
    </fieldset>
    ${saveBar({ dirty: drafts.has(id), save: () => save(track, round, names), discard, label: t("setup.save-panel") })}
  </section>`
}

function seat(name, index, names, put) {
  const rename = ({ target }) => put(names.map((each, i) => (i === index ? target.value : each)))
  return html`<li>
    <label class="field">
      <span>${t("setup.seat", { n: index + 1 })}</span>
      <input name=${`seat-${index + 1}`} maxlength="40" autocomplete="off" .value=${name} @input=${rename} />
    </label>
  </li>`
}

function copyButton({ name, panel }, put) {
  return html`<button type="button" class="button" @click=${() => put(panel.map((judge) => judge.name))}>
    ${t("setup.copy-panel", { name })}
  </button>`
}

/** The other panels of the competition, which are often the same people. */
function others(track, round) {
  return tracks().flatMap((other) =>
    roundsOf(other, "judged")
      .filter((found) => found.panel.length && !(other.id === track.id && found.id === round.id))
      .map((found) => ({ name: `${other.name} · ${found.name}`, panel: found.panel })),
  )
}

async function save(track, round, names) {
  const judges = seated(
    track,
    round,
    names.map((name) => name.trim()),
  )
  const command = { kind: "SeatPanel", track: track.id, round: round.id, judges }
  if (!(await perform(() => send(command)))) return
  drafts.delete(`${track.id}/${round.id}`)
  notify(t("setup.panel-saved"), "good")
  redraw()
}

/**
 * The names as judges. Who sits on another panel keeps that id, for one person has one pass; who sat here before
 * keeps the id as well, even if the name was mended.
 */
function seated(track, round, names) {
  const elsewhere = others(track, round).flatMap(({ panel }) => panel)
  const idsElsewhere = new Map(elsewhere.map(({ name, id }) => [name, id]))
  const taken = new Set(elsewhere.map(({ id }) => id))
  const here = round.panel.map(({ id }) => id)
  const ids = []
  names.forEach((name, index) => {
    const kept = idsElsewhere.get(name) ?? (taken.has(here[index]) ? undefined : here[index])
    ids.push(kept && !ids.includes(kept) ? kept : freeId(new Set([...taken, ...here, ...ids])))
  })
  return names.map((name, index) => ({ id: ids[index], seat: index + 1, name }))
}

function freeId(taken) {
  let number = 1
  while (taken.has(`J${number}`)) number++
  return `J${number}`
}

function blank(count) {
  return Array.from({ length: count }, () => "")
}
