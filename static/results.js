/**
 * The result page of every guest's phone: what has been told in the hall or published, and one's own by its name.
 * Nobody logs in, and it leads nowhere else. A thousand phones open it at once, so it names few modules: they and the
 * words they use are sent as one script (judging/web/guest_page.py).
 */

import { watch } from "./live.js"
import { languageSwitch, linkState, setRehearsal } from "./page.js"
import { awards, card, found, list } from "./results/rows.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const MOST_CARDS = 6
const LONGEST = 40 // characters of what is looked for
const AWARDS = "/" // no track has this name

let view = null
let link = "reconnecting"
let wanted = fromAddress()
let shown = "" // the name of the track whose list is open, AWARDS, or "" for the first there is

function whole() {
  return html`
    <header class="bar">${linkState(link)} ${languageSwitch()}</header>
    <main class="results">
      <h1>${view?.competition ?? t("results.title")}</h1>
      ${content()}
    </main>
  `
}

function content() {
  if (!view) return html`<p role="status">${t(link === "unopened" ? "results.unopened" : "results.loading")}</p>`
  if (!view.open) return html`<p class="plain" role="status">${t("results.closed")}</p>`
  if (!view.tracks.length && !view.awards.length) return html`<p class="plain" role="status">${t("results.nothing-yet")}</p>`
  return html`${search()} ${wanted.trim() ? answer() : nothing} ${lists()}`
}

function search() {
  return html`<label class="field">
    <span>${t("results.search")}</span>
    <input
      name="wanted"
      type="search"
      enterkeyhint="search"
      autocomplete="off"
      maxlength=${LONGEST}
      placeholder=${t("results.search-hint")}
      .value=${wanted}
      @input=${({ target }) => want(target.value)}
      @keydown=${({ key, target }) => key === "Enter" && target.blur()}
    />
  </label>`
}

function answer() {
  const hits = found(view.tracks, wanted)
  if (!hits.length) return html`<p class="plain" role="status">${t("results.not-found", { text: wanted.trim() })}</p>`
  return html`<section class="cards" aria-live="polite">
    ${hits.slice(0, MOST_CARDS).map(card)}
    ${hits.length > MOST_CARDS ? html`<p class="muted">${t("results.more", { n: hits.length - MOST_CARDS })}</p>` : nothing}
  </section>`
}

/** One track at a time, or who was honoured: a phone shows twenty rows. */
function lists() {
  const names = [...(view.awards.length ? [AWARDS] : []), ...view.tracks.map(({ name }) => name)]
  const open = names.includes(shown) ? shown : names[0]
  return html`
    ${names.length > 1 ? html`<nav class="tracks">${names.map((name) => tab(name, open))}</nav>` : nothing}
    ${open === AWARDS ? awards(view.awards) : list(view.tracks.find(({ name }) => name === open), look)}
  `
}

function tab(name, open) {
  const choose = () => {
    shown = name
    draw()
  }
  return html`<button type="button" class="button" aria-pressed=${name === open} @click=${choose}>
    ${name === AWARDS ? t("results.awards") : name}
  </button>`
}

/** Whose row was pressed. */
function look(name) {
  want(name)
  scrollTo({ top: 0 })
}

/** Kept in the address, so that a phone that reloads the page shows the same again. */
function want(text) {
  wanted = text
  history.replaceState(null, "", text.trim() ? `#${encodeURIComponent(text.trim())}` : location.pathname)
  draw()
}

function fromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)).slice(0, LONGEST)
  } catch {
    return "" // cut off in the middle of a character
  }
}

function draw() {
  document.title = t("results.title")
  render(whole(), document.body)
}

watch(
  {
    results(told) {
      view = told
      setRehearsal(view.rehearsal)
      draw()
    },
  },
  {
    onState(state) {
      link = state
      draw()
    },
  },
)
onLanguage(draw)
draw()
