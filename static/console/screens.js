/** The right of the console: the scene on air, the screens, the door and the story. */

import { post, Refused } from "../command.js"
import { ask } from "../dialog.js"
import { clockTime, notify } from "../page.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { act } from "./acting.js"
import { paces } from "./beats.js"
import { severalHalls } from "./halls.js"
import { isLost, page, toggle } from "./page.js"
import { pools } from "./pools.js"
import { contactWord } from "./seats.js"


/** The right column. */
export function screens() {
  const { view } = page
  const shown = [...view.screens, ...waiting()]
  return html`
    <section>
      <h2>${t("console.on-air")}</h2>
      <div class="scenes">${view.scenes.map(scene)}</div>
      ${paces()}
    </section>
    <section class="screens">
      <header>
        <h2>${t("console.screens")}</h2>
        <button type="button" class="button" aria-pressed=${view.identifying} @click=${identify}>
          ${t("console.identify")}
        </button>
      </header>
      ${shown.length ? nothing : html`<p class="muted">${noScreens()}</p>`}
      ${page.waiting.is_full ? html`<p class="status" data-state="bad">${t("console.waiting-full")}</p>` : nothing}
      <ul>
        ${shown.map(screen)}
      </ul>
    </section>
    <section class="door">
      <p class="status" data-state=${ifKnown(view.login_closed ? "bad" : "good")}>
        ${view.login_closed ? t("console.login-closed") : t("console.login-open")}
      </p>
      ${
        page.isOfAllHalls // login is closed everywhere or nowhere, and not from one hall
          ? html`<button type="button" class="button" @click=${switchLogin}>
              ${view.login_closed ? t("console.open-login") : t("console.close-login")}
            </button>`
          : nothing
      }
    </section>
    ${resultPage()}
    ${page.backup ? backup(page.backup) : nothing}
    ${pools()}
    <section class="story">
      <h2>${t("console.story")}</h2>
      <ol>
        ${view.story.map(({ at, text }) => html`<li><time datetime=${at}>${clockTime(at)}</time>${sentence(text)}</li>`)}
      </ol>
    </section>
  `
}

/** 结果页: whether guests may look up what has been told; for who leads all halls. */
function resultPage() {
  const open = page.view.results_open
  return html`<section class="door results-page">
    <p class="status" data-state=${ifKnown(open ? "good" : "draft")}>
      ${open ? t("console.results-open") : t("console.results-closed")}
      ${open ? html`<a href=${at("/results")} target="_blank">${t("console.see-results")}</a>` : nothing}
    </p>
    ${
      page.isOfAllHalls
        ? html`<button type="button" class="button" @click=${switchResults}>
            ${open ? t("console.close-results") : t("console.open-results")}
          </button>`
        : nothing
    }
  </section>`
}

/** Browsers at /screen that wait to be named; the topic lags behind the log by a moment. */
function waiting() {
  const known = new Set(page.view.screens.map(({ number }) => number))
  return page.waiting.screens
    .filter(({ number }) => !known.has(number))
    .map(({ number, label }) => ({ number, label, name: "", waits: true }))
}

/** The sign of a state, unless the server that told it is silent. */
function ifKnown(state) {
  return isLost() ? "draft" : state
}

/** Another computer cannot reach us by the name that this one has for itself. */
function noScreens() {
  const isAlone = /^(127\.|localhost$|\[::1\]$)/.test(location.hostname)
  return isAlone ? t("console.no-screens-yet") : t("console.no-screens", { host: location.host })
}

/** Puts the n-th scene on air (from 1), as its button would. */
export function pressScene(n) {
  const button = page.view.scenes[n - 1]
  if (button && !button.blocked) show(button)
}

function show({ kind, data, id }) {
  act({ kind, ...data }, t(`console.scene.${id}`))
}

function scene(button, index) {
  return html`<button
    type="button"
    class="button scene"
    data-scene=${button.id}
    aria-pressed=${page.view.scene === button.id}
    ?disabled=${button.blocked}
    @click=${() => show(button)}
  >
    <span>${t(`console.scene.${button.id}`)} ${index < 9 ? html`<kbd>${index + 1}</kbd>` : nothing}</span>
    ${button.blocked ? html`<small>${sentence(button.blocked)}</small>` : nothing}
  </button>`
}

