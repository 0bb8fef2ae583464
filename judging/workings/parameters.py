"""规则: every number of the rules as a cell that the formulas read, beside it as a whole number of units."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from judging.core.scoring.numbers import shortest

from .cells import Content, Placed, live
from .pages import Book, Column, Page

COLUMNS = (
    Column("组别、奖项", "name"),
    Column("环节", "name"),
    Column("规则", "name"),
    Column("值", "setting", may_change=True),
    Column("整数单位", "units"),
    Column("说明", "text"),
)
NOTES = (
    "黄色格是规则里的数，公式直接读它们；改一个，全表跟着变。没有黄色的文字（如去分看什么、舍入办法）公式已按它写成。",
    "电子表格用二进制小数，0.1 这样的数存不准，所以公式里只算整数：",
    "把分值化成最小单位的整数，通分，最后整除取舍一次。",
    "灰色斜体是写入的数，不是公式；旁边的批注写明为什么。本表是程序结果的复算，名次以锁定的成绩单为准。",
)


class Number(NamedTuple):
    """A number of the rules in whole units of 1 ÷ *scale*."""

    units: Placed
    scale: int


class Parameters:
    """The worksheet of the rules, a line at a time."""

    def __init__(self, book: Book, title: str) -> None:
        self.page: Page = book.page("规则", title, NOTES)
        self.page.columns.extend(COLUMNS)
        self._row = self.page.top

    def words(self, where: Sequence[str], what: str, said: str) -> None:
        """What is no number; the formulas are written by it."""
        self._line(where, what, Content(said), Content(""), "")

    def whole(self, where: Sequence[str], what: str, value: int, said: str = "") -> Placed:
        placed = self._line(where, what, Content(value), Content(""), said)
        return placed[0]

    def decimal(self, where: Sequence[str], what: str, value: Decimal, places: int, said: str = "") -> Placed:
        """The cell with *value* as a whole number of units of so many *places*."""
        units = int(value * 10**places)
        placed = self._line(where, what, Content(value), Content(units), said)
        return self._replace(placed[1], live(f"ROUND({{v}}*{10**places},0)", units, v=placed[0]))

    def scale(self, where: Sequence[str], what: str, places: int) -> Placed:
        """10 to the power of a setting that says how many decimals there are."""
        placed = self._line(where, what, Content(places), Content(10**places), f"最小单位 1/{10**places}")
        return self._replace(placed[1], live("10^{v}", 10**places, v=placed[0]))

    def computed(self, where: Sequence[str], what: str, content: Content, said: str = "") -> Placed:
        """A whole number that follows from others."""
        return self._line(where, what, Content(""), content, said)[1]

    def _line(
        self, where: Sequence[str], what: str, value: Content, units: Content, said: str
    ) -> tuple[Placed, Placed]:
        contents = [*map(Content, (*where, "")[:2]), Content(what), value, units, Content(said)]
        placed = [Placed(self.page.name, self._row, n, each) for n, each in enumerate(contents)]
        self.page.cells += placed
        self._row += 1
        return placed[3], placed[4]

    def _replace(self, old: Placed, content: Content) -> Placed:
        self.page.cells.remove(old)
        self.page.cells.append(old._replace(content=content))
        return self.page.cells[-1]


def decimals(*values: Decimal) -> int:
    """As many places as the longest of these needs."""
    return max((len(shortest(value).partition(".")[2]) for value in values), default=0)
