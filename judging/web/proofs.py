"""Checking a printed sheet against the log: open to everybody, and telling nobody what was not revealed."""

import asyncio

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.printouts import proof
from judging.store import Unreadable
from judging.store.chain import Tail
from judging.web.entrance.limits import TooMany, WrongTries, duration, source_of

from . import session
from .answers import body_of, json
from .competition import OpenCompetition
from .proof_jobs import Checked, checked

MOST_KNOWN = 256  # sheets whose answer is kept while the log stands still


class ProofRequest(Struct, frozen=True, forbid_unknown_fields=True):
    code: str


class Checks:
    """One at a time, since each replays the log; who is often wrong waits, and nobody else."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.wrong = WrongTries()
        self.known: dict[tuple[Tail, str], Checked] = {}  # (present end of the log, code) →


async def check(request: Request) -> Response:
    """Whether the sheet with this code says what the log said when it was printed. Raises Refused."""
    asked = await body_of(request, ProofRequest)
    try:
        position, letters = proof.parsed(asked.code)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "这不是校验码：请照抄纸上“校验码”后面的内容，例如 187-ABCDE-FGHJK。"
        ) from None
    checks: Checks = request.app.state.checks
    competitions = _asked(request)
    async with checks.turn:
        answers = await _answers(request, checks, competitions, position, letters)
    if agreeing := [found for found in answers if found.agrees]:
        return json(agreeing[0])
    checks.wrong.count(source_of(request))
    return json(answers[0] if len(competitions) == 1 else Checked(agrees=False, position=position))


def _asked(request: Request) -> list[OpenCompetition]:
    """The competition asked; where none is meant, all that are open. Raises Refused."""
    opened = list(session.registry_of(request).open.values())
    return opened if opened and session.is_of_server(request) else [session.competition_of(request)]


async def _answers(
    request: Request, checks: Checks, competitions: list[OpenCompetition], position: int, letters: str
) -> list[Checked]:
    """Of all whose log can be read. Raises Refused where none can."""
    answers, trouble = list[Checked](), None
    for each in competitions:
        try:
            answers.append(await _answer(request, checks, each, position, letters))
        except Unreadable as unreadable:
            trouble = unreadable
    if trouble and not answers:
        raise Refused(Reason.NOT_NOW, trouble.sentence) from trouble
    return answers


async def _answer(
    request: Request, checks: Checks, competition: OpenCompetition, position: int, letters: str
) -> Checked:
    """Raises Refused or Unreadable."""
    key = (competition.desk.tail, f"{position}-{letters}")
    if known := checks.known.get(key):
        return known
    _limit(request, checks)
    found = await session.worker_of(request).run(checked, competition.file, position, letters)
    if found.agrees:
        _keep(checks, key, found)
    return found


def _limit(request: Request, checks: Checks) -> None:
    if session.actor_of(request).has(Duty.ORGANISER, Duty.DIRECTOR):
        return
    try:
        checks.wrong.check(source_of(request))
    except TooMany as many:
        said = sentence("核对得太频繁，请 {wait}后再试。", wait=duration(many.wait_s))
        raise TooMany(many.wait_s, said) from many


def _keep(checks: Checks, key: tuple[Tail, str], found: Checked) -> None:
    if len(checks.known) >= MOST_KNOWN:
        checks.known.clear()
    checks.known[key] = found


EVERYWHERE: list[BaseRoute] = [Route("/verify", check, methods=["POST"])]
