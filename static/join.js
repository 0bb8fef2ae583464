/**
 * Taking a seat: a link or a login code, a look at whose it is, and a press that claims it. Opening the page
 * changes nothing. Where another phone holds the seat, the page waits for the console's consent; what this phone has,
 * it keeps until then.
 */

import { Refused, get, post } from "./command.js"
import { STEPS, isSeatOf, page, serve } from "./join/steps.js"
import { languageSwitch, setRehearsal } from "./page.js"
import {
  at,
  become,
  competition,
  forgetWaiting,
  remember,
  rememberWaiting,
  rest,
  seatedAt,
  waitingToken,
} from "./session.js"
import { html, render } from "./vendor/lit-html/lit-html.js"
import { onLanguage, t } from "./words.js"

const POLL_MS = 1500

let polling = 0

serve({ look, claim, giveUp, startOver, draw })

function whole() {
  return html`
    <header class="bar"><strong>${page.holder?.competition ?? t("join.title")}</strong>${languageSwitch()}</header>
    <main class="join" data-step=${page.step}>${STEPS[page.step]()}</main>
  `
}

/** Whose pass it is; claims nothing. A code may be of another competition: then this page is its page from here on. */
function look(pass) {
  return attempt("code", async () => {
    page.holder = await post("/join/look", pass)
    page.pass = pass
    if (page.holder.at !== competition()) {
      become(`${page.holder.at}/join`)
      page.mine = await answered(get("/session"))
    }
    setRehearsal(page.holder.rehearsal)
    page.step = "confirm"
  })
}

function claim() {
  return attempt(page.step, async () => {
    const joined = await post("/join", { ...page.pass, waiting: waitingToken() })
    // The secret has done its work: it must not stay where it can be read or shared.
    become(at("/join"))
    if (joined.state === "seated") return enter(joined.token, joined.page)
    rememberWaiting(joined.token)
    Object.assign(page, { step: "waiting", number: joined.number })
    poll()
  })
}

function enter(token, address) {
  remember(token)
  location.replace(address)
}

function giveUp() {
  return attempt("waiting", async () => {
    await post("/join/give-up", { token: waitingToken() })
    forgetWaiting()
    if (page.mine) location.replace(page.mine.page)
    else startOver()
  })
}

function poll() {
  clearTimeout(polling)
  polling = setTimeout(async () => {
    if (page.step !== "waiting") return
    await learn()
    draw()
    if (page.step === "waiting") poll()
  }, POLL_MS)
}

/** What became of the request. Another page of this browser may have seen to it; out of reach it is asked again. */
async function learn() {
  const token = waitingToken()
  if (!token) return followOther()
  const told = await answered(post("/join/waiting", { token }))
  if (!told) return
  if (told.state === "seated") return enter(token, told.page)
  if (told.state === "over") forgetWaiting()
  else Object.assign(page, { holder: told.holder, number: told.number })
  page.step = told.state
}

/** Another page of this browser has entered the seat, or given it up. */
async function followOther() {
  page.mine = await answered(get("/session"))
  if (page.mine && isSeatOf(page.mine)) location.replace(page.mine.page)
  else await begin()
}

/** The answer, or null where there is none: not logged in, or out of reach just now. */
async function answered(asking) {
  try {
    return await asking
  } catch (refused) {
    if (refused instanceof Refused) return null
    throw refused
  }
}

/** Does something with the server; if that is refused, says why and goes to `otherwise`. */
async function attempt(otherwise, deed) {
  Object.assign(page, { step: "busy", problem: null })
  draw()
  try {
    await deed()
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    Object.assign(page, { step: otherwise, problem: refused, code: "" })
  }
  draw()
}

function startOver() {
  become(at("/join"))
  Object.assign(page, { step: "code", code: "", problem: null, holder: null, pass: null })
  draw()
}

/** On the page of the whole server: the first open competition in which this phone has a seat. */
async function findSeat() {
  const open = (await answered(get("/c"))) ?? []
  for (const address of seatedAt(open.map((each) => each.at))) {
    const mine = await answered(get(`${address}/session`))
    if (mine) return Object.assign(page, { mine })
  }
}

async function begin() {
  page.mine = await answered(get("/session"))
  const secret = rest()
  if (secret) return look({ secret })
  if (!competition()) await findSeat()
  if (waitingToken()) {
    page.step = "waiting"
    await learn()
    poll()
  } else if (page.mine && page.mine.page !== "/") Object.assign(page, { step: "seated", holder: page.mine })
  else page.step = "code"
  draw()
}

function draw() {
  document.title = t("join.title")
  render(whole(), document.body)
}

onLanguage(draw)
draw()
begin()
