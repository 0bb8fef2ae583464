"""The sheet of findings (台账): whom something is taken off, in which round, when, where and why."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from judging.core.appeals.workdays import end_of
from judging.core.checks import MAX_TEXT
from judging.core.client_data import holds_phone_number
from judging.core.ledger.counting import said
from judging.core.ledger.ledger_entry import LedgerLine, Way
from judging.core.ledger.recording import MOST_PLACE, RecordLedger
from judging.core.scoring.rulebook import Kind, Round, Track
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.words import WAYS
from judging.files.changes import Change
from judging.files.problems import nearest, shown

from .cells import score, some_words, words
from .form import Choices, Column, Faults, Form, Span, Wrong
from .notes import Note
from .orders import entrant_of
from .places import one
from .preview import Opened
from .reader import Cell, Sheet, read
from .rows import Row, reading
from .taken import Placed, Taken, opened, tried
from .template_writer import Filling
from .template_writer import template as written

NAMED = {str(name): way for way, name in WAYS.items() if way is not Way.SLIP}
BETWEEN = re.compile(r"[-/.年月]")
LEAST = Decimal("0.000001")


def rounds_of(state: State) -> list[tuple[Track, Round]]:
    """Where the ledger takes something off."""
    return [(t, r) for t in state.rulebook.tracks for r in t.rounds if r.kind is not Kind.JUDGED]


def way_of(cell: Cell) -> str | Wrong:
    text = words(cell, 20)
    if isinstance(text, Wrong) or text in NAMED:
        return text
    near = nearest(text, list(NAMED)) if text else ""
    remedy = sentence("写其中之一：{names}", names=tuple(NAMED))
    what = sentence("没有{text}这种方式", text=shown(text)) if text else sentence("这里没有填")
    return Wrong(what, sentence("最接近的是 {nearest}", nearest=near) if near else remedy)


def nobody_s(cell: Cell, most: int) -> str | Wrong:
    """A text without a client's telephone number."""
    text = words(cell, most)
    if isinstance(text, str) and holds_phone_number(text):
        return Wrong(sentence("像是有电话号码"), sentence("办事人的姓名、电话、证件号都不收，删去后重填"))
    return text


def reason_of(cell: Cell) -> str | Wrong:
    return nobody_s(cell, MAX_TEXT) or Wrong(sentence("没有填"), sentence("填上，或删去整行"))


# fmt: off
def form(state: State) -> Form:
    rounds = rounds_of(state)
    tracks = tuple(dict.fromkeys(track.name for track, _ in rounds))
    names = tuple(dict.fromkeys(round.name for _, round in rounds))
    most = max((round.full for _, round in rounds), default=Decimal(100))
    place = partial(words, most=60)
    return Form("台账", (
        *([Column("track", "组别", place, width=18, check=Choices(tracks))] if len(tracks) > 1 else []),
        *([Column("round", "环节", place, width=18, check=Choices(names))] if len(rounds) > 1 else []),
        Column("id", "编号", partial(words, most=40), width=12),
        Column("name", "名称", partial(words, most=200), ("单位", "姓名", "选手", "参赛对象"), width=32),
        Column(
            "day", "日期", partial(some_words, most=20), ("发现日期", "检查日期"), required=True, is_day=True,
            hint="如 2024-10-15",
        ),
        Column(
            "way", "方式", way_of, ("来源", "检查方式"), required=True, check=Choices(tuple(NAMED)),
        ),
        Column("place", "地点", partial(nobody_s, most=MOST_PLACE), ("窗口", "窗口号"), width=16),
        Column(
            "points", "扣分", lambda cell: score(cell, LEAST, most), ("扣几分",), required=True,
            check=Span(LEAST, most), hint="扣几分就写几，不写负号",
        ),
        Column("reason", "原因", reason_of, ("问题", "情况", "事由"), required=True,
               width=48, hint="不写办事人的姓名、电话、证件号"),
    ))
# fmt: on


class Ground(NamedTuple):
    """What a workbook is tried on: the contest, and the day it is in China."""

    state: State
    today: str


def file_name(ground: Ground) -> str:
    return f"{ground.state.rulebook.name}-台账.xlsx"


def template(ground: Ground) -> bytes:
    state = ground.state
    notes = (
        Note("赛事", state.rulebook.name, state.rulebook.id),
        Note("填写", "一笔一行，只填新的，已记的不再写。上传后先看有什么问题，再决定导入；撤销在“台账”页。"),
        Note("", "编号和名称写一样就行，以名单为准。不要填办事人的姓名、电话、证件号。"),
    )
    return written([Filling(form(state))], notes)


Found = tuple[str, RecordLedger]  # the cell to look at, and the line as a command of its own


def opened_ledger(content: bytes, ground: Ground) -> Opened:
    """What an uploaded workbook would add. Raises NoWorkbook."""
    return filled(read(content), ground)


def filled(sheets: tuple[Sheet, ...], ground: Ground) -> Opened:
    state, faults = ground.state, Faults()
    wanted = form(state)
    found = reading(wanted, wanted.among(sheets), faults)
    if found is None:
        return opened((), faults)
    if not found.rows:
        faults.add(found.place("day"), sentence("表头下面没有内容"), sentence("一行写一个，再上传"))
    lines = [each for row in found.rows for each in _found(row, state, faults)]
    tried(state, (Placed(*each) for each in lines), faults, end_of(ground.today))
    changes = tuple(_change(state, each) for _, each in lines)
    parts = tuple(Placed("", each) for each in _together(each for _, each in lines))
    return opened([Taken(len(found.rows), changes, parts)], faults, found.unread)


def _found(row: Row, state: State, faults: Faults) -> Iterator[Found]:
    place = _round_of(row, state, faults)
    entrants = state.entrants.get(place[0].id, {}) if place else {}
    entrant = entrant_of(row, dict(entrants), faults) if place else ""
    read = {key: row.taken(key, faults) for key in ("day", "way", "place", "points", "reason")}
    texts = {key: value for key, value in read.items() if value is not None}
    if place is None or not entrant or len(texts) < len(read):
        return
    way, day = NAMED[texts["way"]], _padded(texts["day"])
    line = LedgerLine(entrant, day, way, texts["points"], texts["reason"], texts["place"])
    yield row.place("day"), RecordLedger(place[0].id, place[1].id, (line,))


def _padded(day: str) -> str:
    """2024/5/8 as 2024-05-08."""
    parts = BETWEEN.split(day.removesuffix("日"))
    return "-".join(part.zfill(2) for part in parts) if len(parts) == 3 else day


def _round_of(row: Row, state: State, faults: Faults) -> tuple[Track, Round] | None:
    rounds = rounds_of(state)
    track = one(row, "track", {track.id: (track.name, track) for track, _ in rounds}, faults)
    if track is None:
        return None
    own = {round.id: (round.name, round) for of, round in rounds if of.id == track.id}
    round = one(row, "round", own, faults)
    return (track, round) if round else None


def _together(lines: Iterable[RecordLedger]) -> Iterable[RecordLedger]:
    """All lines of a round in one command: one entry, where two persons are asked for."""
    found: dict[tuple[str, str], RecordLedger] = {}
    for each in lines:
        known = found.get((each.track, each.round))
        found[each.track, each.round] = replace(each, lines=(*known.lines, *each.lines)) if known else each
    return found.values()


def _change(state: State, part: RecordLedger) -> Change:
    [line] = part.lines
    where = (state.track(part.track).name, state.round(part.track, part.round).name)
    told = sentence("扣 {points} 分，{what}", points=line.points, what=said(line))
    return Change((*where, state.name_of(part.track, line.entrant)), None, told)
