/** What the meeting has chosen so far, by award; another list begins anew, but who is there stays. */

const drafts = new Map()

/** Of a whole meeting; with a line, of that entry. */
export function draftOf(award, line) {
  const kept = drafts.get(award.award)
  if (!kept || kept.digest !== award.digest) {
    const { members = "", note = "" } = kept ?? last()
    drafts.set(award.award, { digest: award.digest, members, note: kept ? note : "", entries: new Map() })
  }
  const draft = drafts.get(award.award)
  if (!line) return draft
  const key = `${line.track}/${line.entrant}`
  if (!draft.entries.has(key)) draft.entries.set(key, { verdict: "", reason: "", votes: {} })
  return draft.entries.get(key)
}

/** The same people decide on the next award. */
function last() {
  return [...drafts.values()].pop() ?? {}
}

/** Once it is recorded nothing is left to choose. */
export function drop(award) {
  drafts.get(award.award).entries.clear()
}

/** The names, one a line or with commas between them. */
export function membersOf({ members }) {
  return members.split(/[\n,，、;；]+/).map((name) => name.trim()).filter(Boolean)
}

/** Confirms whatever nobody has chosen for; with *present*, by the votes of all who are there. */
export function setAll(award, present) {
  for (const line of award.lines.filter(({ is_undecided }) => is_undecided)) {
    const entry = draftOf(award, line)
    if (entry.verdict && entry.verdict !== "confirmed") continue
    entry.verdict = "confirmed"
    if (present && entry.votes.in_favour === undefined) entry.votes = { in_favour: present, against: 0, abstained: 0 }
  }
}
