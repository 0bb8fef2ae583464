"""The second engine: the rules of scoring written once more, for 核分, in plain fractions from the raw marks.

Extremes are taken out one by one and rounding counts whole units. None of the first engine's arithmetic is
imported, so that a slip in one does not agree with itself; only an aggregation that stands in its table and
not in this one is borrowed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from .panel import REDUCERS
from .results import Day, Deduction, Sheet, SheetState, Turn
from .rulebook import Absent, Equalise, Kind, Of, Round, Rounding, Trim

NONE = Fraction(0)


class Units(NamedTuple):
    """A rounded number: how many units of its last place."""

    whole: int
    places: int

    @property
    def value(self) -> Fraction:
        return Fraction(self.whole, 10**self.places)

    def __str__(self) -> str:
        digits = str(abs(self.whole)).rjust(self.places + 1, "0")
        sign, cut = "-" if self.whole < 0 else "", len(digits) - self.places
        return f"{sign}{digits[:cut]}.{digits[cut:]}" if self.places else f"{sign}{digits}"


class Finding(NamedTuple):
    """What the second engine makes of one entrant's round."""

    raw: Units
    announced: Units
    score: Units
    exact: Fraction
    coefficient: Units | None = None
    working: str = ""  # in Chinese, for whoever has to find out which engine is wrong


def in_units(value: Fraction, places: int, rounding: Rounding) -> Units:
    """*value* in units of its last place, by the definition of each rounding."""
    scaled = value * 10**places
    lower = scaled.numerator // scaled.denominator
    above = scaled - lower
    match rounding:
        case Rounding.TRUNCATE:
            up = value < 0 and above > 0
        case Rounding.HALF_UP:
            up = above > Fraction(1, 2) or (above == Fraction(1, 2) and value > 0)
        case Rounding.HALF_EVEN:
            up = above > Fraction(1, 2) or (above == Fraction(1, 2) and lower % 2 == 1)
    return Units(lower + up, places)


def middle(values: list[Fraction]) -> Fraction:
    """Takes the outermost pairs away until one or two are left."""
    rest = sorted(values)
    while len(rest) > 2:
        rest = rest[1:-1]
    return sum(rest, NONE) / len(rest)


REDUCED: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "mean": lambda values: sum(values, NONE) / len(values),
    "sum": lambda values: sum(values, NONE),
    "median": middle,
}


class Part(NamedTuple):
    """The sheets that are aggregated together, and how."""

    weight: Fraction
    trim: Trim
    reduce: str
    places: int
    minimum: int
    sheets: Sequence[Sheet]


def parts(round: Round, turn: Turn) -> list[Part]:
    """One for each group, or one for the whole round."""
    if not round.groups:
        return [Part(Fraction(1), round.trim, round.reduce, round.places, round.minimum, turn.sheets)]
    return [
        Part(
            Fraction(group.weight),
            group.trim,
            group.reduce,
            group.places,
            group.minimum,
            [sheet for sheet in turn.sheets if sheet.group == group.id],
        )
        for group in round.groups
    ]


def is_complete(round: Round, turn: Turn) -> bool:
    """Nobody is missing and enough count, so that there is a score."""
    if any(sheet.state is SheetState.MISSING for sheet in turn.sheets):
        return False
    present = [sum(sheet.state is SheetState.IN for sheet in part.sheets) for part in parts(round, turn)]
    return all(n >= 1 and n >= p.minimum for n, p in zip(present, parts(round, turn), strict=True))


def total_of(round: Round, sheet: Sheet) -> Fraction:
    total = NONE
    for criterion, mark in zip(round.criteria, sheet.marks, strict=True):
        total += Fraction(criterion.factor) * Fraction(mark)
    return total


def aggregated(round: Round, part: Part, quantity: Callable[[Sheet], Fraction]) -> Fraction:
    """One number from what each sheet says of *quantity*."""
    rest = [quantity(sheet) for sheet in part.sheets if sheet.state is SheetState.IN]
    if round.absent is Absent.FILL:
        filled = sum(rest, NONE) / len(rest)
        rest += [filled for sheet in part.sheets if sheet.state is not SheetState.IN]
    if len(rest) >= part.trim.start:
        for _ in range(part.trim.high):
            rest.remove(max(rest))
        for _ in range(part.trim.low):
            rest.remove(min(rest))
    return REDUCED[part.reduce](rest) if part.reduce in REDUCED else _borrowed(part.reduce, rest)


def _borrowed(reduce: str, values: Sequence[Fraction]) -> Fraction:
    """An aggregation this engine has no version of, from the first one, which wants decimals."""
    scale = lcm(*(value.denominator for value in values))
    return REDUCERS[reduce].reduce([Decimal(int(value * scale)) for value in sorted(values)]) / scale


def weighted_mean(of: Sequence[Part], values: Iterable[Fraction]) -> Fraction:
    weighed = sum((part.weight * value for part, value in zip(of, values, strict=True)), NONE)
    return weighed / sum((part.weight for part in of), NONE)


def criterion_of(round: Round, part: Part, n: int) -> Fraction:
    """The *n*-th criterion as it enters the score, or unrounded where totals are trimmed."""
    value = aggregated(round, part, lambda sheet: Fraction(sheet.marks[n]))
    if round.of is Of.TOTAL or round.criterion_places is None:
        return value
    return in_units(value, round.criterion_places, round.rounding).value


