/** A list of people as it is pasted out of a spreadsheet: what was understood is shown before anybody is added. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { incomingOf } from "./books.js"
import { page, redraw } from "./page.js"
import { DISTRICT, linesOf } from "./pasted.js"
import { inWords } from "./person.js"
import { lookAt } from "./workbook.js"

// A column's head, in the words of such lists.
const HEADS = {
  name: /^(姓名|名字|人员|name)$/i,
  unit: /^(单位|单位名称|工作单位|部门|unit)$/i,
  district: /^(区|区县|所在区|所属区|district)$/i,
  phone: /^(电话|手机|手机号|联系电话|phone|mobile)$/i,
  duties: /^(职责|岗位|分工|任务|duty|duties)$/i,
}
const TITLES = ["姓名", "单位", "区", "电话", "职责"] // what the server's form calls them, in every language
const COUNTED = /^[0-9０-９]{1,3}[.．、)）]?$/
const PHONE = /^[+0-9][0-9 -]{6,19}$/

let text = ""

/** The field with its preview. */
export function pastePeople() {
  const rows = understood(text)
  const fresh = rows.filter(({ isKnown }) => !isKnown)
  const type = ({ target }) => {
    text = target.value
    redraw()
  }
  return html`<details class="pasting" data-paste="people">
    <summary>${t("people.paste")}</summary>
    <form class="paste" @submit=${(event) => take(event, fresh)}>
      <label class="field">
        <span class="visually-hidden">${t("people.paste")}</span>
        <textarea name="lines" rows="6" .value=${text} @input=${type}></textarea>
        <small>${t("people.paste-hint")}</small>
      </label>
      ${rows.length ? preview(rows) : nothing}
      <button class="button" ?disabled=${!fresh.length || page.busy}>${t("setup.paste-add", { n: fresh.length })}</button>
    </form>
  </details>`
}

function preview(rows) {
  return html`<table class="understood">
    <thead>
      <tr>
        ${["name", "unit", "district", "phone", "duties"].map((key) => html`<th>${t(`people.${key}`)}</th>`)}
        <th>${t("setup.not-taken")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, unit, district, phone, appointments, rest, isKnown }) => html`<tr data-known=${isKnown}>
          <td>${name} ${isKnown ? html`<span class="status" data-state="wait">${t("setup.known")}</span>` : nothing}</td>
          <td>${unit}</td>
          <td>${district}</td>
          <td>${phone}</td>
          <td>${listed(appointments.map(inWords))}</td>
          <td>${rest.join(" · ")}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

/** The people in a text; the first line may name the columns, else each cell is what it looks like. */
function understood(pasted) {
  const lines = linesOf(pasted)
  const kinds = (lines[0] ?? []).map((cell) => Object.keys(HEADS).find((kind) => HEADS[kind].test(cell)) ?? "rest")
  const hasHeads = kinds.includes("name")
  const seen = new Set(page.view.people.map(({ name }) => name))
  return (hasHeads ? lines.slice(1) : lines)
    .map((cells) => person(cells, hasHeads ? kinds : guessed(cells)))
    .filter(({ name }) => name)
    .map((row) => {
      const isKnown = seen.has(row.name)
      seen.add(row.name)
      return { ...row, isKnown }
    })
}

function person(cells, kinds) {
  const of = (kind) => cells.filter((cell, index) => (kinds[index] ?? "rest") === kind && cell)
  const words = of("duties").flatMap((cell) => cell.split(/[、,，;；/\s]+/).filter(Boolean))
  const dutyOf = (said) => page.view.duties.find(({ word }) => word.template === said || sentence(word) === said)
  return {
    name: of("name")[0] ?? "",
    unit: of("unit")[0] ?? "",
    district: of("district")[0] ?? "",
    phone: of("phone")[0] ?? "",
    appointments: [...new Set(words.map(dutyOf).filter(Boolean))],
    rest: [...of("rest"), ...words.filter((word) => !dutyOf(word))],
  }
}

/** What each cell of a line without heads is: the first that is nothing else is the name, the next one the unit. */
function guessed(cells) {
  const left = ["name", "unit"]
  const isDuty = (cell) => page.view.duties.some(({ word }) => cell.split(/[、,，;；/\s]+/).includes(word.template))
  return cells.map((cell, index) => {
    if (!cell || (index === 0 && cells.length > 1 && COUNTED.test(cell))) return "rest"
    if (PHONE.test(cell)) return "phone"
    if (isDuty(cell)) return "duties"
    return DISTRICT.test(cell) && left[0] !== "name" ? "district" : (left.shift() ?? "rest")
  })
}

/** Those who are not known yet go the way of a workbook: looked at, and imported all at once. */
async function take(event, fresh) {
  event.preventDefault()
  const lines = fresh.map(({ name, unit, district, phone, appointments }) => [
    name,
    unit,
    district,
    phone,
    appointments.map(({ word }) => word.template).join("、"),
  ])
  const cells = [TITLES, ...lines].map((line) => line.map(quoted).join(",")).join("\n")
  const file = new File([cells], t("people.pasted-file"), { type: "text/csv" })
  if (!(await lookAt(incomingOf("duties"), file))) return
  text = ""
  redraw()
}

function quoted(cell) {
  return `"${cell.replaceAll('"', '""')}"`
}
