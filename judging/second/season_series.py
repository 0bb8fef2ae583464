"""One series for the people of a table: what each event is worth, which count, and what they add up to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import gcd, lcm
from typing import Any, NamedTuple

from .digits import UNIT, Quotient
from .season_fields import Field
from .season_rules import Series

IN, MISSED, EXCUSED, DISQUALIFIED = "in", "missed", "excused", "disqualified"


class Taken(NamedTuple):
    """What an event is for somebody; `value` in parts of the series' unit, None if left out."""

    state: str
    value: int | None
    place: int | None


NOT_THERE = Taken(MISSED, None, None)
Taking = Sequence[Taken]  # event by event
Excuses = Mapping[tuple[str, str], str]  # by event and entrant: skip or zero


@dataclass(frozen=True, slots=True)
class Run:
    """A series of one table: `of` has everybody found there, event by event."""

    series: Series
    unit: int  # a value of so many is 1
    of: Sequence[Mapping[str, Taken]]
    excuses: Excuses

    def taking(self, entrant: str) -> list[Taken]:
        return [
            self._settled(event.id, entrant, found.get(entrant, NOT_THERE))
            for event, found in zip(self.series.events, self.of, strict=True)
        ]

    def _settled(self, event: str, entrant: str, taken: Taken) -> Taken:
        if taken.state != MISSED:
            return taken
        excuse = self.excuses.get((event, entrant))
        if excuse is not None:
            return EXCUSED_AS[excuse]
        return MISSED_AS_ZERO if self.series.missed == "zero" else taken


EXCUSED_AS = {"skip": Taken(EXCUSED, None, None), "zero": Taken(EXCUSED, 0, None)}
MISSED_AS_ZERO = Taken(MISSED, 0, None)
DISQUALIFIED_THERE = Taken(DISQUALIFIED, 0, None)


def run(series: Series, fields: Sequence[Sequence[Field]], excuses: Excuses) -> Run:
    """*fields* are those of each event, one for each track of each of its files."""
    scale = 1
    if series.by_place and series.mean_of_ties:
        scale = lcm(*{count for event in fields for field in event for count in field.sharing.values()})
    return Run(series, UNIT * scale, [_taken(series, scale, event) for event in fields], excuses)


def _taken(series: Series, scale: int, fields: Iterable[Field]) -> dict[str, Taken]:
    found: dict[str, Taken] = {}
    for field in fields:
        worth = _worth(series, scale, field)
        for entrant, place in field.places.items():
            found[entrant] = Taken(IN, worth(entrant, place), place)
        for entrant, status in field.others.items():
            found[entrant] = DISQUALIFIED_THERE if status == DISQUALIFIED else NOT_THERE
    return found


def _worth(series: Series, scale: int, field: Field) -> Callable[[str, int], int]:
    if not series.by_place:
        return lambda entrant, place: field.composites[entrant] * scale
    points = {
        place: _of_places(series, place, count if series.mean_of_ties else 1, scale)
        for place, count in field.sharing.items()
    }
    return lambda entrant, place: points[place]


def _of_places(series: Series, place: int, count: int, scale: int) -> int:
    """The mean of so many places from *place* on."""
    filled = range(place - 1, place - 1 + count)
    points = [series.points[n] if n < len(series.points) else series.rest for n in filled]
    return sum(points) * (scale // count)


def waits(series: Series, taking: Taking) -> bool:
    return series.missed == "hold" and any(taken.state == MISSED for taken in taking)


def is_short(series: Series, taking: Taking) -> bool:
    """Too few events, even with all to come, or nothing to count."""
    took_part = sum(taken.state == IN for taken in taking)
    return took_part + series.to_come < series.minimum or not any(t.value is not None for t in taking)


def counting(series: Series, taking: Taking) -> set[int]:
    """The events with the largest values; of equals the earlier."""
    values = [(-taken.value, n) for n, taken in enumerate(taking) if taken.value is not None]
    return {n for _, n in sorted(values)[: series.best]}


def reduced(found: Run, taking: Taking, counts: Iterable[int]) -> Quotient:
    values = [taking[n].value or 0 for n in counts]
    return sum(values), found.unit * (1 if found.series.summed else len(values))


def event_rows(found: Run, taking: Taking, counts: set[int]) -> list[dict[str, Any]]:
    return [
        {
            "event": event.id,
            "value": None if taken.value is None else exactly(taken.value, found.unit),
            "place": taken.place,
            "state": taken.state,
            "counts": n in counts,
        }
        for n, (event, taken) in enumerate(zip(found.series.events, taking, strict=True))
    ]


@lru_cache(maxsize=1 << 16)
def exactly(top: int, bottom: int) -> str:
    """The shortest decimal, or 23/3 where there is none."""
    common = gcd(top, bottom)
    top, bottom = top // common, bottom // common
    places, rest = 0, bottom
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= gcd(rest, 10)
        places += 1
    if rest > 1:
        return f"{top}/{bottom}"
    if not places:
        return str(top)
    digits = str(abs(top) * 10**places // bottom).zfill(places + 1)
    return f"{'-' if top < 0 else ''}{digits[:-places]}.{digits[-places:]}"
