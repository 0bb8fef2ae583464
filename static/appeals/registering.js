/** Registering an objection: of which track, then who objects to what. */

import { fill } from "../dialog.js"
import { refusal } from "../pin.js"
import { sentence, t } from "../words.js"

/** @param {object} view AppealsView of judging/views/appeals.py */
export async function register(view, may) {
  const track = await chosen(view.tracks)
  if (!track) return
  await fill({
    title: t("appeals.register-of", { track: track.name }),
    text: t("appeals.register-hint"),
    fields: fields(track, view.ways, may),
    confirm: t("appeals.register"),
    send: (given) => refusal(command(track, given)),
  })
}

async function chosen(tracks) {
  if (tracks.length === 1) return tracks[0]
  const options = tracks.map(({ id, name }) => ({ value: id, label: name }))
  const fields = [{ name: "track", label: t("appeals.track"), kind: "radio", options }]
  const given = await fill({ title: t("appeals.register"), fields, confirm: t("appeals.next") })
  return given && tracks.find(({ id }) => id === given.track)
}

function fields({ entrants, rounds }, ways, may) {
  const line = (name, optional, most = 60) => ({ name, label: t(`appeals.${name}`), kind: "line", most, optional })
  return [
    line("objector"),
    line("unit", true),
    line("contact-way", true),
    choice("entrant", entrants),
    choice("round", rounds),
    { name: "text", label: t("appeals.text"), kind: "text", most: 1000 },
    { name: "way", label: t("appeals.way"), kind: "select", options: ways.map(({ id, name }) => ({ value: id, label: sentence(name) })) },
    { name: "received", label: t("appeals.received-at"), kind: "moment", optional: true },
    ...(may.organises ? [{ name: "late", label: t("appeals.late-reason"), kind: "line", most: 200, optional: true }] : []),
  ]
}

/** Of what it is about; the first is the whole track. */
function choice(name, all) {
  const options = [{ value: "", label: t("appeals.whole") }, ...all.map(({ id, name: label }) => ({ value: id, label }))]
  return { name, label: t(`appeals.${name}`), kind: "select", optional: true, options }
}

function command(track, given) {
  return {
    kind: "RegisterObjection",
    objector: { name: given.objector, unit: given.unit, contact: given["contact-way"] },
    about: { track: track.id, entrant: given.entrant, round: given.round },
    text: given.text,
    way: given.way,
    received_at: given.received ? new Date(given.received).toISOString() : "",
    late: given.late ?? "",
  }
}
