"""Who is on stage for the console: the panel's seats, and what their sheets add up to once all are in."""

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.hall import Hall
from judging.core.hall.performance import Announced, Performance, PerformanceId, Phase, SheetPhase
from judging.core.marking.case_giving import undrawn
from judging.core.marking.turns import announced, complete, turn
from judging.core.people.taking_part import Judge
from judging.core.publication.equalising import is_equalised
from judging.core.scoring.case import Case
from judging.core.scoring.compulsory import absences
from judging.core.scoring.day import Deduction
from judging.core.scoring.discreet import discreet_range
from judging.core.scoring.item import Compulsory, DecidedBy
from judging.core.scoring.numbers import plain
from judging.core.scoring.told import TraceLine
from judging.core.scoring.told import told as line_of
from judging.core.setup.grouping import group_name
from judging.core.setup.prepared import Sitting
from judging.core.state import State

from .clocks import ClockFace, clock_face
from .round_tabs import PanelSeat, reserves_of
from .stage import stage_as
from .training import TraineeSheet, trainee_sheets
from .unchanged import of_performance, of_seats, remembered

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
    answers: tuple[tuple[str, bool], ...] = ()  # (compulsory item, whether it was there), only once complete
    took_from: str = ""  # whose seat it was
    left_to: str = ""  # who has the seat from the next on
    group: str = ""  # its name


class StageItem(Struct, frozen=True):
    """A compulsory item: as the scorekeeper decided, or how many sheets say so, only once all are in."""

    id: str
    name: str
    by: DecidedBy
    present: bool | None = None  # of the scorekeeper's: None as long as it is not decided
    there: int | None = None
    absent: int | None = None


class Preview(Struct, frozen=True):
    score: str
    raw: str  # before deductions
    deductions: tuple[Deduction, ...]  # all, what compulsory items come to first
    trace: tuple[TraceLine, ...]


class OnStage(Struct, frozen=True):
    performance: PerformanceId
    panel: str  # "" in a round with a single one
    track: str
    round: str
    entrant: str
    district: str
    number: int | None
    phase: Phase
    complete: bool  # 已集齐
    seats: tuple[SeatTile, ...]
    deductions: tuple[Deduction, ...]  # that were entered
    items: tuple[StageItem, ...] = ()
    case: str = ""  # the id of one of the cases, where there are any
    cases: tuple[Case, ...] = ()
    may_draw: bool = False  # one that is left, by lot
    preview: Preview | None = None  # what closing would announce, or what was; only once complete
    possible: tuple[str, str] | None = None  # see `discreet_range`
    clock: ClockFace | None = None  # None where nothing is timed
    original: bool = False  # 现场原始得分: the panels are put on a par later
    attempt: int = 0  # which of the 补赛
    trainees: tuple[TraineeSheet, ...] = ()  # only once complete
    reserves: tuple[PanelSeat, ...] = ()  # who may take a seat


def on_stage(state: State, hall: Hall) -> OnStage | None:
    return shown_as(state, hall.on_stage) if hall.on_stage else None


@remembered(of_seats)
def shown_as(state: State, id: PerformanceId) -> OnStage:
    """On stage, or at a window of a walk-round."""
    stage = stage_as(state, id)
    key, performance, ready = state.panel_of(id), state.performance(id), complete(state, id)
    round = state.round(id.track, id.round)
    told = performance.announced or (_preview(state, id) if ready else None)
    return OnStage(
        performance=id,
        panel=key.panel if key else "",
        track=stage.track,
        round=stage.round,
        entrant=stage.entrant,
        district=stage.district,
        number=stage.number,
        phase=performance.phase,
        complete=ready,
        seats=tuple(_seat(state, id, judge, told) for judge in state.panel(id)),
        deductions=performance.deductions,
        items=tuple(_item(performance, item, told) for item in round.compulsory),
        case=performance.case,
        cases=round.cases,
        may_draw=not performance.has_drawn and bool(undrawn(state, id)),
        preview=Preview(told.score, told.raw, told.deductions, tuple(map(line_of, told.trace)))
        if told
        else None,
        original=is_equalised(round),
        attempt=performance.attempt,
        reserves=reserves_of(state, key) if key else (),
        trainees=tuple(trainee_sheets(state, id)) if ready else (),
        clock=clock_face(state, id),
        possible=None if ready or performance.phase is not Phase.MARKING else _possible(state, id),
    )


def _item(performance: Performance, item: Compulsory, told: Announced | None) -> StageItem:
    found = StageItem(item.id, item.name, item.by)
    if item.by is DecidedBy.SCOREKEEPER:
        return replace(found, present=performance.items.get(item.id))
    if told is None:
        return found
    counting = [performance.sheets[mark.judge].items for mark in told.marks if mark.state == "in"]
    absent = absences(item, counting)
    return replace(found, there=len(counting) - absent, absent=absent)


@remembered(of_performance)
def _preview(state: State, id: PerformanceId) -> Announced | None:
    found = announced(state, id)
    return found if isinstance(found, Announced) else None


def _possible(state: State, id: PerformanceId) -> tuple[str, str] | None:
    """Where no total follows from it, and not from how it changes: each has sent one sheet, or none yet."""
    if any((sheet.phase, sheet.revision) != FIRST for sheet in state.performance(id).sheets.values()):
        return None
    ends = discreet_range(state.round(id.track, id.round), turn(state, id))
    return (plain(ends[0]), plain(ends[1])) if ends else None


def _changed(state: State, id: PerformanceId, judge: Judge) -> tuple[str, str]:
    """Whose seat it was, and who has it from the next on; "" where nobody."""
    key = state.panel_of(id)
    panel = state.panels.get(key) if key else None
    changes = panel.changes if panel else ()
    took = [each.left.name for each in changes if (each.by.id, each.seat) == (judge.id, judge.seat)]
    left = [each.by.name for each in changes if (each.left.id, each.seat) == (judge.id, judge.seat)]
    is_gone = panel is not None and panel.sitting(judge.id) is not Sitting.SEAT
    return (took or [""])[-1], (left or [""])[-1] if is_gone else ""


def _seat(state: State, id: PerformanceId, judge: Judge, told: Announced | None) -> SeatTile:
    sheet = state.performance(id).sheets.get(judge.id)
    device = any(held.judge == judge.id and held.device for held in state.passes.values())
    took_from, left_to = _changed(state, id, judge)
    round = state.round(id.track, id.round)
    tile = SeatTile(
        *(judge.id, judge.seat, judge.name, "waiting", 0, bool(device)),
        took_from=took_from,
        left_to=left_to,
        group=group_name(round, judge),
    )
    if sheet is None:
        return tile
    tile = replace(tile, state=sheet.phase, revision=sheet.revision, at=sheet.at, reason=sheet.reason)
    if told is None or sheet.phase is not SheetPhase.SUBMITTED:
        return tile
    mark = next(mark for mark in told.marks if mark.judge == judge.id)
    names = {criterion.id: criterion.name for criterion in round.criteria}
    items = {item.id: item.name for item in round.compulsory}
    return replace(
        tile,
        total=mark.total,
        dropped=mark.dropped,
        marks=tuple((names[criterion], value) for criterion, value in sheet.marks.items()),
        answers=tuple((items[item], is_there) for item, is_there in sheet.items.items()),
        note=sheet.note,
    )