def part_value(round: Round, part: Part) -> Fraction:
    if round.of is Of.TOTAL:
        return aggregated(round, part, lambda sheet: total_of(round, sheet))
    each = (Fraction(c.factor) * criterion_of(round, part, n) for n, c in enumerate(round.criteria))
    return sum(each, NONE)


def judged(round: Round, turn: Turn) -> Finding:
    """The score of a complete performance."""
    of = parts(round, turn)
    values = [part_value(round, part) for part in of]
    if round.groups:
        units = [in_units(v, part.places, round.rounding) for v, part in zip(values, of, strict=True)]
        exact = weighted_mean(of, [unit.value for unit in units])
        working = f"各组 {'、'.join(map(str, units))}；加权 {exact}"
    else:
        exact = values[0]
        working = f"各表 {'、'.join(str(total_of(round, s)) for s in turn.sheets if s.marks)}；合成 {exact}"
    return settled(round, exact, turn.deductions, working)


def settled(round: Round, exact: Fraction, deductions: Sequence[Deduction], working: str) -> Finding:
    """Rounded, less deductions, not below the floor."""
    raw = in_units(exact, round.places, round.rounding)
    rest, announced = exact, raw.value
    for deduction in deductions:
        rest, announced = rest - Fraction(deduction.points), announced - Fraction(deduction.points)
    if round.floor is not None:
        rest, announced = max(rest, Fraction(round.floor)), max(announced, Fraction(round.floor))
    final = in_units(announced, round.places, round.rounding)
    return Finding(raw, final, final, rest, None, f"{working}；取位 {raw}；扣分后 {final}")


def findings(round: Round, day: Day, ranked: Sequence[str]) -> dict[str, Finding]:
    """Everybody's score in a round; who is held is not in it."""
    match round.kind:
        case Kind.JUDGED:
            turns = {e: day.turns[round.id, e] for e in ranked if (round.id, e) in day.turns}
            found = {e: judged(round, turn) for e, turn in turns.items() if is_complete(round, turn)}
            if round.equalise is Equalise.NONE:
                return found
            return at_par(round, found, turns) if found and len(found) == len(ranked) else {}
        case Kind.IMPORTED:
            values = {e: day.components[round.id, e] for e in ranked if (round.id, e) in day.components}
            entered = {entrant: Fraction(value) for entrant, value in values.items()}
        case Kind.INDICATOR:
            entered = indicated(round, day, ranked)
    return {
        entrant: settled(round, value, day.deductions.get((round.id, entrant), ()), f"录入 {value}")
        for entrant, value in entered.items()
    }


def at_par(round: Round, found: Mapping[str, Finding], turns: Mapping[str, Turn]) -> dict[str, Finding]:
    """Every announced score × (common mean ÷ mean of its panel)."""

    def mean(values: Sequence[Fraction]) -> Fraction:
        exact = sum(values, NONE) / len(values)
        return exact if round.mean_places is None else _half_up(exact, round.mean_places).value

    of_panel = {
        turns[entrant].panel: mean(
            [f.announced.value for e, f in found.items() if turns[e].panel == turns[entrant].panel]
        )
        for entrant in found
    }
    if round.equalise is Equalise.MEAN_OF_MEANS:
        common = mean(list(of_panel.values()))
    else:
        common = mean([f.announced.value for f in found.values()])
    return {entrant: times(round, f, common, of_panel[turns[entrant].panel]) for entrant, f in found.items()}


def times(round: Round, finding: Finding, common: Fraction, own: Fraction) -> Finding:
    coefficient = _half_up(common / own if own else Fraction(1), round.coefficient_places)
    exact = finding.announced.value * coefficient.value
    score = in_units(exact, round.places, round.rounding)
    working = f"{finding.working}；×{coefficient}；取位 {score}"
    return finding._replace(score=score, exact=exact, coefficient=coefficient, working=working)


def _half_up(value: Fraction, places: int) -> Units:
    return in_units(value, places, Rounding.HALF_UP)


def indicated(round: Round, day: Day, ranked: Sequence[str]) -> dict[str, Fraction]:
    """Points of measured values; ranks only where the whole class is in."""
    points = round.points
    assert points is not None
    values = {e: Fraction(day.components[round.id, e]) for e in ranked if (round.id, e) in day.components}
    sign = 1 if points.best == "high" else -1
    found = {}
    for entrant, value in values.items():
        rivals = [e for e in ranked if not round.within or day.classes.get(e) == day.classes.get(entrant)]
        if points.by == "linear":
            assert points.zero is not None
            assert points.full is not None
            way = (value - Fraction(points.zero)) / (Fraction(points.full) - Fraction(points.zero))
            found[entrant] = Fraction(round.full) * sorted((NONE, way, Fraction(1)))[1]
        elif points.by == "steps":
            reached = [p for start, p in points.steps if start is None or sign * value >= sign * start]
            found[entrant] = Fraction(reached[-1] if reached else points.bottom)
        elif all(rival in values for rival in rivals):
            assert points.top is not None
            assert points.less is not None
            ahead = [rival for rival in rivals if sign * values[rival] > sign * value]
            found[entrant] = max(
                Fraction(points.top) - len(ahead) * Fraction(points.less), Fraction(points.bottom)
            )
    return found
