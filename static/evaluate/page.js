/** How the evaluator's page looks: the list of names with what is given to each, and the one key that sends it. */

import { dutyLinks } from "../duties.js"
import { pad } from "../judge/pad.js"
import { unfinished } from "../judge/marks.js"
import { clockTime, languageSwitch, linkState, noticePlace, themeSwitch } from "../page.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { t } from "../words.js"

export function page(seen, act) {
  const of = seen.view?.pages[seen.present]
  return html`${head(seen, of, act)}
    <main class="evaluation">${noticePlace()} ${refusals(seen, act)} ${body(seen, of, act)}
      <nav class="switches">${dutyLinks()} ${themeSwitch(act.update)} ${languageSwitch()}</nav>
    </main>
    ${of ? foot(seen, of, act) : nothing}`
}

function head({ view, link, outbox, present }, of, act) {
  return html`<header class="head">
    <p>
      <span><b>${view?.name ?? ""}</b> <span class="muted">${view?.competition ?? ""}</span></span>
      ${linkState(link, outbox?.waiting.length ?? 0)}
    </p>
    ${of
      ? html`<div class="subject"><h1>${of.round_name}</h1> <b class="progress numeral">${t("evaluate.progress", { n: done(of), of: of.rows.length })}</b></div>
          <p class="muted">${when(of)}</p>`
      : nothing}
    ${view?.pages.length > 1
      ? html`<nav class="turns">
          ${view.pages.map(
            (each, n) => html`<button type="button" class="button" aria-pressed=${String(n === present)} @click=${() => act.turnTo(n)}>
              ${each.round_name} ${done(each)}/${each.rows.length}
            </button>`,
          )}
        </nav>`
      : nothing}
  </header>`
}

/** Only what the server has. */
function done({ rows }) {
  return rows.filter(({ at }) => at).length
}

function when({ phase, until, secret }) {
  const told = phase === "closed" ? t("evaluate.closed") : phase === "waiting" ? t("evaluate.not-open") : open(until)
  return [told, secret && t("evaluate.secret")].filter(Boolean).join(" · ")
}

function open(until) {
  return until ? t("evaluate.until", { at: moment(until) }) : t("evaluate.open")
}

/** Day and time of day, in the device's own zone. */
export function moment(at) {
  const day = new Date(at)
  return `${day.getMonth() + 1}-${day.getDate()} ${clockTime(at).slice(0, 5)}`
}

function body({ view, link, tab, sheets, opened }, of, act) {
  if (link === "signed-out") return html`<p class="nobody"><a href=${at("/join")}>${t("evaluate.signed-out")}</a></p>`
  if (link === "other") return html`<p class="nobody">${t("evaluate.other")}</p>`
  if (tab && !tab.isHeld)
    return html`<p class="nobody">${t("judge.other-tab")}
      <button type="button" class="button primary" @click=${() => tab.take()}>${t("judge.go-on-here")}</button></p>`
  if (!view) return html`<p class="nobody">${t("timekeeper.loading")}</p>`
  if (!of) return html`<p class="nobody">${t("evaluate.nothing")}</p>`
  return html`${of.most ? html`<p class="hint">${t("evaluate.choose", { most: of.most })}</p>` : scales(of)}
    <ol class="sheets">
      ${repeat(
        of.rows,
        (row) => row.entrant,
        (row) => (of.most ? choice(sheets, of, row, act) : sheet(sheets, of, row, opened, act)),
      )}
    </ol>`
}

function scales({ criteria }) {
  const told = criteria.filter(({ scale }) => scale)
  if (!told.length) return nothing
  return html`<details class="hint"><summary>${t("evaluate.scales")}</summary>
    ${told.map(({ name, scale }) => html`<p><b>${name}</b> ${scale}</p>`)}</details>`
}

function sheet(sheets, of, row, opened, act) {
  const phase = sheets.phase(of, row)
  const marks = sheets.marks(of, row)
  return html`<li class="sheet" data-entrant=${row.entrant} data-phase=${phase}>
    ${title(row, phase)} ${of.criteria.map((criterion) => given(of, row, criterion, marks[criterion.id] ?? "", opened, act))}
  </li>`
}

function title(row, phase) {
  return html`<header>
    <h2>${row.name} ${row.group ? html`<small class="group">${row.group}</small>` : nothing}</h2>
    ${row.unit ? html`<p class="muted">${row.unit}</p>` : nothing}
    <span class="status" data-state=${STATES[phase]}>${word(row, phase)}</span>
  </header>`
}

const STATES = { empty: "muted", begun: "muted", ready: "ready", waiting: "wait", saved: "good" }

function word(row, phase) {
  switch (phase) {
    case "saved":
      return t("evaluate.saved", { at: clockTime(row.at) })
    case "waiting":
      return t("evaluate.waiting")
    case "ready":
      return t("evaluate.ready")
    case "begun":
      return t("evaluate.begun")
    default:
      return t("evaluate.empty")
  }
}

