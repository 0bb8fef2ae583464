"""Logging in and out: by a pass, by the organiser's one-time link, or by the token a phone has kept.

Every GET changes nothing: WeChat and link previews open links by themselves.
"""

import secrets
from contextlib import nullcontext

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import ClaimSeat, WithdrawClaim
from judging.core.decide.login import pass_by
from judging.core.people import Actor, Judge, Role
from judging.core.refused import Reason, Refused
from judging.core.state import Pass, State
from judging.hub import VOLATILE
from judging.views.console import check_number

from . import passes, session
from .addresses import LOOPBACK
from .answers import body_of, json
from .devices import label_of
from .limits import source_of

# Role → where it works, and which topics it may watch; {} stands for the judge's id.
PAGES = {
    Role.ORGANISER: ("/", ("console", "setup", "emcee", *VOLATILE)),
    Role.DIRECTOR: ("/console", ("console", "emcee", *VOLATILE)),
    Role.JUDGE: ("/judge", ("judge/{}",)),
    Role.EMCEE: ("/emcee", ("emcee",)),
}


class LoginRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The secret of a link, or a code: exactly one. `waiting`: by what token this phone waits already."""

    secret: str | None = None
    code: str | None = None
    waiting: str = ""


class KeptToken(Struct, frozen=True, forbid_unknown_fields=True):
    token: str


class Holder(Struct, frozen=True):
    """Whose pass it is, before anything is claimed."""

    role: Role
    judge: str | None
    name: str
    seat: int | None
    competition: str
    rehearsal: bool
    taken: bool  # another device holds it: the console would have to consent


class Joined(Struct, frozen=True):
    """While it waits the phone is logged in as before, and `token` is for afterwards."""

    state: str  # "seated" | "waiting": another device holds the seat and the console must consent
    page: str
    token: str
    number: str = ""  # as of `Waiting`


class Waiting(Struct, frozen=True):
    """What has become of a request; `holder` is whose seat it was for, None once it is `over`."""

    state: str  # "waiting" | "seated" | "over": refused, given up, or the pass is void
    page: str = ""
    holder: Holder | None = None
    number: str = ""  # of this phone, while it is "waiting"


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
    return json(holder_of(request, opened_pass(request, await body_of(request, LoginRequest))))


def holder_of(request: Request, held: Pass) -> Holder:
    state = session.venue_of(request).open_desk.state
    judge = person(state, held.judge)
    return Holder(
        role=held.role,
        judge=held.judge,
        name=judge.name if judge else "",
        seat=judge.seat if judge else None,
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        taken=held.device not in (None, session.device_of(request)),
    )


async def join(request: Request) -> Response:
    """Claims the seat for this phone. Nothing changes if it has the seat already, or waits for it.

    What the phone has, it keeps until it gets the seat: then it leaves it, since it has one place only.
    """
    login = await body_of(request, LoginRequest)
    held = opened_pass(request, login)
    if session.actor_of(request).role is Role.ORGANISER:
        raise Refused(Reason.ALREADY, "这台设备是组织者的；请用另一台设备，或在无痕窗口里打开链接。")
    desk = session.venue_of(request).open_desk
    token = token_for(desk.state, held, session.token_of(request), login.waiting)
    device = session.hash_of(token)
    if login.waiting not in ("", token):
        await submit_as(request, WithdrawClaim(session.hash_of(login.waiting)))
    with session.venue_of(request).codes.spent(held) if login.code is not None else nullcontext():
        await submit_as(request, ClaimSeat(device, held.link, session.device_of(request)))
    seated = desk.state.holder(device) is not None
    page = PAGES[held.role][0]
    response = json(
        Joined("seated", page, token) if seated else Joined("waiting", page, token, check_number(device))
    )
    if seated:
        session.remember(request, response, token)
    return response


def token_for(state: State, held: Pass, *brought: str) -> str:
    """The token by which a phone is to have this pass: that of the *brought* which has it, or waits for it.

    Else a new one, or else somebody who planted a token on the phone could follow it to the seat.
    """
    waiting = [device for device, asked in state.handovers.items() if asked.pass_id == held.id]
    known = (token for token in brought if session.hash_of(token) in (held.device, *waiting))
    return next(known, None) or session.new_token()


async def submit_as(request: Request, command: ClaimSeat | WithdrawClaim) -> None:
    """Carries out what a phone asks for that need not be anybody yet."""
    desk = session.venue_of(request).open_desk
    await desk.submit(secrets.token_hex(16), command, Actor(Role.GUEST, device=command.device))


async def await_seat(request: Request) -> Response:
    """What became of a request for a seat; once it was granted, this phone is logged in by it."""
    kept = await body_of(request, KeptToken)
    state = session.venue_of(request).open_desk.state
    device = session.hash_of(kept.token)
    if held := state.holder(device):
        response = json(Waiting("seated", PAGES[held.role][0], holder_of(request, held)))
        session.remember(request, response, kept.token)
        return response
    asked = state.handovers.get(device)
    if asked is None:
        return json(Waiting("over"))
    held = state.passes[asked.pass_id]
    return json(Waiting("waiting", PAGES[held.role][0], holder_of(request, held), check_number(device)))


async def give_up(request: Request) -> Response:
    """Takes a request for a seat back; the phone is who it was before."""
    kept = await body_of(request, KeptToken)
    await submit_as(request, WithdrawClaim(session.hash_of(kept.token)))
    return json({})


def opened_pass(request: Request, login: LoginRequest) -> Pass:
    """The pass that the link or code opens. Raises Refused."""
    venue = session.venue_of(request)
    if login.secret is not None and login.code is None:
        return pass_by(venue.open_desk.state, passes.proof_of_link(login.secret))
    if login.code is not None and login.secret is None:
        return venue.codes.opened(venue.open_desk.state, login.code, source_of(request))
    raise Refused(Reason.MALFORMED, "请出示二维码里的链接或登录码，二者取一。")


async def get_session(request: Request) -> Response:
    who = session.actor_of(request)
    if who.role not in PAGES:
        raise HTTPException(401)
    await session.venue_of(request).organisers.notice(who.device, label_of(request))
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
    kept = await body_of(request, KeptToken)
    venue = session.venue_of(request)
    if not session.TOKEN.fullmatch(kept.token):
        raise HTTPException(401)
    if session.actor(venue, session.hash_of(kept.token)).role not in PAGES:
        raise HTTPException(401)
    response = json({})
    session.remember(request, response, kept.token)
    return response


async def leave(request: Request) -> Response:
    """Forgets this device. A pass stays bound to it until it is rotated or another device is let in."""
    venue = session.venue_of(request)
    if session.actor_of(request).role is Role.ORGANISER:
        await venue.organisers.dismiss(session.device_of(request))
        if venue.desk is not None:
            venue.desk.hub.review()
    response = json({})
    session.forget(request, response)
    return response


async def admit_organiser(request: Request) -> Response:
    """Uses up the one-time link."""
    token = session.new_token()
    organisers = session.venue_of(request).organisers
    is_local = source_of(request) in LOOPBACK
    await organisers.admit(
        request.path_params["secret"], session.hash_of(token), label_of(request), is_local=is_local
    )
    response = json(Joined("seated", PAGES[Role.ORGANISER][0], token))
    session.remember(request, response, token)
    return response


async def invite_organiser(request: Request) -> Response:
    """A one-time link for another device of the organiser's, a second laptop say."""
    session.require(request, Role.ORGANISER)
    return json({"link": session.venue_of(request).organisers.invite()})


