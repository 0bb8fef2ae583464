"""Performances as the arithmetic sees them: from the state's sheets to turns and announced scores."""

from decimal import localcontext

from msgspec.structs import replace

from judging.core.hall.performance import (
    ENGINE,
    Announced,
    GroupMark,
    JudgeSheet,
    Performance,
    PerformanceId,
    SeatMark,
    SheetPhase,
    Short,
)
from judging.core.people.taking_part import Judge
from judging.core.scoring.compulsory import lacking
from judging.core.scoring.day import Held, Score, Sheet, SheetState, Shortened, Turn
from judging.core.scoring.numbers import EXACT, parse, plain, shortest
from judging.core.scoring.panel import totals
from judging.core.scoring.rulebook import Round
from judging.core.scoring.score import group_score, panels_of, score
from judging.core.scoring.spoken import announcement
from judging.core.scoring.trace import trace
from judging.core.setup.grouping import group_name, group_of
from judging.core.state import State
from judging.core.timing.overtime import overtime_deductions

SHEET_STATES = {
    SheetPhase.SUBMITTED: SheetState.IN,
    SheetPhase.RETURNED: SheetState.MISSING,  # its marks do not count until they are sent again
    SheetPhase.ABSENT: SheetState.ABSENT,
    SheetPhase.RECUSED: SheetState.RECUSED,
}


def turn(state: State, id: PerformanceId) -> Turn:
    """The performance with one sheet per seat, in seat order; who has not submitted is missing."""
    performance, round = state.performance(id), state.round(id.track, id.round)
    sheets = tuple(_sheet(round, judge, performance.sheets.get(judge.id)) for judge in state.panel(id))
    key = state.panel_of(id)
    deductions = (*performance.deductions, *overtime_deductions(performance))
    panel = key.panel if key and round.panels else None
    played = Turn(sheets, deductions, panel, shortened(performance))
    return _with_lacking(round, performance, played) if round.compulsory else played


def _with_lacking(round: Round, performance: Performance, played: Turn) -> Turn:
    """What a compulsory item takes off comes first; nothing is known of it as long as there is no score."""
    found = score(round, "", replace(played, deductions=()))
    if isinstance(found, Held):
        return played
    counting = [sheet.judge for sheet in played.sheets if sheet.state is SheetState.IN]
    answers = [performance.sheets[judge].items for judge in counting]
    return replace(
        played,
        deductions=(*lacking(round, answers, performance.items, found.raw), *played.deductions),
    )


def _sheet(round: Round, judge: Judge, known: JudgeSheet | None) -> Sheet:
    state = SHEET_STATES[known.phase] if known else SheetState.MISSING
    marks = (
        tuple(parse(known.marks[c.id]) for c in round.criteria) if known and state is SheetState.IN else ()
    )
    group = group_of(round, judge)
    return Sheet(judge.id, state, marks, group.id if group else None, judge.seat)


def shortened(performance: Performance) -> Shortened | None:
    """Where the head judge decided to score with fewer sheets than the rules ask for."""
    short = performance.short
    return Shortened(short.minimum, short.reason) if short and short.decision is Short.SHRINK else None


def complete(state: State, id: PerformanceId) -> bool:
    """已集齐: every seat has submitted or is excused. Only then may anybody see a mark of the others."""
    return all(sheet.state is not SheetState.MISSING for sheet in turn(state, id).sheets)


def announced(state: State, id: PerformanceId) -> Announced | Held:
    """What closing the performance now would fix, or why there is no score yet."""
    played, round = turn(state, id), state.round(id.track, id.round)
    found = score(round, id.entrant, played)
    if isinstance(found, Held):
        return found
    return Announced(
        score=plain(found.announced),
        raw=plain(found.raw),
        deductions=tuple(played.deductions),
        count=found.count or 0,
        marks=_seat_marks(state.panel(id), round, played, found),
        trace=trace(round, played, found),
        spoken=announcement(round, played, found, state.entrant(id).name),
        engine=ENGINE,
        groups=_group_marks(round, played),
    )


def _group_marks(round: Round, played: Turn) -> tuple[GroupMark, ...]:
    if not round.groups:
        return ()
    with localcontext(EXACT):
        return tuple(
            GroupMark(p.group.name, shortest(p.group.weight), plain(group_score(round, p)))
            for p in panels_of(round, played)
        )


def _seat_marks(panel: tuple[Judge, ...], round: Round, played: Turn, found: Score) -> tuple[SeatMark, ...]:
    counting = [sheet for sheet in played.sheets if sheet.state is SheetState.IN]
    with localcontext(EXACT):
        given = dict(zip((sheet.judge for sheet in counting), totals(round, counting), strict=True))
    places = total_places(round)
    dropped = dict.fromkeys(found.dropped.high, "high") | dict.fromkeys(found.dropped.low, "low")
    return tuple(
        SeatMark(
            seat=judge.seat,
            judge=judge.id,
            name=judge.name,
            state=str(sheet.state),
            total=f"{given[judge.id]:.{places}f}" if judge.id in given else None,
            dropped=dropped.get(judge.id, ""),
            group=group_name(round, judge),
        )
        for judge, sheet in zip(panel, played.sheets, strict=True)
    )


def total_places(round: Round) -> int:
    """The decimals any total of the round can have, so that all seats are announced with as many."""
    parts = (part * c.factor for c in round.criteria for part in (c.min, c.step))
    return max((len(shortest(part).partition(".")[2]) for part in parts), default=0)
