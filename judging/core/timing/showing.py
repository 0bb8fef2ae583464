"""Whose clocks a hall's screens show."""

from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId
from judging.core.hall.windows import walking
from judging.core.state import State

from .measuring import is_measured


def clocked(state: State, hall: Hall) -> tuple[PerformanceId, ...]:
    """All at the windows of a walk-round, or else who is on stage; as far as they are timed."""
    at_windows = [id for id in walking(state, hall.id) if state.performance(id).window]
    on_stage = [hall.on_stage] if hall.on_stage else []
    return tuple(id for id in at_windows or on_stage if is_timed(state, id))


def is_timed(state: State, id: PerformanceId) -> bool:
    """By the rules, or because somebody has started its clock."""
    round = state.round(id.track, id.round)
    by_rules = round.time is not None or bool(round.overtime) or is_measured(state, id)
    return by_rules or state.performance(id).clock is not None
