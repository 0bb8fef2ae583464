"""Measured values turned into points: by rank, linearly between two bounds, or in steps."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from .rulebook import Points, Round

ByRule = Callable[[Round, Points, Decimal, Sequence[Decimal]], Fraction]


def rank_points(round: Round, points: Points, value: Decimal, field: Sequence[Decimal]) -> Fraction:
    """`top` for the best, `less` for each better value in the ascending *field*, never below `bottom`.

    Equal values share the better rank: 10, 9, 9, 7.
    """
    assert points.top is not None
    assert points.less is not None
    better = len(field) - bisect_right(field, value) if points.best == "high" else bisect_left(field, value)
    return max(Fraction(points.top) - better * Fraction(points.less), Fraction(points.bottom))


def linear_points(round: Round, points: Points, value: Decimal, field: Sequence[Decimal]) -> Fraction:
    """The round's `full` in proportion, from nothing at `zero` to all at `full`, no further either way."""
    assert points.zero is not None
    assert points.full is not None
    zero, full = Fraction(points.zero), Fraction(points.full)
    share = (Fraction(value) - zero) / (full - zero)
    return Fraction(round.full) * min(max(share, Fraction(0)), Fraction(1))


def step_points(round: Round, points: Points, value: Decimal, field: Sequence[Decimal]) -> Fraction:
    """The points of the last step reached, `bottom` before the first.

    Where low values are the better ones, a step is reached from above.
    """
    earned = points.bottom
    for start, worth in points.steps:
        if start is None or (value >= start if points.best == "high" else value <= start):
            earned = worth
    return Fraction(earned)


BY: dict[str, ByRule] = {"rank": rank_points, "linear": linear_points, "steps": step_points}


def indicator_points(
    round: Round, values: Mapping[str, Decimal], classes: Mapping[str, str]
) -> dict[str, Fraction]:
    """Everybody's points, not yet rounded, from everybody's measured value."""
    assert round.points is not None
    fields: dict[str | None, list[Decimal]] = {}
    for entrant in sorted(values, key=values.__getitem__):
        fields.setdefault(class_of(round, entrant, classes), []).append(values[entrant])
    points_of = BY[round.points.by]
    return {
        entrant: points_of(round, round.points, value, fields[class_of(round, entrant, classes)])
        for entrant, value in values.items()
    }


def class_of(round: Round, entrant: str, classes: Mapping[str, str]) -> str | None:
    """The class whose ranks the entrant takes part in; None for everybody, or for all who have no class."""
    return classes.get(entrant) if round.within else None
