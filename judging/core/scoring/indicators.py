"""Measured values turned into points: by rank, linearly between two bounds, or in steps (contract 5)."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from .day import Measured
from .points import By, Points
from .rulebook import Round

ByRule = Callable[[Round, Points, Measured], Fraction]


def rank_points(round: Round, points: Points, measured: Measured) -> Fraction:
    """`top` for the best, `less` for each better value of the field, never below `bottom`."""
    assert points.top is not None
    assert points.less is not None
    assert measured.rank is not None
    better = measured.rank - 1
    return max(Fraction(points.top) - better * Fraction(points.less), Fraction(points.bottom))


def linear_points(round: Round, points: Points, measured: Measured) -> Fraction:
    """The round's `full` in proportion, from nothing at `zero` to all at `full`, no further either way."""
    assert points.zero is not None
    assert points.full is not None
    assert measured.value is not None
    zero, full = Fraction(points.zero), Fraction(points.full)
    share = (Fraction(measured.value) - zero) / (full - zero)
    return Fraction(round.full) * min(max(share, Fraction(0)), Fraction(1))


def step_points(round: Round, points: Points, measured: Measured) -> Fraction:
    """The points of the last step reached, `bottom` before the first."""
    assert measured.value is not None
    reached = steps_reached(points, measured.value)
    return Fraction(points.steps[reached - 1][1] if reached else points.bottom)


def steps_reached(points: Points, value: Decimal) -> int:
    """How many steps a value reaches. Where low values are the better ones, they are reached from above."""
    starts = (start for start, _ in points.steps)
    if points.best == "high":
        return sum(start is None or value >= start for start in starts)
    return sum(start is None or value <= start for start in starts)


BY: dict[str, ByRule] = {"rank": rank_points, "linear": linear_points, "steps": step_points}


def points_of(round: Round, measured: Measured) -> Fraction:
    """What a measured value is worth, not yet rounded."""
    assert round.points is not None
    if measured.value is None:
        assert round.points.none is not None
        return Fraction(round.points.none)
    return BY[round.points.by](round, round.points, measured)


def measurements(
    round: Round, values: Mapping[str, Decimal | None], classes: Mapping[str, str]
) -> dict[str, Measured]:
    """Everybody's value, class and rank; equal values share the better rank, and `none` takes none.

    None among the *values* is the word `none`.
    """
    assert round.points is not None
    fields: dict[str | None, list[Decimal]] = {}
    for entrant, value in values.items():
        if value is not None:
            fields.setdefault(class_of(round, entrant, classes), []).append(value)
    for field in fields.values():
        field.sort()
    return {
        entrant: _measured(round.points, value, within, fields.get(within, []))
        for entrant, value in values.items()
        for within in [class_of(round, entrant, classes)]
    }


def _measured(points: Points, value: Decimal | None, within: str | None, field: list[Decimal]) -> Measured:
    """A rank is one more than how many of the ascending *field* are better."""
    if value is None or points.by != "rank":
        return Measured(value, within)
    better = len(field) - bisect_right(field, value) if points.best == "high" else bisect_left(field, value)
    return Measured(value, within, better + 1)


def is_by_rank(round: Round) -> bool:
    """Whether one entrant's points rest on the others' values."""
    return round.points is not None and round.points.by == By.RANK


def class_of(round: Round, entrant: str, classes: Mapping[str, str]) -> str | None:
    """The class whose ranks the entrant takes part in; None for everybody, or for all who have no class."""
    return classes.get(entrant) if round.within else None
