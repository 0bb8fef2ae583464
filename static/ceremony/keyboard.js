/** Keys of the clicker: PageDown, → and space go on, PageUp and ← go back, b blackens the screens and brings them back. */

import { page } from "../console/page.js"
import { buttonOf, press } from "./clicker.js"

const KEYS = { PageDown: "forward", ArrowRight: "forward", " ": "forward", PageUp: "back", ArrowLeft: "back" }
const BLACK = ["KeyB", "Period"] // the two that clickers send, by their place: an input method may have taken the letter
const TYPING = "input, select, textarea, .veil, .veil *"

/** Listens on the whole page; silent while somebody types or a question is open, and before the ceremony is on. */
export function keyboard() {
  addEventListener("keydown", (event) => {
    const id = isElsewhere(event) ? "" : meant(event)
    if (!id) return
    event.preventDefault() // also where a button has the focus: space must not press it, too
    if (!event.repeat) press(id)
  })
  addEventListener("keyup", (event) => event.key === " " && !isElsewhere(event) && event.preventDefault())
}

function meant({ key, code }) {
  if (BLACK.includes(code)) return buttonOf("black") ? "black" : "resume"
  return KEYS[key] ?? ""
}

function isElsewhere({ target, ctrlKey, altKey, metaKey, isComposing }) {
  if (!page.view?.is_on || ctrlKey || altKey || metaKey || isComposing) return true
  return Boolean(target.matches?.(TYPING) || document.querySelector(".veil"))
}
