/** 开赛前检查: what is not ready before the first call, what is only worth a look, and where each is put right. */

import { at } from "./session.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

/** How many lines of each kind, as one sentence. @param {any} view ReadinessView */
export function readinessWord({ lines }) {
  const n = lines.filter(({ blocks }) => blocks).length
  const warnings = lines.length - n
  if (!lines.length) return t("readiness.all")
  return t(n ? "readiness.count" : "readiness.warnings", { n, warnings })
}

/** The lines, those that are not ready first. @param {any} view ReadinessView @param {boolean} mayLink */
export function checklist({ lines }, mayLink) {
  return html`<ul class="readiness">
    ${lines.map(
      ({ blocks, text, remedy, at: where }) => html`<li>
        <span class="status" data-state=${blocks ? "bad" : "wait"}>
          ${t(blocks ? "readiness.blocks" : "readiness.warning")}
        </span>
        <span>
          ${sentence(text)}
          <small class="muted">${sentence(remedy)}</small>
        </span>
        ${mayLink ? html`<a href=${at(where)}>${t("readiness.go")}</a>` : nothing}
      </li>`,
    )}
  </ul>`
}
