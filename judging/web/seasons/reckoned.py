"""What a season in its folder comes to, by both engines: done in the worker."""

import csv
import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from judging import recheck
from judging.codec import encode
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.files import Problem, Problems
from judging.files.drafts import MOST_TOLD
from judging.files.form_fields import FormField, form_fields
from judging.files.season_file import ReadSeason, read_season
from judging.files.season_json import dump_season
from judging.files.season_on_page import on_season_page
from judging.files.season_writing import (
    files_of,
    name_of,
    new_draft,
    next_like,
    read_draft,
    read_hashes,
    write_draft,
)
from judging.season.reckoning import SeasonResult, reckon
from judging.season.rules import Season as Rules
from judging.second.season import season_answer
from judging.store import season_folder
from judging.store.season_folder import Note, Origin, Season

from .year import Year, year

MOST_DIFFERENCES = 20
MOST_EVENTS = 10_000  # that a list of seasons counts


class KeptFile(Struct, frozen=True):
    """`is_read`: by an event or a ledger of the season as it is saved."""

    name: str
    bytes: int
    sha256: str
    is_read: bool
    origin: Origin | None
    tracks: tuple[str, ...]  # whose results it has
    rounds: tuple[str, ...]  # of a CSV: the events it can be


class ResultsFile(Struct, frozen=True):
    tracks: Mapping[str, Any]


class SeasonView(Struct, frozen=True):
    """`draft`: what the page edits, null where SEASON.toml is no TOML; `year`: null while it has problems.

    `left`: what keeps the season from 定稿, () where nothing does. `doubts`: what to look at before.
    `trouble`: what was done to its files.
    """

    id: str
    name: str
    version: str
    draft: dict[str, Any] | None
    files: tuple[KeptFile, ...]
    problems: tuple[Problem, ...]
    year: Year | None
    left: tuple[Sentence, ...]
    doubts: tuple[Sentence, ...]
    locked: Note | None
    trouble: Sentence | None
    history: tuple[Note, ...]


class Listed(Struct, frozen=True):
    """A season in the list of all."""

    id: str
    name: str
    events: int
    to_be: int  # events there will be, as far as it is said
    locked: str  # UTC, "" where it is not
    changed: str  # UTC


class Settled(Struct, frozen=True):
    """The result that is 定稿, and what it rests on."""

    result: bytes
    rules: str


def read(rules: bytes, files: Mapping[str, bytes]) -> ReadSeason:
    """Raises Problems."""
    return read_season(rules, files)


def listed(data: Path) -> tuple[Listed, ...]:
    """All seasons of the data folder, those that were changed last first."""
    found = [_listed(season_folder.folder_of(data, id)) for id in season_folder.ids(data)]
    return tuple(sorted(found, key=lambda each: each.changed, reverse=True))


def _listed(folder: Path) -> Listed:
    draft = read_draft((folder / season_folder.RULES).read_bytes()) or {}
    history, _ = season_folder.history_of(folder)
    locked = season_folder.lock_of(history)
    series = [row for row in _list(draft.get("series")) if isinstance(row, dict)]
    events = [len(_list(row.get("events"))) for row in series]
    to_be = [max(count, _whole(row.get("of"))) for row, count in zip(series, events, strict=True)]
    return Listed(
        folder.name,
        name_of(draft) or folder.name,
        sum(events),
        sum(to_be),
        locked.at if locked else "",
        history[-1].at if history else "",
    )


def _whole(value: object) -> int:
    """0 for what no season is as long as: a draft may say anything."""
    return value if isinstance(value, int) and value in range(MOST_EVENTS) else 0


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def begun(data: Path, id: str, name: str, like: str) -> bytes:
    """SEASON.toml of a new season: empty, or like an earlier one. Raises Refused."""
    if not like:
        return write_draft(new_draft(id, name), {})
    try:
        draft = read_draft((season_folder.folder_of(data, like) / season_folder.RULES).read_bytes())
    except KeyError:
        draft = None
    if draft is None:
        raise Refused(Reason.UNKNOWN, "没有可以照着新建的赛季“{id}”，请刷新页面。", id=like)
    return write_draft(next_like(draft, id, name), {})


def looked(folder: Path) -> bytes:
    """The SeasonView as JSON."""
    return encode(view(folder, season_folder.load(folder)))


def view(folder: Path, kept: Season) -> SeasonView:
    draft = read_draft(kept.rules)
    read_by = set(files_of(draft or {}))
    found: Year | None = None
    problems: tuple[Problem, ...] = ()
    left: tuple[Sentence, ...] = ()
    doubts: tuple[Sentence, ...] = ()
    try:
        reading = read(kept.rules, kept.files)
        result = reckon(reading.season, reading.gathered)
        found = year(reading.season, reading.gathered, result, names_of(reading.season, kept))
        left = to_settle(reading.season, result, unlike(kept, reading, result))
        doubts = tuple(otherwise_called(reading.season, kept))
    except Problems as faulty:
        problems = told(faulty)
    return SeasonView(
        folder.name,
        name_of(draft or {}) or folder.name,
        kept.version,
        draft,
        tuple(kept_file(kept, name, name in read_by) for name in kept.files),
        problems,
        found,
        left,
        doubts,
        kept.locked,
        trouble(folder, kept, is_sound=not (left or problems)),
        kept.history,
    )


def kept_file(kept: Season, name: str, is_read: bool) -> KeptFile:
    text = kept.files[name]
    hash, origin = sha256(text).hexdigest(), kept.origins.get(name)
    return KeptFile(name, len(text), hash, is_read, origin, *contents(name, text))


