"""Which rounds' scores or measured values come in a workbook, and what one of them may be."""

from decimal import Decimal

from .rulebook import Kind, Round

MOST = Decimal("999999.999999")  # of a measured value, either way: what the syntax of marks can say
NOTHING = "none"  # instead of a measured value, where there was nothing to measure (contract 5.2)


def is_imported(round: Round) -> bool:
    """Whether somebody enters a number for each entrant: a component, or a value that no clock takes."""
    return round.kind is Kind.IMPORTED or (round.kind is Kind.INDICATOR and round.measure is None)


def bounds(round: Round) -> tuple[Decimal, Decimal]:
    """The least and the most that a number may be: a component is below zero only without a floor.

    A measured value is whatever was measured, as far as marks go (contract 2.1).
    """
    if round.kind is Kind.INDICATOR:
        return -MOST, MOST
    return (Decimal(0) if round.floor is not None else -round.full), round.full


def takes_nothing(round: Round) -> bool:
    """Whether the rules say what the word `none` is worth."""
    return round.points is not None and round.points.none is not None
