/** Who of a panel judges at which window of its hall, where the rules say how many there are at each. */

import { send } from "../command.js"
import { notify } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page, perform, redraw } from "./page.js"
import { saveBar } from "./parts.js"

/** Panels with changes that were not saved, by "track/round/panel": the judges' ids, window by window. */
const drafts = new Map()

/** Whether there are changes that were not saved. */
export function isDirty() {
  return drafts.size > 0
}

/** A grid of judges and windows; nothing where the whole panel judges everybody. */
export function windowJudges(track, round, seating) {
  const { windows: count } = page.view.halls.find(({ id }) => id === seating.hall)
  if (!round.window_judges || !seating.judges.length || !count) return nothing
  const key = `${track.id}/${round.id}/${seating.id}`
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const chosen = drafts.get(key) ?? numbers.map((window) => seating.windows[window - 1] ?? [])
  const put = (changed) => {
    if (changed) drafts.set(key, changed)
    else drafts.delete(key)
    redraw()
  }
  const save = async () => {
    const where = { track: track.id, round: round.id, panel: seating.id }
    if (!(await perform(() => send({ kind: "AssignWindows", ...where, windows: chosen })))) return
    notify(t("setup.windows-saved"), "good")
    put(null)
  }
  return html`<div class="window-judges">
    <p class="muted">${t("setup.window-judges", { n: round.window_judges })}</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col"></th>
            ${numbers.map((window) => html`<th scope="col">${t("console.window", { window })}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${seating.judges.map((judge) => row(judge, chosen, put))}
        </tbody>
        <tfoot>
          <tr>
            <td></td>
            ${chosen.map((judges) => total(judges.length, round.window_judges))}
          </tr>
        </tfoot>
      </table>
    </div>
    <button type="button" class="button" @click=${() => put(even(seating.judges, count, round.window_judges))}>
      ${t("setup.windows-even")}
    </button>
    ${saveBar({ dirty: drafts.has(key), save, discard: () => put(null), label: t("setup.save-windows") })}
  </div>`
}

function row({ id, seat, name }, chosen, put) {
  const choose = (index, isHere) =>
    put(chosen.map((judges, each) => (each === index ? [...judges.filter((judge) => judge !== id), ...(isHere ? [id] : [])] : judges)))
  return html`<tr>
    <th scope="row">${t("console.seat-of", { seat, name })}</th>
    ${chosen.map(
      (judges, index) =>
        html`<td>
          <input
            type="checkbox"
            aria-label=${`${name} ${t("console.window", { window: index + 1 })}`}
            .checked=${judges.includes(id)}
            @change=${({ target }) => choose(index, target.checked)}
          />
        </td>`,
    )}
  </tr>`
}

function total(count, wanted) {
  return html`<td>
    <span class="status numeral" data-state=${count === wanted ? "good" : "wait"}>${count}/${wanted}</span>
  </td>`
}

/** Each window the next few judges in seat order, round and round: nobody has more than one window more than another. */
function even(judges, windows, each) {
  return Array.from({ length: windows }, (_, window) =>
    Array.from({ length: Math.min(each, judges.length) }, (_, place) => judges[(window * each + place) % judges.length].id),
  )
}
