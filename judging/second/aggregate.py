"""From the sheets of one performance to its score: trimmed, reduced, weighted, rounded, less deductions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Any, NamedTuple, cast

from .contest import Part, Round
from .digits import MOST, POWERS, UNIT, Quotient, rounded, weighted_mean, written
from .given import MISSING, Performance

SHOWN_PLACES = 6  # of a criterion the rules do not round


@dataclass(slots=True)
class Score:
    """What one entrant has in one round. Units are those of the round's last place."""

    raw: int
    announced: int
    score: int
    exact: Quotient  # before the last rounding
    deductions: int  # millionths
    coefficient: int | None = None
    totals: Sequence[Sequence[int]] = ()  # of the counting sheets, by part
    entered: Mapping[str, Quotient] | None = None  # of = criterion: each criterion as it entered the score
    more: Mapping[str, Any] | None = None  # what only rounds of this kind tell, as it is answered


class Seats(NamedTuple):
    """Of one part, by position in the performance; `marks` are those of the counting sheets."""

    seated: Sequence[int]
    counting: Sequence[int]
    marks: Sequence[Sequence[int]]


class Column(NamedTuple):
    """What one quantity came to, and the positions that were dropped."""

    result: Quotient
    high: list[int]
    low: list[int]


def seats_of(part: Part, performance: Performance) -> Seats:
    """Of the judges who count together."""
    sheets = performance.sheets
    if part.id is None and performance.whole:
        everybody = range(len(sheets))
        return Seats(everybody, everybody, cast(Sequence[Sequence[int]], sheets))
    seated = [n for n, (_, group) in enumerate(performance.seats) if part.id in (None, group)]
    counting = [(n, sheet) for n in seated if not isinstance(sheet := sheets[n], str)]
    return Seats(seated, [n for n, _ in counting], [sheet for _, sheet in counting])


def totals(round: Round, sheets: Sequence[Sequence[int]]) -> list[int]:
    """Σ factor × mark of each sheet, in the round's `total_unit`."""
    factors = round.factors
    return list(map(sum, sheets)) if factors is None else [sum(map(mul, marks, factors)) for marks in sheets]


def column(round: Round, part: Part, seats: Seats, values: Sequence[int], unit: int) -> Column:
    """What the counting judges gave, trimmed and reduced.

    Filled in is the mean of the others: everything is multiplied by how many they are, so it stays whole.
    """
    positions, rest = list(seats.counting), list(values)
    if round.fill and len(seats.counting) < len(seats.seated):
        own = dict(zip(seats.counting, values, strict=True))
        positions, unit = list(seats.seated), unit * len(own)
        rest = [own[n] * len(own) if n in own else sum(values) for n in positions]
    high: list[int] = []
    low: list[int] = []
    if len(rest) >= part.trimmed_from:
        high = [_taken_out(rest, positions, max(rest)) for _ in range(part.high)]
        low = [_taken_out(rest, positions, min(rest)) for _ in range(part.low)]
    top, bottom = REDUCED[part.reduce](rest)
    return Column((top, bottom * unit), high, low)


def _taken_out(values: list[int], seats: list[int], extreme: int) -> int:
    """The lowest seat that has this value; it and its value leave."""
    n = values.index(extreme)
    del values[n]
    return seats.pop(n)


def _middle(values: Sequence[int]) -> Quotient:
    """Takes the outermost pairs away until one or two are left."""
    rest = sorted(values)
    while len(rest) > 2:
        rest = rest[1:-1]
    return sum(rest), len(rest)


REDUCED = {
    "mean": lambda values: (sum(values), len(values)),
    "sum": lambda values: (sum(values), 1),
    "median": _middle,
}


def judged(round: Round, performance: Performance, deductions: Sequence[int]) -> Score | str:
    """The score, or in the contract's word why there is none yet."""
    if not performance.sheets or (not performance.whole and MISSING in performance.sheets):
        return "missing"
    seats = [seats_of(part, performance) for part in round.parts]
    for part, mine in zip(round.parts, seats, strict=True):
        wanted = part.minimum
        if performance.enough is not None and performance.enough < wanted:
            wanted = performance.enough
        if len(mine.counting) < max(wanted, 1):
            return "minimum"
    all_totals = [totals(round, mine.marks) for mine in seats]
    if round.by_criterion:
        found = _by_criterion(round, performance, seats, deductions)
    else:
        found = _by_total(round, performance, seats, all_totals, deductions)
    found.totals = all_totals
    return found


