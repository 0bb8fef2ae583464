"""Fractions of whole numbers, and the one rounding of each by whole division."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from judging.core.scoring.numbers import rounded
from judging.core.scoring.rulebook import Rounding

from .cells import Content, Placed, live, live_upto
from .pages import Column, Page, span

ABOVE, BELOW = "分子", "分母"
WAYS = {
    Rounding.HALF_UP: "SIGN({n})*INT((2*ABS({n})*{p}+{d})/(2*{d}))",
    Rounding.TRUNCATE: "SIGN({n})*INT(ABS({n})*{p}/{d})",
    Rounding.HALF_EVEN: (
        "SIGN({n})*(INT(ABS({n})*{p}/{d})+IF(2*MOD(ABS({n})*{p},{d})>{d},1,"
        "IF(2*MOD(ABS({n})*{p},{d})={d},MOD(INT(ABS({n})*{p}/{d}),2),0)))"
    ),
}


class Ratio(NamedTuple):
    """A fraction in two cells."""

    above: Placed
    below: Placed

    @property
    def exact(self) -> Fraction:
        return Fraction(self.above.units, self.below.units)


def rounded_to(ratio: Ratio, scale: Placed, rounding: Rounding) -> Content:
    """The fraction in whole units of 1 ÷ *scale*."""
    n, d, p = ratio.above.units, ratio.below.units, scale.units
    value = int(rounded(Fraction(n * p, d), 0, rounding))
    return live_upto(2 * abs(n) * p + d, WAYS[rounding], value, n=ratio.above, d=ratio.below, p=scale)


def ratios(page: Page, what: str, above: Sequence[Content], below: Sequence[Content]) -> list[Ratio]:
    """Two columns of *what*."""
    over = page.column(Column(f"{what}{ABOVE}", "units"), above)
    under = page.column(Column(f"{what}{BELOW}", "units"), below)
    return [Ratio(*pair) for pair in zip(over, under, strict=True)]


def in_lowest_terms(page: Page, what: str, found: Sequence[Ratio]) -> list[Ratio]:
    """The same fractions, small enough to go on with."""
    above, below = [], []
    for ratio in found:
        n, d = ratio.above.units, ratio.below.units
        by = gcd(n, d)
        above.append(live("{n}/GCD(ABS({n}),{d})", n // by, n=ratio.above, d=ratio.below))
        below.append(live("{d}/GCD(ABS({n}),{d})", d // by, n=ratio.above, d=ratio.below))
    return ratios(page, f"{what}约分", above, below)


def comparable(page: Page, what: str, found: Sequence[Ratio]) -> list[Placed]:
    """The fractions of a column over the one denominator of all: whole numbers of the same order.

    Where these are too large, what the program found instead: 1 for the lowest, 2 for the next.
    """
    least = in_lowest_terms(page, what, found)
    if not least:
        return page.column(Column(what, "units"), [])
    under, values = span([each.below for each in least]), [each.exact for each in least]
    common = lcm(*(each.below.units for each in least))
    formula = "{n}*(LCM({all})/{d})"
    keys = [
        live_upto(common, formula, int(value * common), n=each.above, d=each.below, all=under)
        for each, value in zip(least, values, strict=True)
    ]
    if not all(key.formula for key in keys):
        order = {value: n for n, value in enumerate(sorted(set(values)), 1)}
        keys = [Content(order[value], note=IN_ORDER) for value in values]
    return page.column(Column(f"{what}（可比）", "units"), keys)


IN_ORDER = "数字太大，电子表格比不精确：这里写的是程序比出的先后，大的在前"
