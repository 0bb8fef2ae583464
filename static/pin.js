/** Signing with a PIN. The digits stand in the field and in the one request, and are kept nowhere. */

import { get, Refused, send } from "./command.js"
import { ask, fill } from "./dialog.js"
import { hush, notify } from "./page.js"
import { t } from "./words.js"

const FIELD = { kind: "pin", most: 8, missing: "pin.missing" }

/**
 * Asks for the PIN and sends *command* with it; who has none sets one first.
 *
 * @param {{title: string, text?: string, content?: object, confirm: string, fields?: object[]}} question what its
 *   fields are filled with goes along
 * @param {object} command
 * @param {(command: object) => Promise<unknown>} [deliver] where it is no plain command
 * @returns {Promise<boolean>} whether it was signed
 */
export async function sign(question, command, deliver = send) {
  hush()
  if (!(await hasPin()) && !(await choosePin())) return false
  const fields = [...(question.fields ?? []), { ...FIELD, name: "pin", label: t("pin.label") }]
  return (await fill({ ...question, fields, send: (filled) => refusal({ ...command, ...filled }, deliver) })) !== null
}

/** Sets the PIN, or another one for that which is known. */
export async function choosePin() {
  const isNew = !(await hasPin())
  const fields = [
    ...(isNew ? [] : [{ ...FIELD, name: "former", label: t("pin.former") }]),
    { ...FIELD, name: "pin", label: t("pin.new") },
    { ...FIELD, name: "again", label: t("pin.again") },
  ]
  const set = ({ pin, again, former = "" }) =>
    pin === again ? refusal({ kind: "SetPin", pin, former }) : t("pin.differ")
  return (await fill({ title: t(isNew ? "pin.set" : "pin.change"), text: t("pin.hint"), fields, send: set })) !== null
}

/** Asks for a reason and lets somebody set a new one. @param {string} who @param {string} name */
export async function resetPin(who, name) {
  const reason = await ask({ title: t("pin.reset-of", { name }), text: t("pin.reset-hint"), reason: t("pin.reset-reason") })
  return reason !== null && tell(await refusal({ kind: "ResetPin", who, reason }))
}

/** Sends what needs no PIN. @returns {Promise<boolean>} whether it was done */
export async function act(command) {
  return tell(await refusal(command))
}

async function hasPin() {
  return (await get("/signing/pin")).set
}

/** Sends what was asked for, as a command or as *deliver* does. @returns {Promise<string|null>} why it was refused, in words */
export async function refusal(command, deliver = send) {
  try {
    await deliver(command)
    return null
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return refused.detail
  }
}

function tell(refused) {
  if (refused) notify(refused)
  return !refused
}
