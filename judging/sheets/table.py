"""A table as it stands on paper and in a workbook: columns know what they hold, cells can be struck."""

from msgspec import Struct


class Column(Struct, frozen=True):
    """`key` never changes once a sheet was printed with it: check codes are made of it."""

    key: str
    heading: str
    kind: str  # how wide it is and how it is set: place | number | name | district | mark | score | note | …
    is_worded: bool = False  # in words that may be put better one day: no check code is made of them


class Cell(Struct, frozen=True):
    """`struck`: "high" or "low" where the number was dropped as an extreme."""

    text: str = ""
    struck: str = ""


class Line(Struct, frozen=True):
    """One line of a table; `subject` is the id of whom or what it is about."""

    subject: str
    cells: tuple[Cell, ...]
    final: bool = False  # the line the others lead to: set in bold


class Table(Struct, frozen=True):
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
