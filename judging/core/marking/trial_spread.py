"""How far apart the sheets of a trial lie: for the head judge alone."""

from decimal import Decimal

from judging.core.scoring.numbers import parse, shortest
from judging.core.scoring.rulebook import Round

from .trial import Trial


def _totals(round: Round, trial: Trial) -> dict[str, Decimal]:
    """By judge."""
    return {
        judge: sum((c.factor * parse(sheet.marks[c.id]) for c in round.criteria), Decimal(0))
        for judge, sheet in trial.sheets.items()
    }


def trial_totals(round: Round, trial: Trial) -> dict[str, str]:
    """By judge."""
    return {judge: shortest(total) for judge, total in _totals(round, trial).items()}


def trial_spread(round: Round, trial: Trial) -> str:
    """Between the highest total and the lowest; at least one sheet is in."""
    totals = _totals(round, trial).values()
    return shortest(max(totals) - min(totals))


def trial_ends(round: Round, trial: Trial) -> tuple[tuple[str, str, str], ...]:
    """Of each criterion its name, the lowest and the highest mark."""
    found = []
    for criterion in round.criteria:
        given = [parse(sheet.marks[criterion.id]) for sheet in trial.sheets.values()]
        found.append((criterion.name, shortest(min(given)), shortest(max(given))))
    return tuple(found)
