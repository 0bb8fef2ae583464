/** What was changed in the draft of the rules, to be taken back and done again. */

const MOST_STEPS = 200
const ONE_STEP_MS = 1500 // keys in one field that follow each other are one change

/** JSON of the draft before each change, and of what was taken back. */
let before = []
let after = []
let last = { place: "", at: 0 }

/** To be called before a change. @param {object} draft @param {string} place what is changed */
export function remember(draft, place) {
  const at = performance.now()
  const isSame = place === last.place && at - last.at < ONE_STEP_MS
  last = { place, at }
  if (isSame) return
  before = [...before, JSON.stringify(draft)].slice(-MOST_STEPS)
  after = []
}

/** The draft before the last change, or null. */
export function undone(draft) {
  return turned(draft, before, after)
}

/** The draft as it was before the last undoing, or null. */
export function redone(draft) {
  return turned(draft, after, before)
}

function turned(draft, from, to) {
  if (!from.length) return null
  to.push(JSON.stringify(draft))
  last = { place: "", at: 0 }
  return JSON.parse(from.pop())
}

export function canUndo() {
  return before.length > 0
}

export function canRedo() {
  return after.length > 0
}

/** The changes so far are no longer of this draft. */
export function forgetChanges() {
  before = []
  after = []
  last = { place: "", at: 0 }
}
