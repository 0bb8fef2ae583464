"""What the events of a season read: results as JSON, or components of many events in one CSV (contract 6.1).

Places and ties are those of one track of one file. Tracks that no table looks at are passed over.
"""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct

from judging.core.scoring import numbers
from judging.core.sentence import sentence
from judging.season.gathered import Outcome

from .contents import WHOLE_FILE, Unreadable, file_bytes
from .csvs import Table
from .day_files import COMPONENT_COLUMNS, COMPONENT_OPTIONAL, STATUSES
from .keys import one_of
from .naming import clean
from .problems import Findings, brief, listed, shown

Outcomes = dict[str, Outcome]  # by entrant
Lines = dict[str, int]  # by entrant, where the file says so
Wanted = Mapping[str, Collection[str]]  # event → the tracks that are looked at

NO_SHOW = "no_show"
MINIMUM = "minimum"  # of a season within a season
AS_JSON = sentence("用 judging tally --json、导出的 results.json 或 judging season --json 原样保存的文件")


class Read(Struct):
    """One track as one file has it for one event. `lines` only of CSV."""

    outcomes: Outcomes
    lines: Lines


class FiledStanding(Struct):
    place: int | None
    entrant: str
    composite: str


class FiledStatus(Struct):
    entrant: str
    status: str


class FiledTrack(Struct):
    standings: list[FiledStanding]
    unranked: list[FiledStatus]
    held: list[dict[str, Any]] = []
    to_come: dict[str, int] = {}


class FiledResults(Struct):
    tracks: dict[str, Raw]


def read_json(path: Path, findings: Findings, tracks: Collection[str]) -> dict[str, Read]:
    """By track, those of *tracks* that the results have. What is wrong is noted."""
    try:
        data = file_bytes(path, findings, AS_JSON).removeprefix(BOM_UTF8)
        results = msgspec.json.decode(data, type=FiledResults)
    except Unreadable:
        return {}
    except (msgspec.DecodeError, RecursionError) as error:
        findings.add(
            f"{path}: {WHOLE_FILE}", sentence("不是一份成绩：{error}", error=brief(str(error))), AS_JSON
        )
        return {}
    found = {}
    for track in results.tracks:
        if track in tracks:
            read = _track(f"{path}: tracks.{track}", findings, results.tracks[track])
            if read is not None:
                found[track] = Read(read, {})
    return found


def _track(place: str, findings: Findings, raw: Raw) -> Outcomes | None:
    try:
        filed = msgspec.json.decode(raw, type=FiledTrack)
    except (msgspec.DecodeError, RecursionError) as error:
        findings.add(place, sentence("不是一个组别的成绩：{error}", error=brief(str(error))), AS_JSON)
        return None
    if _is_unfinished(place, findings, filed):
        return None
    sharing = Counter(standing.place for standing in filed.standings)
    outcomes: Outcomes = {}
    for n, standing in enumerate(filed.standings):
        spot = f"{place}.standings[{n}]"
        composite = _composite(f"{spot}.composite", findings, standing.composite)
        outcome = Outcome(standing.place, sharing[standing.place], composite)
        _take(spot, findings, outcomes, standing.entrant, outcome)
    for n, row in enumerate(filed.unranked):
        spot = f"{place}.unranked[{n}]"
        if row.status not in (*STATUSES, MINIMUM):
            what = sentence("{status} 不是状态", status=shown(row.status))
            findings.add(f"{spot}.status", what, one_of(row.status, STATUSES))
        _take(spot, findings, outcomes, row.entrant, Outcome(status=row.status))
    _check_places(place, findings, filed)
    return outcomes


def _is_unfinished(place: str, findings: Findings, filed: FiledTrack) -> bool:
    """Whether somebody is held there, events are to come, or nobody is in it; each is noted."""
    before = len(findings.problems)
    if filed.held:
        names = listed(dict.fromkeys(str(row.get("entrant")) for row in filed.held))
        what = sentence("还没有比完：{names} 待定", names=names)
        findings.add(f"{place}.held", what, sentence("等这个组别的成绩齐了再放进来"))
    if filed.to_come:
        what = sentence("还没有比完：还有 {count} 场", count=sum(filed.to_come.values()))
        findings.add(f"{place}.to_come", what, sentence("等这些场次比完再放进来"))
    if not filed.standings and not filed.unranked and not filed.held:
        findings.add(place, sentence("这个组别没有参赛对象"), sentence("检查是不是放错了文件"))
    return len(findings.problems) > before


