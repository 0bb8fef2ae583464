"""What parts entrants with equal composites (contract 2.10): each step gives a value, the higher one wins.

`manual` and `share` give no value; what they do is in `ranking`.
"""

from collections.abc import Callable
from decimal import localcontext
from fractions import Fraction

from .numbers import EXACT
from .panel import counting, criterion_columns, entered, grouped_sheets, mean, totals, weighted
from .results import Score, Turn
from .rulebook import Of, Round

TieStep = Callable[[Round, Turn, Score, str], Fraction]  # the last argument is what stands after "ROUND."


def final_score(round: Round, turn: Turn, score: Score, _: str) -> Fraction:
    """`round:ID`: the final score."""
    return Fraction(score.score)


def criterion_value(round: Round, turn: Turn, score: Score, criterion: str) -> Fraction:
    """`criterion:ROUND.ID`: the criterion trimmed and reduced, before its factor.

    Unrounded where totals are trimmed; where criteria are, as it entered the score.
    """
    values = []
    for group, sheets in grouped_sheets(round, turn):
        result = criterion_columns(round, group, sheets)[criterion].result
        values.append((group, entered(round, result) if round.of is Of.CRITERION else result))
    return at_par(score, weighted(values))


def untrimmed(round: Round, turn: Turn, score: Score, _: str) -> Fraction:
    """`untrimmed:ROUND`: the exact mean of all counting totals, however the round itself reduces."""
    groups = grouped_sheets(round, turn)
    return at_par(score, weighted([(g, mean(totals(round, counting(sheets)))) for g, sheets in groups]))


def highest(round: Round, turn: Turn, score: Score, _: str) -> Fraction:
    """`highest:ROUND`: the highest total of any counting sheet, before trimming."""
    return at_par(score, Fraction(max(totals(round, counting(turn.sheets)))))


def lowest(round: Round, turn: Turn, score: Score, _: str) -> Fraction:
    """`lowest:ROUND`: the lowest total of any counting sheet, before trimming; the higher wins here too."""
    return at_par(score, Fraction(min(totals(round, counting(turn.sheets)))))


def at_par(score: Score, value: Fraction) -> Fraction:
    """The value times the panel's coefficient, if the round is equalised."""
    return value if score.coefficient is None else value * Fraction(score.coefficient)


TIE_STEPS: dict[str, TieStep] = {
    "round": final_score,
    "criterion": criterion_value,
    "untrimmed": untrimmed,
    "highest": highest,
    "lowest": lowest,
}


def tie_value(step: str, round: Round, turn: Turn, score: Score) -> Fraction:
    """What a *step* such as "criterion:present.content" sees in an entrant's turn of the round it names."""
    name, _, where = step.partition(":")
    with localcontext(EXACT):
        return TIE_STEPS[name](round, turn, score, where.partition(".")[2])


def round_of_step(step: str) -> str:
    """The id of the round a step looks at. Round ids have no dot."""
    return step.partition(":")[2].partition(".")[0]
