"""What one judge may see: who is on stage and the own sheet. Never a colleague's mark, a score or a rank."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.performance import JudgeSheet, PerformanceId, Phase, SheetPhase
from judging.core.rulebook import Criterion
from judging.core.state import State

from .stage import stage_of


class JudgeView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    judge: str
    name: str
    seat: int  # on the panel of the round on stage, or else on the first there is
    performance: PerformanceId | None = None
    track: str = ""
    round: str = ""
    entrant: str = ""
    district: str = ""
    number: int | None = None  # place in the running order, from 1
    open: bool = False  # marks are taken now
    confirmed: bool = False  # marking is closed; nothing can be sent any more
    criteria: tuple[Criterion, ...] = ()
    sheet: SheetPhase | None = None
    revision: int = 0
    marks: Mapping[str, str] = {}
    note: str = ""
    recommended: bool = False
    saved_at: str = ""  # UTC, when the server stored the sheet
    reason: str = ""  # why it was returned, or why this judge is excused
    hand_at: str = ""  # UTC, since when this judge calls the scorekeeper, or was answered
    hand_answered: bool = False


def judge(state: State, me: str) -> JudgeView:
    """Raises KeyError if no panel seats *me*."""
    id, stage = state.on_stage, stage_of(state)
    here = next((judge for judge in state.panel(id) if judge.id == me), None) if id else None
    known = here or state.judge(me)
    blank = _with_hand(JudgeView(state.rulebook.name, state.rehearsal, me, known.name, known.seat), state)
    if id is None or here is None or stage is None:
        return blank
    performance = state.performance(id)
    on_stage = replace(
        blank,
        performance=id,
        track=stage.track,
        round=stage.round,
        entrant=stage.entrant,
        district=stage.district,
        number=stage.number,
        open=performance.phase is Phase.MARKING,
        confirmed=performance.phase in (Phase.CONFIRMED, Phase.REVEALED),
        criteria=state.round(id.track, id.round).criteria,
    )
    sheet = performance.sheets.get(me)
    return _with_sheet(on_stage, sheet) if sheet else on_stage


def _with_sheet(view: JudgeView, sheet: JudgeSheet) -> JudgeView:
    return replace(
        view,
        sheet=sheet.phase,
        revision=sheet.revision,
        marks=sheet.marks,
        note=sheet.note,
        recommended=sheet.recommended,
        saved_at=sheet.at,
        reason=sheet.reason,
    )


def _with_hand(view: JudgeView, state: State) -> JudgeView:
    hand = state.hands.get(view.judge)
    return replace(view, hand_at=hand.at, hand_answered=hand.answered) if hand else view
