/** 资料: what can be printed or taken along. */

import { at } from "../session.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

/** The section. */
export function papers() {
  return html`<ul class="papers">
    <li>
      <a href=${at("/print")} target="_blank">${t("setup.print-all")}</a>
      <small class="muted">${t("setup.print-all-hint")}</small>
    </li>
    <li>
      <a href=${at("/print/cards")} target="_blank">${t("setup.print-cards")}</a>
      <small class="muted">${t("setup.print-cards-hint")}</small>
    </li>
    <li>
      <a href=${at("/setup/rules.toml")} download>rules.toml</a> <small class="muted">${t("setup.rules-file-hint")}</small>
    </li>
  </ul>`
}
