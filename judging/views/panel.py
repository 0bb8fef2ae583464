"""Who is on stage for the console: the panel's seats, and what their sheets add up to once all are in."""

from msgspec import Struct
from msgspec.structs import replace

from judging.core.discreet import discreet_range
from judging.core.live import announced, complete, turn
from judging.core.numbers import plain
from judging.core.people import Judge
from judging.core.performance import Announced, PerformanceId, Phase, SheetPhase
from judging.core.results import Deduction
from judging.core.state import State
from judging.core.steps import TraceLine
from judging.core.steps import told as line_of

from .stage import stage_of

FIRST = (SheetPhase.SUBMITTED, 1)


class SeatTile(Struct, frozen=True):
    """`state`: waiting | submitted | returned | absent | recused. `total` only once all sheets are in."""

    judge: str
    seat: int
    name: str
    state: str
    revision: int
    device: bool  # somebody is logged in on this seat
    at: str = ""
    reason: str = ""
    total: str | None = None
    dropped: str = ""
    marks: tuple[tuple[str, str], ...] = ()  # (criterion name, mark), only once complete
    note: str = ""


class Preview(Struct, frozen=True):
    score: str
    raw: str  # before deductions
    trace: tuple[TraceLine, ...]


class OnStage(Struct, frozen=True):
    performance: PerformanceId
    track: str
    round: str
    entrant: str
    district: str
    number: int | None
    phase: Phase
    complete: bool  # 已集齐
    seats: tuple[SeatTile, ...]
    deductions: tuple[Deduction, ...]
    preview: Preview | None = None  # what closing would announce, or what was; only once complete
    possible: tuple[str, str] | None = None  # see `discreet_range`


def on_stage(state: State) -> OnStage | None:
    id, stage = state.on_stage, stage_of(state)
    if id is None or stage is None:
        return None
    performance, ready = state.performance(id), complete(state, id)
    told = performance.announced or (_preview(state, id) if ready else None)
    return OnStage(
        performance=id,
        track=stage.track,
        round=stage.round,
        entrant=stage.entrant,
        district=stage.district,
        number=stage.number,
        phase=performance.phase,
        complete=ready,
        seats=tuple(_seat(state, id, judge, told) for judge in state.panel(id)),
        deductions=performance.deductions,
        preview=Preview(told.score, told.raw, tuple(map(line_of, told.trace))) if told else None,
        possible=None if ready or performance.phase is not Phase.MARKING else _possible(state, id),
    )


def _preview(state: State, id: PerformanceId) -> Announced | None:
    found = announced(state, id)
    return found if isinstance(found, Announced) else None


def _possible(state: State, id: PerformanceId) -> tuple[str, str] | None:
    """Where no total follows from it, and not from how it changes: each has sent one sheet, or none yet."""
    if any((sheet.phase, sheet.revision) != FIRST for sheet in state.performance(id).sheets.values()):
        return None
    ends = discreet_range(state.round(id.track, id.round), turn(state, id))
    return (plain(ends[0]), plain(ends[1])) if ends else None


def _seat(state: State, id: PerformanceId, judge: Judge, told: Announced | None) -> SeatTile:
    sheet = state.performance(id).sheets.get(judge.id)
    device = any(held.judge == judge.id and held.device for held in state.passes.values())
    tile = SeatTile(judge.id, judge.seat, judge.name, "waiting", 0, bool(device))
    if sheet is None:
        return tile
    tile = replace(tile, state=sheet.phase, revision=sheet.revision, at=sheet.at, reason=sheet.reason)
    if told is None or sheet.phase is not SheetPhase.SUBMITTED:
        return tile
    mark = next(mark for mark in told.marks if mark.judge == judge.id)
    names = {criterion.id: criterion.name for criterion in state.round(id.track, id.round).criteria}
    marks = tuple((names[criterion], value) for criterion, value in sheet.marks.items())
    return replace(tile, total=mark.total, dropped=mark.dropped, marks=marks, note=sheet.note)
