/** 图片: the entrants' photos and team pictures, the organiser's logo, a background for the screens. */

import { Refused, post, send } from "../command.js"
import { held } from "../held.js"
import { notify } from "../page.js"
import { picture } from "../picture.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { listed, sentence, t } from "../words.js"
import { page, perform, redraw, shownTrack } from "./page.js"
import { trackTabs } from "./parts.js"
import { shrunk } from "./shrinking.js"

const ACCEPT = "image/jpeg,image/png,image/webp,image/bmp,image/gif"
const OF_ALL = ["logo", "background"]
const OF_ENTRANTS = ["photo", "team"]

/** Files that were looked at and not imported yet, by track: `{file, look}`, `look` as PictureLook of judging/web/pictures.py. */
const looks = new Map()

/** Whether there are files that were not imported. */
export function isDirty() {
  return [...looks.values()].some((files) => files.length > 0)
}

/** The section. */
export function pictures() {
  const track = shownTrack()
  return html`
    <p class="muted">${t("setup.pictures-hint")}</p>
    ${trackTabs()}
    <div class="row-of-buttons">
      <label class="button file">
        ${t("setup.pictures-choose")}
        <input type="file" multiple class="visually-hidden" accept=${ACCEPT} ?disabled=${page.busy} @change=${({ target }) => choose(track, target)} />
      </label>
    </div>
    ${chosen(track)} ${gallery(track)}
    <h2>${t("setup.pictures-of-all")}</h2>
    <div class="gallery">${OF_ALL.map(ofAll)}</div>
  `
}

function chosen(track) {
  const files = looks.get(track.id) ?? []
  if (!files.length) return nothing
  const ready = files.filter(({ look }) => !look.problem)
  const wrong = files.length - ready.length
  return html`<div class="card preview pictures">
    ${wrong ? html`<p class="error" role="alert">${t("setup.pictures-unclear", { n: wrong })}</p>` : nothing}
    <table class="faults">
      <thead>
        <tr>
          <th>${t("setup.pictures-file")}</th>
          <th>${t("setup.pictures-whose")}</th>
          <th>${t("setup.pictures-as")}</th>
          <th>${t("setup.pictures-state")}</th>
        </tr>
      </thead>
      <tbody>
        ${files.map((each) => row(track, each))}
      </tbody>
    </table>
    <div class="row-of-buttons">
      <button type="button" class="button" ?disabled=${page.busy} @click=${() => putAway(track)}>${t("setup.discard")}</button>
      <button type="button" class="button primary" ?disabled=${!ready.length || page.busy} @click=${() => take(track, ready)}>
        ${t("setup.pictures-import", { n: ready.length })}
      </button>
    </div>
  </div>`
}

function row(track, each) {
  const { look, file } = each
  const again = (key) => ({ target }) => lookAgain(track, each, { [key]: target.value })
  const isDrawn = look.width > 0
  return html`<tr>
    <td>${look.file || file.name}</td>
    <td>
      ${
        isDrawn
          ? html`<select aria-label=${t("setup.pictures-whose-of", { file: look.file })} .value=${look.entrant} @change=${again("entrant")}>
              <option value="" ?selected=${!look.entrant}>${t("setup.pictures-nobody")}</option>
              ${track.entrants.map(({ id, name }) => html`<option value=${id} ?selected=${id === look.entrant}>${name}</option>`)}
            </select>`
          : look.name
      }
    </td>
    <td>
      ${
        isDrawn
          ? html`<select aria-label=${t("setup.pictures-as-of", { file: look.file })} .value=${look.use} @change=${again("use")}>
              ${OF_ENTRANTS.map((use) => html`<option value=${use} ?selected=${use === look.use}>${t(`setup.picture.${use}`)}</option>`)}
            </select>`
          : nothing
      }
    </td>
    <td>
      ${
        look.problem
          ? html`<span class="error">${sentence(look.problem)}</span>`
          : html`<span class="status" data-state="good"
              >${t(look.replaces ? "setup.pictures-replaces" : "setup.pictures-good", { ...look, kb: Math.ceil(look.size / 1000) })}</span
            >`
      }
    </td>
  </tr>`
}

