"""What the sheets of one panel come to: totals or criteria, filled, trimmed, reduced (contract 2.2 to 2.5).

Values stay decimals as long as they are only added and compared, in a context that refuses to lose a digit;
the one division makes a fraction. Nothing here rounds but a criterion where the rules say so.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import mul
from typing import NamedTuple

from judging.core.sentence import template

from .day import Sheet, SheetState, Turn
from .numbers import rounded
from .rulebook import Absent, Group, Of, Round, Trim

ZERO, ONE = Decimal(0), Decimal(1)
IN = SheetState.IN
TOTAL = ""  # the key of the only column where totals are trimmed; no criterion has this id


class Column(NamedTuple):
    """One quantity as all judges of a group gave it, and what it came to.

    `values` are in seat order and `scale` times too large: with a scale of how many judges gave a value, the
    mean that is filled in for the others is a whole sum. `high` and `low` are the positions dropped.
    """

    values: Sequence[Decimal]
    scale: int
    high: Sequence[int]
    low: Sequence[int]
    result: Fraction

    @property
    def kept(self) -> list[int]:
        """The positions that count, in seat order."""
        dropped = {*self.high, *self.low}
        return [n for n in range(len(self.values)) if n not in dropped]


class Panel(NamedTuple):
    """One group's sheets and columns; a round without groups is one such panel."""

    group: Group
    seats: Sequence[Sheet]  # those with a value in each column, in seat order
    columns: dict[str, Column]  # by criterion, or the totals under TOTAL
    value: Fraction  # not yet rounded to the group's places


class Reducer(NamedTuple):
    """A way to make one number of the kept values, which come in ascending order; never empty.

    It must not depend on whose value is whose, nor fall when a value rises (`still_possible` rests on that),
    and must be twice as much for values twice as large (`Column.scale` rests on that).
    """

    reduce: Callable[[Sequence[Decimal]], Fraction]
    word: str  # how the trace and the emcee call it, after "其余五位评委"


def mean(kept: Sequence[Decimal]) -> Fraction:
    numerator, denominator = sum(kept, ZERO).as_integer_ratio()
    return Fraction(numerator, denominator * len(kept))


def total(kept: Sequence[Decimal]) -> Fraction:
    return Fraction(sum(kept, ZERO))


