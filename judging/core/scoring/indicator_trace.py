"""How an indicator's points came about: its table, and the way of one measured value through it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from .day import Measured, TracePart, TraceStep
from .indicators import points_of, steps_reached
from .numbers import shortest
from .points import Points
from .rulebook import Round
from .terms import equals, term


def points_table(round: Round) -> TracePart:
    """The whole rule: “按名次（越低越好）：第一名 10，每低一名减 1，最低 0”."""
    points = round.points
    assert points is not None  # an indicator without points is refused
    nothing = "" if points.none is None else TracePart("or_none", {"points": shortest(points.none)})
    better = TracePart("higher" if points.best == "high" else "lower")
    match points.by:
        case "rank":
            numbers = {"top": points.top, "less": points.less, "bottom": points.bottom}
            return TracePart("by_rank", {"better": better, "none": nothing, **_texts(numbers)})
        case "linear":
            numbers = {"zero": points.zero, "full": points.full, "most": round.full}
            return TracePart("by_line", {"none": nothing, **_texts(numbers)})
        case _:
            steps = tuple(
                TracePart("step", {"reach": _reach(points, start), "points": shortest(worth)})
                for start, worth in points.steps
            )
            return TracePart("by_steps", {"better": better, "none": nothing, "steps": steps})


def indicator_steps(round: Round, measured: Measured) -> Iterator[TraceStep]:
    """The table, the value with its class and rank, and what the table makes of it."""
    points, value = round.points, measured.value
    assert points is not None
    yield TraceStep("table", {"table": points_table(round)})
    yield TraceStep("unmeasured") if value is None else TraceStep("measured", {"value": shortest(value)})
    if measured.within is not None:
        yield TraceStep("class", {"class": measured.within})
    if value is None:
        yield TraceStep(
            "converted", {"how": TracePart("as_none"), "points": term(points_of(round, measured))}
        )
    elif measured.rank is not None:
        yield from _ranked(points, measured.rank)
    elif points.by == "linear":
        yield from _linear(round, points, value)
    else:
        yield _step_reached(points, value)


def _ranked(points: Points, rank: int) -> Iterator[TraceStep]:
    assert points.top is not None
    assert points.less is not None
    reached = Fraction(points.top) - (rank - 1) * Fraction(points.less)
    formula = f"{term(points.top)}−{term(points.less)}×{rank - 1}{equals(reached)}"
    yield TraceStep("rank", {"rank": rank})
    yield TraceStep("computed", {"formula": formula})
    if reached < points.bottom:
        yield TraceStep("floored", {"floor": shortest(points.bottom)})


def _linear(round: Round, points: Points, value: Decimal) -> Iterator[TraceStep]:
    assert points.zero is not None
    assert points.full is not None
    share = (Fraction(value) - Fraction(points.zero)) / (Fraction(points.full) - Fraction(points.zero))
    bounds = f"({term(value)}−{term(points.zero)})÷({term(points.full)}−{term(points.zero)})"
    formula = f"{shortest(round.full)}×{bounds}{equals(share * Fraction(round.full))}"
    yield TraceStep("computed", {"formula": formula})
    if share < 0:
        yield TraceStep("floored", {"floor": "0"})
    if share > 1:
        yield TraceStep("capped", {"full": shortest(round.full)})


def _step_reached(points: Points, value: Decimal) -> TraceStep:
    reached = steps_reached(points, value)
    start, worth = points.steps[reached - 1] if reached else (None, points.bottom)
    return TraceStep("converted", {"how": _reach(points, start), "points": term(worth)})


def _reach(points: Points, start: Decimal | None) -> TracePart:
    """Which values reach a step, its bound included."""
    if start is None:
        return TracePart("rest")
    return TracePart("from_below" if points.best == "high" else "from_above", {"start": shortest(start)})


def _texts(numbers: dict[str, Decimal | None]) -> dict[str, str]:
    return {name: shortest(number) for name, number in numbers.items() if number is not None}
