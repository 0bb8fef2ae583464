"""The whole log in sentences: a page of it, and what somebody takes along."""

from functools import partial
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import access
from judging.chronicle.sieve import Sieve, sieve
from judging.core.refused import Reason, Refused
from judging.printouts.forms import FORMS
from judging.printouts.setting import Setting

from . import chronicle_jobs, pages, prints, session
from .answers import json
from .print_jobs import As, Printed

LINES_A_PAGE = 100
NAMES = ("who", "kind", "hall", "track", "entrant", "text")  # of a sieve, in an address
CSV = "text/csv; charset=utf-8"
MARK = "\ufeff"  # of UTF-8, or Excel takes it for GBK
MOST_SEARCHED = 100  # characters of what is looked for


class Tail(Struct, frozen=True):
    """Of the log, as far as it is written."""

    position: int
    tail: str


def asked(request: Request) -> Sieve:
    """What the address asks for, as far as whoever asks may read it.

    Who works in one hall reads what the console of that hall tells. Raises HTTPException, or Refused.
    """
    reader = session.require(request, *access.READ_LOG)
    query = request.query_params
    try:
        wanted = sieve(*(query.get(name, "").strip()[:MOST_SEARCHED] for name in NAMES))
    except ValueError as error:
        raise HTTPException(404) from error
    within = access.halls_to_read(session.competition_of(request).state, reader)
    if within is not None and wanted.hall not in ("", *within):
        raise Refused(Reason.NOT_ALLOWED, "这是别的会场的记录，请由组织者查看，或选自己的会场。")
    return replace(wanted, within=within)


async def get_page(request: Request) -> Response:
    session.require(request, *access.READ_LOG)
    return pages.page(pages.STATIC / "log.html")


async def get_lines(request: Request) -> Response:
    wanted, before = asked(request), request.query_params.get("before", "0")
    if not before.isdecimal():
        raise HTTPException(404)
    file = session.competition_of(request).file
    work = session.worker_of(request)
    return json(await work.run(chronicle_jobs.lines_page, file, wanted, int(before), LINES_A_PAGE))


async def get_csv(request: Request) -> Response:
    wanted = asked(request)
    file = session.competition_of(request).file
    text = await session.worker_of(request).run(chronicle_jobs.as_csv, file, wanted)
    told = f"{MARK}{text}".encode()
    return prints.attached(told, CSV, f"{FORMS['log'].name}.csv")


async def get_print(request: Request) -> Response:
    """The form, as a page, a PDF or a workbook."""
    wanted = asked(request)
    return await prints.in_format(request, partial(_printed, request, wanted), back="/log")


async def _printed(request: Request, wanted: Sieve, kind: As, setting: Setting) -> Printed:
    file, link = session.competition_of(request).file, f"/log?{urlencode(_query(wanted))}&".replace("?&", "?")
    return await session.worker_of(request).run(chronicle_jobs.printed_log, file, wanted, kind, setting, link)


def _query(wanted: Sieve) -> dict[str, str]:
    return {name: value for name in NAMES if (value := getattr(wanted, name))}


async def get_tail(request: Request) -> Response:
    """Where the log ends: asked again every few seconds, and read from no disk."""
    session.require(request, *access.READ_LOG)
    return json(Tail(*session.competition_of(request).desk.tail))


OF_COMPETITION: list[BaseRoute] = [
    Route("/log", get_page),
    Route("/log/lines", get_lines),
    Route("/log/tail", get_tail),
    Route("/log/csv", get_csv),
    Route("/log/print", get_print),
]