def median(kept: Sequence[Decimal]) -> Fraction:
    return mean(kept[(len(kept) - 1) // 2 : len(kept) // 2 + 1])


REDUCERS: dict[str, Reducer] = {
    "mean": Reducer(mean, template("平均")),
    "sum": Reducer(total, template("相加")),
    "median": Reducer(median, template("取中位数")),
}


def groups_of(round: Round) -> tuple[Group, ...]:
    """The round's groups; without any, the whole round as one."""
    if round.groups:
        return round.groups
    return (Group("", "", ONE, round.trim, round.reduce, round.places, round.minimum),)


class Part(NamedTuple):
    """A group with its sheets in seat order, and those of them that count."""

    group: Group
    sheets: Sequence[Sheet]
    given: Sequence[Sheet]


def parts_of(round: Round, turn: Turn) -> list[Part]:
    """Each group's part of the turn. Raises KeyError for a sheet of no group of the round."""
    groups = groups_of(round)
    if not round.groups:
        return [Part(groups[0], turn.sheets, counting(turn.sheets))]
    sheets: dict[str | None, list[Sheet]] = {group.id: [] for group in groups}
    for sheet in turn.sheets:
        sheets[sheet.group].append(sheet)
    return [Part(group, sheets[group.id], counting(sheets[group.id])) for group in groups]


def counting(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.state is IN]


def totals(round: Round, sheets: Sequence[Sheet]) -> list[Decimal]:
    """Σ factor × mark of each of these sheets (contract 2.3), all of which count; inside `EXACT`."""
    factors = [criterion.factor for criterion in round.criteria]
    for sheet in sheets:
        if len(sheet.marks) != len(factors):
            raise ValueError(f"sheet of {sheet.judge}: {len(sheet.marks)} marks for {len(factors)} criteria")
    if factors == [ONE]:
        return [sheet.marks[0] for sheet in sheets]
    if factors.count(ONE) == len(factors):  # as nearly everywhere
        return [sum(sheet.marks, ZERO) for sheet in sheets]
    return [sum(map(mul, sheet.marks, factors), ZERO) for sheet in sheets]


def panel(round: Round, part: Part) -> Panel:
    """The group's panel. At least one sheet counts, and none is missing; inside `EXACT`."""
    group, sheets, given = part
    seats = given if round.absent is Absent.SHRINK else sheets
    if round.of is Of.TOTAL:
        column = reduced(spread(seats, totals(round, given)), group)
        return Panel(group, seats, {TOTAL: column}, column.result)
    columns = {
        criterion.id: reduced(spread(seats, [sheet.marks[n] for sheet in given]), group)
        for n, criterion in enumerate(round.criteria)
    }
    return Panel(group, seats, columns, _added_up(round, columns))


def criterion_column(round: Round, part: Part, id: str) -> Column:
    """One criterion by itself, before its factor; inside `EXACT`. Raises KeyError."""
    group, sheets, given = part
    n = round.criteria.index(round.criterion(id))
    seats = given if round.absent is Absent.SHRINK else sheets
    return reduced(spread(seats, [sheet.marks[n] for sheet in given]), group)


def _added_up(round: Round, columns: Mapping[str, Column]) -> Fraction:
    """Σ factor × criterion, over one denominator and reduced once: a sum of fractions reduces each time."""
    numerator, denominator = 0, 1
    for criterion in round.criteria:
        over, under = entered(round, columns[criterion.id].result).as_integer_ratio()
        times, by = criterion.factor.as_integer_ratio()
        numerator = numerator * under * by + over * times * denominator
        denominator *= under * by
    return Fraction(numerator, denominator)


def weighted(values: Sequence[tuple[Group, Fraction]]) -> Fraction:
    """Σ weight × value ÷ Σ weight over the groups (contract 2.6)."""
    if len(values) == 1:
        return values[0][1]
    weights = sum((Fraction(group.weight) for group, _ in values), Fraction(0))
    return sum((Fraction(group.weight) * value for group, value in values), Fraction(0)) / weights


def entered(round: Round, result: Fraction) -> Fraction:
    """A criterion as it enters the score: rounded if `criterion_places` says so (contract 2.3)."""
    if round.criterion_places is None:
        return result
    return Fraction(rounded(result, round.criterion_places, round.rounding))


def spread(seats: Sequence[Sheet], given: Sequence[Decimal]) -> tuple[Sequence[Decimal], int]:
    """One value per seat, and their scale: those *given*, and their exact mean for who gave none."""
    if len(given) == len(seats):
        return given, 1
    scale, filled = len(given), sum(given, ZERO)
    own = iter(given)
    return [next(own) * scale if sheet.state is IN else filled for sheet in seats], scale


def reduced(scaled_values: tuple[Sequence[Decimal], int], group: Group) -> Column:
    """The values trimmed (contract 2.4) and reduced (contract 2.5)."""
    values, scale = scaled_values
    ascending = sorted(values)
    trim = group.trim
    high: Sequence[int] = ()
    low: Sequence[int] = ()
    if len(values) >= trim.start and (trim.high or trim.low):
        high, low = extremes(values, ascending, trim)
        ascending = ascending[trim.low : len(ascending) - trim.high]
    result = REDUCERS[group.reduce].reduce(ascending)
    if scale > 1:
        result = Fraction(result.numerator, result.denominator * scale)
    return Column(values, scale, high, low, result)


def extremes(
    values: Sequence[Decimal], ascending: Sequence[Decimal], trim: Trim
) -> tuple[list[int], list[int]]:
    """The positions of the largest and of the smallest values, each list in seat order.

    Of equals the lowest seats go first; where all are equal `high` takes the lowest seats and `low` the next.
    """
    top, bottom = ascending[-max(trim.high, 1)], ascending[max(trim.low, 1) - 1]
    tops = ascending[len(ascending) - trim.high :].count(top)  # of as many as that value the rest is kept
    bottoms = ascending[: trim.low].count(bottom)
    high, low = [], []
    for n, value in enumerate(values):
        if bottom < value < top:
            continue
        if value > top or (value == top and tops):
            tops -= value == top
            high.append(n)
        elif value < bottom or (value == bottom and bottoms):
            bottoms -= value == bottom
            low.append(n)
    return high, low