/** All entrants of the track with what there is of each. */
function gallery(track) {
  if (!track.entrants.length) return html`<p class="muted">${t("setup.pictures-no-entrants")}</p>`
  const pictured = new Set(page.view.pictures.filter((each) => each.track === track.id).map(({ entrant }) => entrant))
  const without = track.entrants.filter(({ id }) => !pictured.has(id))
  return html`
    <div class="gallery">
      ${track.entrants.flatMap((entrant) => OF_ENTRANTS.map((use) => tile(found(use, track.id, entrant.id), entrant.name)))}
    </div>
    ${without.length ? html`<p class="muted">${t("setup.pictures-lacking", { n: without.length, names: listed(without.map(({ name }) => name)) })}</p>` : nothing}
  `
}

function found(use, track = "", entrant = "") {
  return page.view.pictures.find((each) => each.use === use && each.track === track && each.entrant === entrant)
}

function tile(each, name) {
  if (!each) return nothing
  return html`<figure data-use=${each.use}>
    ${picture(each.hash, "thumbnail")}
    <figcaption>
      <b>${name}</b>
      <span class="muted">${t(`setup.picture.${each.use}`)} · ${each.width}×${each.height}</span>
      <button type="button" class="button quiet" ?disabled=${page.busy} @click=${() => remove(each)}>${t("setup.pictures-remove", { name })}</button>
    </figcaption>
  </figure>`
}

function ofAll(use) {
  const name = t(`setup.picture.${use}`)
  return html`<div class="of-all">
    ${tile(found(use), name)}
    <label class="button file">
      ${t("setup.pictures-choose-one", { name })}
      <input type="file" class="visually-hidden" accept=${ACCEPT} ?disabled=${page.busy} @change=${({ target }) => replace(use, target)} />
    </label>
    <p class="muted">${t(`setup.picture-hint.${use}`)}</p>
  </div>`
}

function filesOf(input) {
  const files = [...input.files]
  input.value = "" // so that the same file can be chosen again
  return files
}

async function choose(track, input) {
  await perform(async () => {
    for (const file of filesOf(input)) {
      const small = await shrunk(await held(file))
      put(track, { file: small, look: await sent(small, { track: track.id }) })
      redraw()
    }
  })
}

async function lookAgain(track, each, wanted) {
  const { use, entrant } = { ...each.look, ...wanted }
  const look = await perform(() => sent(each.file, { track: track.id, entrant, use }))
  if (!look) return
  each.look = look
  redraw()
}

/** Those that are refused stay, with the reason. */
async function take(track, ready) {
  let taken = 0
  await perform(async () => {
    for (const each of ready) {
      const { use, entrant } = each.look
      await sent(each.file, { track: track.id, entrant, use, import: "1" })
      looks.set(track.id, looks.get(track.id).filter((other) => other !== each))
      taken += 1
    }
  })
  if (taken) notify(t("setup.pictures-imported", { n: taken }), "good")
  redraw()
}

async function replace(use, input) {
  const [file] = filesOf(input)
  if (!file) return
  const look = await perform(async () => sent(use === "logo" ? file : await shrunk(file), { use, import: "1" }))
  if (look) notify(t("setup.pictures-imported", { n: 1 }), "good")
}

async function remove({ use, track, entrant }) {
  await perform(() => send({ kind: "RemovePicture", use, track, entrant }))
}

/** @returns {Promise<object>} PictureLook; where the file itself was refused, one that says why */
async function sent(file, wanted) {
  const form = new FormData()
  form.append("file", file, file.name)
  try {
    return await post(`/setup/pictures?${new URLSearchParams(wanted)}`, form)
  } catch (refused) {
    if (!(refused instanceof Refused) || wanted.import) throw refused
    return { file: file.name, use: "photo", entrant: "", name: "", width: 0, problem: refused.body?.sentence ?? refused.detail }
  }
}

function put(track, each) {
  looks.set(track.id, [...(looks.get(track.id) ?? []), each])
}

function putAway(track) {
  looks.delete(track.id)
  redraw()
}
