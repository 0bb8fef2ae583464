/** Scores of a walk-round that were confirmed and wait: told one by one, or several in one list after a look at it. */

import { broken } from "../../displays/names.js"
import { ask } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { repeat } from "../vendor/lit-html/directives/repeat.js"
import { sentence, t } from "../words.js"
import { act } from "./acting.js"
import { key, page, rowOf, tabOf } from "./page.js"
import { isReady, press } from "./steps.js"

/** The list, each with its own 亮分; nothing where no score waits. */
export function toTell() {
  const waiting = page.view.walk.to_reveal.filter(rowOf)
  if (!waiting.length) return nothing
  return html`<section class="to-tell">
    <h2>${t("console.to-tell", { n: waiting.length })}</h2>
    <ol>
      ${repeat(waiting, key, row)}
    </ol>
  </section>`
}

function row(performance) {
  const found = rowOf(performance)
  const button = tabOf(performance).reveals.find(({ data }) => key(data.performance) === key(performance))
  return html`<li>
    <span class="numeral">${found.number}</span>
    <span>${broken(found.name)} <small class="muted">${found.district}</small></span>
    <b class="numeral">${found.score}</b>
    ${
      button
        ? html`<button
            type="button"
            class="button"
            title=${button.blocked ? sentence(button.blocked) : nothing}
            ?disabled=${!isReady(button)}
            @click=${() => press(button)}
          >
            ${t("console.step.reveal")}
          </button>`
        : nothing
    }
    ${button?.blocked ? html`<small>${sentence(button.blocked)}</small>` : nothing}
  </li>`
}

/** Shows what the hall would see and, if the director agrees, tells those that are still chosen. */
export async function tellTogether({ kind, data }, word) {
  const chosen = new Set(data.performances.map(key))
  const scores = new Map(data.performances.filter(rowOf).map((each) => [key(each), rowOf(each).score]))
  const agreed = await ask({
    title: t("console.together-title", { n: chosen.size }),
    content: preview(data.performances.filter(rowOf), chosen),
    confirm: word,
    danger: true,
  })
  if (agreed === null) return
  const performances = data.performances.filter((each) => chosen.has(key(each)))
  const seen = performances.map((each) => scores.get(key(each)))
  act({ kind, performances, hall: data.hall, seen }, word)
}

function preview(performances, chosen) {
  return html`
    <div class="preview">
      <table>
        <thead>
          <tr>
            <td><input type="checkbox" checked aria-label=${t("console.together-all")} @change=${chooseAll} /></td>
            <td>${t("console.together-all")}</td>
            <td class="numeral" data-count>${chosen.size}</td>
          </tr>
        </thead>
        <tbody>
          ${performances.map(line)}
        </tbody>
      </table>
    </div>
    <p>${t("console.together-hint")}</p>
  `

  function line(performance) {
    const { name, number, district, score } = rowOf(performance)
    const choose = ({ target }) => {
      chosen[target.checked ? "add" : "delete"](key(performance))
      count(target)
    }
    return html`<tr>
      <td><input type="checkbox" checked aria-label=${name} @change=${choose} /></td>
      <td><span class="numeral">${number}</span> ${broken(name)} <small class="muted">${district}</small></td>
      <td class="numeral">${score}</td>
    </tr>`
  }

  function chooseAll({ target }) {
    for (const box of target.closest("table").querySelectorAll("tbody input")) {
      if (box.checked === target.checked) continue
      box.checked = target.checked
      box.dispatchEvent(new Event("change"))
    }
    count(target)
  }

  /** A dialog is drawn once: what changes in it is written there; with nobody chosen there is nothing to agree to. */
  function count(target) {
    target.closest("table").querySelector("[data-count]").textContent = chosen.size
    target.closest("form").querySelector("[value=confirm]").disabled = !chosen.size
  }
}
