"""One round for all who are ranked: judged, imported or measured, where one score may wait for another's."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction

from . import aggregate
from .aggregate import Score
from .contest import Points, Round
from .digits import POWERS, UNIT, Quotient, rounded, shortest
from .given import Given

Field = tuple[dict[str, Score], dict[str, str]]  # scores, and why others are held, both by entrant


def field(round: Round, given: Given) -> Field:
    match round.kind:
        case "judged":
            return _judged(round, given)
        case "imported":
            return _imported(round, given)
        case "indicator":
            return _measured(round, given)
        case other:
            raise ValueError(f"no kind of round: {other!r}")


def _off(round: Round, given: Given, entrant: str) -> Sequence[int]:
    return given.deductions.get((round.id, entrant), ())


def _judged(round: Round, given: Given) -> Field:
    scores, held, panels = {}, {}, {}
    for entrant in given.ranked:
        performance = given.performance(round, entrant)
        found = aggregate.judged(round, performance, _off(round, given, entrant))
        if isinstance(found, str):
            held[entrant] = found
        else:
            scores[entrant], panels[entrant] = found, performance.panel
    if round.equalise == "none":
        return scores, held
    if held:
        return {}, held | dict.fromkeys(scores, "equalise")
    _equalise(round, scores, panels)
    return scores, held


def _equalise(round: Round, scores: Mapping[str, Score], panels: Mapping[str, str | None]) -> None:
    """Every announced score × (common mean ÷ mean of its panel)."""
    announced: dict[str | None, list[Fraction]] = {}
    for entrant, score in scores.items():
        announced.setdefault(panels[entrant], []).append(Fraction(score.announced, POWERS[round.places]))
    means = {panel: _mean(round, values) for panel, values in announced.items()}
    compared = (
        list(means.values())
        if round.equalise == "mean_of_means"
        else [value for values in announced.values() for value in values]
    )
    common = _mean(round, compared) if compared else Fraction(1)
    for entrant, score in scores.items():
        own = means[panels[entrant]]
        ratio = common / own if own else Fraction(1)
        coefficient = rounded(ratio.as_integer_ratio(), round.coefficient_places, "half_up")
        score.exact = score.announced * coefficient, POWERS[round.places + round.coefficient_places]
        score.score = rounded(score.exact, round.places, round.rounding)
        score.coefficient = coefficient


def _mean(round: Round, values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    if round.mean_places is None:
        return mean
    return Fraction(rounded(mean.as_integer_ratio(), round.mean_places, "half_up"), POWERS[round.mean_places])


def _imported(round: Round, given: Given) -> Field:
    scores, held = {}, {}
    for entrant in given.ranked:
        value = given.values.get((round.id, entrant))
        if isinstance(value, int):
            scores[entrant] = aggregate.settled(round, (value, UNIT), _off(round, given, entrant))
        else:
            held[entrant] = "missing"
    return scores, held


def _measured(round: Round, given: Given) -> Field:
    """Points of measured values; a rank waits for every value that could still move it."""
    points = round.points
    assert points is not None
    values = {entrant: given.values.get((round.id, entrant)) for entrant in given.ranked}
    classes = {entrant: given.classes.get(entrant) if round.within else None for entrant in values}
    fields: dict[str | None, list[int]] = {}
    for entrant, value in values.items():
        if isinstance(value, int):
            fields.setdefault(classes[entrant], []).append(-value if points.low_is_better else value)
    for ascending in fields.values():
        ascending.sort()
    nowhere = {entrant for entrant in values if round.within and classes[entrant] is None}
    awaited = {classes[entrant] for entrant, value in values.items() if value is None or entrant in nowhere}
    scores, held = {}, {}
    for entrant, value in values.items():
        mine = classes[entrant]
        waits = points.by == "rank" and value != "none" and not awaited.isdisjoint((mine, None))
        if value is None or waits or entrant in nowhere:
            held[entrant] = "missing"
            continue
        worth, rank = _worth(round, points, value, fields.get(mine, ()))
        scores[entrant] = aggregate.settled(round, worth, _off(round, given, entrant))
        shown = shortest(value) if isinstance(value, int) else value
        scores[entrant].more = {"value": shown, "class": mine, "rank": rank}
    return scores, held


def _worth(
    round: Round, points: Points, value: int | str, ascending: Sequence[int]
) -> tuple[Quotient, int | None]:
    """The points, not rounded yet, and the rank where points go by rank; the field is better the higher."""
    if not isinstance(value, int):
        assert points.none is not None
        return (points.none, UNIT), None
    if points.by == "linear":
        return _in_proportion(round, points, value), None
    sign = -1 if points.low_is_better else 1
    if points.by == "steps":
        reached = [worth for start, worth in points.steps if start is None or sign * value >= sign * start]
        return (reached[-1] if reached else points.bottom, UNIT), None
    ahead = len(ascending) - bisect_right(ascending, sign * value)
    return (max(points.top - points.less * ahead, points.bottom), UNIT), ahead + 1


def _in_proportion(round: Round, points: Points, value: int) -> Quotient:
    """The round's full × (value − zero) ÷ (full − zero), no further than nothing and all."""
    way, whole = value - points.zero, points.full - points.zero
    if whole < 0:
        way, whole = -way, -whole
    return round.full * min(max(way, 0), whole), UNIT * whole
