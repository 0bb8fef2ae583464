/** The organiser's first page: the open competition and its pages, new ones, earlier ones, rehearsals. */

import { Refused, get, post } from "./command.js"
import { ask } from "./dialog.js"
import { clockTime, hush, languageSwitch, noticePlace, notify, setRehearsal, themeSwitch } from "./page.js"
import { forget } from "./session.js"
import { html, nothing, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, sentence, t } from "./words.js"

/**
 * `start`: the answer of GET /competitions. `rehearsal`: null | "starting" | its address. `invitation`: the path of a
 * one-time link for another device, "" while none was asked for.
 */
const page = { start: null, rehearsal: null, invitation: "", busy: false }

function whole() {
  return html`
    <header class="bar">
      <strong>${t("start.product")}</strong>
      <nav>
        ${themeSwitch(draw)} ${languageSwitch()}
        <button type="button" class="button quiet" @click=${leave}>${t("start.leave")}</button>
      </nav>
    </header>
    <main class="start">${page.start ? content(page.start) : nothing}</main>
    ${noticePlace()}
  `
}

function content({ open, competitions, presets, lan, trouble, notice, conflicts, is_adrift }) {
  const isBelow = trouble && conflicts.some(({ said }) => sentence(trouble).includes(sentence(said)))
  return html`
    ${trouble && !isBelow ? html`<p class="banner" data-state="bad" role="alert">${sentence(trouble)}</p>` : nothing}
    ${
      is_adrift
        ? html`<p>
            <button type="button" class="button primary" ?disabled=${page.busy} @click=${saveAdrift}>
              ${t("start.save-adrift")}
            </button>
          </p>`
        : nothing
    }
    ${conflicts.map(conflict)}
    ${notice ? html`<p class="banner" data-state="wait" role="status">${sentence(notice)}</p>` : nothing}
    <section class="present">
      <h2>${t("start.open")}</h2>
      ${open ? present(open) : html`<p class="muted">${t("start.none-open")}</p>`}
    </section>
    <div class="columns">
      <div>
        <section class="card">${creation(presets)}</section>
        <section class="card">${rehearsal()}</section>
        <section class="card">${invitation(lan)}</section>
      </div>
      <div>
        ${open ? html`<section class="card">${addresses(lan)}</section>` : nothing}
        <section class="card">
          <h2>${t("start.choose")}</h2>
          ${competitions.length ? nothing : html`<p class="muted">${t("start.no-files")}</p>`}
          <ul class="files">
            ${competitions.map((file) => competition(file, open))}
          </ul>
        </section>
      </div>
    </div>
  `
}

