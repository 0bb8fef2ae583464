"""The live day as the arithmetic sees it: from the state's sheets to turns, days and announced scores."""

from decimal import Decimal, localcontext
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from .numbers import EXACT, parse, plain, shortest
from .panel import totals
from .people import Judge
from .performance import ENGINE, Announced, JudgeSheet, PerformanceId, Phase, SeatMark, SheetPhase
from .ranking import track_result
from .results import Day, Held, Score, Sheet, SheetState, Standing, Turn
from .rulebook import Kind, Round
from .scoring import score
from .show import Row
from .spoken import announcement
from .state import State
from .trace import trace

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
    return Turn(sheets, performance.deductions)


def _sheet(round: Round, judge: Judge, known: JudgeSheet | None) -> Sheet:
    state = SHEET_STATES[known.phase] if known else SheetState.MISSING
    marks = (
        tuple(parse(known.marks[c.id]) for c in round.criteria) if known and state is SheetState.IN else ()
    )
    return Sheet(judge.id, state, marks, seat=judge.seat)


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
        )
        for judge, sheet in zip(panel, played.sheets, strict=True)
    )


def total_places(round: Round) -> int:
    """The decimals any total of the round can have, so that all seats are announced with as many."""
    parts = (part * c.factor for c in round.criteria for part in (c.min, c.step))
    return max((len(shortest(part).partition(".")[2]) for part in parts), default=0)


def day(state: State, track: str, *, only_revealed: bool = False) -> Day:
    """All the arithmetic may know of a track; with *only_revealed* only of `revealed_entrants`."""
    entrants = revealed_entrants(state, track) if only_revealed else tuple(state.entrants.get(track, {}))
    return Day(
        entrants=entrants,
        turns={
            (id, entrant): turn(state, PerformanceId(track, id, entrant))
            for id in _judged(state, track)
            for entrant in entrants
        },
        components=_components(state, track, entrants),
        statuses={entrant: status for (of, entrant), status in state.statuses.items() if of == track},
        orders=state.tie_orders.get(track, {}),
    )


def revealed_entrants(state: State, track: str) -> tuple[str, ...]:
    """Those whose judged rounds have all been revealed, in the order of the roster."""
    ids = _judged(state, track)
    return tuple(
        entrant
        for entrant in state.entrants.get(track, {})
        if all(state.performance(PerformanceId(track, id, entrant)).phase is Phase.REVEALED for id in ids)
    )


def _judged(state: State, track: str) -> list[str]:
    return [round.id for round in state.track(track).rounds if round.kind is Kind.JUDGED]


def _components(state: State, track: str, entrants: tuple[str, ...]) -> dict[tuple[str, str], Decimal]:
    return {
        (round, entrant): parse(known.scores[entrant])
        for (of, round), known in state.components.items()
        if of == track
        for entrant in entrants
        if entrant in known.scores
    }


def ranking(state: State, track: str) -> tuple[Row, ...]:
    """What revealing the standings now would show: only entrants whose scores all have been revealed."""
    result = track_result(state.track(track), day(state, track, only_revealed=True))
    scores: dict[str, dict[str, str]] = {}
    for found in result.scores:
        scores.setdefault(found.entrant, {})[found.round] = plain(found.score)
    published = state.standings.get(track)
    before = {row.entrant: row.place for row in published.rows} if published else {}
    return tuple(_row(standing, scores[standing.entrant], before) for standing in result.standings)


class Tie(NamedTuple):
    """Equals whose order is the head judge's to decide."""

    entrants: tuple[str, ...]
    composite: str


def ties(state: State, track: str, *, decided: bool = False) -> list[Tie]:
    """The `manual` ties among the revealed that nobody has decided; with *decided* all of them."""
    if "manual" not in state.track(track).ties:
        return []
    known = day(state, track, only_revealed=True)
    result = track_result(state.track(track), replace(known, orders={}) if decided else known)
    open_places = [standing for standing in result.standings if standing.place is None]
    return [
        Tie(tuple(standing.entrant for standing in equals), plain(equals[0].composite))
        for _, group in groupby(open_places, key=lambda standing: standing.rank)
        for equals in [list(group)]
    ]


def _row(standing: Standing, scores: dict[str, str], before: dict[str, int | None]) -> Row:
    return Row(
        place=standing.place,
        entrant=standing.entrant,
        scores=scores,
        composite=plain(standing.composite),
        broken_by=standing.broken_by,
        before=before.get(standing.entrant),
    )


def ranked_entrants(state: State, track: str) -> int:
    """How many of the track take part and will be ranked in the end."""
    return sum((track, entrant) not in state.statuses for entrant in state.entrants.get(track, {}))
