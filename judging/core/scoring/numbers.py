"""Decimal numbers from text to text without losing a digit; the one place of the engine that rounds."""

import re
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from functools import lru_cache

from .rulebook import Rounding

# For `with localcontext(EXACT)`: an operation that would have to drop a digit raises instead. 400 digits are
# far beyond any sum of marks and factors; Python's own 28 are not.
EXACT = Context(prec=400, traps=[DivisionByZero, Inexact, InvalidOperation, Overflow])

_MARK = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
_SUM = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,6})?")


def number(text: str) -> Decimal:
    """The number that *text* spells (contract 2.1): ASCII digits, at most six before and six after the point.

    Raises ValueError for everything else: "", "1e2", "９５", " 95", "95,5", "NaN". "-0" is 0.
    """
    if not _MARK.fullmatch(text):
        raise ValueError(f"not a plain decimal number: {text!r}")
    value = Decimal(text)
    return value if value else value.copy_abs()


def sum_of(text: str) -> Decimal:
    """The number that *text* spells as `plain` wrote it; a sum or a product may be longer than any mark.

    Raises ValueError.
    """
    if not _SUM.fullmatch(text):
        raise ValueError(f"not a plain decimal number: {text!r}")
    value = Decimal(text)
    return value if value else value.copy_abs()


parse = lru_cache(maxsize=1 << 16)(number)  # the same few hundred texts come again and again


def rounded(value: Decimal | Fraction | int, places: int, rounding: Rounding) -> Decimal:
    """*value* with exactly *places* decimals. Zero has no sign."""
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**places, denominator)
    match rounding:
        case Rounding.HALF_UP:
            away = 2 * rest >= denominator
        case Rounding.TRUNCATE:
            away = False
        case Rounding.HALF_EVEN:
            away = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
    whole += away
    return EXACT.scaleb(Decimal(whole if numerator >= 0 else -whole), -places)


def plain(value: Decimal) -> str:
    """*value* in fixed notation with as many places as it has: "91.50", "100", never "1E+2" or "-0.00"."""
    return format(value if value else value.copy_abs(), "f")


def shortest(value: Decimal) -> str:
    """*value* in fixed notation without needless zeros: "91.5", "100", "0"."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction(value: Fraction) -> str:
    """The shortest decimal that is exactly *value*; "23/3" where there is none."""
    return _spelled(*value.as_integer_ratio())


@lru_cache(maxsize=1 << 16)
def _spelled(numerator: int, denominator: int) -> str:
    powers, rest = [0, 0], denominator
    for n, prime in enumerate((2, 5)):
        while rest % prime == 0:
            rest, powers[n] = rest // prime, powers[n] + 1
    if rest > 1:
        return f"{numerator}/{denominator}"
    places = max(powers)
    return plain(EXACT.scaleb(Decimal(numerator * 10**places // denominator), -places))
