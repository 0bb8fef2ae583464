"""The season's addresses: the list of all, one with its table over the year, and what changes it."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core import checks
from judging.core.appeals.workdays import day_of
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.desk import utc_text
from judging.files import Problem, Problems
from judging.files.contradictory_rosters import is_day
from judging.files.drafts import MOST_TOLD
from judging.store import season_folder
from judging.store.season_folder import Decision, Deed
from judging.web import session
from judging.web.answers import Failure, body_of, json
from judging.web.competition_files import Listed as Competition
from judging.web.competition_files import there
from judging.web.pages import STATIC, shell
from judging.web.prints import attached
from judging.web.setup import uploaded

from . import frozen, packing, reckoned
from .desk import changing, data_of, folder_of, kept, note, turn_of

ZIP = "application/zip"
JSON = "application/json"
MOST_NAME = 60  # characters
MOST_DEPTH = 12  # of a draft: a level of a pool lies at five
PAGE = "/seasons/{season}"


class New(Struct, frozen=True, forbid_unknown_fields=True):
    """`like`: the id of the season whose series, tables and pools it begins with; "" for none."""

    id: str
    name: str
    like: str = ""


class Draft(Struct, frozen=True, forbid_unknown_fields=True):
    """`version`: of SEASON.toml as the draft was made from."""

    version: str
    draft: dict[str, Any]


class Checked(Struct, frozen=True, forbid_unknown_fields=True):
    draft: dict[str, Any]


class Chosen(Struct, frozen=True, forbid_unknown_fields=True):
    """A competition by its file, or a season by its id."""

    file: str = ""
    season: str = ""


class Confirmed(Struct, frozen=True, forbid_unknown_fields=True):
    """`version`: of SEASON.toml as it was seen; `body`: who confirmed it, on `day` as “2026-11-20”."""

    version: str
    body: str
    day: str
    remark: str = ""


class Why(Struct, frozen=True, forbid_unknown_fields=True):
    reason: str


class Made(Struct, frozen=True):
    id: str


class Taken(Struct, frozen=True):
    """`open`: tracks that are not locked yet, of which the file says nothing."""

    file: str
    open: tuple[str, ...] = ()


class Sources(Struct, frozen=True):
    competitions: tuple[Competition, ...]
    seasons: tuple[reckoned.Listed, ...]  # that are 定稿


class FaultyZip(Failure, frozen=True):
    problems: tuple[Problem, ...]


async def get_list(request: Request) -> Response:
    return json(await session.worker_of(request).run(reckoned.listed, data_of(request)))


async def get_settings(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    return json(reckoned.settings())


async def get_backup(request: Request) -> Response:
    """Where the last good copy of all seasons lies, or why there is none."""
    session.require(request, Duty.ORGANISER)
    return json(session.registry_of(request).season_backups.view)


async def create(request: Request) -> Response:
    """A new season, empty or like an earlier one. Raises Refused."""
    data = data_of(request)
    new = await body_of(request, New)
    id, name = checked_id(new.id), checks.text(new.name, sentence("赛季名称"), most=MOST_NAME)
    deed = Deed.COPIED if new.like else Deed.CREATED
    async with turn_of(request):
        rules = await session.worker_of(request).run(reckoned.begun, data, id, name, new.like)
        await found(data, id, rules, {}, note(request, deed, name=new.like))
    return json(Made(id))


def checked_id(id: str) -> str:
    if not season_folder.ID.fullmatch(id):
        raise Refused(Reason.MALFORMED, "赛季编号只用字母、数字、下划线和短横，例如 season-2026。")
    return id


async def found(
    data: Path,
    id: str,
    rules: bytes,
    files: dict[str, bytes],
    said: season_folder.Note,
    origins: Mapping[str, season_folder.Origin] | None = None,
) -> None:
    try:
        await kept(season_folder.found, data, id, rules, files, said, origins)
    except FileExistsError:
        raise Refused(Reason.ALREADY, "已经有编号为“{id}”的赛季，请换一个编号。", id=id) from None


async def post_zip(request: Request) -> Response:
    """A season from a zip that was downloaded here, or made by hand; or all that is wrong with it."""
    data = data_of(request)
    name, content = await uploaded(request)
    try:
        season = await session.worker_of(request).run(packing.unpacked, content)
    except Problems as problems:
        return faulty(problems)
    async with turn_of(request):
        said = note(request, Deed.UPLOADED, name=name)
        await found(data, season.id, season.rules, dict(season.files), said, season.origins)
    return json(Made(season.id))


def faulty(problems: Problems) -> Response:
    said = sentence("赛季里有 {count} 处问题，什么也没有保存。", count=len(problems.problems))
    told = problems.problems[:MOST_TOLD]
    return json(FaultyZip(told, reason="problems", detail=str(said), sentence=said), 400)


async def get_zip(request: Request) -> Response:
    folder = await folder_of(request)
    content = await session.worker_of(request).run(packing.packed, folder)
    return attached(content, ZIP, f"{folder.name}.zip")


async def get_view(request: Request) -> Response:
    return await seen(request, await folder_of(request))


async def seen(request: Request, folder: Path) -> Response:
    return Response(await session.worker_of(request).run(reckoned.looked, folder), media_type=JSON)


async def post_check(request: Request) -> Response:
    """All that is wrong with a draft. Changes nothing."""
    folder = await folder_of(request)
    asked = await body_of(request, Checked)
    require_shallow(asked.draft)
    return Response(
        await session.worker_of(request).run(reckoned.checked, folder, asked.draft), media_type=JSON
    )


async def post_rules(request: Request) -> Response:
    """Saves the draft, also one that cannot be reckoned yet: its problems stand in the view."""
    data_of(request)
    asked = await body_of(request, Draft)
    require_shallow(asked.draft)
    async with changing(request) as (folder, season):
        require_version(season.version, asked.version)
        text = await session.worker_of(request).run(reckoned.written, folder, asked.draft)
        await kept(season_folder.save, folder, text, note(request, Deed.SAVED))
    return await seen(request, folder)


def require_shallow(draft: object) -> None:
    """Raises Refused for what no page sends, and no recursion could follow."""
    level = [draft]
    for _ in range(MOST_DEPTH):
        inner = [each for each in level if isinstance(each, dict | list)]
        level = [value for each in inner for value in (each.values() if isinstance(each, dict) else each)]
    if level:
        raise Refused(Reason.MALFORMED, "请求的写法不对，请刷新页面后再试。")


def require_version(present: str, seen: str) -> None:
    if present != seen:
        raise Refused(Reason.STALE, "赛季刚刚被别的设备改过，这次没有保存；请刷新页面，再改一遍。")


async def post_file(request: Request) -> Response:
    """Takes a file into the season's folder; which event reads it is for the draft to say."""
    data_of(request)
    name, content = await uploaded(request)
    text = await session.worker_of(request).run(packing.taken, name, content)
    async with changing(request) as (folder, _):
        taken = await kept(season_folder.take, folder, name, text, note(request, Deed.TAKEN))
    return json(Taken(taken))


