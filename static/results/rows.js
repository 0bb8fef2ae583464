/** Results as guests read them: one's own, large, and the list of a track. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, t } from "../words.js"

/**
 * Whoever has the text in name or district, each with its track; spaces and case do not count.
 *
 * @param {object[]} tracks as in judging/views/results.py
 * @param {string} text
 */
export function found(tracks, text) {
  const wanted = plain(text)
  return tracks.flatMap((track) =>
    track.rows.filter(({ name, district }) => plain(`${district}${name}`).includes(wanted)).map((row) => ({ track, row })),
  )
}

function plain(text) {
  return text.replace(/\s/g, "").toLowerCase()
}

/** All that is known of one entrant. */
export function card({ track, row }) {
  return html`<article class="card">
    <p class="muted">${listed([track.name, row.district].filter(Boolean))}</p>
    <h2>${row.name}</h2>
    ${row.honours.map(({ award, level, title }) => html`<p class="honour">${listed([award, level, title].filter(Boolean))}</p>`)}
    ${row.composite ? standing(row) : nothing}
    <dl>${track.rounds.map((round, n) => (row.scores[n] ? score(round, row.scores[n]) : nothing))}</dl>
    ${signs(row)}
  </article>`
}

function standing(row) {
  return html`<p class="standing">
    <span class="place numeral" ?data-first=${row.place === 1}>${place(row)}</span>
    <span>${t("results.composite")} <b class="numeral">${row.composite}</b></span>
    ${row.within ? html`<span>${inClass(row)}</span>` : nothing}
  </p>`
}

/** Its place in the whole track; where only that of its class was published, that one. */
function place({ place, class_place }) {
  const told = place ?? class_place
  return told ? t("results.place", { place: told }) : t("results.no-place")
}

/** The class beside its own place, or what the place is of. */
function inClass({ place, within, class_place }) {
  return place && class_place ? t("results.class-place", { within, place: class_place }) : within
}

function score(round, value) {
  return html`<div><dt>${round}</dt><dd class="numeral">${value}</dd></div>`
}

function signs({ corrected, unequalised, on_screen, composite }) {
  return html`
    ${on_screen ? html`<p class="status" data-state="ready">${t("results.on-screen")}</p>` : nothing}
    ${unequalised ? html`<p class="muted">${t("results.unequalised")}</p>` : nothing}
    ${composite || on_screen ? nothing : html`<p class="muted">${t("results.not-ranked")}</p>`}
    ${corrected ? html`<p class="status" data-state="wait">${t("results.corrected")}</p>` : nothing}
  `
}

/** Who was honoured so far, level by level, the highest first. */
export function awards(told) {
  return told.map(
    ({ name, honours, phase, last_day }) => html`<section class="list">
      <h2>${name}</h2>
      <p class="muted">${t(`results.list.${phase}`, { day: last_day })}</p>
      ${levels(honours).map(
        ({ level, title, of }) => html`
          ${level || title ? html`<h3>${listed([level, title].filter(Boolean))}</h3>` : nothing}
          <ul>
            ${of.map(({ name, district }) => html`<li>${name} ${district ? html`<small>${district}</small>` : nothing}</li>`)}
          </ul>
        `,
      )}
    </section>`,
  )
}

/** Those that follow each other with the same level and title, together. */
function levels(honours) {
  const groups = []
  for (const each of honours) {
    const last = groups.at(-1)
    if (last?.level === each.level && last.title === each.title) last.of.push(each)
    else groups.push({ level: each.level, title: each.title, of: [each] })
  }
  return groups
}

/** The rows of a track; a press looks up whose it is. @param {(name: string) => void} look */
export function list(track, look) {
  return html`<section class="list">
    <h2>${track.name}</h2>
    <p class="muted">${extent(track)}</p>
    <ol>
      ${track.rows.map((row) => line(track, row, look))}
    </ol>
  </section>`
}

function extent({ ranked, of, rows }) {
  if (!ranked) return t("results.told", { n: rows.length })
  return ranked < of ? t("results.ranked-so-far", { ranked, of }) : t("results.ranked", { of })
}

function line(track, row, look) {
  return html`<li>
    <button type="button" class="line" @click=${() => look(row.name)}>
      <span class="place numeral" ?data-first=${row.place === 1}>${row.place ?? "–"}</span>
      <span class="whose">
        ${row.name} ${row.district ? html`<small>${row.district}</small>` : nothing}
        ${row.corrected ? html`<small class="corrected">${t("results.corrected")}</small>` : nothing}
      </span>
      <span class="value numeral">${row.composite || row.scores.find(Boolean) || "…"}</span>
    </button>
  </li>`
}
