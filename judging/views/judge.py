"""What one judge may see: who is on stage and the own sheet. Never a colleague's mark, a score or a rank."""

from collections.abc import Mapping

from msgspec import Struct

from judging.core.performance import PerformanceId, Phase, SheetPhase
from judging.core.rulebook import Criterion
from judging.core.state import State


class JudgeView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    judge: str
    name: str
    seat: int | None  # on the panel of the round on stage
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


def judge(state: State, me: str) -> JudgeView:
    """Raises KeyError if no panel seats *me*."""
    name = next(j.name for panel in state.panels.values() for j in panel if j.id == me) if _seated(state, me) else _nobody(me)
    blank = JudgeView(state.rulebook.name, state.rehearsal, me, name, None)
    id = state.on_stage
    if id is None:
        return blank
    seat = next((j.seat for j in state.panel(id) if j.id == me), None)
    if seat is None:
        return blank
    performance, round, order = state.performance(id), state.round(id.track, id.round), state.orders.get((id.track, id.round))
    sheet = performance.sheets.get(me)
    return JudgeView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        judge=me,
        name=name,
        seat=seat,
        performance=id,
        track=state.track(id.track).name,
        round=round.name,
        entrant=state.entrant(id).name,
        district=state.entrant(id).district,
        number=order.entrants.index(id.entrant) + 1 if order and id.entrant in order.entrants else None,
        open=performance.phase is Phase.MARKING,
        confirmed=performance.phase in (Phase.CONFIRMED, Phase.REVEALED),
        criteria=round.criteria,
        sheet=sheet.phase if sheet else None,
        revision=sheet.revision if sheet else 0,
        marks=sheet.marks if sheet else {},
        note=sheet.note if sheet else "",
        recommended=sheet.recommended if sheet else False,
        saved_at=sheet.at if sheet else "",
        reason=sheet.reason if sheet else "",
    )


def _seated(state: State, me: str) -> bool:
    return any(j.id == me for panel in state.panels.values() for j in panel)


def _nobody(me: str) -> str:
    raise KeyError(me)
