/** 试评: a panel marks somebody who does not count; how far apart it lies is told here alone. */

import { act, refusal } from "../console/acting.js"
import { fill } from "../dialog.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

/** @param {object[]} panels PanelTrial of judging/views/head.py */
export function trials(panels) {
  if (!panels.length) return nothing
  return html`<section class="trials">
    <h2>${t("head.trials")}</h2>
    <p class="muted">${t("head.trials-hint")}</p>
    ${panels.map(panel)}
  </section>`
}

function panel(trial) {
  const { track, round, panel, name, close, begin, seats, spread } = trial
  const about = [track, round, panel && t("console.panel", { panel })].filter(Boolean).join(" · ")
  return html`<article class="card trial">
    <p class="muted">${about}</p>
    ${name ? html`<h3>${t("head.trial-of", { name })}</h3>` : nothing}
    ${spread === null ? nothing : apart(trial)}
    ${name ? html`<ul class="sheets">${seats.map(seat)}</ul>` : nothing}
    ${
      close
        ? html`<button type="button" class="button primary big" @click=${() => act({ kind: close.kind, ...close.data }, t("head.trial-close"))}>
            ${t("head.trial-close")}
          </button>`
        : html`<button type="button" class="button" ?disabled=${Boolean(begin.blocked)} @click=${() => open(begin)}>${t("head.trial-open")}</button>
            ${begin.blocked ? html`<p class="muted">${sentence(begin.blocked)}</p>` : nothing}`
    }
  </article>`
}

function apart({ spread, criteria }) {
  return html`<p>${t("head.trial-spread", { spread })}</p>
    <ul class="muted">
      ${criteria.map(([name, low, high]) => html`<li>${t("head.trial-criterion", { name, low, high })}</li>`)}
    </ul>`
}

function seat({ seat, name, is_in, total }) {
  return html`<li>
    <span class="who"><b class="numeral">${seat}</b> ${name}</span>
    ${
      total === null
        ? html`<span class="status" data-state=${is_in ? "good" : "draft"}>${t(is_in ? "console.seat.submitted" : "console.seat.waiting")}</span>`
        : html`<span class="total numeral">${total}</span>`
    }
    <span></span>
  </li>`
}

function open({ kind, data }) {
  return fill({
    title: t("head.trial-open"),
    text: t("head.trials-hint"),
    confirm: t("head.trial-open"),
    fields: [{ name: "name", label: t("head.trial-name"), kind: "line", most: 40 }],
    send: ({ name }) => refusal({ kind, ...data, name }, t("head.trial-open")),
  })
}
