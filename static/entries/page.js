import { listed, sentence } from "../words.js"

/** What the entries page knows: the views of its halls, what this person typed, and the sheet in the hand. */

/** `views`: EntriesView by topic; `typed`: TypedView (judging/views/entries.py); `chosen`: key of a sheet. */
export const page = {
  link: "reconnecting",
  me: "",
  duties: [], // own ones, in whatever scope
  views: new Map(),
  typed: { sheets: [] },
  chosen: null,
  values: {},
  items: {},
  note: "",
  recommended: false,
  isRetyping: false,
  isBusy: false,
  wrong: null, // {field, say}: what the server said of the last attempt, and of which criterion
}

/** One performance told apart from others. */
export function keyOf({ performance: { track, round, entrant } }) {
  return [track, round, entrant].map(encodeURIComponent).join("/")
}

export function seatKey(task, { judge }) {
  return `${keyOf(task)}/${encodeURIComponent(judge)}`
}

/** The key of the sheet that an address names, as the code on a paper sheet does; "" if it names none. */
export function named(search) {
  const asked = new URLSearchParams(search)
  const parts = ["track", "round", "entrant", "judge"].map((name) => asked.get(name))
  return parts.every(Boolean) ? parts.map(encodeURIComponent).join("/") : ""
}

/** The sheet in the hand: {task, seat, view}, or null while it is not under way. */
export function chosen() {
  for (const view of page.views.values())
    for (const task of view.tasks)
      for (const seat of task.seats) if (seatKey(task, seat) === page.chosen) return { task, seat, view }
  return null
}

/** What this person typed of a sheet, or both typed where they differ; null for what is not told. */
export function typedOf({ task, seat }) {
  return page.typed.sheets.find((each) => `${keyOf(each)}/${encodeURIComponent(each.judge)}` === seatKey(task, seat)) ?? null
}

/** Whether this person typed it first. */
export function isMine(seat) {
  return seat.entered_by === page.me
}

/** Whether this person was the second one: then somebody else types it anew. */
export function wasSeenByMe(seat) {
  return seat.seen_by === page.me
}

/** Who alone may do this in the hall of `view`, in words; "" if this person may, or nobody is named for it. */
export function onlyFor(duty, { parts }) {
  const part = parts.find((each) => each.duty === duty)
  return part && !page.duties.includes(duty) ? [sentence(part.word), listed(part.names)].join(" ") : ""
}
