/** Keys of the show: space is always the next step, 1 to 6 put a scene on air. Enter presses what has the focus. */

import { page } from "./page.js"
import { pressScene } from "./screens.js"
import { pressNext } from "./steps.js"

const TYPING = "input, select, textarea, .veil, .veil *"

/** Listens on the whole page; silent while somebody types or a question is open. */
export function keyboard() {
  addEventListener("keydown", (event) => {
    if (!page.view || isElsewhere(event)) return
    if (event.key === " ") {
      // Also on a focused button: whatever was clicked last, space must not press it again.
      event.preventDefault()
      if (!event.repeat) pressNext()
    } else if (/^[1-6]$/.test(event.key) && !event.repeat) pressScene(Number(event.key))
  })
  // Where the key is let go, some browsers would still press the focused button.
  addEventListener("keyup", (event) => event.key === " " && !isElsewhere(event) && event.preventDefault())
}

function isElsewhere(event) {
  const { target, ctrlKey, altKey, metaKey, isComposing } = event
  return (
    ctrlKey || altKey || metaKey || isComposing || target.matches?.(TYPING) || document.querySelector(".veil") !== null
  )
}