function screen(each) {
  const contact = each.waits ? { online: true } : page.presence.screens[each.number]
  const unfolded = page.unfolded.screen === each.number
  return html`<li class="screen" data-screen=${each.number}>
    <button type="button" class="screen-head" aria-expanded=${unfolded} @click=${() => toggle("screen", each.number)}>
      <b class="numeral">${each.number}</b>
      <span>
        ${each.name || [t("console.unassigned"), each.label].filter(Boolean).join(" · ")}
        <small>
          ${each.name ? t(`console.scene.${each.scene}`) : t("console.assign-hint")}
          ${each.pinned ? html` · ${t("console.pinned")}` : nothing}
          ${each.sound ? html` · ${t("console.sounds")}` : nothing}
        </small>
      </span>
      <small class="status" data-state=${contact?.online && !isLost() ? "good" : "bad"}>${contactWord(contact)}</small>
    </button>
    ${unfolded ? assignment(each) : nothing}
  </li>`
}

function assignment(each) {
  const assign = async (event) => {
    event.preventDefault()
    const { name, pinned, hall, sound } = event.target.elements
    const command = {
      kind: "AssignScreen",
      number: each.number,
      name: name.value.trim(),
      pinned: pinned.value || null,
      hall: hall ? hall.value : page.view.hall,
      sound: sound.checked,
    }
    if (await act(command, t("console.assign"))) toggle("screen", each.number)
  }
  return html`<form class="assignment" @submit=${assign}>
    <label class="field">
      <span>${t("console.screen-name")}</span>
      <input
        name="name"
        required
        maxlength="20"
        autocomplete="off"
        value=${each.name || t("console.screen-default", each)}
      />
    </label>
    ${severalHalls() ? inHall() : nothing}
    <label class="field">
      <span>${t("console.shows")}</span>
      <select name="pinned">
        <option value="" ?selected=${!each.pinned}>${t("console.follows")}</option>
        ${page.view.scenes.map(
          ({ id }) => html`<option value=${id} ?selected=${each.pinned === id}>
            ${t("console.always", { scene: t(`console.scene.${id}`) })}
          </option>`,
        )}
      </select>
    </label>
    <label class="check">
      <input type="checkbox" name="sound" ?checked=${each.sound} />
      <span>${t("console.sound")}</span>
    </label>
    <div class="actions">
      <button type="button" class="button danger" @click=${() => (each.waits ? turnAway(each) : remove(each))}>
        ${each.waits ? t("console.turn-away") : t("console.remove")}
      </button>
      <button class="button">${t("console.assign")}</button>
    </div>
  </form>`
}

/** Which hall the screen hangs in: this one, unless it is moved. */
function inHall() {
  return html`<label class="field">
    <span>${t("console.screen-hall")}</span>
    <select name="hall">
      ${page.overview.halls.map(
        ({ id, name }) => html`<option value=${id} ?selected=${id === page.view.hall}>${name}</option>`,
      )}
    </select>
  </label>`
}

async function remove({ number }) {
  const agreed = await ask({
    title: t("console.remove-screen", { number }),
    text: t("console.remove-hint"),
    confirm: t("console.remove"),
    danger: true,
  })
  if (agreed !== null) act({ kind: "RemoveScreen", number }, t("console.remove"))
}

/** For a guest's phone that found the address: it gives its place back. */
async function turnAway({ number }) {
  const agreed = await ask({
    title: t("console.turn-away-screen", { number }),
    text: t("console.turn-away-hint"),
    confirm: t("console.turn-away"),
    danger: true,
  })
  if (agreed === null) return
  try {
    await post("/screen/turn-away", { number })
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(() => refused.detail)
  }
}

function identify() {
  act({ kind: "IdentifyScreens", on: !page.view.identifying, hall: page.view.hall }, t("console.identify"))
}

/** The last good copy in the second folder. Why there can be none now is an alert. */
function backup({ folder, position, at, is_own, trouble }) {
  if (!position) return nothing
  const state = trouble || is_own ? "wait" : "good"
  return html`<p class="status backup" data-state=${ifKnown(state)} title=${folder}>
    ${t(is_own ? "console.backed-up-here" : "console.backed-up", { position, time: clockTime(at) })}
  </p>`
}

async function switchLogin() {
  const closed = page.view.login_closed
  const word = closed ? t("console.open-login") : t("console.close-login")
  const text = closed ? t("console.open-login-hint") : t("console.close-login-hint")
  if ((await ask({ title: word, text, confirm: word })) !== null)
    act({ kind: closed ? "OpenLogin" : "CloseLogin" }, word)
}

async function switchResults() {
  const open = page.view.results_open
  const word = open ? t("console.close-results") : t("console.open-results")
  const text = open ? t("console.close-results-hint") : t("console.open-results-hint")
  if ((await ask({ title: word, text, confirm: word })) !== null)
    act({ kind: open ? "CloseResults" : "OpenResults" }, word)
}
