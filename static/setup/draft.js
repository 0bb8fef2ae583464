/** Reaching into the draft of the rules by key path. */

/** @typedef {(string|number)[]} Path e.g. ["tracks", 0, "rounds", 1, "trim", "from"] */

/** The path as the server writes it: `tracks[0].rounds[1].trim.from`. @param {Path} path */
export function dotted(path) {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "")
}

/** The value at a path, undefined where the draft does not say it. */
export function valueAt(draft, path) {
  return path.reduce((value, part) => value?.[part], draft)
}

/** Says something else at a path; undefined takes it out, and a table of the whole that is empty then. */
export function put(draft, path, value) {
  const parent = path.slice(0, -1).reduce((table, part) => (table[part] ??= {}), draft)
  const key = path[path.length - 1]
  if (value === undefined) delete parent[key]
  else parent[key] = value
  if (path.length === 2 && !Array.isArray(parent) && !Object.keys(parent).length) delete draft[path[0]]
}

/** Whether two drafts say the same, in whatever order; an empty table says nothing. */
export function same(one, other) {
  return canonical(one) === canonical(other)
}

function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    isTable(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, each]) => !isTable(each) || Object.keys(each).length)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  )
}

function isTable(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value)
}

/** What the file says of a value: undefined where it is the default and need not be written. */
export function said({ default: usual, written }, value) {
  return !written && usual !== undefined && value !== undefined && same(usual, value) ? undefined : value
}

/** Whether something was found at a place or inside of it. @param {Iterable<string>} found places */
export function isAt(place, found) {
  return [...found].some((each) => each === place || each.startsWith(`${place}.`) || each.startsWith(`${place}[`))
}

/** An id no row has yet. @param {{id: string}[]} rows */
export function freeId(rows, letter) {
  const taken = new Set(rows.map(({ id }) => id))
  let number = rows.length + 1
  while (taken.has(`${letter}${number}`)) number++
  return `${letter}${number}`
}

/** A row like another, under an id of its own. */
export function copied(row, rows, letter, name) {
  return { ...structuredClone(row), id: freeId(rows, letter), name }
}
