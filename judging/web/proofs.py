"""Checking a printed sheet against the log: open to everybody, and telling nobody what was not revealed."""

import asyncio

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.people import Role
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.printouts import proof
from judging.printouts.forms import FORMS
from judging.printouts.moment import Moment, moment
from judging.store import Unreadable
from judging.store.sqlite import entries

from . import session
from .answers import body_of, json
from .limits import TooMany, WrongTries, duration, source_of

MOST_KNOWN = 256  # sheets whose answer is kept while the log stands still


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    code: str


class Checked(Struct, frozen=True):
    """What is said of a check code; where no sheet fits it, the tail alone, to compare with the paper's."""

    agrees: bool
    position: int
    is_beyond: bool = False  # the log is shorter than when the sheet was printed: an older copy is open
    at: str = ""  # UTC, of the entry at that position
    tail: str = ""  # 链尾 of the log there
    competition: str = ""
    form: str = ""
    title: str = ""
    lines: tuple[tuple[str, str], ...] = ()  # what must stand on it; empty unless all of it has been revealed
    is_corrected: bool = False  # the log says something else of it by now


class Checks:
    """One at a time, since each replays the log; who is often wrong waits, and nobody else."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.wrong = WrongTries()
        self.known: dict[tuple[str, str, int], Checked] = {}  # (file, code, present position) →


async def check(request: Request) -> Response:
    """Whether the sheet with this code says what the log said when it was printed. Raises Refused."""
    asked = await body_of(request, Asked)
    try:
        position, letters = proof.parsed(asked.code)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "这不是校验码：请照抄纸上“校验码”后面的内容，例如 187-ABCDE-FGHJK。"
        ) from None
    checks: Checks = request.app.state.checks
    desk = session.venue_of(request).open_desk
    key = (str(desk.log.path), f"{position}-{letters}", desk.position)
    async with checks.turn:
        if key not in checks.known:
            _limit(request, checks)
            found = await asyncio.to_thread(_checked, request, position, letters)
            if not found.agrees:
                checks.wrong.count(source_of(request))
                return json(found)
            _keep(checks, key, found)
        return json(checks.known[key])


def _limit(request: Request, checks: Checks) -> None:
    if session.actor_of(request).role in (Role.ORGANISER, Role.DIRECTOR):
        return
    try:
        checks.wrong.check(source_of(request))
    except TooMany as many:
        said = sentence("核对得太频繁，请 {wait}后再试。", wait=duration(many.wait_s))
        raise TooMany(many.wait_s, said) from many


def _keep(checks: Checks, key: tuple[str, str, int], found: Checked) -> None:
    if len(checks.known) >= MOST_KNOWN:
        checks.known.clear()
    checks.known[key] = found


def _checked(request: Request, position: int, letters: str) -> Checked:
    """Blocks: replays the log twice."""
    try:
        log = entries(session.venue_of(request).open_desk.log.path)
    except Unreadable as unreadable:
        raise Refused(Reason.NOT_NOW, unreadable.sentence) from unreadable
    if position > len(log) or position == 0:
        return Checked(False, position, is_beyond=position > 0)
    then, now = moment(log, position), moment(log)
    return judged(then, now, proof.find(then, letters))


def judged(then: Moment, now: Moment, found: proof.Found | None) -> Checked:
    """The answer for a sheet printed *then*, or for none that fits."""
    blank = Checked(found is not None, then.position, at=then.at, tail=then.tail[: proof.TAIL_DIGITS])
    if found is None:
        return blank
    sheet, form = found.sheet, FORMS[found.sheet.form]
    return Checked(
        agrees=True,
        position=then.position,
        at=then.at,
        tail=blank.tail,
        competition=then.state.rulebook.name,
        form=form.name,
        title=sheet.title,
        lines=sheet.gist if form.is_public(now.state, sheet) else (),
        is_corrected=proof.corrected(now, found),
    )


ROUTES: list[BaseRoute] = [Route("/verify", check, methods=["POST"])]
