"""What the events of a series are worth to an entrant, and which of them count (contract 6.2, 6.3)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from math import lcm

from msgspec import Struct
from msgspec.structs import replace

from .gathered import Excuse, ExcusedAs, Gathered, Outcome
from .rules import Missed, Series, Shared, Table, Worth

ZERO = Fraction(0)


class State(StrEnum):
    IN = "in"
    MISSED = "missed"  # not there, withdrawn, no-show
    EXCUSED = "excused"
    DISQUALIFIED = "disqualified"


class EventValue(Struct, frozen=True):
    """What one event is to one entrant. `value` is None where it is left out, `place` unless in."""

    event: str
    state: State
    value: Fraction | None
    place: int | None = None
    counts: bool = False  # among the best


Values = Mapping[str, tuple[EventValue, ...]]  # by entrant, in the order of the series' events


def values(series: Series, table: Table, gathered: Gathered, people: Sequence[str]) -> Values:
    """What each event of a series is to each of the *people* of a table."""
    worth = worth_in(series)
    excused = gathered.excused
    events = [(event.id, outcomes(table, event.id, gathered)) for event in series.events]
    found = {}
    for entrant in people:
        own = [
            value_of(series, event, fared.get(entrant), excused.get((table.id, event, entrant)), worth)
            for event, fared in events
        ]
        found[entrant] = tuple(own if series.best is None else counted(series.best, own))
    return found


def outcomes(table: Table, event: str, gathered: Gathered) -> dict[str, Outcome]:
    """Everybody of the table's tracks in one event."""
    found: dict[str, Outcome] = {}
    for field in gathered.fields.get(event, ()):
        if field.track in table.tracks:
            found.update(field.outcomes)
    return found


def value_of(
    series: Series, event: str, outcome: Outcome | None, excuse: Excuse | None, worth: "Worths"
) -> EventValue:
    """What one event is, as long as all that are not left out count."""
    if outcome is not None and outcome.place is not None:
        return EventValue(event, State.IN, worth(outcome), outcome.place, True)
    if outcome is not None and outcome.status == State.DISQUALIFIED:
        return EventValue(event, State.DISQUALIFIED, ZERO, counts=True)
    state, is_zero = State.MISSED, series.missed is Missed.ZERO
    if excuse is not None:
        state, is_zero = State.EXCUSED, excuse.counts_as is ExcusedAs.ZERO
    return EventValue(event, state, ZERO if is_zero else None, counts=is_zero)


Worths = Callable[[Outcome], Fraction]


def worth_in(series: Series) -> Worths:
    """What being placed is worth: the composite, or the points of the place; each computed once."""
    if series.by is Worth.SCORE:
        exact = cache(Fraction)
        return lambda outcome: exact(outcome.composite)
    points = cache(partial(points_of, series))
    return lambda outcome: points(outcome.place, outcome.sharing)


def points_of(series: Series, place: int, sharing: int) -> Fraction:
    """The points of a place; of a tie the mean of those it fills, or those of the better."""
    points = filled(series, place, sharing)
    if series.shared is Shared.HIGH:
        return Fraction(points[0])
    return sum(map(Fraction, points), ZERO) / sharing


def filled(series: Series, place: int, sharing: int) -> list[Decimal]:
    """The points of each place that so many fill who share the first of them."""
    given = series.points[place - 1 : place - 1 + sharing]
    return [*given, *[series.rest] * (sharing - len(given))]


def counted(best: int, events: Sequence[EventValue]) -> Sequence[EventValue]:
    """The same with no more than the *best* counting: of equals the earlier event."""
    there = [n for n, each in enumerate(events) if each.counts]
    if len(there) <= best:
        return events
    whole, _ = as_wholes(events)
    left_out = set(sorted(there, key=lambda n: -whole[n])[best:])
    return [replace(each, counts=False) if n in left_out else each for n, each in enumerate(events)]


def as_wholes(events: Sequence[EventValue]) -> tuple[list[int], int]:
    """The values, those left out as 0, so many times too large that all are whole: they add up fastest."""
    ratios = [(each.value or ZERO).as_integer_ratio() for each in events]
    scale = lcm(*{denominator for _, denominator in ratios})
    return [numerator * (scale // denominator) for numerator, denominator in ratios], scale


def total(events: Sequence[EventValue]) -> Fraction:
    """The sum of what counts."""
    whole, scale = as_wholes([each for each in events if each.counts])
    return Fraction(sum(whole), scale)


def is_short(series: Series, events: Sequence[EventValue]) -> bool:
    """Whether somebody has, with all that is to come, taken part too seldom, or has nothing that counts."""
    taken_part = sum(each.state is State.IN for each in events)
    return taken_part + series.to_come < series.minimum or not any(each.counts for each in events)


def awaited(series: Series, events: Sequence[EventValue]) -> tuple[str, ...]:
    """The missed events that a series waits for, by name."""
    if series.missed is not Missed.HOLD:
        return ()
    return tuple(
        event.name for event, each in zip(series.events, events, strict=True) if each.state is State.MISSED
    )
