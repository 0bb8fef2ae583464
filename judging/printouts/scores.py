"""评分表 of one performance: every judge's marks, how the score came about, and what was corrected."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext

from judging.core import events as e
from judging.core.live import total_places
from judging.core.numbers import EXACT, parse, shortest
from judging.core.performance import Announced, PerformanceId, SeatMark
from judging.core.rulebook import Criterion, Round
from judging.core.words import EXCUSES
from judging.sheets.table import Cell, Column, Line, Table
from judging.views import story

from .moment import Moment
from .register import seat_columns
from .sheet import SIGNATURES, Correction, Excuse, Place, Sheet, number_of, seat_cells
from .words import round_rule

# What is told as it stands in the story. A sheet that was submitted again is told with both totals.
CORRECTING = (
    e.CallWithdrawn,
    e.MarkingWithdrawn,
    e.SheetReturned,
    e.JudgeExcused,
    e.JudgeRestored,
    e.DeductionWithdrawn,
    e.MarkingReopened,
    e.RevealWithdrawn,
)


def score_sheet(moment: Moment, place: Place, whole: bool) -> Sheet:
    """The performance of entrant `place.subject`, which has a confirmed score."""
    state, id = moment.state, PerformanceId(place.track, place.round, place.subject)
    track, round, entrant = state.track(id.track), state.round(id.track, id.round), state.entrant(id)
    told = state.performance(id).announced
    assert told is not None  # or the sheet would not be among the printable ones
    return Sheet(
        form="score",
        place=place,
        title=f"{track.name}{round.name}评分表",
        heading=(
            ("序号", number_of(state, (id.track, id.round), id.entrant)),
            ("单位", entrant.name),
            ("区", entrant.district),
        ),
        table=_table(moment, id, round, told),
        outcome=(
            ("评委评分", told.raw),
            *((f"扣分：{off.reason}", f"−{shortest(off.points)}") for off in told.deductions),
            ("最后得分", told.score),
        ),
        steps=told.trace,
        corrections=tuple(corrections(moment, id)),
        notes=(round_rule(round, told.count), "划去的总分是去掉的最高分（高）、最低分（低）。"),
        excuses=tuple(_excuse(moment, id, mark) for mark in told.marks if mark.total is None),
        signatures=(*(_seat_name(mark) for mark in told.marks if mark.total is not None), *SIGNATURES),
        gist=(
            ("单位", entrant.name),
            *((f"{mark.seat}号评委", mark.total or str(EXCUSES.get(mark.state, ""))) for mark in told.marks),
            ("最后得分", told.score),
        ),
    )


def _seat_name(mark: SeatMark) -> str:
    return f"{mark.seat}号 {mark.name}"


def _excuse(moment: Moment, id: PerformanceId, mark: SeatMark) -> Excuse:
    return Excuse(_seat_name(mark), mark.state, moment.state.performance(id).sheets[mark.judge].reason)


def _table(moment: Moment, id: PerformanceId, round: Round, told: Announced) -> Table:
    seats = [mark.seat for mark in told.marks]
    columns = (
        Column("criterion", "评分项", "name"),
        Column("most", "满分", "number"),
        *seat_columns(seats),
    )
    sheets = moment.state.performance(id).sheets
    lines = []
    for criterion in round.criteria:
        given = (sheets[mark.judge].marks[criterion.id] if mark.total else "" for mark in told.marks)
        cells = (Cell(_name(criterion)), Cell(shortest(criterion.max)), *map(Cell, given))
        lines.append(Line(criterion.id, cells))
    totals = (Cell("总分"), Cell(shortest(round.highest_total)), *seat_cells(seats, told.marks))
    return Table(columns, (*lines, Line("total", totals, final=True)))


def _name(criterion: Criterion) -> str:
    return criterion.name if criterion.factor == 1 else f"{criterion.name}（×{shortest(criterion.factor)}）"


def corrections(moment: Moment, id: PerformanceId) -> Iterator[Correction]:
    """更正记录: all that was taken back or done again, in the order it happened.

    Who was excused before giving any marks corrected nothing: 缺评 and the signatures say it already.
    """
    round = moment.state.round(id.track, id.round)
    totals: dict[str, str] = {}
    for line in moment.of(id):
        event = line.event
        if isinstance(event, e.SheetSubmitted):
            total = _total(round, event.marks)
            if former := totals.get(event.judge):
                text = f"{_seat(moment, id, event.judge)}重新提交评分表：总分由 {former} 改为 {total}"
                yield Correction(line.at, "SheetSubmitted", text)
            totals[event.judge] = total
        elif isinstance(event, CORRECTING):
            is_told = not isinstance(event, e.JudgeExcused) or event.judge in totals
            yield Correction(line.at, type(event).__name__, str(story.told(moment.state, event)), is_told)


def _total(round: Round, marks: Mapping[str, str]) -> str:
    """With as many decimals as the totals above it."""
    with localcontext(EXACT):
        total = sum((c.factor * parse(marks[c.id]) for c in round.criteria), Decimal(0))
        return f"{total:.{total_places(round)}f}"


def _seat(moment: Moment, id: PerformanceId, judge: str) -> str:
    seats = {found.id: found.seat for found in moment.state.panel(id)}
    return f"{seats[judge]}号评委" if judge in seats else f"评委 {judge}"
