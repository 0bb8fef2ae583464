"""What the organiser edits before the day and what is no plain command: rules, roster, workbooks."""

import asyncio
import tomllib
from typing import Annotated, Any
from urllib.parse import quote

from msgspec import Meta, Struct
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import ImportComponents, SetEntrants, SetRules
from judging.core.people import Entrant, Role
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Kind, Round, Rulebook, Track
from judging.core.sentence import Sentence, sentence
from judging.desk import Desk
from judging.files import Problem, Problems, rules
from judging.files.example import about_absence, example
from judging.files.on_page import on_page
from judging.sheets import components
from judging.sheets.reader import NoWorkbook, read

from . import session
from .answers import Failure, body_of, json
from .commands import submit

MOST_JUDGES = 15  # as many as a panel may have
MOST_TOLD = 200  # problems of rules; who has more begins with these
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Faulty(Failure, frozen=True):
    problems: tuple[Problem, ...]


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    round: dict[str, Any]
    judges: Annotated[int, Meta(ge=1, le=MOST_JUDGES)] = 7


class Lines(Struct, frozen=True):
    lines: tuple[Sentence, ...]


class Roster(Struct, frozen=True, forbid_unknown_fields=True):
    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] | None = None


class Rejected(Failure, frozen=True):
    rows: tuple[components.Row, ...]
    problems: tuple[components.Problem, ...]


def desk_of(request: Request) -> Desk:
    """The open competition's, for the organiser alone. Raises HTTPException 401, or Refused."""
    session.require(request, Role.ORGANISER)
    return session.venue_of(request).open_desk


async def get_rules(request: Request) -> Response:
    """The rules in the shape of their TOML: what `POST /setup/rules` takes back."""
    return json(await asyncio.to_thread(as_table, desk_of(request).state.rulebook))


def as_table(rulebook: Rulebook) -> dict[str, Any]:
    return tomllib.loads(rules.write(rulebook))


async def get_rules_file(request: Request) -> Response:
    rulebook = desk_of(request).state.rulebook
    return download(rules.write(rulebook).encode(), "text/plain; charset=utf-8", f"{rulebook.id}.toml")


async def post_rules(request: Request) -> Response:
    desk_of(request)
    raw = await body_of(request, dict[str, Any])
    try:
        rulebook = await asyncio.to_thread(rules.build, raw)
    except Problems as problems:
        return faulty(problems)
    return json(await submit(request, SetRules(rulebook)))


async def post_example(request: Request) -> Response:
    """A round's rules worked out on example marks, by the engine itself."""
    session.require(request, Role.ORGANISER)
    sample = await body_of(request, Sample)
    try:
        said = await asyncio.to_thread(worked_out, sample)
    except Problems as problems:
        return faulty(problems)
    return json(said)


def worked_out(sample: Sample) -> Lines:
    """Raises Problems."""
    round = rules.build_round(sample.round)
    more = (about_absence(round),) if round.kind is Kind.JUDGED else ()
    return Lines((example(round, sample.judges), *more))


def faulty(problems: Problems) -> Response:
    said = sentence("规则里有 {count} 处问题，改好后再保存。", count=len(problems.problems))
    told = tuple(map(on_page, problems.problems[:MOST_TOLD]))
    return json(Faulty(told, reason="problems", detail=str(said), sentence=said), 400)


async def post_entrants(request: Request) -> Response:
    desk_of(request)
    roster = await body_of(request, Roster)
    return json(await submit(request, SetEntrants(roster.track, roster.entrants, roster.reserves)))


async def get_template(request: Request) -> Response:
    """The workbook in which the scores of `?track=&round=` are filled in."""
    state = desk_of(request).state
    track, round = imported(request)
    content = await asyncio.to_thread(
        components.template, state.rulebook, track, round, state.entrants.get(track.id, {})
    )
    return download(content, XLSX, f"{track.name}-{round.name}.xlsx")


async def post_components(request: Request) -> Response:
    """What the uploaded workbook says and all that is wrong with it; `&import=1` imports it if nothing is."""
    state = desk_of(request).state
    track, round = imported(request)
    source, content = await uploaded(request)
    try:
        sheets = await asyncio.to_thread(read, content)
    except NoWorkbook as none:
        raise Refused(Reason.MALFORMED, none.sentence) from none
    entrants = state.entrants.get(track.id, {})
    filled = await asyncio.to_thread(components.filled, sheets, track, round, entrants)
    if "import" not in request.query_params:
        return json(filled)
    if filled.problems:
        said = sentence(
            "表里有 {count} 处问题，改好后再导入；这次什么也没有导入。", count=len(filled.problems)
        )
        rejected = Rejected(filled.rows, filled.problems, reason="problems", detail=str(said), sentence=said)
        return json(rejected, 400)
    scores = {row.entrant: row.score for row in filled.rows}
    await submit(request, ImportComponents(track.id, round.id, scores, source))
    return json(filled)


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
    if round.kind is not Kind.IMPORTED:
        raise Refused(Reason.UNKNOWN, "“{round}”不是导入成绩的环节。", round=round.name)
    return track, round


def download(content: bytes, kind: str, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=kind, headers=headers)


ROUTES: list[BaseRoute] = [
    Route("/setup/rules", get_rules),
    Route("/setup/rules", post_rules, methods=["POST"]),
    Route("/setup/rules.toml", get_rules_file),
    Route("/setup/example", post_example, methods=["POST"]),
    Route("/setup/entrants", post_entrants, methods=["POST"]),
    Route("/setup/components.xlsx", get_template),
    Route("/setup/components", post_components, methods=["POST"]),
]
