"""台账: all that was found in a track, line by line, and what it comes to by month."""

from collections.abc import Iterator

from judging.core.state import State
from judging.core.words import WAYS
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.ledger import months_of, totals_of, where
from judging.views.story_names import entrant_name

from .moment import Moment
from .sheet import Sheet, SheetPlace

COLUMNS = (
    Column("number", "序号", "number"),
    Column("entrant", "参赛对象", "name"),
    Column("round", "环节", "note"),
    Column("day", "日期", "note"),
    Column("way", "方式", "note"),
    Column("place", "地点", "note"),
    Column("reason", "原因", "note"),
    Column("points", "扣分", "deduction"),
)
COUNTED = "各笔相加，从所在环节的得分里减去；已撤销的不计。"


def ledger_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state, track = moment.state, moment.state.track(place.track)
    lines = []
    for number, each in enumerate((e for e in state.ledger.values() if e.track == track.id), 1):
        line, struck = each.line, each.withdrawn
        reason = f"{line.reason}（已撤销：{struck.note}）" if struck else line.reason
        texts = (
            str(number),
            entrant_name(state, track.id, line.entrant),
            where(state, each).removeprefix(f"{track.name} "),
            line.day,
            str(WAYS[line.way]),
            line.place,
            reason,
        )
        points = "撤销" if struck else f"−{line.points}"
        lines.append(Line(str(each.number), tuple(map(Cell, (*texts, points)))))
    return Sheet(
        form="ledger",
        place=place,
        title=f"{track.name}台账",
        table=Table(COLUMNS, tuple(lines)),
        notes=(COUNTED, *_by_month(state, track.id)),
        signatures=("记录人", "复核人", "监督员"),
    )


def _by_month(state: State, track: str) -> Iterator[str]:
    months = months_of(state)
    for total in totals_of(state, track):
        parts = "，".join(
            f"{month[:4]}年{int(month[5:])}月 {points}"
            for month, points in zip(months, total.by_month, strict=True)
            if points
        )
        yield f"{total.entrant}（{total.where}）：{parts}，合计扣 {total.total} 分。"


def ledger_tracks(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where something was ever recorded."""
    for track in state.rulebook.tracks:
        if any(each.track == track.id for each in state.ledger.values()):
            yield SheetPlace(track.id)
