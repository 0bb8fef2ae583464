"""Making the scores of several panels comparable (contract 2.8).

The announced score stays beside the equalised one as 现场原始得分.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from .day import Score
from .numbers import rounded
from .rulebook import Equalise, Round, Rounding


def equalised(round: Round, scores: Mapping[str, Score], panels: Mapping[str, str]) -> dict[str, Score]:
    """The scores times the coefficient of the panel that gave each; scores and panels by entrant."""
    announced: dict[str, list[Decimal]] = {}
    for entrant, score in scores.items():
        announced.setdefault(panels[entrant], []).append(score.announced)
    by_panel = coefficients(round, announced)
    return {entrant: times(round, score, by_panel[panels[entrant]]) for entrant, score in scores.items()}


def coefficients(round: Round, announced: Mapping[str, Collection[Decimal]]) -> dict[str, Decimal]:
    """Each panel's coefficient, from the scores it announced."""
    common, own = means(round, announced)
    return {panel: coefficient(common, mean, round.coefficient_places) for panel, mean in own.items()}


def means(round: Round, announced: Mapping[str, Collection[Decimal]]) -> tuple[Fraction, dict[str, Fraction]]:
    """What every panel is brought to, and the mean of each.

    With `mean_places` every mean is rounded half up: the panels' and the one they are compared with.
    """
    own = {panel: mean(round, scores) for panel, scores in announced.items()}
    if not own:  # everybody withdrew
        return Fraction(0), own
    if round.equalise is Equalise.MEAN_OF_MEANS:
        return mean(round, own.values()), own
    return mean(round, [score for scores in announced.values() for score in scores]), own


def coefficient(common: Fraction, own: Fraction, places: int) -> Decimal:
    """*common* ÷ *own*, rounded half up; 1 where the panel's own mean is 0."""
    return rounded(common / own if own else 1, places, Rounding.HALF_UP)


def mean(round: Round, values: Collection[Decimal | Fraction]) -> Fraction:
    exact = sum((Fraction(value) for value in values), Fraction(0)) / len(values)
    if round.mean_places is None:
        return exact
    return Fraction(rounded(exact, round.mean_places, Rounding.HALF_UP))


def times(round: Round, score: Score, coefficient: Decimal) -> Score:
    """The announced score × coefficient, rounded to the round's places; `exact` is before that rounding."""
    exact = product(score.announced, coefficient)
    final = rounded(exact, round.places, round.rounding)
    return replace(score, score=final, exact=exact, coefficient=coefficient)


def product(announced: Decimal, coefficient: Decimal) -> Fraction:
    return Fraction(announced) * Fraction(coefficient)
