"""Printed ballots and the codes at windows: issuing, printing and voiding them. The organiser's alone.

What their codes hold is derived from the competition's key file, so that a sheet can be printed again; the
log holds only hashes of it. Which number a slip has says the key file, too: the log alone does not tell.
"""

import secrets
from functools import partial
from typing import Annotated

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from judging.core.balloting.issuing import MOST_AT_ONCE, slip_round
from judging.core.balloting.secrets import PAGES, hash_of_slip, secret_of_slip, secret_of_window
from judging.core.balloting.slip import SlipBatch, SlipKind, VisitCodes
from judging.core.commands import IssueSlips, PutUpCodes, TakeDownCodes, VoidSlips
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.printouts.slips import SlipPrint

from . import print_jobs, session
from .answers import body_of, json
from .passes import base_of
from .posting import submit
from .prints import alone, previewed, printed_pdf


class WantedSlips(Struct, frozen=True, forbid_unknown_fields=True):
    """`entrant`: whom alone they are about; "" everybody of the round."""

    track: str
    round: str
    group: str
    count: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)]
    entrant: str = ""


class WantedVoid(Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers as they are printed, from *first* to *last*."""

    batch: str
    first: int
    last: int
    reason: str


class WantedCodes(Struct, frozen=True, forbid_unknown_fields=True):
    track: str
    round: str
    group: str
    hours: int
    an_hour: int


class UnwantedCodes(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    reason: str


class MadeSlips(Struct, frozen=True):
    id: str


async def post_slips(request: Request) -> Response:
    """Issues slips of a kind."""
    session.require(request, Duty.ORGANISER)
    wanted = await body_of(request, WantedSlips)
    key, batch = session.competition_of(request).key, secrets.token_hex(8)
    hashes = (hash_of_slip(secret_of_slip(key, batch, n)) for n in range(wanted.count))
    await submit(
        request,
        IssueSlips(batch, wanted.track, wanted.round, wanted.group, tuple(hashes), entrant=wanted.entrant),
    )
    return json(MadeSlips(batch))


async def post_void(request: Request) -> Response:
    """Makes slips void, by their numbers."""
    session.require(request, Duty.ORGANISER)
    wanted = await body_of(request, WantedVoid)
    competition = session.competition_of(request)
    batch = batch_of(competition.state, wanted.batch)
    if not batch.first <= wanted.first <= wanted.last <= batch.last:
        raise Refused(
            Reason.UNKNOWN,
            "这一批票的号码是 {first}～{last}，请对照票面改正",
            first=batch.first,
            last=batch.last,
        )
    numbers = range(wanted.first, wanted.last + 1)
    secret = partial(secret_of_slip, competition.key, wanted.batch)
    slips = {number: hash_of_slip(secret(number - batch.first)) for number in numbers}
    await submit(request, VoidSlips(wanted.batch, slips, wanted.reason))
    return json({})


async def post_codes(request: Request) -> Response:
    """Makes a code for the window of each who takes part; earlier ones of the kind are void."""
    session.require(request, Duty.ORGANISER)
    wanted = await body_of(request, WantedCodes)
    competition, id = session.competition_of(request), secrets.token_hex(8)
    kind = SlipKind(wanted.track, wanted.round, wanted.group)
    secret = partial(secret_of_window, competition.key, id)
    codes = {each: hash_of_slip(secret(each)) for each in taking_part(competition.state, kind.track)}
    await submit(request, PutUpCodes(id, *kind, codes, wanted.hours, wanted.an_hour))
    return json(MadeSlips(id))


async def post_take_down(request: Request) -> Response:
    """Makes the codes of the windows void."""
    session.require(request, Duty.ORGANISER)
    unwanted = await body_of(request, UnwantedCodes)
    await submit(request, TakeDownCodes(unwanted.id, unwanted.reason))
    return json({})


def taking_part(state: State, track: str) -> tuple[str, ...]:
    return tuple(id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses)


def batch_of(state: State, id: str) -> SlipBatch:
    if id not in state.slip_batches:
        raise Refused(Reason.UNKNOWN, "没有这一批票，请刷新页面后重试")
    return state.slip_batches[id]


async def get_sheets(request: Request) -> Response:
    """The slips of a batch, or the codes of the windows, to be cut out. They hold secrets."""
    session.require(request, Duty.ORGANISER)
    competition, id = session.competition_of(request), request.path_params["id"]
    base = await base_of(request)
    state, key = competition.state, competition.key
    found = state.visit_codes.get(id)
    slips = (
        windows_of(state, key, id, found, base) if found and found.codes else slips_of(state, key, id, base)
    )
    is_pdf = request.query_params.get("format") == "pdf"
    setting = await (alone(request) if is_pdf else previewed(request, "pdf", back="/ballots"))
    html = await session.worker_of(request).run(print_jobs.slips, competition.file, slips, setting)
    return await printed_pdf(html.decode(), "测评票") if is_pdf else HTMLResponse(html)


def slips_of(state: State, key: bytes, id: str, base: str) -> list[SlipPrint]:
    """Those that are not void."""
    batch = batch_of(state, id)
    round, who = slip_round(state, batch.kind)
    found = []
    for n in range(batch.issued):
        secret = secret_of_slip(key, id, n)
        if hash_of_slip(secret) not in batch.slips:
            raise Refused(
                Reason.NOT_NOW, "这台电脑没有制票时的钥匙文件，印不出同样的票：请作废这一批，另发新票"
            )
        if hash_of_slip(secret) not in batch.void:
            name = called(state, batch.kind, batch.entrant) if batch.entrant else ""
            link = f"{base}{PAGES[who]}/{secret}"
            found.append(
                SlipPrint(who, round.name, group_name(state, batch.kind), name, link, batch.first + n)
            )
    if not found:
        raise Refused(Reason.INCOMPLETE, "这一批票已全部作废，没有可印的")
    return found


def windows_of(state: State, key: bytes, id: str, codes: VisitCodes, base: str) -> list[SlipPrint]:
    round, who = slip_round(state, codes.kind)
    kind = group_name(state, codes.kind)
    return [
        SlipPrint(
            who,
            round.name,
            kind,
            called(state, codes.kind, each),
            f"{base}{PAGES[who]}/{secret_of_window(key, id, each)}",
            None,
        )
        for each in codes.codes.values()
    ]


def called(state: State, kind: SlipKind, entrant: str) -> str:
    """As visitors know whom they meet: by name and window."""
    found = state.entrants[kind.track][entrant]
    return f"{found.name} {found.unit}".strip()


def group_name(state: State, kind: SlipKind) -> str:
    """ "" in a round without groups."""
    groups = state.round(kind.track, kind.round).groups
    return next((each.name for each in groups if each.id == kind.group), "")


OF_COMPETITION: list[BaseRoute] = [
    Route("/ballots/slips", post_slips, methods=["POST"]),
    Route("/ballots/void", post_void, methods=["POST"]),
    Route("/ballots/codes", post_codes, methods=["POST"]),
    Route("/ballots/take-down", post_take_down, methods=["POST"]),
    Route("/ballots/sheets/{id}", get_sheets),
]