def contents(name: str, text: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tracks and rounds of a file of results, as far as it can be read: what a form may offer."""
    try:
        if name.lower().endswith(".json"):
            return tuple(msgspec.json.decode(text, type=ResultsFile).tracks), ()
        rows = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
        if "score" not in (rows.fieldnames or ()):
            return (), ()
        found = [(row["track"], row["round"]) for row in rows]
    except (ValueError, KeyError, csv.Error):
        return (), ()
    tracks, rounds = zip(*found, strict=True) if found else ((), ())
    return tuple(dict.fromkeys(filter(None, tracks))), tuple(dict.fromkeys(filter(None, rounds)))


def names_of(season: Rules, kept: Season) -> dict[tuple[str, str], str]:
    """How the competitions of this server call the entrants of each table; the newest word counts.

    An id is of one track: others have another e1.
    """
    return {
        (table.id, entrant): name
        for origin in kept.origins.values()
        for table in season.tables
        for track in table.tracks
        for entrant, name in origin.names.get(track, {}).items()
    }


def otherwise_called(season: Rules, kept: Season) -> Iterator[Sentence]:
    """Who has another name in another event: perhaps two people whose points would add up as one's."""
    for table in season.tables:
        called: dict[str, dict[str, str]] = {}
        for file, origin in kept.origins.items():
            for track in table.tracks if file in season.files else ():
                for entrant, name in origin.names.get(track, {}).items():
                    called.setdefault(entrant, {}).setdefault(name, origin.name)
        for entrant, names in called.items():
            said = [sentence("{event}为{name}", event=event, name=name) for name, event in names.items()]
            if len(said) > 1:
                yield sentence(
                    "{table}：{entrant} 各场名称不同（{names:、}），请核对；不是同一个，改编号后重取成绩",
                    table=table.name,
                    entrant=entrant,
                    names=tuple(said),
                )


def to_settle(season: Rules, result: SeasonResult, differences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """What keeps the season from 定稿."""
    left = [
        sentence("“{series}”还有 {count} 场没有列入", series=series.name, count=series.to_come)
        for series in season.series
        if series.to_come
    ]
    for table in season.tables:
        found = result.tables[table.id]
        if not found.standings and not found.held:
            left.append(sentence("“{table}”里还没有人", table=table.name))
        left += [
            sentence("{table}：{entrant} {why}", table=table.name, entrant=held.entrant, why=held.detail)
            for held in found.held
        ]
    if differences:
        left.append(sentence("两套核分结果不一致：{differences:；}", differences=differences))
    return tuple(left)


def unlike(kept: Season, reading: ReadSeason, result: SeasonResult) -> tuple[Sentence, ...]:
    """Where the two engines differ."""
    found = recheck.of_season(dump_season(reading, result), lambda: season_answer(kept.rules, kept.files))
    return tuple(recheck.told(each) for each in found[:MOST_DIFFERENCES])


def trouble(folder: Path, kept: Season, *, is_sound: bool) -> Sentence | None:
    """What was done to the folder by something else than this program."""
    if not kept.is_whole:
        return sentence("赛季文件夹里的修改记录被改动过：kept/history.jsonl 前后对不上。")
    if kept.locked is None:
        return None
    try:
        season_folder.final_of(folder, kept.locked)
    except (OSError, ValueError):
        return sentence("定稿的结果文件 kept/{file} 不见了或被改动过。", file=kept.locked.name)
    if kept.locked.rules != kept.version or not is_sound:
        return sentence("赛季文件夹里的文件在定稿之后被改动过，下面的数字不是定稿的数字。")
    return None


def settled(folder: Path) -> Settled:
    """What is to be 定稿. Raises Problems, or Refused where something is left to do."""
    kept = season_folder.load(folder)
    reading = read(kept.rules, kept.files)
    result = reckon(reading.season, reading.gathered)
    if left := to_settle(reading.season, result, unlike(kept, reading, result)):
        raise Refused(Reason.INCOMPLETE, "还不能定稿：{left:；}", left=left)
    return Settled(msgspec.json.encode(dump_season(reading, result)) + b"\n", kept.version)


def checked(folder: Path, draft: dict[str, Any]) -> bytes:
    """All that is wrong with a draft, as JSON; nothing is saved."""
    kept = season_folder.load(folder)
    try:
        read(text_of(folder, draft, kept), kept.files)
    except Problems as faulty:
        return encode(told(faulty))
    return encode(())


def told(faulty: Problems) -> tuple[Problem, ...]:
    return tuple(map(on_season_page, faulty.problems[:MOST_TOLD]))


def written(folder: Path, draft: dict[str, Any]) -> bytes:
    """SEASON.toml as the draft has it."""
    return text_of(folder, draft, season_folder.load(folder))


def text_of(folder: Path, draft: dict[str, Any], kept: Season) -> bytes:
    """Under the id of its folder, whatever the draft says."""
    season = draft.get("season")
    table = season if isinstance(season, dict) else {}
    return write_draft({**draft, "season": {**table, "id": folder.name}}, hashes_of(kept))


def hashes_of(kept: Season) -> dict[str, str]:
    """As SEASON.toml has them: no saving takes a file for right that was changed since. Else as they are."""
    return {name: sha256(text).hexdigest() for name, text in kept.files.items()} | read_hashes(kept.rules)


def settings() -> tuple[FormField, ...]:
    return form_fields(Rules)
