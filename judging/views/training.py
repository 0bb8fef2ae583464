"""见习评委's sheets, for whoever may see all those of the panel. Their totals go nowhere else."""

from collections.abc import Iterator
from decimal import localcontext

from msgspec import Struct

from judging.core.hall.performance import PerformanceId
from judging.core.marking.turns import total_places
from judging.core.scoring.day import Sheet, SheetState
from judging.core.scoring.numbers import EXACT, parse
from judging.core.scoring.panel import totals
from judging.core.state import State


class TraineeSheet(Struct, frozen=True):
    """见习，不计分: beside the panel's, and only once all of those are in."""

    number: int
    name: str
    total: str
    marks: tuple[tuple[str, str], ...]  # (criterion name, mark)
    note: str = ""


def trainee_sheets(state: State, id: PerformanceId) -> Iterator[TraineeSheet]:
    """For whoever may see the panel's sheets. Their totals are computed and go nowhere."""
    round, sheets = state.round(id.track, id.round), state.performance(id).trainee_sheets
    for judge in state.trainees(id):
        if sheet := sheets.get(judge.id):
            marks = tuple(parse(sheet.marks[criterion.id]) for criterion in round.criteria)
            with localcontext(EXACT):
                [total] = totals(round, [Sheet(judge.id, SheetState.IN, marks)])
            yield TraineeSheet(
                judge.seat,
                judge.name,
                f"{total:.{total_places(round)}f}",
                tuple((criterion.name, sheet.marks[criterion.id]) for criterion in round.criteria),
                sheet.note,
            )
