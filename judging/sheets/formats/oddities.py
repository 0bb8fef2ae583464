"""What a cell or a row is beside its value: people do not see it, and would have it counted."""

from enum import StrEnum

from msgspec import Struct

MOST_ODD = 500  # of a sheet; more are one mistake


class Oddity(StrEnum):
    DATE = "date"  # what was typed as 3-1 became the first of March
    PERCENT = "percent"  # 95% is stored as 0.95
    FAILED = "failed"  # a formula that says #DIV/0!
    UNCOUNTED = "uncounted"  # a formula without the value it came to


class OddCell(Struct, frozen=True):
    row: int  # from 0
    column: int  # from 0
    kind: Oddity
    text: str = ""  # as people see it, where that helps


class Oddities(Struct, frozen=True):
    """Of one sheet; rows and columns from 0. A filter hides rows, too."""

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    cells: tuple[OddCell, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()  # where the library does not tell


class Size(Struct, frozen=True):
    """Of a sheet as it was read: beyond it nothing is of interest."""

    rows: int
    columns: int

    def has(self, row: int, column: int) -> bool:
        return row < self.rows and column < self.columns


class Locked(Exception):
    """The file asks for a password."""
