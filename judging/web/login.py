"""Logging in and out: by a pass, by the organiser's one-time link, or by the token a phone has kept.

Every GET changes nothing: WeChat and link previews open links by themselves.
"""

import secrets

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import ClaimSeat
from judging.core.decide.login import shown as pass_of
from judging.core.people import Actor, Judge, Role
from judging.core.refused import Reason, Refused
from judging.core.state import Pass, State

from . import passes, session
from .answers import body_of, json
from .limits import WrongCodes

# Role → where it works, and which topics it may watch; {} stands for the judge's id.
PAGES = {
    Role.ORGANISER: ("/", ("console", "setup", "emcee", "presence", "backup")),
    Role.DIRECTOR: ("/console", ("console", "emcee", "presence", "backup")),
    Role.JUDGE: ("/judge", ("judge/{}",)),
    Role.EMCEE: ("/emcee", ("emcee",)),
}


class Shown(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person holds up to log in: the secret of a link, or a code. Exactly one."""

    secret: str | None = None
    code: str | None = None


class Kept(Struct, frozen=True, forbid_unknown_fields=True):
    token: str


class Found(Struct, frozen=True):
    """Whose pass it is, before anything is claimed."""

    role: Role
    judge: str | None
    name: str
    seat: int | None
    competition: str
    rehearsal: bool


class Joined(Struct, frozen=True):
    state: str  # "seated" | "waiting": another device holds the seat and the console must consent
    page: str
    token: str


class Session(Struct, frozen=True):
    role: Role
    judge: str | None
    name: str
    seat: int | None
    page: str
    topics: tuple[str, ...]
    competition: str | None  # None: the organiser has not opened one
    created_at: str  # of the competition: what a phone keeps for one never goes to another of the same name
    rehearsal: bool


async def look(request: Request) -> Response:
    """Whose seat the link or code is for; claims nothing."""
    held, _ = await shown_pass(request)
    state = session.venue_of(request).open_desk.state
    judge = person(state, held.judge)
    return json(
        Found(
            role=held.role,
            judge=held.judge,
            name=judge.name if judge else "",
            seat=judge.seat if judge else None,
            competition=state.rulebook.name,
            rehearsal=state.rehearsal,
        )
    )


async def join(request: Request) -> Response:
    """Claims the seat for this device. Nothing changes if it has the seat already, or waits for it."""
    held, proof = await shown_pass(request)
    desk = session.venue_of(request).open_desk
    if session.actor_of(request).role is Role.ORGANISER:
        raise Refused(Reason.ALREADY, "这台设备是组织者的；请用另一台设备，或在无痕窗口里打开链接。")
    token = request.cookies.get(session.COOKIE, "")
    device = session.device_of(request)
    if device not in (held.device, *waiting_for(desk.state, held)):
        token = session.new_token()
        device = session.hash_of(token)
    await desk.submit(secrets.token_hex(16), ClaimSeat(device, proof), Actor(Role.GUEST, device=device))
    seated = desk.state.holder(device) is not None
    response = json(Joined("seated" if seated else "waiting", PAGES[held.role][0], token))
    session.remember(response, token)
    return response


def waiting_for(state: State, held: Pass) -> list[str]:
    return [device for device, pass_id in state.handovers.items() if pass_id == held.id]


async def shown_pass(request: Request) -> tuple[Pass, str]:
    """The pass that the body's link or code opens, and the hash that proves it. Raises Refused."""
    shown = await body_of(request, Shown)
    if (shown.secret is None) == (shown.code is None):
        raise Refused(Reason.MALFORMED, "请出示二维码里的链接或六位登录码，二者取一。")
    venue, tries = session.venue_of(request), wrong_codes_of(request)
    if shown.secret is not None:
        proof = passes.proof_of_link(shown.secret)
        return pass_of(venue.open_desk.state, proof), proof
    address = request.client.host if request.client else ""
    tries.check(address)
    proof = passes.proof_of_code(venue.key, shown.code or "")
    try:
        return pass_of(venue.open_desk.state, proof), proof
    except Refused:
        tries.count(address)
        raise


def wrong_codes_of(request: Request) -> WrongCodes:
    tries: WrongCodes = request.app.state.wrong_codes
    return tries


async def get_session(request: Request) -> Response:
    who = session.actor_of(request)
    if who.role not in PAGES:
        raise HTTPException(401)
    desk = session.venue_of(request).desk
    page, topics = PAGES[who.role]
    judge = person(desk.state, who.judge) if desk else None
    return json(
        Session(
            role=who.role,
            judge=who.judge,
            name=judge.name if judge else "",
            seat=judge.seat if judge else None,
            page=page,
            topics=tuple(topic.format(who.judge) for topic in topics) if desk else (),
            competition=desk.state.rulebook.name if desk else None,
            created_at=desk.state.created_at if desk else "",
            rehearsal=desk.state.rehearsal if desk else False,
        )
    )


async def resume(request: Request) -> Response:
    """Sets the cookie again from the token a page has kept. Raises HTTPException 401."""
    kept = await body_of(request, Kept)
    venue = session.venue_of(request)
    if not session.TOKEN.fullmatch(kept.token):
        raise HTTPException(401)
    if session.actor(venue, session.hash_of(kept.token)).role not in PAGES:
        raise HTTPException(401)
    response = json({})
    session.remember(response, kept.token)
    return response


async def leave(request: Request) -> Response:
    """Forgets this device. A pass stays bound to it until it is rotated or another device is let in."""
    venue = session.venue_of(request)
    if session.actor_of(request).role is Role.ORGANISER:
        venue.organisers.dismiss(session.device_of(request))
        if venue.desk is not None:
            venue.desk.hub.review()
    response = json({})
    response.delete_cookie(session.COOKIE, path="/", httponly=True, samesite="lax")
    return response


async def admit_organiser(request: Request) -> Response:
    """Uses up the one-time link."""
    token = session.new_token()
    organisers = session.venue_of(request).organisers
    organisers.admit(request.path_params["secret"], session.hash_of(token))
    response = json(Joined("seated", PAGES[Role.ORGANISER][0], token))
    session.remember(response, token)
    return response


async def invite_organiser(request: Request) -> Response:
    """A one-time link for another device of the organiser's, a second laptop say."""
    session.require(request, Role.ORGANISER)
    return json({"link": session.venue_of(request).organisers.invite()})


def person(state: State, judge: str | None) -> Judge | None:
    """The judge on the seat; the one on the panel of the round on stage where there are several panels."""
    id = state.on_stage
    panels = [*([state.panel(id)] if id else []), *state.panels.values()]
    return next((seated for panel in panels for seated in panel if seated.id == judge), None)


ROUTES: list[BaseRoute] = [
    Route("/join/look", look, methods=["POST"]),
    Route("/join", join, methods=["POST"]),
    Route("/session", get_session),
    Route("/session", resume, methods=["POST"]),
    Route("/session/leave", leave, methods=["POST"]),
    Route("/organisers", invite_organiser, methods=["POST"]),
    Route("/organiser/{secret}", admit_organiser, methods=["POST"]),
]
