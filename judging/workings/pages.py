"""The worksheets of the workbook as they are built: tables that grow a column at a time."""

import re
from collections.abc import Iterable, Sequence
from itertools import count

from msgspec import Struct

from .cells import Content, Placed, Span

NO_TAB = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")  # what the name of a worksheet must not contain
TAB = 31  # characters a spreadsheet takes for it


class Column(Struct, frozen=True):
    """How a column is headed and set: a key of `to_xlsx.LOOKS`, and how many decimals it shows."""

    heading: str
    kind: str  # id | name | setting | mark | units | score | place | text
    places: int = 0
    may_change: bool = False  # whoever tries something out changes these


class Page:
    """One worksheet: a title, what has to be said above, and a table below its headings."""

    def __init__(self, name: str, title: str, notes: Sequence[str]) -> None:
        self.name = name
        self.title = title
        self.notes = tuple(notes)
        self.columns: list[Column] = []
        self.cells: list[Placed] = []
        self.top = 2 + len(self.notes)  # the row of the first line; headings are above it

    def column(self, column: Column, contents: Iterable[Content]) -> list[Placed]:
        """One more column, to the right of the others."""
        at = len(self.columns)
        self.columns.append(column)
        placed = [Placed(self.name, self.top + n, at, content) for n, content in enumerate(contents)]
        self.cells += placed
        return placed

    def stated(self, heading: str, kind: str, values: Iterable[str]) -> list[Placed]:
        """A column of words."""
        return self.column(Column(heading, kind), (Content(value) for value in values))


class Book:
    """The worksheets in their order, no two of one name."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self._numbers = count(1)

    def page(self, name: str, title: str, notes: Sequence[str] = ()) -> Page:
        tab = f"{next(self._numbers)} {NO_TAB.sub('', name)}"[:TAB].strip()
        self.pages.append(Page(tab, title, notes))
        return self.pages[-1]


def span(cells: Sequence[Placed]) -> Span:
    return Span(tuple(cells))