def _take(place: str, findings: Findings, outcomes: Outcomes, entrant: str, outcome: Outcome) -> None:
    if not entrant or entrant != entrant.strip() or not entrant.isprintable():
        what = sentence("{entrant} 不能作参赛对象的编号", entrant=shown(entrant))
        findings.add(f"{place}.entrant", what, sentence("前后不留空格，写在一行里"))
    elif entrant in outcomes:
        what = sentence("{entrant} 在这个组别里有两次", entrant=shown(entrant))
        findings.add(f"{place}.entrant", what, sentence("每个参赛对象只留一次"))
    outcomes[entrant] = outcome


def _composite(place: str, findings: Findings, text: str) -> Decimal | None:
    try:
        return numbers.sum_of(text)
    except ValueError:
        findings.add(place, sentence("{text} 不是综合成绩", text=shown(text)), AS_JSON)
        return None


def _check_places(place: str, findings: Findings, filed: FiledTrack) -> None:
    """Places are 1, 1, 3: as many before each as are better."""
    places = sorted(standing.place or 0 for standing in filed.standings)
    if any(each != places.index(each) + 1 for each in set(places)):
        findings.add(f"{place}.standings", sentence("名次不连贯"), AS_JSON)


class Rows(Struct):
    """The scores of one track in one event as a CSV has them; None: an empty cell."""

    scores: dict[str, Decimal | None]
    lines: Lines


PASSED_OVER = Rows({}, {})


def read_csv(
    path: Path, findings: Findings, wanted: Wanted, signed: Collection[str]
) -> dict[tuple[str, str], Read]:
    """By event and track. The events *signed* may have scores below zero."""
    table = Table(path, COMPONENT_COLUMNS, COMPONENT_OPTIONAL, findings)
    reader = _Components(table, wanted, signed)
    return {key: Read(placed(rows.scores), rows.lines) for key, rows in reader.read().items()}


class _Components:
    """One pass over a components file; most rows need a few dictionary look-ups."""

    def __init__(self, table: Table, wanted: Wanted, signed: Collection[str]) -> None:
        self._table = table
        self._wanted = wanted
        self._signed = signed
        self._tracks = {track for tracks in wanted.values() for track in tracks}
        self._clean: set[str] = set()

    def read(self) -> dict[tuple[str, str], Rows]:
        found: dict[tuple[str, str], Rows] = {}
        table, cleaned = self._table, self._clean
        for track, event, entrant, score, within in table.rows():
            rows = found.get((event, track))
            if rows is None:
                if not self._fits(track, event):
                    continue
                rows = found[event, track] = Rows({}, {})
            if entrant not in cleaned and not self._names(entrant):
                continue
            if within:
                table.refuse(
                    "class", sentence("{text}：赛季里不分类", text=shown(within)), sentence("把这一格空着")
                )
            if (line := rows.lines.setdefault(entrant, table.line)) != table.line:
                what = sentence(
                    "{entrant} 的 {event} 在第 {line} 行已经有了", entrant=entrant, event=event, line=line
                )
                table.refuse("score", what, sentence("只留一行"))
            else:
                rows.scores[entrant] = self._score(event, score) if score else None
        return found

    def _fits(self, track: str, event: str) -> bool:
        """Whether some table looks at the row; an event that does not read this file is noted."""
        if track not in self._tracks:
            return False
        if event not in self._wanted:
            what = sentence("{event} 不是读这个文件的场次", event=shown(event))
            self._table.refuse("round", what, one_of(event, self._wanted))
            return False
        return track in self._wanted[event]

    def _names(self, entrant: str) -> bool:
        if not clean(self._table, "entrant", entrant):
            return False
        self._clean.add(entrant)
        return True

    def _score(self, event: str, text: str) -> Decimal | None:
        try:
            value = numbers.parse(text)
        except ValueError:
            remedy = sentence("写成 91.05：半角数字，小数点前后各至多 6 位；没有来的空着")
            self._table.refuse("score", sentence("{text} 不是成绩", text=shown(text)), remedy)
            return None
        if value < 0 and event not in self._signed:
            remedy = sentence('写 0 以上的数，或在系列里写 floor = "none"')
            self._table.refuse("score", sentence("{text} 是负数", text=text), remedy)
            return None
        return value


def placed(scores: Mapping[str, Decimal | None]) -> Outcomes:
    """Places 1, 1, 3 by score; an empty one is a no-show."""
    there = [score for score in scores.values() if score is not None]
    sharing = Counter(there)
    place: dict[Decimal, int] = {}
    better = 0
    for score in sorted(sharing, reverse=True):
        place[score] = better + 1
        better += sharing[score]
    outcome = {score: Outcome(place[score], sharing[score], score) for score in place}
    gone = Outcome(status=NO_SHOW)
    return {entrant: gone if score is None else outcome[score] for entrant, score in scores.items()}
