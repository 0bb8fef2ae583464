/**
 * Keys of the show: space is always the next step, 1 to 9 put a scene on air, A, B, C … go to the first hall, the second,
 * the third. Enter presses what has the focus.
 */

import { pressHall } from "./halls.js"
import { page } from "./page.js"
import { pressScene } from "./screens.js"
import { pressNext } from "./steps.js"

const LETTER = /^Key[A-L]$/ // by its place: an input method for Chinese may have taken the letter
const TYPING = "input, select, textarea, .veil, .veil *"

/** Listens on the whole page; silent while somebody types or a question is open. */
export function keyboard() {
  addEventListener("keydown", (event) => {
    if (!page.rounds || isElsewhere(event)) return
    if (event.key === " ") {
      // Also on a focused button: whatever was clicked last, space must not press it again.
      event.preventDefault()
      if (!event.repeat) pressNext()
    } else if (/^[1-9]$/.test(event.key) && !event.repeat) pressScene(Number(event.key))
    else if (LETTER.test(event.code) && !event.repeat) pressHall(event.code.at(-1))
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
