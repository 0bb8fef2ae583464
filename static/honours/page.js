/** What the sections of the honours share: the link, and drawing the page anew. */

export const page = { link: "reconnecting", competition: "", rehearsal: false, section: "", isOrganiser: false, watchable: [] }

let draw = () => {}

/** Sets what draws the page. @param {() => void} how */
export function drawWith(how) {
  draw = how
}

/** Draws the page as it now is. */
export function redraw() {
  draw()
}
