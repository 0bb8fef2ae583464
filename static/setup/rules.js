/** 赛事与规则: the rules as a draft of their file, drawn from the table of settings and checked by the server. */

import { clockTime } from "../page.js"
import { html, noChange, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { detailSwitch, isExpert } from "./detail.js"
import { dotted, isAt } from "./draft.js"
import { needsLook, problemText, settingField } from "./fields.js"
import { page } from "./page.js"
import { saveBar } from "./parts.js"
import { pools } from "./pools.js"
import { discard, follow, form, redo, refuseOffered, reload, save, takeOffered, undo } from "./rules_draft.js"
import { rulesFile } from "./rules_file.js"
import { outline } from "./rules_outline.js"
import { versions } from "./rules_versions.js"
import { inside, placeWords } from "./settings.js"
import { tracksForm } from "./track_rules.js"
import { canRedo, canUndo } from "./undo.js"

const ELSEWHERE = ["tracks", "pools", "schema"]

export { follow }

/** Whether there are changes that were not saved. */
export function isDirty() {
  return form.isDirty
}

/** The section. */
export function rules() {
  if (!form.draft) return nothing
  return html`<div class="rules" @keydown=${pressed}>
    ${tools()} ${keptNotice()} ${refusal()} ${unrunnable()} ${wholeForm()} ${tracksForm(form)} ${pools(form)}
    ${outline(form)} ${versions(form)}
    ${saveBar({ dirty: form.isDirty, save, discard, label: t("setup.save-rules") })}
  </div>`
}

function tools() {
  return html`<div class="row-of-buttons rules-tools">
      ${detailSwitch()}
      <button type="button" class="button" ?disabled=${!canUndo()} @click=${undo}>${t("setup.undo")}</button>
      <button type="button" class="button" ?disabled=${!canRedo()} @click=${redo}>${t("setup.redo")}</button>
    </div>
    ${rulesFile(reload)}`
}

/** Ctrl+Z takes back a change of the draft, whatever field the cursor is in. */
function pressed(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const key = event.key.toLowerCase()
  if (key !== "z" && key !== "y") return
  event.preventDefault()
  if (key === "y" || event.shiftKey) redo()
  else undo()
}

/** What holds of the whole competition; for experts what is seldom wanted behind a fold, the id last. */
function wholeForm() {
  const fields = inside().filter(({ key }) => !ELSEWHERE.includes(key))
  const path = ({ home, key }) => (home ? [home, key] : [key])
  const draw = (field) => settingField(form, field, path(field), fields)
  const first = fields.filter((field) => field.basic || (!isExpert() && needsLook(form, path(field))))
  const more = isExpert() ? fields.filter((field) => !first.includes(field)) : []
  const isWrong = more.some((field) => isAt(dotted(path(field)), form.problems.keys()))
  return html`<fieldset>
    <div class="grid">${first.map(draw)}</div>
    ${
      more.length
        ? html`<details class="more" ?open=${isWrong || noChange}>
            <summary>${t("setup.more")}</summary>
            <div class="grid">${[...more.filter(({ key }) => key !== "id"), ...more.filter(({ key }) => key === "id")].map(draw)}</div>
          </details>`
        : nothing
    }
  </fieldset>`
}

function keptNotice() {
  const { kept, isOvertaken } = form
  if (isOvertaken) return html`<p class="banner" data-state="wait" role="status">${t("setup.rules-overtaken")}</p>`
  if (!kept) return nothing
  const time = clockTime(kept.at)
  if (kept.isTakenUp) return html`<p class="banner" data-state="wait" role="status">${t("setup.draft-restored", { time })}</p>`
  return html`<div class="banner" data-state="wait" role="status">
    <span>${t("setup.draft-offered", { time })}</span>
    <button type="button" class="button" @click=${takeOffered}>${t("setup.draft-take")}</button>
    <button type="button" class="button quiet" @click=${refuseOffered}>${t("setup.draft-refuse")}</button>
  </div>`
}

/** All that the last saving found, also what is at the other end of the page. */
function refusal() {
  const { refused } = form
  if (!refused.length) return nothing
  const items = refused.map(
    (problem) => html`<li><b>${placeWords(form.draft, problem.place)}</b> ${problemText(problem)}</li>`,
  )
  return html`<div class="banner problems" data-state="bad" role="alert">
    <b>${t("setup.problems", { n: refused.length })}</b>
    <ul>
      ${items}
    </ul>
  </div>`
}

/** What of the saved rules the day cannot obey, told before anybody is called. */
function unrunnable() {
  const { unrunnable, rules } = page.view
  if (!unrunnable.length) return nothing
  const trackName = (id) => rules.tracks.find((track) => track.id === id).name
  return html`<div class="banner unobeyed" data-state="wait">
    <b>${t("setup.unrunnable", { n: unrunnable.length })}</b>
    <ul>
      ${unrunnable.map(({ track, reason }) => html`<li><b>${trackName(track)}</b> ${sentence(reason)}</li>`)}
    </ul>
  </div>`
}
