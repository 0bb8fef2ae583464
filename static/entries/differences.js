/** Where two people read a paper sheet differently: side by side, what differs marked by a word, not by colour alone. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { compare } from "../decimal.js"

/** @param {object|null} typed TypedSheet; null for whoever is neither of the two */
export function differences(task, typed) {
  if (!typed) return nothing
  return html`<table class="differences">
    <thead>
      <tr>
        <th scope="col">${t("entries.criterion")}</th>
        <th scope="col">${t("entries.first")}</th>
        <th scope="col">${t("entries.second")}</th>
        <th scope="col"></th>
      </tr>
    </thead>
    <tbody>
      ${task.criteria.map(({ id, name }) => row(name, typed.marks[id], typed.again[id], compare(typed.marks[id], typed.again[id]) !== 0))}
      ${task.asked.map(({ id, name }) => row(name, answer(typed.items[id]), answer(typed.items_again[id]), typed.items[id] !== typed.items_again[id]))}
    </tbody>
  </table>`
}

function row(name, first, second, differs) {
  return html`<tr ?data-differs=${differs}>
    <th scope="row">${name}</th>
    <td class="numeral">${first}</td>
    <td class="numeral">${second}</td>
    <td>${differs ? t("entries.differs") : nothing}</td>
  </tr>`
}

function answer(there) {
  return t(there ? "judge.yes" : "judge.no")
}
