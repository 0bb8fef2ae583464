/** One award on its way to 定稿: its 公示 with the days that count, what is in the way, 上报 and 通报. */

import { chinaDay } from "../china.js"
import { now } from "../live.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { deadline, moment, note, press, toCheck } from "./parts.js"

const SHAPES = { open: "ready", proposed: "ready", decided: "wait", published: "wait", final: "good" }

/** @param {object} found AwardLine of judging/views/appeals.py */
export function award(found, view, may) {
  return html`<article class="card award" data-award=${found.award} data-phase=${found.phase}>
    <h3>${found.name} <span class="status" data-state=${SHAPES[found.phase]}>${sentence(found.phase_name)}</span></h3>
    <p class="muted">${listed(found.tracks)} · ${t("appeals.honoured", { n: found.honoured })}</p>
    ${found.publicity ? period(found.publicity, found.final) : nothing} ${found.final ? final(found.final) : blocked(found)}
    ${may.organises ? html`<p class="keys">${keys(found, view).map((each) => press(each, may))}</p>` : nothing}
  </article>`
}

function period({ start, days, ends, unsure, reasons, changed }, isFinal) {
  return html`<p>${t("appeals.since", { day: start })}</p>
    ${isFinal ? nothing : deadline("appeals.ends", ends)}
    <ol class="days" aria-label=${t("appeals.days-counted")}>
      ${days.map(dayOf)}
    </ol>
    ${toCheck(unsure)} ${reasons.map((reason) => html`<p class="muted">${t("appeals.renewed", { reason })}</p>`)}
    ${changed ? html`<p class="status" data-state="bad">${t("appeals.changed")}</p>` : nothing}`
}

function dayOf({ date, works, source }) {
  const kind = works ? "worked" : "off"
  const words = [t(`appeals.day-${kind}`), ...(source === "weekday" ? [t("appeals.day-unsure")] : [])]
  return html`<li data-works=${works} data-source=${source}><b>${date.slice(5)}</b> ${words.join(" ")}</li>`
}

function blocked({ obstacles, unsigned, publicity }) {
  const why = [...obstacles.map((each) => sentence(each)), ...(unsigned ? [sentence(unsigned)] : [])]
  if (publicity && !isOver(publicity)) why.push(t("appeals.not-over", { at: moment(publicity.ends) }))
  return why.length
    ? html`<p>${t("appeals.not-yet")}</p>
        <ul class="why">${why.map((each) => html`<li>${each}</li>`)}</ul>`
    : html`<p class="status" data-state="good">${t("appeals.may-finalise")}</p>`
}

function isOver({ ends }) {
  return now() > ends
}

function final({ at, who, signed_by, reopening, unsigned, report, notice }) {
  return html`<p>${t("appeals.final-at", { at: moment(at), who: sentence(who) })}</p>
    ${signed_by ? html`<p>${t("appeals.signed-by", { who: sentence(signed_by) })}</p>` : nothing}
    ${report ? html`<p>${t("appeals.reported", report)}</p>` : nothing} ${notice ? html`<p>${t("appeals.notified", notice)}</p>` : nothing}
    ${reopening ? html`<p class="status" data-state="wait">${t("appeals.reopening", { reason: reopening.note, who: sentence(reopening.who) })}</p>` : nothing}
    ${unsigned ? html`<p class="status" data-state="wait">${sentence(unsigned)}</p>` : nothing}`
}

function keys(found, view) {
  if (found.final) return finalKeys(found)
  const isBlocked = found.obstacles.length > 0 || found.unsigned !== null || (found.publicity && !isOver(found.publicity))
  const toPublish = found.publicity ? [renew(found)] : found.honoured && view.publicity_days ? [publicise(found, view)] : []
  return [...toPublish, { ...finalise(found), isBlocked }]
}

function fromDay() {
  return { name: "day", label: t("appeals.from-day"), kind: "date", value: chinaDay(now()) }
}

function publicise({ award }, { publicity_days: n }) {
  return {
    word: "publicise",
    isPrimary: true,
    text: t("appeals.publicise-hint", { n }),
    fields: [fromDay()],
    command: ({ day }) => ({ kind: "StartPublicity", award, from_day: day }),
  }
}

function renew({ award, publicity }) {
  return {
    word: "renew",
    isPrimary: publicity.changed,
    text: t("appeals.renew-hint"),
    fields: [fromDay(), { ...note(t("appeals.renew-reason")), most: 200 }],
    command: (given) => ({ kind: "RenewPublicity", award, from_day: given.day, reason: given.note }),
  }
}

function finalise({ award }) {
  return { word: "finalise", isPrimary: true, text: t("appeals.finalise-hint"), command: () => ({ kind: "Finalise", award }) }
}

function finalKeys({ award, final: { reopening, unsigned } }) {
  const filed = (word, filing) => ({
    word,
    fields: [
      { name: "document", label: t("appeals.document"), kind: "line", most: 60 },
      { ...fromDay(), label: t("appeals.document-day") },
    ],
    command: (given) => ({ kind: "FileAward", award, filing, document: given.document, day: given.day }),
  })
  const propose = {
    word: "propose-reopening",
    isDangerous: true,
    fields: [{ ...note(t("appeals.reopening-reason")), most: 200 }],
    command: (given) => ({ kind: "ProposeReopening", award, reason: given.note }),
  }
  const reopen = {
    word: "reopen",
    isDangerous: true,
    isBlocked: unsigned !== null,
    text: t("appeals.reopen-hint"),
    command: () => ({ kind: "ReopenFinal", award }),
  }
  return [filed("report", "report"), filed("notify", "notice"), propose, ...(reopening ? [reopen] : [])]
}
