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

from judging.access import by_pass
from judging.core.commands import ClaimSeat, WithdrawClaim
from judging.core.people.actor import Actor, acting
from judging.core.people.claiming import pass_by
from judging.core.people.duty import Duty
from judging.core.people.holder import Pass
from judging.core.people.reaching import halls_of
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import DUTIES
from judging.views.console import check_number
from judging.views.watching import VOLATILE
from judging.web.entrance.limits import source_of

from . import passes, session
from .addresses import LOOPBACK
from .answers import body_of, json
from .codes import wrong_code
from .competition import OpenCompetition
from .devices import label_of
from .watching import topics_of, watchable

ENTERING = ("entries/{hall}", "typed/{label}")
OF_CONSOLE = (
    "console/{hall}",
    "ceremony/{hall}",
    "order/{hall}",
    "overview",
    "emcee/{hall}",
    "clocks/{hall}",
    "{head}",
    *ENTERING,
)
# Duty → where it works, within a competition but for the organiser, and which topics it watches there.
# Who has several begins at the first of them.
PAGES = {
    Duty.ORGANISER: (
        "/",
        (*OF_CONSOLE, "setup", "evaluations", "ballots", "honours", "simulator", *VOLATILE),
    ),
    Duty.DIRECTOR: ("/console", (*OF_CONSOLE, *VOLATILE)),
    Duty.SCOREKEEPER: ("/entries", ENTERING),
    Duty.VERIFIER: ("/entries", ENTERING),
    Duty.JUDGE: ("/judge", ("judge/{judge}",)),
    Duty.HEAD_JUDGE: ("/head", ("{head}",)),
    Duty.TIMEKEEPER: ("/timekeeper", ("clocks/{hall}",)),
    Duty.SUPERVISOR: (
        "/supervisor",
        ("supervisor/{hall}", "countersigning", "flags", "signing", "honours"),
    ),
    Duty.EMCEE: ("/emcee", ("emcee/{hall}",)),
    Duty.PRINTER: ("/print", ()),
    Duty.EVALUATOR: ("/evaluate", ("evaluating/{label}",)),
}


class LoginRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The secret of a link, or a code: exactly one. `waiting`: by what token this phone waits already."""

    secret: str | None = None
    code: str | None = None
    waiting: str = ""


class KeptToken(Struct, frozen=True, forbid_unknown_fields=True):
    token: str


class Holder(Struct, frozen=True):
    """Whose pass it is, before anything is claimed. `at`: where its competition's addresses begin."""

    at: str

    role: Duty
    judge: str | None
    person: str
    name: str
    duties: tuple[Sentence, ...]
    seat: int | None
    halls: tuple[str, ...]  # all that it may watch
    places: tuple[str, ...]  # as of `Card`
    competition: str
    rehearsal: bool
    taken: bool  # another device holds it: the console would have to consent


class JoinReply(Struct, frozen=True):
    """While it waits the phone is logged in as before, and `token` is for afterwards."""

    state: str  # "seated" | "waiting": another device holds the seat and the console must consent
    page: str
    token: str
    number: str = ""  # as of `WaitingReply`


class WaitingReply(Struct, frozen=True):
    """What has become of a request; `holder` is whose seat it was for, None once it is `over`."""

    state: str  # "waiting" | "seated" | "over": refused, given up, or the pass is void
    page: str = ""
    holder: Holder | None = None
    number: str = ""  # of this phone, while it is "waiting"


class Workplace(Struct, frozen=True):
    """Where a duty is done."""

    duty: Duty
    word: Sentence
    page: str


class Session(Struct, frozen=True):
    role: Duty  # the first of the duties: where the work begins
    judge: str | None
    person: str  # "" of who is not known by name
    name: str
    seat: int | None
    page: str
    pages: tuple[Workplace, ...]  # of all duties, in their order
    hall: str  # where it works, or begins to
    halls: tuple[str, ...]  # all that it may watch
    places: tuple[str, ...]  # as of `Card`
    topics: tuple[str, ...]
    competition: str | None  # None: the organiser has not opened one
    created_at: str  # of the competition: what a phone keeps for one never goes to another of the same name
    rehearsal: bool


async def look(request: Request) -> Response:
    """Whose seat the link or code is for; claims nothing."""
    competition, held = opened_pass(request, await body_of(request, LoginRequest))
    return json(holder_of(request, competition, held))


