/** Where a judge's sheet is, from the view, the outbox and the last acknowledgement. */

import { keyOf } from "./draft.js"

/**
 * @typedef {"waiting"|"marking"|"sending"|"saved"|"missed"|"excused"} Moment
 *   waiting: nobody on stage, or this judge is not on the panel · marking: draft, also before marking is open ·
 *   sending: in the outbox · saved: the server has it · missed: marking was closed without this sheet ·
 *   excused: absent or recused, or about to be
 */

/**
 * @param {object} view JudgeView
 * @param {import("../outbox.js").Kept | undefined} pending what waits in the outbox for this performance
 * @param {boolean} isAcknowledged the server has acknowledged a sheet that the view does not show yet
 * @returns {Moment}
 */
export function momentOf(view, pending, isAcknowledged) {
  if (!view.performance) return "waiting"
  if (pending) return pending.command.kind === "Recuse" ? "excused" : "sending"
  if (view.sheet === "recused" || view.sheet === "absent") return "excused"
  if (view.sheet === "submitted" || isAcknowledged) return "saved"
  return view.confirmed ? "missed" : "marking"
}

/** What waits for the performance on view. @returns {import("../outbox.js").Kept | undefined} */
export function pendingFor({ performance }, waiting) {
  return performance && waiting.find(({ command }) => keyOf(command.performance) === keyOf(performance))
}
