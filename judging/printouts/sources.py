"""来源: which sheets came from phones and which from paper, and whose hands those went through."""

from collections.abc import Iterable, Iterator

from judging.core.hall.performance import Announced, JudgeSheet, PerformanceId, SeatMark, Source
from judging.core.state import State
from judging.sheets.table import Cell, Line
from judging.views.naming import who

WORDS = {Source.PHONE: "手机", Source.PAPER: "纸质"}
MOST_NAMED = 12  # in one note; of more the 评分表 of each says it


def source_line(state: State, id: PerformanceId, told: Announced) -> list[Line]:
    """A line of the table with the source of each seat; none where all came from phones."""
    if not any(_papers(state, id, told)):
        return []
    sheets = state.performance(id).sheets
    given = (WORDS[sheets[mark.judge].source] if mark.total else "" for mark in told.marks)
    return [Line("source", (Cell("来源"), Cell(), *map(Cell, given)))]


def source_notes(state: State, id: PerformanceId, told: Announced) -> list[str]:
    """Who entered and who verified each sheet from paper."""
    found = list(_named(state, id, told))
    return [f"来源：{'；'.join(found)}；其余由手机提交。"] if found else []


def track_notes(state: State, scores: Iterable[tuple[PerformanceId, Announced]]) -> list[str]:
    """The same of all that stand on a result sheet."""
    found = [f"{state.named(id)} {seat}" for id, told in scores for seat in _named(state, id, told)]
    if not found:
        return []
    if len(found) > MOST_NAMED:
        return [f"来源：{len(found)} 份评分表为纸质，录入与复核人见各评分表；其余由手机提交。"]
    return [f"来源：{'；'.join(found)}；其余由手机提交。"]


def _named(state: State, id: PerformanceId, told: Announced) -> Iterator[str]:
    for mark, sheet in _papers(state, id, told):
        entered, confirmed = who(state, sheet.entered_by), who(state, sheet.confirmed_by)
        yield f"{mark.seat}号评委纸质（录入 {entered}，复核 {confirmed}）"


def _papers(state: State, id: PerformanceId, told: Announced) -> Iterator[tuple[SeatMark, JudgeSheet]]:
    sheets = state.performance(id).sheets
    for mark in told.marks:
        if mark.total and sheets[mark.judge].source is Source.PAPER:
            yield mark, sheets[mark.judge]
