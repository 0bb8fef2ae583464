/** The organiser's first page: the open competitions and how they go, new ones, earlier ones, rehearsals. */

import { get } from "./command.js"
import { ask } from "./dialog.js"
import { languageSwitch, noticePlace, themeSwitch } from "./page.js"
import { followRehearsal, rehearsal } from "./rehearsal.js"
import { forget } from "./session.js"
import { conflict, notOpened } from "./start/conflicts.js"
import { creation } from "./start/creating.js"
import { invitation } from "./start/devices.js"
import { files } from "./start/files.js"
import { competition as card } from "./start/open.js"
import { asked, drawWith, look, page } from "./start/page.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

const LOOK_MS = 2000

function whole() {
  return html`
    <header class="bar">
      <strong>${t("start.product")}</strong>
      <nav>
        <a class="button quiet" href="/seasons">${t("season.title")}</a>
        <a class="button quiet" href="/doctor">${t("doctor.title")}</a>
        ${themeSwitch(draw)} ${languageSwitch()}
        <button type="button" class="button quiet" @click=${leave}>${t("start.leave")}</button>
      </nav>
    </header>
    <main class="start">${page.start ? content(page.start) : nothing}</main>
    ${noticePlace()}
  `
}

function content({ open, unopened, lan, trouble, conflicts }) {
  return html`
    ${trouble ? html`<p class="banner" data-state="bad" role="alert">${sentence(trouble)}</p>` : nothing}
    ${unopened.map((each) => notOpened(each, conflicts))} ${conflicts.map(conflict)}
    <section class="open">
      <h2>${t("start.open")}</h2>
      ${open.length ? nothing : html`<p class="muted">${t("start.none-open")}</p>`}
      <div class="presents">${open.map((each) => card(each, page.busy, act))}</div>
    </section>
    <section class="card creation">${creation()}</section>
    <div class="columns">
      <div>
        <section class="card">${files(page.start)}</section>
        ${open.length ? html`<section class="card">${addresses(lan)}</section>` : nothing}
      </div>
      <div>
        <section class="card">${rehearsing()}</section>
        <section class="card">${invitation(lan)}</section>
      </div>
    </div>
  `
}

function addresses(lan) {
  if (!lan.length)
    return html`<h2>${t("start.addresses")}</h2>
      <p class="status" data-state="wait">${t("start.no-lan")}</p>`
  const list = (path) => html`<dd>${lan.map((base) => html`<code>${base}${path}</code>`)}</dd>`
  return html`
    <h2>${t("start.addresses")}</h2>
    <dl class="addresses">
      <dt>${t("start.address-join")}</dt>
      ${list("/join")}
      <dt>${t("start.address-screen")}</dt>
      ${list("/screen")}
    </dl>
  `
}

function rehearsing() {
  return html`
    <h2>${t("rehearsal.title")}</h2>
    <p class="muted">${t("rehearsal.hint")}</p>
    ${rehearsal({ own: false, preset: true })}
  `
}

const act = {
  async close({ file, name }) {
    const agreed = await ask({
      title: t("start.close-title", { name }),
      text: t("start.close-hint"),
      confirm: t("start.close"),
      danger: true,
    })
    if (agreed !== null) await asked("/competitions/close", { file })
  },
  saveAdrift: (id) => asked("/competitions/save", { id }),
}

async function leave() {
  const agreed = await ask({
    title: t("start.leave-title"),
    text: t("start.leave-hint"),
    confirm: t("start.leave"),
    danger: true,
  })
  if (agreed === null) return
  await asked("/session/leave", {})
  forget()
  location.assign("/join")
}

/** How the open ones go. What was opened or closed elsewhere changes more of the page. */
async function follow() {
  if (document.hidden || page.busy || !page.start) return
  const open = await get("/competitions/open").catch(() => null) // out of reach just now, or logged out
  if (!open || page.busy) return
  if (idsOf(open) !== idsOf(page.start.open)) return look()
  page.start.open = open
  draw()
}

function idsOf(open) {
  return open.map(({ id }) => id).join()
}

function draw() {
  document.title = t("start.product")
  render(whole(), document.body)
}

drawWith(draw)
onLanguage(draw)
draw()
look()
followRehearsal(draw)
setInterval(follow, LOOK_MS)
// Meanwhile a device may have come, or a disk healed.
document.addEventListener("visibilitychange", () => document.hidden || page.busy || look())
