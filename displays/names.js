/** Names of entrants and competitions, broken across lines where one would pause in reading them. */

import { html } from "../static/vendor/lit-html/lit-html.js"

// 嘉定镇街道 is one place, so 镇 is a pause only where no 街道 follows. A bracket keeps together.
const PAUSES = /(街道|(?!^)镇(?!.*街道)|社区事务受理服务中心|”)[，。；]?|(?!^)(?=（)/g
const BREATHS = /[，、。：；]|出场的|最后得分|现场原始得分/g // in a sentence; a number is never parted
const LONG = 28

/**
 * The pieces of a name that stay on one line if they can.
 *
 * @param {string} name
 * @returns {string[]} e.g. ["打浦桥街道", "社区事务受理服务中心"]
 */
export function pieces(name) {
  return name.replace(PAUSES, "$&\n").split("\n").filter(Boolean)
}

/**
 * A name as a heading. Its style sheet chooses a size by `--longest`, the characters of the longest piece, and
 * `data-long`, more than two lines can hold.
 *
 * @param {string} name
 */
export function heading(name) {
  const longest = Math.max(...pieces(name).map((piece) => piece.length))
  return html`
    <h1 class="name" ?data-long=${name.length > LONG} .style=${`--longest: ${longest}`}>${broken(name)}</h1>
  `
}

/** A name in running text. @param {string} name */
export function broken(name) {
  return pieces(name).map((piece) => html`<span class="piece">${piece}</span>`)
}

/** A sentence that is read aloud, broken where one breathes. @param {string} sentence */
export function phrased(sentence) {
  return sentence.replace(BREATHS, "$&\n").split("\n").filter(Boolean).map(broken)
}
