"""Confirmed seconds as the values of the indicators that ask for them."""

from collections.abc import Iterable

from judging.core.hall.performance import Performance, PerformanceId
from judging.core.scoring.points import Measure
from judging.core.scoring.rulebook import Round
from judging.core.sentence import Sentence, sentence
from judging.core.state import State


def measured(state: State, ids: Iterable[PerformanceId]) -> dict[tuple[str, str], int | None]:
    """(Indicator, entrant) → seconds; None for the word `none`. Nothing of a time that is not confirmed."""
    found: dict[tuple[str, str], int | None] = {}
    for id in ids:
        for indicator, measure in _asking(state, id):
            source, performance = state.round(id.track, id.round), state.performance(id)
            if _lacks(source, measure, performance) is None:
                found[indicator.id, id.entrant] = _seconds(source, measure, performance)
    return found


def unmeasured(state: State, id: PerformanceId) -> Sentence | None:
    """What an indicator still waits for; None where it has its value, and where none asks."""
    source, performance = state.round(id.track, id.round), state.performance(id)
    lacking = (_lacks(source, measure, performance) for _, measure in _asking(state, id))
    return next(filter(None, lacking), None)


def is_measured(state: State, id: PerformanceId) -> bool:
    """Whether an indicator asks for the seconds of this performance."""
    return bool(_asking(state, id))


def _asking(state: State, id: PerformanceId) -> list[tuple[Round, Measure]]:
    """The indicators whose value this performance gives."""
    rounds = state.track(id.track).rounds
    return [(each, each.measure) for each in rounds if each.measure and each.measure.round == id.round]


def _lacks(source: Round, measure: Measure, performance: Performance) -> Sentence | None:
    if performance.clock is None or performance.clock.confirmed is None:
        return sentence("用时要折算成指标，还没有确认；请先确认用时")
    if measure.type and _type(source, performance) is None:
        return sentence("用时按题目类型折算，还没有题目；请先抽题或选定题目")
    return None


def _type(source: Round, performance: Performance) -> str | None:
    return next((case.type for case in source.cases if case.id == performance.case), None)


def _seconds(source: Round, measure: Measure, performance: Performance) -> int | None:
    assert performance.clock is not None
    confirmed = performance.clock.confirmed
    assert confirmed is not None  # or it would lack something
    if measure.type and _type(source, performance) != measure.type:
        return None
    return confirmed.segments[measure.segment] if measure.segment else confirmed.used_s
