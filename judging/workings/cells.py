"""Cells that compute: what stands in each, the formula that leads to it, and where it stands.

Every cell carries the program's own value too: readers that do not recalculate show the same numbers.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

# Whole numbers up to here every spreadsheet program divides, rounds down and compares exactly: doubles would
# hold 900 times more, but LibreOffice takes numbers for equal that differ by 3.5e-15 of themselves.
LIMIT = 10**13
BEYOND = "数字太大，电子表格算不精确：这里写的是程序算出的数"

Value = int | Decimal | str


class Content(Struct, frozen=True):
    """A value and, unless it is stated, the formula that gives it: a template of the names of its inputs."""

    value: Value
    formula: str = ""
    inputs: Mapping[str, "Placed | Span"] = {}
    note: str = ""  # why it is stated


class Placed(NamedTuple):
    """A cell where it stands; rows and columns from 0."""

    page: str
    row: int
    column: int
    content: Content

    @property
    def value(self) -> Value:
        return self.content.value

    @property
    def units(self) -> int:
        """Of a cell that holds a whole number."""
        assert isinstance(self.content.value, int)
        return self.content.value

    @property
    def is_beyond(self) -> bool:
        return self.content.note == BEYOND

    def seen_from(self, page: str) -> str:
        name = letter(self.column)
        return f"{name}{self.row + 1}" if page == self.page else f"'{self.page}'!${name}${self.row + 1}"


class Span(NamedTuple):
    """Cells that stand side by side, or one below another."""

    cells: Sequence[Placed]

    @property
    def is_beyond(self) -> bool:
        return any(cell.is_beyond for cell in self.cells)

    @property
    def units(self) -> list[int]:
        """The whole numbers among them."""
        return [cell.value for cell in self.cells if isinstance(cell.value, int)]

    def seen_from(self, page: str) -> str:
        first, last = self.cells[0], self.cells[-1]
        ends = (f"${letter(end.column)}${end.row + 1}" for end in (first, last))
        return ":".join(ends) if page == first.page else f"'{first.page}'!{':'.join(ends)}"


def live(formula: str, value: Value, /, **inputs: Placed | Span) -> Content:
    """What *formula* gives; only stated where it or an input is beyond `LIMIT`."""
    return live_upto(0, formula, value, **inputs)


def live_upto(most: int, formula: str, value: Value, /, **inputs: Placed | Span) -> Content:
    """Likewise; *most* is the largest number the formula reckons with on the way."""
    largest = max(most, abs(value) if isinstance(value, int) else 0)
    if largest > LIMIT or any(given.is_beyond for given in inputs.values()):
        return Content(value, note=BEYOND)
    return Content(value, formula, inputs)


def formula_of(content: Content, page: str) -> str:
    """As it is written on this page; "" for what is stated."""
    return content.formula.format(**{name: given.seen_from(page) for name, given in content.inputs.items()})


def quoted(text: str) -> str:
    """As a formula's template says a word."""
    return '"' + text.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'


def letter(column: int) -> str:
    """A, B … Z, AA … of a column from 0."""
    name = ""
    while column >= 0:
        name, column = chr(ord("A") + column % 26) + name, column // 26 - 1
    return name