async def get_sources(request: Request) -> Response:
    """What results could be taken of: the competitions of this server, and other seasons that are 定稿."""
    folder = await folder_of(request)
    registry = session.registry_of(request)
    competitions = await asyncio.to_thread(registry.competitions)
    seasons = await session.worker_of(request).run(reckoned.listed, registry.folder)
    others = tuple(each for each in seasons if each.locked and each.id != folder.name)
    return json(Sources(tuple(each for each in competitions if not each.trouble), others))


async def get_compared(request: Request) -> Response:
    """Which competitions have been corrected since their results were taken."""
    folder = await folder_of(request)
    data = session.registry_of(request).folder
    return json(await session.worker_of(request).run(frozen.compared, data, folder))


async def post_frozen(request: Request) -> Response:
    """Takes what a competition or another season came to, as it is now. Raises Refused."""
    data_of(request)
    chosen = await body_of(request, Chosen)
    async with changing(request) as (folder, _):
        if chosen.season:
            made = await of_season(request, chosen.season)
        else:
            made = await of_competition(request, chosen.file)
        taken = await kept(
            season_folder.take,
            folder,
            f"{made.name}.json",
            made.content,
            note(request, Deed.FROZEN),
            made.origin,
        )
    return json(Taken(taken, made.open))


async def of_competition(request: Request, file: str) -> frozen.Frozen:
    registry = session.registry_of(request)
    path = registry.folder / file
    if path not in await asyncio.to_thread(there, registry.folder):
        raise Refused(Reason.UNKNOWN, "数据文件夹里没有“{file}”，请刷新页面。", file=file)
    return await session.worker_of(request).run(frozen.freeze, path, registry.is_rehearsal)


