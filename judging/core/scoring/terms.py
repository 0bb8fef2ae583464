"""How the numbers of a calculation are written, so that it can be done again by hand."""

from decimal import Decimal
from fractions import Fraction

from .numbers import plain, rounded, shortest
from .rulebook import Rounding

MOST_PLACES = 12  # of a decimal shown whole; a longer one is cut off …
SHOWN_PLACES = 6  # … after so many


def equals(value: Fraction) -> str:
    """What follows a formula: "=91.05"."""
    return f"={bare(value)}"


def bare(value: Fraction) -> str:
    return term(value).strip("()")


def term(value: Fraction | Decimal) -> str:
    """A number within a formula: in parentheses if negative, "91.041666…" if no short decimal is exact."""
    exact = Fraction(value)
    if terminates(exact):
        text = shortest(rounded(exact, MOST_PLACES, Rounding.TRUNCATE))
    else:
        text = f"{plain(rounded(exact, SHOWN_PLACES, Rounding.TRUNCATE))}…"
    return f"({text})" if value < 0 else text


def whole(value: Fraction) -> str:
    """A number nothing before has shown: as a quotient where no short decimal is exact."""
    return term(value) if terminates(value) else f"({value.numerator}÷{value.denominator})"


def terminates(value: Fraction) -> bool:
    return pow(10, MOST_PLACES, value.denominator) == 0