function present({ name, rehearsal }) {
  return html`
    <h1>${name} ${rehearsal ? html`<span class="rehearsal">${t("start.rehearsal")}</span>` : nothing}</h1>
    <nav class="pages">
      <a href="/setup"><b>${t("start.setup")}</b><small>${t("start.setup-hint")}</small></a>
      <a href="/console"><b>${t("start.console")}</b><small>${t("start.console-hint")}</small></a>
      <a href="/emcee"><b>${t("start.emcee")}</b><small>${t("start.emcee-hint")}</small></a>
      <a href="/screen"><b>${t("start.screen")}</b><small>${t("start.screen-hint")}</small></a>
    </nav>
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

function creation(presets) {
  return html`
    <h2>${t("start.new")}</h2>
    <form @submit=${create}>
      <label class="field">
        <span>${t("start.preset")}</span>
        <select name="preset">
          ${presets.map(({ id, name }) => html`<option value=${id} lang="zh-CN">${name}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${t("start.name")}</span>
        <input name="name" maxlength="60" autocomplete="off" />
        <small>${t("start.name-hint")}</small>
      </label>
      <button class="button ${page.start.open ? "" : "primary"}" ?disabled=${page.busy}>${t("start.create")}</button>
    </form>
  `
}

function rehearsal() {
  const state = page.rehearsal
  return html`
    <h2>${t("start.rehearse")}</h2>
    <p class="muted">${t("start.rehearse-hint")}</p>
    ${
      state === "starting"
        ? html`<p class="status" data-state="wait" role="status">${t("start.rehearse-starting")}</p>`
        : nothing
    }
    ${
      state && state !== "starting"
        ? html`<p class="status" data-state="good" role="status">${t("start.rehearse-ready")}</p>
            <a class="button" href=${state} target="_blank" rel="noopener">${t("start.rehearse-open")}</a>`
        : html`<button type="button" class="button" ?disabled=${state === "starting"} @click=${rehearse}>
            ${t("start.rehearse-go")}
          </button>`
    }
  `
}

/** Another computer knows this one by its address in the LAN, not by the loopback that the organiser may sit at. */
function invitation(lan) {
  const isLoopback = /^(127\.|localhost$|\[::1\]$)/.test(location.hostname)
  const base = isLoopback ? (lan[0] ?? location.origin) : location.origin
  return html`
    <h2>${t("start.invite")}</h2>
    ${
      page.invitation
        ? html`<p class="muted">${t("start.invite-hint")}</p>
            <code class="invitation">${base}${page.invitation}</code>`
        : nothing
    }
    <button type="button" class="button" ?disabled=${page.busy} @click=${invite}>${t("start.invite-go")}</button>
    <ul class="files devices">
      ${page.start.devices.map(device)}
    </ul>
  `
}

/** A device of the organiser's. One forgotten elsewhere is put out from here; this one leaves by the button above. */
function device({ id, label, is_local, is_this, admitted, seen }) {
  const time = (at) => (at ? `${new Date(at).toLocaleDateString("sv")} ${clockTime(at).slice(0, 5)}` : t("start.device-unknown"))
  const used = seen > admitted ? seen : admitted // `seen` is told to the hour only
  return html`<li data-device=${id}>
    <div>
      <b>${label || t("start.device")}</b> ${is_local ? t("start.device-local") : nothing}
      <small class="muted">${t("start.device-times", { admitted: time(admitted), seen: time(used) })}</small>
    </div>
    ${
      is_this
        ? html`<span class="status" data-state="good">${t("start.device-this")}</span>`
        : html`<button type="button" class="button danger" ?disabled=${page.busy} @click=${() => remove(id, label)}>
            ${t("console.remove")}
          </button>`
    }
  </li>`
}

async function remove(id, label) {
  const agreed = await ask({
    title: t("start.remove-title", { label: label || t("start.device") }),
    text: t("start.remove-hint"),
    confirm: t("console.remove"),
    danger: true,
  })
  if (agreed === null || !(await asked("/organisers/remove", { id }))) return
  page.invitation = null // a link that nobody has used is void with it
  take(await get("/competitions"))
  draw()
}

function competition({ file, name, rehearsal, modified, positions, trouble }, open) {
  const isOpen = file === open?.file
  const time = modified && `${new Date(modified).toLocaleDateString("sv")} ${clockTime(modified)}`
  return html`<li>
    <div>
      <b>${name}</b> ${rehearsal ? html`<span class="rehearsal">${t("start.rehearsal")}</span>` : nothing}
      <small class="muted">${t("start.file", { time, positions, file })}</small>
      ${trouble ? html`<small class="error">${sentence(trouble)}</small>` : nothing}
    </div>
    ${
      isOpen
        ? html`<span class="status" data-state="good">${t("start.is-open")}</span>`
        : html`<button
            type="button"
            class="button"
            ?disabled=${page.busy || trouble}
            @click=${() => choose(file, name)}
          >
            ${t("start.open-it")}
          </button>`
    }
  </li>`
}

/** A competition of which several files differ: what each has, and a button to go on with it. */
function conflict({ file, said, held, at, versions }) {
  const most = Math.max(...versions.map(({ position }) => position))
  const when = (moment) => `${new Date(moment).toLocaleDateString("sv")} ${clockTime(moment)}`
  return html`<section class="card conflict" aria-label=${file}>
    <h2>${t("start.conflict", { file })}</h2>
    <p class="error">${sentence(said)}</p>
    ${held ? html`<p>${t("start.conflict-held", { held, time: when(at) })}</p>` : nothing}
    <ul class="files">
      ${versions.map(
        ({ copy, path, position, at, steps, trouble }) => html`<li>
          <div>
            <b>${copy ? t("start.conflict-backup") : t("start.conflict-file")}</b>
            <code>${path}</code>
            ${
              trouble
                ? html`<small class="error">${sentence(trouble)}</small>`
                : html`<small>${t("start.conflict-until", { position, time: at ? when(at) : "—" })}</small>`
            }
            ${steps.map((step) => html`<small class="muted">${clockTime(step.at)} ${sentence(step.text)}</small>`)}
          </div>
          ${
            trouble
              ? nothing
              : html`<button
                  type="button"
                  class="button ${position === most ? "primary" : ""}"
                  ?disabled=${page.busy}
                  @click=${() => use(file, copy, position)}
                >
                  ${t("start.conflict-use")}
                </button>`
          }
        </li>`,
      )}
    </ul>
    <p class="muted">${t("start.conflict-kept")}</p>
  </section>`
}

async function saveAdrift() {
  await asked("/competitions/save", {})
}

async function use(file, copy, position) {
  const agreed = await ask({ title: t("start.conflict-sure", { position }), text: t("start.conflict-kept") })
  if (agreed !== null) await asked("/competitions/use", { file, copy })
}

async function create(event) {
  event.preventDefault()
  const { preset, name } = event.target.elements
  if (!(await mayReplace(name.value.trim() || preset.selectedOptions[0].text))) return
  const created = await asked("/competitions", { preset: preset.value, name: name.value.trim() })
  if (created) location.assign("/setup")
}

async function choose(file, name) {
  if (await mayReplace(name)) await asked("/competitions/open", { file })
}

/** Everybody in the hall is on the open competition: it is not left by one press. */
async function mayReplace(name) {
  if (!page.start.open) return true
  return (await ask({ title: t("start.switch-title", { name }), text: t("start.switch-hint") })) !== null
}

async function rehearse() {
  page.rehearsal = "starting"
  const started = await asked("/competitions/rehearse", {})
  page.rehearsal = started?.url ?? null
  draw()
}

async function invite() {
  const invited = await asked("/organisers", {})
  if (invited) page.invitation = invited.link
  draw()
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

/** The answer to a request, after which the page is as the server has it; undefined if it was refused. */
async function asked(path, body) {
  page.busy = true
  hush()
  draw()
  try {
    const answer = await post(path, body)
    if (answer.competitions) take(answer)
    return answer
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  } finally {
    page.busy = false
    draw()
  }
}

async function look() {
  try {
    take(await get("/competitions"))
    draw()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    notify(refused.detail)
  }
}

function take(start) {
  page.start = start
  setRehearsal(Boolean(start.open?.rehearsal))
}

function draw() {
  document.title = t("start.product")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
look()
// Meanwhile a device may have come, or a disk healed.
document.addEventListener("visibilitychange", () => document.hidden || page.busy || look())
