/** 监督员的意见: each with its answer, and what this person may do about it. */

import { ask } from "./dialog.js"
import { clockTime } from "./page.js"
import { act } from "./pin.js"
import { html, nothing } from "./vendor/lit-html/lit-html.js"
import { sentence, t } from "./words.js"

const SHAPES = { open: "bad", answered: "wait", settled: "good" }

/**
 * Those that are not settled, for who answers them.
 *
 * @param {object[]} flags of FlagsView in judging/views/flags.py
 */
export function openFlags(flags) {
  const open = flags.filter(({ state }) => state === "open")
  if (!open.length) return nothing
  return html`<section class="flags" role="alert">
    <h2>${t("flags.open")}</h2>
    ${open.map((flag) => line(flag, [["answer", () => answer(flag)]]))}
  </section>`
}

/** One flag, with the keys that go with it. @param {[string, () => void][]} keys of `flags.…` words */
export function line(flag, keys) {
  const { note, who, at, track, round, entrant, state, answer: answered, answered_by, times } = flag
  const about = [track, round, entrant].filter(Boolean).join(" · ")
  return html`<article class="flag" data-flag=${state}>
    <p><b>${note}</b> <span class="status" data-state=${SHAPES[state]}>${t(state === "open" ? "flags.waits" : `flags.${state}`)}</span></p>
    <p class="muted">
      ${about || t("flags.general")} · ${sentence(who)} ${clockTime(at)}${times > 1 ? ` · ${t("flags.times", { n: times })}` : nothing}
    </p>
    ${answered ? html`<p>${t("flags.answered-by", { who: sentence(answered_by), answer: answered })}</p>` : nothing}
    ${keys.length
      ? html`<p class="keys">
          ${keys.map(([word, press]) => html`<button type="button" class="button" @click=${press}>${t(`flags.${word}`)}</button>`)}
        </p>`
      : nothing}
  </article>`
}

async function answer({ id, note }) {
  const said = await ask({ title: t("flags.answer-to"), text: note, reason: t("flags.answer"), confirm: t("flags.answer") })
  if (said !== null) await act({ kind: "AnswerFlag", id, answer: said })
}
