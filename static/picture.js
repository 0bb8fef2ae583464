/**
 * A picture of the competition, by its hash; nothing where there is none, or where it does not come. Another one is
 * another element: the one before would stay beside a new name until the new one has come, and its absence for ever.
 */

import { at } from "./session.js"
import { repeat } from "./vendor/lit-html/directives/repeat.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"

/** @param {string} hash @param {string} kind what it is, for the styles: "portrait" | "logo" | "background" */
export function picture(hash, kind) {
  if (!hash) return nothing
  const gone = ({ target }) => target.remove()
  return html`${repeat([hash], String, () => html`<img class=${kind} alt="" src=${at(`/pictures/${hash}`)} @error=${gone} />`)}`
}
