"""定标, the benchmark hold: the first few before a panel are all confirmed before any of them is revealed."""

from judging.core.hall.performance import PerformanceId, Phase
from judging.core.state import PanelKey, State

SCORED = (Phase.CONFIRMED, Phase.REVEALED)


def first_few(state: State, key: PanelKey) -> int:
    """How many are held together: fewer than the rules say where fewer take part."""
    return min(state.round(key.track, key.round).hold_first, len(_taking_part(state, key)))


def awaited(state: State, key: PanelKey) -> int:
    """How many more have to be confirmed before anybody is revealed; 0 where nothing is held."""
    scored = sum(state.performance(id).phase in SCORED for id in _taking_part(state, key))
    return max(0, first_few(state, key) - scored)


def unrevealed(state: State, key: PanelKey) -> tuple[PerformanceId, ...]:
    """Whose score is confirmed and still to be revealed, in the order of their reveal: the running order."""
    return tuple(id for id in _taking_part(state, key) if state.performance(id).phase is Phase.CONFIRMED)


def _taking_part(state: State, key: PanelKey) -> list[PerformanceId]:
    return [
        PerformanceId(key.track, key.round, entrant)
        for entrant in state.order_of(key)
        if (key.track, entrant) not in state.statuses
    ]
