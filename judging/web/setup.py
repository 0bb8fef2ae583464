"""What the organiser sets up before the day and what is no plain command: roster, workbooks."""

import hashlib
from urllib.parse import quote

from msgspec import Struct
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import ImportComponents, SetEntrants
from judging.core.people.duty import Appointment, Duty
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.scoring.imported import is_imported
from judging.core.scoring.rulebook import Round, Track
from judging.core.sentence import Sentence, sentence
from judging.core.setup.classing import classed, classes_of, known_elsewhere
from judging.core.state import State
from judging.desk import Desk
from judging.files import Problem, Problems
from judging.files.changes import Change
from judging.files.drafts import MOST_TOLD
from judging.files.on_page import on_page
from judging.sheets import components, roster, roster_draft
from judging.sheets.form import Problem as CellProblem
from judging.sheets.preview import preview
from judging.sheets.reader import NoWorkbook
from judging.sheets.roster_draft import RosterDraft
from judging.views import duties

from . import session
from .answers import Failure, body_of, json
from .posting import submit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Faulty(Failure, frozen=True):
    problems: tuple[Problem, ...]


class Roster(Struct, frozen=True, forbid_unknown_fields=True):
    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] | None = None


class DraftProblems(Struct, frozen=True):
    problems: tuple[roster_draft.FieldProblem, ...]


class DutiesRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Who would get which duties: asked while they are being chosen."""

    id: str
    name: str
    appointments: tuple[Appointment, ...]


class ComponentsLook(Struct, frozen=True):
    """What a workbook of scores says, and what of the scores that were imported before it changes."""

    rows: tuple[components.ComponentRow, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[Sentence, ...]
    changes: tuple[Change, ...]
    shown: str  # stands for `changes`: with it only what was seen is imported


class Rejected(Failure, frozen=True):
    rows: tuple[components.ComponentRow, ...]
    problems: tuple[CellProblem, ...]
    changes: tuple[Change, ...] = ()
    shown: str = ""


def desk_of(request: Request) -> Desk:
    """The competition's, for the organiser alone. Raises HTTPException 401, or Refused."""
    session.require(request, Duty.ORGANISER)
    return session.competition_of(request).desk


def faulty(problems: Problems) -> Response:
    said = sentence("规则里有 {count} 处问题，改好后再保存。", count=len(problems.problems))
    told = tuple(map(on_page, problems.problems[:MOST_TOLD]))
    return json(Faulty(told, reason="problems", detail=str(said), sentence=said), 400)


async def post_entrants(request: Request) -> Response:
    desk_of(request)
    roster = await body_of(request, Roster)
    return json(await submit(request, SetEntrants(roster.track, roster.entrants, roster.reserves)))


async def post_roster_draft(request: Request) -> Response:
    """All that is wrong with a roster that is written on a page; `?save=1` saves it if nothing is."""
    state = desk_of(request).state
    draft = await body_of(request, RosterDraft)
    try:
        present = roster.present(state, state.track(draft.track))
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试") from None
    checked = await session.worker_of(request).run(roster_draft.checked, draft, present)
    if "save" in request.query_params:
        for part in checked.parts:
            await submit(request, part)
    return json(DraftProblems(checked.problems))


async def post_duties(request: Request) -> Response:
    """What else this person could do, and why not the rest. Changes nothing."""
    state = desk_of(request).state
    asked = await body_of(request, DutiesRequest)
    return json(duties.options(state, asked.id, asked.name, asked.appointments))


async def get_template(request: Request) -> Response:
    """The workbook in which the scores of `?track=&round=` are filled in."""
    state = desk_of(request).state
    track, round = imported(request)
    entrants = classed(state, track.id, classes_of(state, track.id))
    worker = session.worker_of(request)
    content = await worker.run(components.template, state.rulebook, track, round, entrants)
    return download(content, XLSX, f"{track.name}-{round.name}.xlsx")


async def post_components(request: Request) -> Response:
    """What the uploaded workbook says and all that is wrong with it; `&import=1` imports it if nothing is."""
    state = desk_of(request).state
    track, round = imported(request)
    source, content = await uploaded(request)
    sha256 = hashlib.sha256(content).hexdigest()
    entrants = classed(state, track.id, known_elsewhere(state, track.id, round))
    try:
        filled = await session.worker_of(request).run(components.opened, content, track, round, entrants)
    except NoWorkbook as none:
        raise Refused(Reason.MALFORMED, none.sentence) from none
    look = look_of(desk_of(request).state, track, round, filled)
    if "import" not in request.query_params:
        return json(look)
    if request.query_params.get("shown") not in (None, "", look.shown):
        said = sentence("在您看过之后有了变化，没有导入；请再看一遍")
        rejected = Rejected(
            look.rows, look.problems, look.changes, look.shown,
            reason=Reason.STALE, detail=str(said), sentence=said,
        )  # fmt: skip
        return json(rejected, 409)
    if filled.problems:
        said = sentence(
            "表里有 {count} 处问题，改好后再导入；这次什么也没有导入。", count=len(filled.problems)
        )
        rejected = Rejected(filled.rows, filled.problems, reason="problems", detail=str(said), sentence=said)
        return json(rejected, 400)
    scores = {row.entrant: row.score for row in filled.rows}
    classes = {row.entrant: row.window_class for row in filled.rows if row.window_class}
    await submit(request, ImportComponents(track.id, round.id, scores, source, sha256, classes))
    return json(look)


def look_of(state: State, track: Track, round: Round, filled: components.Filled) -> ComponentsLook:
    """At a first import nothing changes: all of it is new, and shown as it is."""
    known = state.components.get((track.id, round.id))
    changes = components.changed(track, round, filled.rows, known) if known else ()
    told = preview(len(filled.rows), filled.problems, changes)
    return ComponentsLook(filled.rows, filled.problems, filled.notes, told.changes, told.shown)


async def uploaded(request: Request) -> tuple[str, bytes]:
    """Name and content of the form's `file`. Raises Refused."""
    async with request.form(max_files=1, max_fields=4) as form:
        found = form.get("file")
        if not isinstance(found, UploadFile):
            raise Refused(Reason.MALFORMED, "没有收到文件，请重新选择表格后上传。")
        return source_name(found.filename or ""), await found.read()


def source_name(path: str) -> str:
    """A file's name as the log keeps it. Some browsers send the whole path."""
    name = "".join(char for char in path if char.isprintable())
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-100:] or "未命名.xlsx"


def imported(request: Request) -> tuple[Track, Round]:
    """The imported round that the address names. Raises Refused."""
    query = request.query_params
    try:
        track = desk_of(request).state.track(query.get("track", ""))
        round = track.round(query.get("round", ""))
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别或环节，请刷新页面。") from None
    if not is_imported(round):
        raise Refused(Reason.UNKNOWN, "“{round}”不是导入成绩的环节。", round=round.name)
    return track, round


def download(content: bytes, kind: str, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=kind, headers=headers)


OF_COMPETITION: list[BaseRoute] = [
    Route("/setup/entrants", post_entrants, methods=["POST"]),
    Route("/setup/entrants/draft", post_roster_draft, methods=["POST"]),
    Route("/setup/duties", post_duties, methods=["POST"]),
    Route("/setup/components.xlsx", get_template),
    Route("/setup/components", post_components, methods=["POST"]),
]
