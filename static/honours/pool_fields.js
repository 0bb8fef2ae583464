/** The fields of an award pool: slots or quotas, floors and levels. Whatever is wrong stands under its field. */

import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { sentence, t } from "../words.js"

const WHOLE = /^\d{1,4}$/

/**
 * @param {object} answer Simulated of judging/web/simulating.py
 * @param {object} rules the pool as it is being changed, in the shape of the rules file
 * @param {(rules: object) => void} change takes the pool with a change
 */
export function fields({ tracks, problems }, rules, change) {
  return html`${rules.allocate === "merged" ? slots(rules, change) : quotas(tracks, rules, change)} ${wrong(problems, "slots", "quota")}
  ${floors(tracks, rules, change)} ${wrong(problems, "floors")} ${levels(rules, change)} ${wrong(problems, "levels")}`
}

function slots(rules, change) {
  return counter(t("simulator.slots"), "slots", rules.slots, (slots) => change({ ...rules, slots }))
}

/** Each track has its own; together they are the slots of the pool. */
function quotas(tracks, rules, change) {
  const quota = rules.quota ?? {}
  const set = (id, count) => {
    const wanted = { ...quota, [id]: count }
    const slots = tracks.reduce((sum, track) => sum + (Number(wanted[track.id]) || 0), 0)
    change({ ...rules, quota: wanted, slots })
  }
  return html`<fieldset>
    <legend>${t("simulator.quota", { slots: rules.slots })}</legend>
    ${tracks.map(({ id, name }) => counter(name, `quota.${id}`, quota[id] ?? 0, (count) => set(id, count)))}
  </fieldset>`
}

/** In percent; empty where the track has none. Those that act first stay first. */
function floors(tracks, rules, change) {
  const known = rules.floors ?? []
  const set = (id, text) => {
    const share = text.trim() && `${text.trim()}%`
    const others = known.some(({ track }) => track === id)
      ? known.map((floor) => (floor.track === id ? { ...floor, share } : floor))
      : [...known, { track: id, share }]
    change({ ...rules, floors: others.filter(({ share }) => share) })
  }
  const shown = (id) => known.find(({ track }) => track === id)?.share.replace("%", "") ?? ""
  return html`<fieldset>
    <legend>${t("simulator.floors")}</legend>
    ${tracks.map(
      ({ id, name }) =>
        html`<label class="pool-field">
          <span>${name}</span>
          <input name=${`floor.${id}`} inputmode="decimal" maxlength="8" .value=${shown(id)} @change=${({ target }) => set(id, target.value)}>
          <span>%</span>
        </label>`,
    )}
  </fieldset>`
}

function levels(rules, change) {
  const known = rules.levels ?? []
  const put = (levels) => change({ ...rules, levels })
  const set = (n, changed) => put(known.map((level, at) => (at === n ? { ...level, ...changed } : level)))
  const left = rules.slots - known.reduce((sum, { count }) => sum + (Number(count) || 0), 0)
  const last = known.length - 1
  const fits = known.length > 0 && left !== 0 && Number.isInteger(left) && known[last].count + left >= 0
  return html`<fieldset>
    <legend>${t("simulator.levels")}</legend>
    ${known.map((level, n) => levelRow(level, n, set, () => put(known.filter((_, at) => at !== n))))}
    <p class="keys">
      ${
        fits
          ? html`<button type="button" class="button" @click=${() => set(last, { count: known[last].count + left })}>
              ${t("simulator.fill", { level: known[last].name, count: known[last].count + left })}
            </button>`
          : nothing
      }
      <button type="button" class="button quiet" @click=${() => put([...known, { name: "", count: Math.max(left, 0) }])}>
        ${t("simulator.add-level")}
      </button>
    </p>
  </fieldset>`
}

function levelRow({ name, count, title = "" }, n, set, remove) {
  return html`<div class="level">
    <input name=${`level.${n}.name`} aria-label=${t("simulator.level-name")} maxlength="40" .value=${name} @change=${({ target }) => set(n, { name: target.value })}>
    ${counter("", `level.${n}`, count, (count) => set(n, { count }))}
    <button type="button" class="button quiet" aria-label=${t("simulator.remove-level", { name })} @click=${remove}>×</button>
    <input
      class="title"
      name=${`level.${n}.title`}
      aria-label=${t("simulator.level-title")}
      placeholder=${t("simulator.level-title")}
      maxlength="40"
      .value=${title}
      @change=${({ target }) => set(n, { title: target.value })}
    >
  </div>`
}

/** What is no whole number is sent as it was typed: the server says what is wrong with it. */
function counter(label, name, value, set) {
  const given = (text) => set(WHOLE.test(text.trim()) ? Number(text) : text)
  const step = (by) => set(Math.max(0, (Number(value) || 0) + by))
  return html`<div class="pool-field">
    ${label ? html`<label for=${name}>${label}</label>` : nothing}
    <span class="counter">
      <button type="button" class="button" aria-label=${t("simulator.fewer", { label })} @click=${() => step(-1)}>−</button>
      <input id=${name} name=${name} inputmode="numeric" maxlength="4" .value=${String(value)} @input=${({ target }) => given(target.value)}>
      <button type="button" class="button" aria-label=${t("simulator.more", { label })} @click=${() => step(1)}>＋</button>
    </span>
  </div>`
}

function wrong(problems, ...parts) {
  const own = problems.filter(({ place }) => parts.includes(place.split(/[.[]/)[0]))
  return own.map(({ what, remedy }) => html`<p class="error" role="alert">${t("simulator.problem", { what: sentence(what), remedy: sentence(remedy) })}</p>`)
}
