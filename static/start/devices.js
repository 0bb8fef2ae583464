/** Who else organises here: a link for another device, and the devices there are. */

import { get } from "../command.js"
import { ask } from "../dialog.js"
import { clockTime } from "../page.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { asked, page, redraw, take } from "./page.js"

/** Another computer knows this one by its address in the LAN, not by the loopback that the organiser may sit at. */
export function invitation(lan) {
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
  redraw()
}

async function invite() {
  const invited = await asked("/organisers", {})
  if (invited) page.invitation = invited.link
  redraw()
}
