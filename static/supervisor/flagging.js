/** The supervisor's flags: raised, objected to again, accepted. */

import { newId } from "../command.js"
import { ask, fill, why } from "../dialog.js"
import { line } from "../flags.js"
import { act } from "../pin.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

export function flagged(flags, { tracks }, link) {
  return html`<section class="card flags">
    <header>
      <h2>${t("flags.title")}</h2>
      <button type="button" class="button" ?disabled=${link !== "linked"} @click=${() => raise(tracks)}>${t("flags.raise")}</button>
    </header>
    ${flags.length ? flags.map((flag) => line(flag, keys(flag))) : html`<p class="muted">${t("flags.none")}</p>`}
  </section>`
}

function keys(flag) {
  if (flag.state === "settled") return []
  const settle = ["settle", () => act({ kind: "SettleFlag", id: flag.id })]
  return flag.state === "open" ? [settle] : [settle, ["object", () => object(flag)]]
}

async function raise(tracks) {
  const about = [
    { value: "/", label: t("flags.general") },
    ...tracks.flatMap(({ id, name, entrants }) => [
      { value: `${id}/`, label: name },
      ...entrants.map(([entrant, called]) => ({ value: `${id}/${entrant}`, label: `${name} · ${called}` })),
    ]),
  ]
  const found = await fill({
    title: t("flags.raise"),
    text: t("flags.raise-hint"),
    confirm: t("flags.raise"),
    fields: [{ name: "about", label: t("flags.about"), kind: "select", options: about }, why(t("flags.note"))],
  })
  if (!found) return
  const [track, entrant] = found.about.split("/")
  await act({ kind: "RaiseFlag", id: newId(), note: found.reason, track, entrant })
}

async function object({ id, answer }) {
  const note = await ask({ title: t("flags.object"), text: answer, reason: t("flags.note"), confirm: t("flags.object") })
  if (note !== null) await act({ kind: "RaiseFlag", id, note })
}
