"""定标, the benchmark hold: the first few of a round are all confirmed before any of them is revealed."""

from .performance import PerformanceId, Phase
from .state import State

SCORED = (Phase.CONFIRMED, Phase.REVEALED)


def first_few(state: State, track: str, round: str) -> int:
    """How many are held together: fewer than the rules say where fewer take part."""
    return min(state.round(track, round).hold_first, len(_taking_part(state, track, round)))


def awaited(state: State, track: str, round: str) -> int:
    """How many more have to be confirmed before anybody of the round is revealed; 0 where nothing is held."""
    scored = sum(state.performance(id).phase in SCORED for id in _taking_part(state, track, round))
    return max(0, first_few(state, track, round) - scored)


def unrevealed(state: State, track: str, round: str) -> tuple[PerformanceId, ...]:
    """Whose score is confirmed and still to be revealed, in the order of their reveal: the running order."""
    return tuple(
        id for id in _taking_part(state, track, round) if state.performance(id).phase is Phase.CONFIRMED
    )


def _taking_part(state: State, track: str, round: str) -> list[PerformanceId]:
    order = state.orders.get((track, round))
    return [
        PerformanceId(track, round, entrant)
        for entrant in (order.entrants if order else ())
        if (track, entrant) not in state.statuses
    ]
