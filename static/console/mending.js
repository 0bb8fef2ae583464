/** 错字更正: other words for the same thing, at any time, on record. No mark changes by it. */

import { get } from "../command.js"
import { fill, why } from "../dialog.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"
import { refusal } from "./acting.js"
import { asked } from "./correcting.js"

/** A line below the rows of a track. */
export function mending({ track }) {
  return html`<p class="mending">
    <button type="button" class="button quiet" @click=${() => choose(track)}>${t("mend.title")}</button>
  </p>`
}

async function choose(track) {
  const texts = await asked(() => get(`/preview/texts?${new URLSearchParams({ track })}`))
  if (!texts) return
  const options = texts.map(({ what, text }, index) => ({ value: String(index), label: `${sentence(what)}：${text}` }))
  const chosen = await fill({
    title: t("mend.title"),
    text: t("mend.hint"),
    fields: [{ name: "text", label: t("mend.which"), kind: "select", options }],
    confirm: t("correct.next"),
  })
  if (chosen) await mend(texts[chosen.text])
}

async function mend({ of, track, round, target, what, text }) {
  await fill({
    title: t("mend.title"),
    fields: [
      { name: "text", label: sentence(what), kind: "line", most: 200, value: text },
      why(t("correct.reason")),
    ],
    confirm: t("mend.confirm"),
    send: (values) => refusal({ kind: "MendText", of, track, round, target, ...values }, t("mend.title")),
  })
}
