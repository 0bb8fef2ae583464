"""会场检查: what the doctor finds about this machine, and the phones' own tests of their way to it."""

import re
import time

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.doctor import phones
from judging.doctor.circumstances import Circumstances, examined
from judging.doctor.finding import Finding, Verdict
from judging.doctor.phones import ASKED, SelfTest
from judging.printouts.qr import Qr, qr
from judging.web.entrance.limits import source_of

from . import session
from .addresses import join_base
from .answers import body_of, json
from .devices import label_of
from .pages import STATIC, shell
from .self_tests import CheckedPhone, SelfTests

PHONE = re.compile(r"[0-9a-f]{32}")
MOST_MS = 60_000
MOST_AHEAD_S = 100 * 366 * 24 * 3600  # a clock that was never set begins in 1970
PAGE = "/check"  # short enough to be typed


class Pong(Struct, frozen=True):
    """`program`: tells this one from any other that may answer on a port; `now`: epoch ms."""

    now: int
    program: str = "judging"


class CheckRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """`phone`: what its page made up to be known by; `ahead_ms`: its clock, null where nothing answered."""

    phone: str
    ms: tuple[int, ...]
    lost: int
    keeps: bool
    ahead_ms: int | None = None


class CheckView(Struct, frozen=True):
    """`verdict`: whether this phone will do."""

    verdict: Verdict
    findings: tuple[Finding, ...]


class ExaminationRequest(Struct, frozen=True, forbid_unknown_fields=True):
    prints: bool = True


class PhoneLine(Struct, frozen=True):
    label: str
    at: int
    address: str
    verdict: Verdict
    typical_ms: int | None
    lost: int
    findings: tuple[Finding, ...]  # but for what is good


class PhonesView(Struct, frozen=True):
    """`summary`: what the phones so far say; `check`: the address that phones are to open."""

    summary: Finding
    phones: tuple[PhoneLine, ...]
    check: str
    code: Qr


async def get_ping(request: Request) -> Response:
    return json(Pong(int(time.time() * 1000)))


async def take_test(request: Request) -> Response:
    """Whether the phone will do, by what it measured. Raises Refused."""
    asked = await body_of(request, CheckRequest)
    if not PHONE.fullmatch(asked.phone) or not _is_possible(asked):
        raise Refused(Reason.MALFORMED, "这不是自测的结果，请刷新页面再测一次。")
    ahead_s = None if asked.ahead_ms is None else asked.ahead_ms / 1000
    test = SelfTest(asked.ms, asked.lost, asked.keeps, ahead_s)
    tests_of(request).take(asked.phone, source_of(request), label_of(request), test)
    return json(CheckView(phones.verdict(test), phones.findings(test)))


def _is_possible(asked: CheckRequest) -> bool:
    return (
        0 < len(asked.ms) + asked.lost <= ASKED
        and asked.lost >= 0
        and all(0 <= ms <= MOST_MS for ms in asked.ms)
        and (asked.ahead_ms is None or abs(asked.ahead_ms) < MOST_AHEAD_S * 1000)
    )


async def get_phones(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    return await _phones(request)


async def clear_phones(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    tests_of(request).clear()
    return await _phones(request)


async def _phones(request: Request) -> Response:
    tested = tests_of(request).phones
    check = await join_base(request) + PAGE
    lines = tuple(map(_line, tested))
    return json(PhonesView(phones.summary([each.test for each in tested]), lines, check, qr(check)))


def _line(phone: CheckedPhone) -> PhoneLine:
    found = phones.findings(phone.test)
    return PhoneLine(
        phone.label,
        phone.at,
        phone.address,
        phones.verdict(phone.test),
        phones.typical_ms(phone.test),
        phone.test.lost,
        tuple(each for each in found if each.verdict is not Verdict.GOOD),
    )


async def examination(request: Request) -> Response:
    """Writes some KB into the folders and prints a page, so that it is no GET."""
    session.require(request, Duty.ORGANISER)
    asked = await body_of(request, ExaminationRequest)
    registry = session.registry_of(request)
    given = Circumstances(
        host=request.app.state.host,
        port=request.url.port or 80,
        data=str(registry.folder),
        backup="" if registry.backup_folder.parent == registry.folder else str(registry.backup_folder),
        tests=tuple(each.test for each in tests_of(request).phones),
        prints=asked.prints,
    )
    return json(await session.worker_of(request).run(examined, given))


def tests_of(request: Request) -> SelfTests:
    found: SelfTests = request.app.state.self_tests
    return found


OF_SERVER: list[BaseRoute] = [
    Route(PAGE, shell(STATIC / "check.html")),
    Route(PAGE, take_test, methods=["POST"]),
    Route(f"{PAGE}/ping", get_ping),
    Route("/doctor", shell(STATIC / "doctor.html")),
    Route("/doctor/phones", get_phones),
    Route("/doctor/phones/clear", clear_phones, methods=["POST"]),
    Route("/doctor/examination", examination, methods=["POST"]),
]
