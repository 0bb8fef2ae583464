"""见习评委: their sheets are stored apart, never count, are never waited for and never announced."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core.hall.performance import JudgeSheet, PerformanceId, SheetPhase
from judging.core.hall.staging import with_performance
from judging.core.mappings import with_key
from judging.core.people.taking_part import Judge
from judging.core.state import State
from judging.core.tagged import AnyEvent


class TraineeSheetSubmitted(AnyEvent, frozen=True):
    """Bears on no number: not even that it came."""

    performance: PerformanceId
    judge: str
    revision: int
    marks: Mapping[str, str]
    note: str = ""
    recommended: bool = False
    items: Mapping[str, bool] = {}


def trainee(state: State, id: PerformanceId, judge: str | None) -> Judge | None:
    """The trainee before this performance, who never has a seat there."""
    if any(each.id == judge for each in state.seated(id)):
        return None
    return next((each for each in state.trainees(id) if each.id == judge), None)


def trainee_sheet_submitted(state: State, event: TraineeSheetSubmitted, at: str) -> State:
    performance = state.performance(event.performance)
    sheet = JudgeSheet(
        SheetPhase.SUBMITTED,
        event.revision,
        event.marks,
        event.note,
        event.recommended,
        at,
        items=event.items,
    )
    sheets = with_key(performance.trainee_sheets, event.judge, sheet)
    return with_performance(state, event.performance, replace(performance, trainee_sheets=sheets))
