"""What parts entrants with equal composites (contract 2.10): each step gives a value, the higher one wins.

`manual` and `share` give no value; what they do is in `ranking`.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .day import Score, Turn
from .panel import criterion_column, entered, mean, parts_of, totals, weighted
from .rulebook import Of, Round


class Sight:
    """What the steps see of one entrant's round. Sheets are added up once; inside `EXACT`."""

    def __init__(self, round: Round, turn: Turn, score: Score) -> None:
        self.round = round
        self.score = score
        self.parts = parts_of(round, turn)
        self._totals: list[list[Decimal]] | None = None

    @property
    def totals(self) -> list[list[Decimal]]:
        """Of the counting sheets, by group."""
        if self._totals is None:
            self._totals = [totals(self.round, part.given) for part in self.parts]
        return self._totals


TieStep = Callable[[Sight, str], Fraction]  # the second argument is what stands after "ROUND."


def criterion_value(sight: Sight, criterion: str) -> Fraction:
    """`criterion:ROUND.ID`: the criterion trimmed and reduced, before its factor.

    Unrounded where totals are trimmed; where criteria are, as it entered the score.
    """
    values, round = [], sight.round
    for part in sight.parts:
        result = criterion_column(round, part, criterion).result
        values.append((part.group, entered(round, result) if round.of is Of.CRITERION else result))
    return at_par(sight.score, weighted(values))


def untrimmed(sight: Sight, _: str) -> Fraction:
    """`untrimmed:ROUND`: the exact mean of all counting totals, however the round itself reduces."""
    means = [(part.group, mean(of)) for part, of in zip(sight.parts, sight.totals, strict=True)]
    return at_par(sight.score, weighted(means))


def highest(sight: Sight, _: str) -> Fraction:
    """`highest:ROUND`: the highest total of any counting sheet, before trimming."""
    return at_par(sight.score, Fraction(max(map(max, sight.totals))))


def lowest(sight: Sight, _: str) -> Fraction:
    """`lowest:ROUND`: the lowest total of any counting sheet, before trimming; the higher wins here too."""
    return at_par(sight.score, Fraction(min(map(min, sight.totals))))


def at_par(score: Score, value: Fraction) -> Fraction:
    """The value times the panel's coefficient, if the round is equalised."""
    return value if score.coefficient is None else value * Fraction(score.coefficient)


# The steps that look into sheets; `round:ID` sees the final score alone.
INTO_SHEETS: dict[str, TieStep] = {
    "criterion": criterion_value,
    "untrimmed": untrimmed,
    "highest": highest,
    "lowest": lowest,
}
TIE_STEPS = ("round", *INTO_SHEETS)


class Look(NamedTuple):
    """A step such as "criterion:present.content", taken apart. Round ids have no dot."""

    name: str
    round: str
    criterion: str


def look(step: str) -> Look:
    name, _, where = step.partition(":")
    round, _, criterion = where.partition(".")
    return Look(name, round, criterion)
