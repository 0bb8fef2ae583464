"""Workbooks that come in: the template of each kind, what an upload would change, and the import."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.appeals.workdays import day_of
from judging.core.commands import ImportFile
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Track
from judging.core.sentence import Sentence, sentence
from judging.core.setup.source_file import SourceFile
from judging.core.state import State
from judging.desk import Desk, utc_text
from judging.sheets import ledger, roster, whole
from judging.sheets.preview import Opened, Preview
from judging.sheets.reader import NoWorkbook
from judging.sheets.taken import prepared

from . import session
from .answers import Failure, json
from .posting import submit
from .setup import XLSX, desk_of, download, uploaded


class Workbook(Struct, frozen=True):
    """A kind of workbook. `present` takes of the state what the others need, in the worker's process."""

    file_name: Callable[[Any], str]  # of the template
    present: Callable[[State, Track | None], Any]
    template: Callable[[Any], bytes]
    opened: Callable[[bytes, Any], Opened]


def known_to(workbook: Workbook, desk: Desk, track: Track | None) -> Any:
    """What the workbook is filled in from and tried on; of the ledger also what day it is."""
    found = workbook.present(desk.state, track)
    return ledger.Ground(found, day_of(utc_text(desk.now()))) if workbook is LEDGER else found


def of_setup(name: str) -> Workbook:
    """A sheet of the setup as a workbook of its own."""
    return Workbook(
        partial(whole.file_name_of, name),
        prepared,
        partial(whole.template, name),
        partial(whole.opened_as, name),
    )


LEDGER = Workbook(ledger.file_name, prepared, ledger.template, ledger.opened_ledger)
WORKBOOKS = {
    "roster": Workbook(roster.file_name, roster.present, roster.template, roster.opened),
    "ledger": LEDGER,
    **{name: of_setup(name) for name in whole.TITLES},
    "all": Workbook(
        whole.file_name,
        prepared,
        whole.template_of_all,
        whole.opened_all,
    ),
}


class NotImported(Failure, frozen=True):
    """`preview`: as it is to be looked at now."""

    preview: Preview


async def get_workbook(request: Request) -> Response:
    """The template with all that is known, of `?track=` or of all tracks."""
    desk, workbook, track = desk_of(request), workbook_of(request), track_of(request)
    present = known_to(workbook, desk, track)
    content = await session.worker_of(request).run(workbook.template, present)
    return download(content, XLSX, workbook.file_name(present))


async def post_workbook(request: Request) -> Response:
    """What an upload changes, or all that is wrong with it; `?import=1&shown=…` imports what was shown."""
    desk, workbook, track = desk_of(request), workbook_of(request), track_of(request)
    name, content = await uploaded(request)
    present = known_to(workbook, desk, track)
    try:
        opened = await session.worker_of(request).run(workbook.opened, content, present)
    except NoWorkbook as none:
        raise Refused(Reason.MALFORMED, none.sentence) from none
    told = opened.preview
    if "import" not in request.query_params:
        return json(told)
    if told.problems:
        what = sentence("表里有 {count} 处问题，改好后再导入；这次什么也没有导入。", count=len(told.problems))
        return not_imported("problems", what, told, 400)
    if told.shown != request.query_params.get("shown") or known_to(workbook, desk, track) != present:
        return not_imported(Reason.STALE, sentence("在您看过之后有了变化，没有导入；请再看一遍"), told, 409)
    if opened.parts:
        source = SourceFile(name, hashlib.sha256(content).hexdigest())
        await submit(request, ImportFile(source, opened.parts))
    return json(told)


def not_imported(reason: str, said: Sentence, told: Preview, status: int) -> Response:
    return json(NotImported(told, reason=reason, detail=str(said), sentence=said), status)


def workbook_of(request: Request) -> Workbook:
    """Raises Refused."""
    try:
        return WORKBOOKS[request.path_params["workbook"]]
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这种表格，请刷新页面。") from None


def track_of(request: Request) -> Track | None:
    """That the address names; None for all. Raises Refused."""
    id = request.query_params.get("track")
    try:
        return desk_of(request).state.track(id) if id else None
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别或环节，请刷新页面。") from None


OF_COMPETITION: list[BaseRoute] = [
    Route("/setup/workbooks/{workbook}.xlsx", get_workbook),
    Route("/setup/workbooks/{workbook}", post_workbook, methods=["POST"]),
]
