/** The form of a draw by lot: a seed that anybody can check it with, proposed or typed. */

import { newId } from "../command.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { page, redraw } from "./page.js"

const SEED_DIGITS = 12 // hex: nobody guesses it, a witness still reads it aloud

/** A seed as it is proposed. */
export function newSeed() {
  return newId().slice(0, SEED_DIGITS)
}

/**
 * @param {{seed: string}} draft what has been typed
 * @param {(event: SubmitEvent) => void} draw
 * @param {{isDone: boolean, hint?: string}} about isDone: it has been drawn before
 */
export function drawing(draft, draw, { isDone, hint }) {
  const propose = () => {
    draft.seed = newSeed()
    redraw()
  }
  return html`<form class="card" @submit=${draw}>
    <h4>${t("setup.draw")}</h4>
    ${hint ? html`<p class="muted">${hint}</p>` : nothing}
    <label class="field">
      <span>${t("setup.seed")}</span>
      <input
        name="seed"
        required
        maxlength="64"
        autocomplete="off"
        .value=${draft.seed}
        @input=${({ target }) => (draft.seed = target.value)}
      />
      <small>${t("setup.seed-hint")}</small>
    </label>
    <div class="row-of-buttons">
      <button type="button" class="button" @click=${propose}>${t("setup.propose-seed")}</button>
      <button class="button ${isDone ? "" : "primary"}" ?disabled=${page.busy}>${t("setup.draw-now")}</button>
    </div>
  </form>`
}
