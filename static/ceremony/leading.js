/** While the ceremony is on: what the screens show, what the next press shows, how far it is. */

import { page } from "../console/page.js"
import { picture as image } from "../picture.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"

export function leading() {
  const { now, next, step, of, scene } = page.view
  const isShown = scene === "ceremony"
  return html`
    <section class="pictures">
      <article class="picture" data-now ?data-hidden=${!isShown}>
        <h2>${t(isShown ? "ceremony.now" : "ceremony.hidden", { scene: t(`console.scene.${scene}`) })}</h2>
        ${small(now)}
      </article>
      <article class="picture">
        <h2>${t("ceremony.next")}</h2>
        ${next ? small(next) : html`<p class="muted">${t("ceremony.last")}</p>`}
      </article>
    </section>
    <section class="progress">
      <p>${t("ceremony.progress", { step: step + 1, of })}</p>
      <progress max=${of} value=${step + 1}></progress>
      ${warnings()} ${screens()}
    </section>
  `
}

/** A picture of the screen, small; a reading is for the emcee, and for whoever helps out. */
function small({ kind, award, level, card, presenter, rows }) {
  const words = kind === "opening" || kind === "closing" ? card || t(`screen.ceremony.${kind}`) : [award, level].filter(Boolean).join(" · ")
  return html`<div class="miniature" data-theme="red" lang="zh-CN">
    <p class=${rows.length ? "caption" : "card-words"}>${words} ${kind === "roll" ? t("ceremony.roll") : nothing}</p>
    ${rows.length
      ? html`<ol ?data-several=${rows.length > 2}>
          ${rows.map(
            ({ name, unit, district, title, photo }) => html`<li>
              ${rows.length < 5 && kind === "honoured" ? image(photo, "portrait") : nothing}
              <span><b>${name}</b> <small>${unit || district} ${title}</small></span>
            </li>`,
          )}
        </ol>`
      : nothing}
    ${presenter ? html`<p class="presenter">${t("screen.presenter")} ${presenter}</p>` : nothing}
  </div>`
}

/** What does not stop it, and whoever leads it has to know. */
export function warnings() {
  const { awards } = page.view
  const said = [
    ...awards.filter(({ pending }) => pending).map(({ name, pending }) => t("ceremony.pending", { name, n: pending })),
    ...awards.filter(({ deferred }) => deferred).map(({ name, deferred }) => t("ceremony.deferred", { name, n: deferred })),
  ]
  return said.map((text) => html`<p class="banner" data-state="wait" role="status">${text}</p>`)
}

function screens() {
  const { screens } = page.view
  return html`<h2>${t("console.screens")}</h2>
    ${screens.length ? nothing : html`<p class="muted">${t("ceremony.no-screens")}</p>`}
    <ul class="screens">
      ${screens.map(
        ({ number, name, scene }) => html`<li>
          <b class="numeral">${number}</b> <span>${name}</span> <small>${t(`console.scene.${scene}`)}</small>
          <span class="status" data-state=${page.presence.screens[number]?.online ? "good" : "bad"}
            >${t(page.presence.screens[number]?.online ? "ceremony.online" : "ceremony.offline")}</span
          >
        </li>`,
      )}
    </ul>`
}