class Removed(Struct, frozen=True, forbid_unknown_fields=True):
    id: str


async def remove_organiser(request: Request) -> Response:
    """Puts another device of the organiser's out, and whatever it watches is closed."""
    session.require(request, Role.ORGANISER)
    removed = await body_of(request, Removed)
    venue = session.venue_of(request)
    await venue.organisers.remove(removed.id)
    if venue.desk is not None:
        venue.desk.hub.review()
    return json({})


def person(state: State, judge: str | None) -> Judge | None:
    """The judge on the seat; the one on the panel of the round on stage where there are several panels."""
    id = state.on_stage
    panels = [*([state.panel(id)] if id else []), *state.panels.values()]
    return next((seated for panel in panels for seated in panel if seated.id == judge), None)


ROUTES: list[BaseRoute] = [
    Route("/join/look", look, methods=["POST"]),
    Route("/join", join, methods=["POST"]),
    Route("/join/waiting", await_seat, methods=["POST"]),
    Route("/join/give-up", give_up, methods=["POST"]),
    Route("/session", get_session),
    Route("/session", resume, methods=["POST"]),
    Route("/session/leave", leave, methods=["POST"]),
    Route("/organisers", invite_organiser, methods=["POST"]),
    Route("/organisers/remove", remove_organiser, methods=["POST"]),
    Route("/organiser/{secret}", admit_organiser, methods=["POST"]),
]
