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

from judging.core.commands import IssuePass
from judging.core.people import Role
from judging.core.refused import Reason, Refused
from judging.core.state import Pass, State

from . import session
from .addresses import join_base
from .answers import body_of, json
from .codes import GOOD_FOR_S
from .commands import submit


class Card(Struct, frozen=True):
    """A pass as it is printed. Without the key file that made it, `link` is "": issue it anew."""

    id: str
    role: Role
    judge: str | None
    name: str
    seat: int | None
    link: str  # the whole address, for the QR
    taken: bool  # a device is logged in by it


class Issued(Struct, frozen=True):
    id: str
    link: str


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    role: Role
    judge: str | None = None


class WantedCode(Struct, frozen=True, forbid_unknown_fields=True):
    judge: str


class MadeCode(Struct, frozen=True):
    """What the console reads out. Told to nobody else, and kept nowhere."""

    code: str
    good_for_s: int
    address: str  # where it is typed


def secret_of(key: bytes, id: str) -> str:
    """The secret in the link of pass *id*: 192 bits."""
    return urlsafe_b64encode(hmac.digest(key, f"link {id}".encode(), hashlib.sha256)[:24]).decode()


def proof_of_link(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_pass(key: bytes, role: Role, judge: str | None) -> IssuePass:
    id = secrets.token_hex(8)
    return IssuePass(id, role, judge, proof_of_link(secret_of(key, id)))


def is_of(key: bytes, held: Pass) -> bool:
    """Whether *key* made this pass: not, when the log was copied here without its key file."""
    return hmac.compare_digest(proof_of_link(secret_of(key, held.id)), held.link)


def card(state: State, key: bytes, held: Pass, base: str) -> Card:
    seats = {judge.id: judge for panel in state.panels.values() for judge in panel}
    judge = seats.get(held.judge or "")
    good = is_of(key, held)
    return Card(
        id=held.id,
        role=held.role,
        judge=held.judge,
        name=judge.name if judge else "",
        seat=judge.seat if judge else None,
        link=f"{base}/join/{secret_of(key, held.id)}" if good else "",
        taken=held.device is not None,
    )


def cards(state: State, key: bytes, base: str) -> tuple[Card, ...]:
    """All live passes: director and emcee first, then judges by seat."""
    found = [card(state, key, held, base) for held in state.passes.values()]
    return tuple(sorted(found, key=lambda card: (card.seat or 0, card.role, card.id)))


def missing(state: State, key: bytes) -> Iterator[Wanted]:
    """Director, emcee and seated judges who need a pass.

    That is who has none, or one whose secret nobody knows any more; a new one would put out whoever is in.
    """
    held = state.passes.values()
    have = {(each.role, each.judge) for each in held if is_of(key, each) or each.device is not None}
    judges = dict.fromkeys(judge.id for panel in state.panels.values() for judge in panel)
    holders = [(Role.DIRECTOR, None), (Role.EMCEE, None), *((Role.JUDGE, judge) for judge in judges)]
    return (Wanted(role, judge) for role, judge in holders if (role, judge) not in have)


async def get_passes(request: Request) -> Response:
    session.require(request, Role.ORGANISER)
    venue = session.venue_of(request)
    base = await join_base(request)
    return json(cards(venue.open_desk.state, venue.key, base))


async def post_pass(request: Request) -> Response:
    """Issues a pass; the holder's earlier one is void from here on, and who was logged in by it is out."""
    session.require(request, Role.ORGANISER)
    wanted = await body_of(request, Wanted)
    return json(await issue(request, wanted))


async def post_passes(request: Request) -> Response:
    session.require(request, Role.ORGANISER)
    venue = session.venue_of(request)
    for wanted in missing(venue.open_desk.state, venue.key):
        await issue(request, wanted)
    return await get_passes(request)


async def issue(request: Request, wanted: Wanted) -> Issued:
    venue = session.venue_of(request)
    made = new_pass(venue.key, wanted.role, wanted.judge)
    await submit(request, made)
    link = f"{await join_base(request)}/join/{secret_of(venue.key, made.id)}"
    return Issued(made.id, link)


async def post_code(request: Request) -> Response:
    """A login code for one judge, who stands there and cannot scan. Raises Refused."""
    session.require(request, Role.ORGANISER, Role.DIRECTOR)
    wanted = await body_of(request, WantedCode)
    venue = session.venue_of(request)
    state = venue.open_desk.state
    held = next((each for each in state.passes.values() if each.judge == wanted.judge), None)
    if held is None:
        raise Refused(Reason.UNKNOWN, "这位评委还没有证件，请组织者先在“证件与登录”制发。")
    if state.login_closed:
        raise Refused(Reason.LOGIN_CLOSED, "会场已封闭登录，请先开放登录，再发登录码。")
    code = venue.codes.make(held, state.code_digits)
    return json(MadeCode(code, GOOD_FOR_S, f"{await join_base(request)}/join"))


ROUTES: list[BaseRoute] = [
    Route("/passes", get_passes),
    Route("/passes", post_pass, methods=["POST"]),
    Route("/passes/all", post_passes, methods=["POST"]),
    Route("/passes/code", post_code, methods=["POST"]),
]