def holder_of(request: Request, competition: OpenCompetition, held: Pass) -> Holder:
    state = competition.state
    judge, person = passes.seat_of(state, held.judge), state.people.get(held.holder)
    who = by_pass(state, held)
    return Holder(
        at=competition.at(""),
        role=held.role,
        judge=held.judge,
        person=who.person,
        name=judge.name if judge else person.name if person else "",
        duties=passes.said_duties(state, who),
        seat=passes.seat_number(state, judge),
        halls=watchable(state, who),
        places=passes.places(state, who),
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        taken=held.device not in (None, session.device_of(request)),
    )


async def join(request: Request) -> Response:
    """Claims the seat for this phone. Nothing changes if it has the seat already, or waits for it.

    What the phone has, it keeps until it gets the seat: then it leaves it, since it has one place only.
    """
    login = await body_of(request, LoginRequest)
    here = session.competition_of(request)
    competition, held = opened_pass(request, login)
    if competition is not here:
        raise wrong_code()  # of another competition: its page is where it is good
    if session.speaks_as_organiser(request):
        raise Refused(Reason.ALREADY, "这台设备是组织者的；请用另一台设备，或在无痕窗口里打开链接。")
    token = token_for(here.state, held, session.token_of(request), login.waiting)
    device = session.hash_of(token)
    if login.waiting not in ("", token):
        await submit_as(request, WithdrawClaim(session.hash_of(login.waiting)))
    codes = session.registry_of(request).codes
    with codes.spent(here.id, held) if login.code is not None else nullcontext():
        await submit_as(request, ClaimSeat(device, held.link, session.device_of(request)))
    seated = here.state.holder(device) is not None
    page = page_of(here, held)
    response = json(
        JoinReply("seated", page, token)
        if seated
        else JoinReply("waiting", page, token, check_number(device))
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
    desk = session.competition_of(request).desk
    await desk.submit(secrets.token_hex(16), command, acting(Duty.GUEST, device=command.device))


async def await_seat(request: Request) -> Response:
    """What became of a request for a seat; once it was granted, this phone is logged in by it."""
    kept = await body_of(request, KeptToken)
    here = session.competition_of(request)
    device = session.hash_of(kept.token)
    if held := here.state.holder(device):
        page = page_of(here, held)
        response = json(WaitingReply("seated", page, holder_of(request, here, held)))
        session.remember(request, response, kept.token)
        return response
    asked = here.state.handovers.get(device)
    if asked is None:
        return json(WaitingReply("over"))
    held = here.state.passes[asked.pass_id]
    page = page_of(here, held)
    return json(WaitingReply("waiting", page, holder_of(request, here, held), check_number(device)))


async def give_up(request: Request) -> Response:
    """Takes a request for a seat back; the phone is who it was before."""
    kept = await body_of(request, KeptToken)
    await submit_as(request, WithdrawClaim(session.hash_of(kept.token)))
    return json({})


def opened_pass(request: Request, login: LoginRequest) -> tuple[OpenCompetition, Pass]:
    """The pass that a link opens in the competition asked, or a code in any. Raises Refused."""
    registry = session.registry_of(request)
    if login.secret is not None and login.code is None:
        here = session.competition_of(request)
        return here, pass_by(here.state, passes.proof_of_link(login.secret))
    if login.code is not None and login.secret is None:
        states = {id: each.state for id, each in registry.open.items()}
        id, held = registry.codes.opened(states, login.code, source_of(request))
        return registry.open[id], held
    raise Refused(Reason.MALFORMED, "请出示二维码里的链接或登录码，二者取一。")


async def get_session(request: Request) -> Response:
    """Who this device is: in the competition asked, or, where none is meant, whether it is an organiser's.

    Raises Refused where that is not open: whose devices it has is not known.
    """
    here = None if session.is_of_server(request) else session.competition_of(request)
    who = session.actor_of(request)
    works = tuple(duty for duty in who.duties if duty in PAGES)
    if not works:
        raise HTTPException(401)
    await session.registry_of(request).organisers.notice(who.device, label_of(request))
    first = works[0]
    if here is None:
        page = PAGES[first][0]
        return json(Session(first, None, "", "", None, page, (), "", (), (), (), None, "", rehearsal=False))
    judge, person = passes.seat_of(here.state, who.judge), here.state.people.get(who.person)
    halls = halls_of(here.state, who, works)
    pages = tuple(Workplace(duty, DUTIES[duty], workplace(here, who, duty)) for duty in works)
    return json(
        Session(
            role=first,
            judge=who.judge,
            person=who.person,
            name=judge.name if judge else person.name if person else "",
            seat=passes.seat_number(here.state, judge),
            page=pages[0].page,
            pages=pages,
            hall=(halls or (here.state.first_hall.id,))[0],
            halls=watchable(here.state, who),
            places=passes.places(here.state, who),
            topics=tuple(dict.fromkeys(topics_of(here.state, who, {duty: PAGES[duty][1] for duty in works}))),
            competition=here.state.rulebook.name,
            created_at=here.state.created_at,
            rehearsal=here.state.rehearsal,
        )
    )


def workplace(here: OpenCompetition, who: Actor, duty: Duty) -> str:
    """An organiser of this machine begins at its first page, one of this competition alone at its setup."""
    if duty is Duty.ORGANISER:
        return here.at("/setup") if who.person else PAGES[duty][0]
    return here.at(PAGES[duty][0])


def page_of(here: OpenCompetition, held: Pass) -> str:
    """Where the holder of a pass begins."""
    who = by_pass(here.state, held)
    return workplace(here, who, next(duty for duty in (*who.duties, held.role) if duty in PAGES))


async def resume(request: Request) -> Response:
    """Sets the cookie again from the token a page has kept. Raises HTTPException 401."""
    kept = await body_of(request, KeptToken)
    if not session.TOKEN.fullmatch(kept.token):
        raise HTTPException(401)
    device, response = session.hash_of(kept.token), json({})
    if device in session.registry_of(request).organisers:
        session.remember(request, response, kept.token, session.ORGANISER_COOKIE)
    elif session.actor(request, device).has(*PAGES):
        session.remember(request, response, kept.token)
    else:
        raise HTTPException(401)
    return response


async def leave(request: Request) -> Response:
    """Forgets this device. A pass stays bound to it until it is rotated or another device is let in."""
    response = json({})
    if session.speaks_as_organiser(request):
        who = session.actor_of(request)
        await session.registry_of(request).organisers.dismiss(who.device)
        review(request, who.device)
        session.forget(request, response, session.ORGANISER_COOKIE)
    elif session.open_competition(request) is not None:
        session.forget(request, response)
    return response


def review(request: Request, device: str) -> None:
    """Sends away from all competitions who watched them as the organiser's *device*, which it was."""
    for each in session.registry_of(request).open.values():
        each.desk.hub.review([device])


async def admit_organiser(request: Request) -> Response:
    """Uses up the one-time link."""
    token = session.new_token()
    organisers = session.registry_of(request).organisers
    is_local = source_of(request) in LOOPBACK
    await organisers.admit(
        request.path_params["secret"], session.hash_of(token), label_of(request), is_local=is_local
    )
    response = json(JoinReply("seated", PAGES[Duty.ORGANISER][0], token))
    session.remember(request, response, token, session.ORGANISER_COOKIE)
    return response


async def invite_organiser(request: Request) -> Response:
    """A one-time link for another device of the organiser's, a second laptop say."""
    session.require(request, Duty.ORGANISER)
    return json({"link": session.registry_of(request).organisers.invite()})


class OrganiserRemoval(Struct, frozen=True, forbid_unknown_fields=True):
    id: str


async def remove_organiser(request: Request) -> Response:
    """Puts another device of the organiser's out, and whatever it watches is closed."""
    session.require(request, Duty.ORGANISER)
    removed = await body_of(request, OrganiserRemoval)
    device = await session.registry_of(request).organisers.remove(removed.id)
    review(request, device)
    return json({})


EVERYWHERE: list[BaseRoute] = [
    Route("/join/look", look, methods=["POST"]),
    Route("/session", get_session),
    Route("/session", resume, methods=["POST"]),
    Route("/session/leave", leave, methods=["POST"]),
]
OF_COMPETITION: list[BaseRoute] = [
    Route("/join", join, methods=["POST"]),
    Route("/join/waiting", await_seat, methods=["POST"]),
    Route("/join/give-up", give_up, methods=["POST"]),
]
OF_SERVER: list[BaseRoute] = [
    Route("/organisers", invite_organiser, methods=["POST"]),
    Route("/organisers/remove", remove_organiser, methods=["POST"]),
    Route("/organiser/{secret}", admit_organiser, methods=["POST"]),
]
