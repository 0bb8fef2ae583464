/**
 * The words of the pages in the language of this device: 简体中文 unless it was switched.
 *
 * A key stands in both catalogues, words/zh.js and words/en.js; `{name}` in a text takes the parameter of that name.
 * Keys are written out where they are used, at most their last part is computed: t(`link.${state}`).
 * What the server says comes as a Chinese template with its values; words/server.en.js has the English of each.
 */

import en from "./words/en.js"
import server from "./words/server.en.js"
import zh from "./words/zh.js"

const LANGUAGE = "judging.language"
const CATALOGUES = { zh, en }
const TAGS = { zh: "zh-CN", en: "en" }

/** @typedef {"zh"|"en"} Language */

let current = localStorage.getItem(LANGUAGE) === "en" ? "en" : "zh"
const listeners = new Set()
document.documentElement.lang = TAGS[current]

/**
 * The text of a key.
 *
 * @param {string} key e.g. "judge.submit"
 * @param {Record<string, string|number>} [params]
 * @returns {string}
 * @throws {Error} no such key
 */
export function t(key, params = {}) {
  const text = CATALOGUES[current][key]
  if (text === undefined) throw new Error(`no words for ${key}`)
  return text.replace(/\{(\w+)\}/g, (_, name) => String(params[name]))
}

/**
 * What the server says, in the language of this device.
 *
 * @typedef {{template: string, values: Record<string, any>}} Sentence as in judging/core/sentence.py
 * @param {Sentence} given
 * @returns {string}
 */
export function sentence({ template, values }) {
  const text = current === "en" ? (server[template] ?? template) : template
  return text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, joint) => valueText(values[name], joint))
}

/** What is listed is joined by what the template says: {names:; }. */
function valueText(value, joint = current === "en" ? ", " : "、") {
  if (Array.isArray(value)) return value.map((each) => valueText(each)).join(joint)
  return value?.template === undefined ? String(value) : sentence(value)
}

/** Names and numbers one after the other. @param {(string|number)[]} items */
export function listed(items) {
  return valueText(items)
}

/** @returns {Language} */
export function language() {
  return current
}

/** Switches this device's language, keeps it, and tells the listeners. @param {Language} code */
export function setLanguage(code) {
  current = code
  localStorage.setItem(LANGUAGE, code)
  document.documentElement.lang = TAGS[code]
  for (const listener of listeners) listener(code)
}

/** Calls back after each switch, so that a page can render anew. @param {(code: Language) => void} listener */
export function onLanguage(listener) {
  listeners.add(listener)
}
