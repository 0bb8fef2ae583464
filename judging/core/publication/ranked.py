"""Tracks as the arithmetic sees them: from the state to days, rankings and ties."""

from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from judging.core.evaluating.counting import turns_of_evaluations
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.ledger.counting import ledger_deductions
from judging.core.marking.turns import turn
from judging.core.scoring.day import Day, Standing
from judging.core.scoring.imported import NOTHING
from judging.core.scoring.numbers import parse, plain
from judging.core.scoring.ranking import standings_among, track_result
from judging.core.scoring.rulebook import Round
from judging.core.setup.classing import classes_of
from judging.core.state import State
from judging.core.timing.measuring import measured

from .equalising import is_equalised
from .standing import StandingRow


def day(state: State, track: str, *, only_revealed: bool = False) -> Day:
    """All the arithmetic may know of a track; with *only_revealed* no performance before its reveal.

    Whoever still waits for one is in it all the same: equalised rounds wait for all of them, or count all.
    """
    entrants = tuple(state.entrants.get(track, {}))
    ids = [PerformanceId(track, round, entrant) for round in _judged(state, track) for entrant in entrants]
    known = [id for id in ids if not only_revealed or state.performance(id).phase is Phase.REVEALED]
    seconds = measured(state, known)
    values = _components(state, track, entrants)
    return Day(
        entrants=entrants,
        turns={
            **{(id.round, id.entrant): turn(state, id) for id in known},
            **turns_of_evaluations(state, track),
        },
        components={
            **{key: parse(text) for key, text in values.items() if text != NOTHING},
            **{key: Decimal(value) for key, value in seconds.items() if value is not None},
        },
        unmeasured=[
            *(key for key, text in values.items() if text == NOTHING),
            *(key for key, value in seconds.items() if value is None),
        ],
        deductions=ledger_deductions(state, track),
        statuses={entrant: status for (of, entrant), status in state.statuses.items() if of == track},
        orders=state.tie_orders.get(track, {}),
        classes=classes_of(state, track),
    )


def revealed_entrants(state: State, track: str) -> tuple[str, ...]:
    """Those whose judged rounds have all been revealed, in the order of the roster."""
    ids = _judged(state, track)
    return tuple(
        entrant
        for entrant in state.entrants.get(track, {})
        if all(state.performance(PerformanceId(track, id, entrant)).phase is Phase.REVEALED for id in ids)
    )


def to_equalise(state: State, track: str) -> Round | None:
    """The round whose panels are put on a par once all its scores have been revealed, while some are not."""
    for round in state.track(track).rounds:
        if is_equalised(round):
            for entrant in state.entrants.get(track, {}):
                is_out = (track, entrant) in state.statuses
                id = PerformanceId(track, round.id, entrant)
                if not is_out and state.performance(id).phase is not Phase.REVEALED:
                    return round
    return None


def _judged(state: State, track: str) -> list[str]:
    return [round.id for round in state.track(track).rounds if round.is_performed]


def _components(state: State, track: str, entrants: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """As they were imported."""
    return {
        (round, entrant): known.scores[entrant]
        for (of, round), known in state.components.items()
        if of == track
        for entrant in entrants
        if entrant in known.scores
    }


def ranking(state: State, track: str, within: str = "") -> tuple[StandingRow, ...]:
    """What revealing the standings now would show: only entrants whose scores all have been revealed.

    With *within* only those of this window class, by their places among themselves.
    """
    known = day(state, track, only_revealed=True)
    result = track_result(state.track(track), known)
    standings = result.standings
    if within:
        among = entrants_within(state, track, within)
        standings = standings_among(state.track(track), known, among, result.scores)
    scores: dict[str, dict[str, str]] = {}
    for found in result.scores:
        scores.setdefault(found.entrant, {})[found.round] = plain(found.score)
    published = state.published(track, within)
    before = {row.entrant: row.place for row in published.rows} if published else {}
    return tuple(_row(standing, scores[standing.entrant], before) for standing in standings)


def entrants_within(state: State, track: str, within: str) -> frozenset[str]:
    """Who is of this window class; all of the track for ""."""
    if not within:
        return frozenset(state.entrants.get(track, {}))
    return frozenset(id for id, given in classes_of(state, track).items() if given == within)


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


def _row(standing: Standing, scores: dict[str, str], before: dict[str, int | None]) -> StandingRow:
    return StandingRow(
        place=standing.place,
        entrant=standing.entrant,
        scores=scores,
        composite=plain(standing.composite),
        broken_by=standing.broken_by,
        before=before.get(standing.entrant),
    )


def ranked_entrants(state: State, track: str, within: str = "") -> int:
    """How many of the track, or of the class, take part and will be ranked in the end."""
    among = entrants_within(state, track, within)
    return sum((track, entrant) not in state.statuses for entrant in among)