function given(of, row, criterion, text, opened, act) {
  const isOpen = of.phase === "open"
  if (criterion.grades.length)
    return html`<div class="asked" role="group" aria-label=${criterion.name}>
      ${of.criteria.length > 1 ? html`<h3>${criterion.name}</h3>` : nothing}
      <div class="grades">
        ${criterion.grades.map(
          ({ name, mark }) => html`<button
            type="button"
            class="button"
            ?disabled=${!isOpen}
            aria-pressed=${String(text === mark)}
            @click=${() => act.mark(of, row, criterion.id, mark)}
          >
            ${name}
          </button>`,
        )}
      </div>
    </div>`
  const isHere = opened?.entrant === row.entrant && opened.criterion === criterion.id
  return html`<button
    type="button"
    class="asked value"
    data-criterion=${criterion.id}
    ?disabled=${!isOpen}
    aria-current=${isHere ? "true" : "false"}
    @click=${() => act.openPad(row.entrant, criterion.id)}
  >
    <span>${criterion.name} <small class="muted">${t("judge.range", criterion)}</small></span>
    <b class="numeral" ?data-empty=${!text}>${text || t("judge.no-mark")}</b>
  </button>`
}

function choice(sheets, of, row, act) {
  const isChosen = sheets.chosen(of).includes(row)
  const isFull = !isChosen && sheets.chosen(of).length >= of.most
  return html`<li class="sheet" data-choice data-entrant=${row.entrant} data-phase=${sheets.phase(of, row)}>
    <button
      type="button"
      class="asked choice"
      aria-pressed=${String(isChosen)}
      ?disabled=${of.phase !== "open" || isFull}
      @click=${() => act.choose(of, row, !isChosen)}
    >
      <span><b>${row.name}</b> <small class="muted">${row.unit}</small></span>
      <span class="mark">${isChosen ? t("evaluate.chosen") : nothing}</span>
    </button>
  </li>`
}

function foot(seen, of, act) {
  if (seen.opened) return opener(seen, of, act)
  const isChoice = of.most > 0
  const n = isChoice ? seen.sheets.chosen(of).length : Object.keys(seen.sheets.ready(of)).length
  const mayBeSent = isChoice ? seen.sheets.isChoiceOpen(of) : n > 0
  return html`<footer class="foot">
    ${stand(seen, of)}
    <button type="button" class="button primary" ?disabled=${of.phase !== "open" || !mayBeSent} @click=${() => act.send(of)}>
      ${isChoice ? t("evaluate.send-choice", { n, most: of.most }) : t("evaluate.send", { n })}
    </button>
  </footer>`
}

function stand({ outbox }, of) {
  if (outbox.waiting.length) return html`<p class="status" data-state="wait">${t("evaluate.unsent")}</p>`
  if (done(of) === of.rows.length) return html`<p class="status" data-state="good">${t("evaluate.whole")}</p>`
  return html`<p class="muted">${t("evaluate.left", { n: of.rows.length - done(of) })}</p>`
}

/** The pad for the mark that is open; “next” goes on to what is missing in this sheet, then to the next sheet. */
function opener({ sheets, opened }, of, act) {
  const row = of.rows.find(({ entrant }) => entrant === opened.entrant)
  const criterion = of.criteria.find(({ id }) => id === opened.criterion)
  const text = sheets.marks(of, row)[criterion.id] ?? ""
  const next = following(sheets, of, row, criterion)
  return html`<div class="dock">
    <p class="whose">${row.name}</p>
    ${pad(criterion, text, { isFresh: opened.isFresh, isLast: !next }, {
      type: (typed) => act.mark(of, row, criterion.id, typed, false),
      choose: (chosen) => act.mark(of, row, criterion.id, chosen),
      next: () => (next ? act.openPad(next.row.entrant, next.criterion.id) : act.closePad()),
      closePad: act.closePad,
    })}
  </div>`
}

function following(sheets, of, row, criterion) {
  const from = of.rows.indexOf(row)
  for (const each of [...of.rows.slice(from), ...of.rows.slice(0, from)]) {
    const missing = unfinished(sheets.marks(of, each), of.criteria).filter(
      (one) => !one.grades.length && (each !== row || one !== criterion),
    )
    if (missing.length) return { row: each, criterion: missing[0] }
  }
  return null
}

function refusals({ outbox }, act) {
  return (outbox?.refused ?? []).map(
    ({ id, label, refusal }) => html`<p class="refused" role="alert">
      ${t("evaluate.refused", { label })} ${refusal.detail}
      <button type="button" class="button" @click=${() => act.dismiss(id)}>${t("evaluate.understood")}</button>
    </p>`,
  )
}
