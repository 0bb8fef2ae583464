"""Cards and links by which people log in.

Their secrets are derived from the competition's key file, so that a card can be printed again; the log holds
only hashes of them.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterator

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import access
from judging.core.commands import IssuePass
from judging.core.people.actor import Actor
from judging.core.people.bearers import Bearer, bearers
from judging.core.people.duty import Duty
from judging.core.people.holder import Pass
from judging.core.people.reaching import halls_of
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.setup.prepared import Sitting
from judging.core.state import State
from judging.core.words import DUTIES

from . import session
from .addresses import join_base
from .answers import body_of, json
from .codes import GOOD_FOR_S
from .posting import submit


class Card(Struct, frozen=True):
    """A pass as it is printed. Without the key file that made it, `link` is "": issue it anew."""

    id: str
    role: Duty
    judge: str | None
    person: str
    name: str
    duties: tuple[Sentence, ...]  # of now
    seat: int | None
    places: tuple[str, ...]  # names of halls, where there are several: none for who works in all of them
    link: str  # the whole address, for the QR
    taken: bool  # a device is logged in by it


class IssuedPass(Struct, frozen=True):
    id: str
    link: str


class WantedCode(Struct, frozen=True, forbid_unknown_fields=True):
    judge: str


class LoginCode(Struct, frozen=True):
    """What the console reads out. Told to nobody else, and kept nowhere."""

    code: str
    good_for_s: int
    address: str  # where it is typed


def secret_of(key: bytes, id: str) -> str:
    """The secret in the link of pass *id*: 192 bits."""
    return urlsafe_b64encode(hmac.digest(key, f"link {id}".encode(), hashlib.sha256)[:24]).decode()


def proof_of_link(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_pass(key: bytes, wanted: Bearer) -> IssuePass:
    id = secrets.token_hex(8)
    proof = proof_of_link(secret_of(key, id))
    return IssuePass(id, wanted.role, wanted.judge, proof, wanted.hall, wanted.person)


def is_of(key: bytes, held: Pass) -> bool:
    """Whether *key* made this pass: not, when the log was copied here without its key file."""
    return hmac.compare_digest(proof_of_link(secret_of(key, held.id)), held.link)


def card(state: State, key: bytes, held: Pass, base: str) -> Card:
    judge, person = seat_of(state, held.judge), state.people.get(held.holder)
    good, who = is_of(key, held), access.by_pass(state, held)
    return Card(
        id=held.id,
        role=held.role,
        judge=held.judge,
        person=held.person,
        name=judge.name if judge else person.name if person else "",
        duties=said_duties(state, who),
        seat=seat_number(state, judge),
        places=places(state, who),
        link=f"{base}/join/{secret_of(key, held.id)}" if good else "",
        taken=held.device is not None,
    )


# A number among these is none that people know a judge by.
BESIDE_SEATS = {Sitting.RESERVE: sentence("候补评委"), Sitting.TRAINEE: sentence("见习评委")}


def seat_of(state: State, judge: str | None) -> Judge | None:
    """The judge on the seat: before the panel that is on, or else on the first there is."""
    before = (found for id in state.on() for found in state.panel(id) if found.id == judge)
    if judge is None or state.sitting(judge) is None:
        return None
    return next(before, None) or state.judge(judge)


def seat_number(state: State, judge: Judge | None) -> int | None:
    """None of who sits on no seat: a reserve, or in training."""
    return judge.seat if judge and state.sitting(judge.id) is Sitting.SEAT else None


def said_duties(state: State, who: Actor) -> tuple[Sentence, ...]:
    sitting = state.sitting(who.judge) if who.judge else None
    judge = BESIDE_SEATS.get(sitting, DUTIES[Duty.JUDGE]) if sitting else DUTIES[Duty.JUDGE]
    return tuple(judge if duty is Duty.JUDGE else DUTIES[duty] for duty in who.duties)


def places(state: State, who: Actor) -> tuple[str, ...]:
    """The names of the halls where somebody works; none where there is one hall only, or in all of them."""
    if len(state.halls) == 1:
        return ()
    elsewhere = [duty for duty in who.duties if duty is not Duty.JUDGE]
    here = {*halls_of(state, who, elsewhere), *(state.halls_of_judge(who.judge) if who.judge else ())}
    is_all = who.judge is None and len(here) == len(state.halls)
    return () if is_all else tuple(hall.name for hall in state.halls.values() if hall.id in here)


def cards(state: State, key: bytes, base: str) -> tuple[Card, ...]:
    """All live passes: those without a seat first, role by role and hall by hall, then judges by seat."""
    halls = {hall.name: n for n, hall in enumerate(state.halls.values())}
    found = [card(state, key, held, base) for held in state.passes.values()]

    def order(card: Card) -> tuple[object, ...]:
        return card.seat or 0, card.role, [halls[name] for name in card.places], card.id

    return tuple(sorted(found, key=order))


def missing(state: State, key: bytes) -> Iterator[Bearer]:
    """Who needs a pass, of all who are to bear one.

    That is who has none, or one whose secret nobody knows any more; a new one would put out whoever is in.
    """
    held = state.passes.values()
    good = (each for each in held if is_of(key, each) or each.device is not None)
    have = {Bearer(each.role, each.judge, each.hall, each.person) for each in good}
    return (wanted for wanted in bearers(state) if wanted not in have)


async def base_of(request: Request) -> str:
    """Where the addresses of the competition begin for a phone: of links that are scanned, not typed."""
    return f"{await join_base(request)}{session.competition_of(request).at('')}"


async def get_passes(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    competition = session.competition_of(request)
    base = await base_of(request)
    return json(cards(competition.state, competition.key, base))


async def post_pass(request: Request) -> Response:
    """Issues a pass; the holder's earlier one is void from here on, and who was logged in by it is out."""
    session.require(request, Duty.ORGANISER)
    wanted = await body_of(request, Bearer)
    return json(await issue(request, wanted))


async def post_passes(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    competition = session.competition_of(request)
    for wanted in missing(competition.state, competition.key):
        await issue(request, wanted)
    return await get_passes(request)


async def issue(request: Request, wanted: Bearer) -> IssuedPass:
    competition = session.competition_of(request)
    made = new_pass(competition.key, wanted)
    await submit(request, made)
    link = f"{await base_of(request)}/join/{secret_of(competition.key, made.id)}"
    return IssuedPass(made.id, link)


async def post_code(request: Request) -> Response:
    """A login code for one judge, who stands there and cannot scan. Raises Refused."""
    who = session.require(request, Duty.ORGANISER, Duty.DIRECTOR)
    wanted = await body_of(request, WantedCode)
    competition = session.competition_of(request)
    state = competition.state
    access.works_in(state, who, access.CONSOLE, state.halls_of_judge(wanted.judge))
    held = next((each for each in state.passes.values() if each.judge == wanted.judge), None)
    if held is None:
        raise Refused(Reason.UNKNOWN, "这位评委还没有证件，请组织者先在“证件与登录”制发。")
    if state.login_closed:
        raise Refused(Reason.LOGIN_CLOSED, "会场已封闭登录，请先开放登录，再发登录码。")
    code = session.registry_of(request).codes.make(competition.id, held, state.code_digits)
    return json(LoginCode(code, GOOD_FOR_S, f"{await join_base(request)}/join"))


OF_COMPETITION: list[BaseRoute] = [
    Route("/passes", get_passes),
    Route("/passes", post_pass, methods=["POST"]),
    Route("/passes/all", post_passes, methods=["POST"]),
    Route("/passes/code", post_code, methods=["POST"]),
]
