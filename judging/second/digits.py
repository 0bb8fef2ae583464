"""Decimal texts as whole millionths, quotients rounded to whole units of a last place, and back to text."""

from collections.abc import Iterable, Sequence
from math import lcm

MOST = 6  # digits before and after the point of any number that somebody may write
POWERS: tuple[int, ...] = tuple(10**n for n in range(2 * MOST + 1))  # of ten
UNIT = POWERS[MOST]

Quotient = tuple[int, int]  # numerator and positive denominator, not reduced


def millionths(text: str) -> int:
    """Raises ValueError for what is no plain decimal number: "", "1e2", "９５", " 95", "95,5", "+1"."""
    whole, point, rest = text.removeprefix("-").partition(".")
    digits = whole + rest
    short = 0 < len(whole) <= MOST and bool(point) <= len(rest) <= MOST
    if not (short and digits.isascii() and digits.isdigit()):
        raise ValueError(f"no plain decimal number: {text!r}")
    value = int(digits) * POWERS[MOST - len(rest)]
    return -value if text[0] == "-" else value


def rounded(number: Quotient, places: int, rounding: str) -> int:
    """In whole units of the last place. Exactly half goes away from zero, or to the even neighbour."""
    top, bottom = number
    below, rest = divmod(top * POWERS[places], bottom)
    if rounding == "truncate":
        return below + (top < 0 and rest > 0)
    if 2 * rest != bottom:
        return below + (2 * rest > bottom)
    if rounding == "half_even":
        return below + below % 2
    return below + (top > 0)


def written(units: int, places: int) -> str:
    """With exactly *places* decimals: 9105 units of 2 places are "91.05"; zero has no sign."""
    sign = "-" if units < 0 else ""
    if not places:
        return f"{sign}{abs(units)}"
    whole, rest = divmod(abs(units), POWERS[places])
    return f"{sign}{whole}.{rest:0{places}}"


def bare(text: str) -> str:
    """Without needless zeros after the point."""
    return text.rstrip("0").removesuffix(".") if "." in text else text


def shortest(value: int) -> str:
    """Millionths without needless zeros."""
    return bare(written(value, MOST))


def over_one_denominator(numbers: Iterable[Quotient]) -> list[int]:
    """Whole numbers in the same proportions, which compare at once."""
    quotients = list(numbers)
    common = lcm(*{bottom for _, bottom in quotients})
    return [top * (common // bottom) for top, bottom in quotients]


def weighted_mean(weights: Sequence[int], numbers: Sequence[Quotient]) -> Quotient:
    """Σ weight × number ÷ Σ weight."""
    if len(numbers) == 1:
        return numbers[0]
    common = lcm(*(bottom for _, bottom in numbers))
    top = sum(weight * n * (common // d) for weight, (n, d) in zip(weights, numbers, strict=True))
    return top, common * sum(weights)
