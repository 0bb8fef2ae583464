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
from judging.core.state import Pass, State

from . import session
from .addresses import join_base
from .answers import body_of, json
from .commands import submit


class Card(Struct, frozen=True):
    """A pass as it is printed. Without the key file that made it, `link` and `code` are "": issue it anew."""

    id: str
    role: Role
    judge: str | None
    name: str
    seat: int | None
    link: str  # the whole address, for the QR
    code: str  # six digits; "" for director and emcee
    taken: bool  # a device is logged in by it


class Issued(Struct, frozen=True):
    id: str
    link: str
    code: str


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    role: Role
    judge: str | None = None


def secret_of(key: bytes, id: str) -> str:
    """The secret in the link of pass *id*: 192 bits."""
    return urlsafe_b64encode(_derived(key, "link", id)[:24]).decode()


def code_of(key: bytes, id: str, role: Role) -> str:
    """Six digits for a judge. Director and emcee have only their link, which nobody can guess."""
    return f"{int.from_bytes(_derived(key, 'code', id)) % 10**6:06}" if role is Role.JUDGE else ""


def _derived(key: bytes, what: str, id: str) -> bytes:
    return hmac.digest(key, f"{what} {id}".encode(), hashlib.sha256)


def proof_of_link(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def proof_of_code(key: bytes, code: str) -> str:
    """Keyed, because a plain hash of six digits is no secret."""
    return hmac.digest(key, code.encode(), hashlib.sha256).hex() if code else ""


def new_pass(state: State, key: bytes, role: Role, judge: str | None) -> IssuePass:
    """A pass whose code no other live pass has."""
    taken = {held.code for held in state.passes.values() if held.code}
    while True:
        id = secrets.token_hex(8)
        proof = proof_of_code(key, code_of(key, id, role))
        if proof not in taken:
            return IssuePass(id, role, judge, proof_of_link(secret_of(key, id)), proof)


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
        code=code_of(key, held.id, held.role) if good else "",
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
    made = new_pass(venue.open_desk.state, venue.key, wanted.role, wanted.judge)
    await submit(request, made)
    link = f"{await join_base(request)}/join/{secret_of(venue.key, made.id)}"
    return Issued(made.id, link, code_of(venue.key, made.id, made.role))


ROUTES: list[BaseRoute] = [
    Route("/passes", get_passes),
    Route("/passes", post_pass, methods=["POST"]),
    Route("/passes/all", post_passes, methods=["POST"]),
]
