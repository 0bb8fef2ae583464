/** Lists as people paste them, out of a spreadsheet, a document or a chat: what was understood of each line. */

/**
 * @typedef {object} Row
 * @property {string} counted its number as it stands there, "" where lines are not counted
 * @property {string} name
 * @property {string} district "" where none was found
 * @property {Record<string, string>} fields what else the head line names of an entrant, see FIELDS of roster_draft.js
 * @property {string[]} rest cells that have no place in a roster
 */

// A column's head, in the words of the lists we have seen.
const HEADS = {
  counted: /^(序号|编号|排名|名次|号|no\.?|#)$/i,
  name: /^(单位名称|参赛单位|参赛对象|名称|姓名|选手|选手姓名|参赛选手|中心|受理中心|name|entrant)$/i,
  unit: /^(单位|所在单位|工作单位|所属中心|unit)$/i, // the name, where nothing else is
  district: /^(区|区县|所在区|所属区|所属地区|地区|district)$/i,
  post: /^(岗位|岗位名称|职务)$/,
  years: /^(在岗年限|在岗年数|从业年限|年限)$/,
  team: /^(团队人数|成员人数|人数)$/,
  leader: /^(负责人|团队负责人|领队)$/,
  number: /^(工号|员工号|人员编号)$/,
  window_class: /^(窗口大类|大类|窗口类别)$/,
  reading: /^(读音|拼音|姓名拼音)$/,
}
const NUMBER = /^[0-9０-９]{1,3}[.．、)）]?$/
const NUMBERED = /^[0-9０-９]{1,3}\s*[.．、)）]\s*(?=\D)/ // “1.张三”, “1、张三”
export const DISTRICT = /^\p{Script=Han}{1,6}(区|县|市)$/u
const HAN = /^\p{Script=Han}$/u

/**
 * The entrants in a pasted text. A line is cut at tabs, else at commas, else at blanks, full-width ones too; the first
 * line may name the columns. Without that a leading number counts the lines, then come name and district.
 *
 * @param {string} text
 * @returns {Row[]}
 */
export function understood(text) {
  const lines = linesOf(text)
  const heads = lines.length ? columnsOf(lines[0]) : null
  return (heads ? lines.slice(1) : lines).map((line) => (heads ? byHeads(line, heads) : byPlace(line))).filter(hasName)
}

/** The lines that say something, cut into cells. @returns {string[][]} */
export function linesOf(text) {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map(cells)
}

/** Whether a row says more than where somebody comes from. */
function hasName({ name }) {
  return name !== ""
}

function cells(line) {
  if (line.includes("\t")) return line.split("\t").map((cell) => cell.trim())
  if (/[,，]/.test(line)) return line.split(/[,，]/).map((cell) => cell.trim())
  return joinedNames(line.trim().split(/(\s+)/))
}

/** “张　三” is one name: a blank between two single characters parts nothing. `parts` alternate with blanks. */
function joinedNames(parts) {
  const found = [parts[0]]
  for (let i = 2; i < parts.length; i += 2) {
    const last = found[found.length - 1]
    if (HAN.test(last) && HAN.test(parts[i])) found[found.length - 1] = last + parts[i - 1] + parts[i]
    else found.push(parts[i])
  }
  return found
}

/** Which column is what, by its head; null where the line is no head. */
function columnsOf(line) {
  const kinds = line.map((cell) => Object.keys(HEADS).find((kind) => HEADS[kind].test(cell)) ?? "rest")
  const unit = kinds.indexOf("unit")
  if (!kinds.includes("name") && unit >= 0) kinds[unit] = "name"
  return kinds.includes("name") ? kinds : null
}

function byHeads(line, heads) {
  const found = { counted: "", name: "", district: "" }
  const rest = []
  line.forEach((cell, i) => {
    const kind = heads[i] ?? "rest"
    if (kind === "rest" || found[kind]) rest.push(cell)
    else found[kind] = cell
  })
  const { counted, name, district, ...fields } = found
  return { counted, name, district, fields, rest: rest.filter(Boolean) }
}

function byPlace(line) {
  const [counted, cells] = numbered(line)
  const [first, second = "", ...rest] = cells
  const isTurned = DISTRICT.test(first) && second !== "" && !DISTRICT.test(second)
  const [name, district] = isTurned ? [second, first] : [first, second]
  return { counted, name, district, fields: {}, rest: rest.filter(Boolean) }
}

/** What goes into the roster of a line. @param {Row} row */
export function personOf({ name, district, fields }) {
  return { ...fields, name, district }
}

/** The number a line begins with, "" if none, and the cells without it. */
function numbered(line) {
  if (line.length > 1 && NUMBER.test(line[0])) return [line[0], line.slice(1)]
  const [number = ""] = NUMBERED.exec(line[0]) ?? []
  return [number, [line[0].slice(number.length), ...line.slice(1)]]
}
