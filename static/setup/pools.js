/** The award pools of the rules. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { isExpert } from "./detail.js"
import { freeId } from "./draft.js"
import { needsLook, settingsForm } from "./fields.js"
import { mover } from "./moving.js"
import { inside } from "./settings.js"

/** @param {object} form see rules_draft.js */
export function pools(form) {
  const found = form.draft.pools ?? []
  if (!isExpert() && !needsLook(form, ["pools"])) {
    return html`<p class="muted">${t("setup.beginner-hint")}</p>`
  }
  return html`<h2>${t("setup.pools")}</h2>
    <div class="rows">${found.map((pool, n) => poolForm(form, found, pool, n))}</div>
    <div><button type="button" class="button" @click=${() => add(form, found)}>${t("setup.add-pool")}</button></div>`
}

function poolForm(form, all, pool, index) {
  const put = (rows) => form.change(["pools"], rows.length ? rows : undefined)
  const name = pool.name || t("setup.unnamed")
  return html`<section class="round" data-row data-pool=${pool.id}>
    <header class="row-of-buttons">
      <h3>${name}</h3>
      ${all.length > 1 ? mover(name, all, index, put) : nothing}
      <button
        type="button"
        class="button quiet"
        aria-label=${t("setup.remove-row", { name })}
        @click=${() => put(all.filter((each) => each !== pool))}
      >
        ✕
      </button>
    </header>
    ${settingsForm(form, inside("pools"), ["pools", index])}
  </section>`
}

function add(form, pools) {
  form.change(["pools"], [...pools, { id: freeId(pools, "p"), name: "", slots: 1, allocate: "quota" }])
}