def _by_total(
    round: Round,
    performance: Performance,
    seats: Sequence[Seats],
    all_totals: Sequence[Sequence[int]],
    deductions: Sequence[int],
) -> Score:
    columns = [
        column(round, part, mine, own, round.total_unit)
        for part, mine, own in zip(round.parts, seats, all_totals, strict=True)
    ]
    found = settled(round, _together(round, [each.result for each in columns]), deductions)
    count = sum(map(len, all_totals))
    found.more = {"count": count, "dropped": _dropped(performance, columns), "criteria": {}}
    return found


def _by_criterion(
    round: Round, performance: Performance, seats: Sequence[Seats], deductions: Sequence[int]
) -> Score:
    sums: list[Quotient] = [(0, 1)] * len(round.parts)
    dropped, entered = {}, {}
    for n, criterion in enumerate(round.criteria):
        columns = [
            criterion_column(round, part, mine, n) for part, mine in zip(round.parts, seats, strict=True)
        ]
        values = [as_entered(round, each.result) for each in columns]
        sums = [
            _plus(before, (top * criterion.factor, bottom * UNIT))
            for before, (top, bottom) in zip(sums, values, strict=True)
        ]
        dropped[criterion.id] = _dropped(performance, columns)
        entered[criterion.id] = weighted_mean([part.weight for part in round.parts], values)
    found = settled(round, _together(round, sums), deductions)
    found.entered = entered
    places = SHOWN_PLACES if round.criterion_places is None else round.criterion_places
    shown = {id: written(rounded(value, places, round.rounding), places) for id, value in entered.items()}
    found.more = {"count": sum(len(m.counting) for m in seats), "dropped": dropped, "criteria": shown}
    return found


def _plus(one: Quotient, other: Quotient) -> Quotient:
    if one[1] == other[1]:
        return one[0] + other[0], one[1]
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def criterion_column(round: Round, part: Part, seats: Seats, n: int) -> Column:
    """The *n*-th criterion by itself, before its factor."""
    return column(round, part, seats, [marks[n] for marks in seats.marks], UNIT)


def as_entered(round: Round, value: Quotient) -> Quotient:
    """A criterion as it enters the score: rounded where the rules say so."""
    if round.criterion_places is None:
        return value
    return rounded(value, round.criterion_places, round.rounding), POWERS[round.criterion_places]


def _dropped(performance: Performance, columns: Sequence[Column]) -> dict[str, list[str]]:
    """The judges' ids, lowest seat first, over all parts."""
    high = [n for each in columns for n in each.high]
    low = [n for each in columns for n in each.low]
    return {
        side: [performance.seats[n][0] for n in sorted(of)] for side, of in (("high", high), ("low", low))
    }


def _together(round: Round, results: Sequence[Quotient]) -> Quotient:
    """Each group rounded to its places, then weighted; without groups the only result."""
    if round.parts[0].id is None:
        return results[0]
    units = [
        (rounded(result, part.places, round.rounding), POWERS[part.places])
        for part, result in zip(round.parts, results, strict=True)
    ]
    return weighted_mean([part.weight for part in round.parts], units)


def settled(round: Round, exact: Quotient, deductions: Sequence[int]) -> Score:
    """Rounded, less deductions, not below the floor, and rounded where one of them has more places."""
    raw = rounded(exact, round.places, round.rounding)
    if not deductions and (round.floor is None or (raw > 0 and round.floor == 0)):
        return Score(raw, raw, raw, exact, 0)  # as nearly everywhere
    off = sum(deductions)
    top, bottom = exact
    top, bottom = top * UNIT - off * bottom, bottom * UNIT
    announced = raw * POWERS[MOST - round.places] - off
    if round.floor is not None:
        announced = max(announced, round.floor)
        if top * UNIT < round.floor * bottom:
            top, bottom = round.floor, UNIT
    final = rounded((announced, UNIT), round.places, round.rounding)
    return Score(raw, final, final, (top, bottom), off)
