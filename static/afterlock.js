/** What follows the lock, in one place of a bar: awards, ceremony, 公示 and notices open behind one word. */

import { at } from "./session.js"
import { html } from "./vendor/lit-html/lit-html.js"
import { t } from "./words.js"

/** For an organiser. @param {string} hall whose ceremony is meant, "" for the usual one */
export function afterLock(hall = "") {
  return html`<details class="menu">
    <summary>${t("bar.after-lock")}</summary>
    <div>
      <a href=${at("/honours")}>${t("honours.title")}</a> ${ceremonyLink(hall)}
      <a href=${at("/appeals")}>${t("appeals.title")}</a> <a href=${at("/papers")}>${t("papers.title")}</a>
    </div>
  </details>`
}

/** For who directs and does not organise: all of it that is theirs. */
export function ceremonyLink(hall) {
  return html`<a href=${at(hall ? `/ceremony?hall=${hall}` : "/ceremony")}>${t("ceremony.title")}</a>`
}

/** Whatever is pressed or gets the focus elsewhere closes it, as Escape does. */
function closeMenus({ target }) {
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = menu.contains(target)
}

addEventListener("pointerdown", closeMenus)
addEventListener("focusin", closeMenus)
addEventListener("keydown", ({ key }) => key === "Escape" && closeMenus({ target: null }))
