/** Small pieces that every page shows: the state of its link, switches for language and night, notices. */

import { now } from "./live.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { language, onLanguage, setLanguage, t } from "./words.js"

const THEME = "judging.theme"
const STATES = { linked: "good", reconnecting: "wait", offline: "bad", unopened: "wait", "signed-out": "bad" }

const chosen = localStorage.getItem(THEME)
// A page whose HTML names its theme (screen, emcee) keeps that.
if (chosen && !document.documentElement.dataset.theme) applyTheme(chosen)

/**
 * The state of the link as a word and a dot.
 *
 * @param {import("./live.js").LinkState} state
 * @param {number} [waiting] how many things wait in the outbox
 */
export function linkState(state, waiting = 0) {
  const word = waiting ? `${t(`link.${state}`)} · ${t("link.waiting", { n: waiting })}` : t(`link.${state}`)
  const shown = waiting && state === "linked" ? "wait" : STATES[state]
  return html`<span class="status link" role="status" data-link=${state} data-state=${shown}>${word}</span>`
}

/** A button that switches between Chinese and English. The page renders anew by `onLanguage`. */
export function languageSwitch() {
  const other = language() === "zh" ? "en" : "zh"
  return html`<button type="button" class="button quiet" lang=${other} @click=${() => setLanguage(other)}>
    ${t("language.switch")}
  </button>`
}

/**
 * A button that switches this device between day and night, whatever the system says.
 *
 * @param {() => void} onSwitch renders the page anew, for the button's word
 */
export function themeSwitch(onSwitch) {
  const other = isNight() ? "light" : "night"
  const choose = () => {
    localStorage.setItem(THEME, other)
    applyTheme(other)
    onSwitch()
  }
  return html`<button type="button" class="button quiet" @click=${choose}>${t(`theme.${other}`)}</button>`
}

/** The one place where a page's messages appear. Its template puts it into the flow, so that it covers nothing. */
const notices = Object.assign(document.createElement("div"), { className: "notices" })
let current = null // the message there: {said, state}
let above = () => nothing
onLanguage(drawNotice)

/** What a page renders where its messages are to stand. */
export function noticePlace() {
  return notices
}

/**
 * Shows a message in the page's place for them, instead of the one before, until it is dismissed or `hush`ed.
 *
 * @param {string|(() => string)} said what has to follow a switch of language is a function
 * @param {"good"|"wait"|"bad"} [state]
 */
export function notify(said, state = "bad") {
  current = { said, state }
  drawNotice()
}

/** What stands above the messages on every page, as long as there is something. @param {() => object} strip */
export function setStrip(strip) {
  above = strip
  drawNotice()
}

function drawNotice() {
  render([above(), current ? notice(current) : nothing], notices)
}

function notice({ said, state }) {
  return html`<p class="banner notice" data-state=${state} role=${state === "bad" ? "alert" : "status"}>
    <span>${typeof said === "string" ? said : said()}</span>
    <button type="button" class="button quiet" @click=${() => hush()}>${t("notice.dismiss")}</button>
  </p>`
}

/** Takes the message away, since what it was about is over; with `state` only one of that kind. */
export function hush(state) {
  if (state && current?.state !== state) return
  current = null
  drawNotice()
}

/** Marks the page as a rehearsal's, or not. @param {boolean} isRehearsal */
export function setRehearsal(isRehearsal) {
  document.documentElement.toggleAttribute("data-rehearsal", isRehearsal)
}

/**
 * A moment of the log as local time of day.
 *
 * @param {string} at ISO UTC text
 * @returns {string} e.g. "14:03:22"
 */
export function clockTime(at) {
  const moment = new Date(at)
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((n) => String(n).padStart(2, "0")).join(":")
}

/** How long ago that was, e.g. "7:05". @param {string} since ISO UTC text */
export function elapsed(since) {
  const seconds = Math.max(0, Math.floor((now() - Date.parse(since)) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

function isNight() {
  const { theme } = document.documentElement.dataset
  return theme ? theme === "night" : matchMedia("(prefers-color-scheme: dark)").matches
}

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme
}