async def of_season(request: Request, id: str) -> frozen.Frozen:
    try:
        folder = season_folder.folder_of(session.registry_of(request).folder, id)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个赛季，请回到赛季列表刷新。") from None
    return await session.worker_of(request).run(frozen.of_season, folder)


async def post_lock(request: Request) -> Response:
    """定稿: only where both engines agree and nothing is left. Raises Refused."""
    data_of(request)
    asked = await body_of(request, Confirmed)
    decision = decision_of(asked)
    async with changing(request) as (folder, season):
        require_version(season.version, asked.version)
        try:
            made = await session.worker_of(request).run(reckoned.settled, folder)
        except Problems as problems:
            return faulty(problems)
        said = replace(note(request, Deed.LOCKED), rules=made.rules, decision=decision)
        await kept(season_folder.lock, folder, made.result, said)
    return await seen(request, folder)


def decision_of(asked: Confirmed) -> Decision:
    """Raises Refused."""
    body = checks.text(asked.body, sentence("确认机构"), most=MOST_NAME)
    remark = checks.text(asked.remark, sentence("说明")) if asked.remark.strip() else ""
    if not is_day(asked.day):
        raise Refused(Reason.MALFORMED, "确认日期写成 2026-11-20 的样子。")
    if asked.day > day_of(utc_text(datetime.now(UTC))):
        raise Refused(Reason.MALFORMED, "确认日期 {day} 还没有到：先确认，再定稿。", day=asked.day)
    return Decision(body, asked.day, remark)


async def post_reopen(request: Request) -> Response:
    """What was 定稿 is kept. Raises Refused."""
    data_of(request)
    asked = await body_of(request, Why)
    reason = checks.text(asked.reason, sentence("原因"), most=200)
    async with turn_of(request):
        folder = await folder_of(request)
        season = await asyncio.to_thread(season_folder.load, folder)
        if not season.locked:
            raise Refused(Reason.ALREADY, "赛季没有定稿，不用重新打开。")
        await kept(season_folder.append, folder, note(request, Deed.REOPENED, reason=reason))
    return await seen(request, folder)


OF_SERVER: list[BaseRoute] = [
    Route("/seasons", shell(STATIC / "seasons.html")),
    Route("/seasons", create, methods=["POST"]),
    Route("/seasons.json", get_list),
    Route("/seasons.settings", get_settings),
    Route("/seasons.backup", get_backup),
    Route("/seasons.zip", post_zip, methods=["POST"]),
    Route(PAGE, shell(STATIC / "season.html")),
    Route(f"{PAGE}/view", get_view),
    Route(f"{PAGE}/check", post_check, methods=["POST"]),
    Route(f"{PAGE}/rules", post_rules, methods=["POST"]),
    Route(f"{PAGE}/files", post_file, methods=["POST"]),
    Route(f"{PAGE}/sources", get_sources),
    Route(f"{PAGE}/compared", get_compared),
    Route(f"{PAGE}/frozen", post_frozen, methods=["POST"]),
    Route(f"{PAGE}/lock", post_lock, methods=["POST"]),
    Route(f"{PAGE}/reopen", post_reopen, methods=["POST"]),
    Route(f"{PAGE}/whole.zip", get_zip),
]
