"""Reads a sheet by its form: the header, then one row after the other, with what is in the way by cell."""

import re
from collections.abc import Collection, Mapping, Sequence
from unicodedata import normalize

from msgspec import Struct

from judging.core.identity_number import holds_identity_number
from judging.core.sentence import sentence

from .cells import text_of
from .form import Faults, Form, Span, Wrong
from .formats.oddities import Oddity
from .reader import Cell, Sheet, letter
from .unseen import unseen

DATE_LENGTH = len("2024-05-08")  # a time of day may follow
HEADER_WITHIN = 10  # rows: people put a title above
PERSONAL = re.compile(r"身份证|证件号")
ID_NUMBER = re.compile(r"\s*[0-9]{17}[0-9Xx]\s*")


class Row(Struct, frozen=True):
    """A row that says something. A column that the sheet lacks is empty in it, and its place is the first."""

    form: Form
    number: int  # as the program that people filled it in with counts
    cells: tuple[Cell, ...]
    columns: Mapping[str, int]  # by key
    sheet: str = ""  # named in places where the book has several
    is_text: bool = False  # of a .csv, where all cells are

    def place(self, key: str) -> str:
        return placed(self.sheet, f"{letter(self.columns.get(key, 0))}{self.number}")

    def cell(self, key: str) -> Cell:
        at = self.columns.get(key)
        return self.cells[at] if at is not None and at < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        return all(self.cell(key) == "" for key in self.columns)

    def text(self, key: str) -> str:
        """As people see it, whatever its column takes."""
        return text_of(self.cell(key))

    def taken(self, key: str, faults: Faults) -> str | None:
        """What the column makes of the cell; None where that is a problem, which *faults* then has."""
        value = self.form.column(key).read(self.cell(key))
        if isinstance(value, Wrong):
            faults.add(self.place(key), value.what, value.remedy)
            return None
        if not self.is_text and isinstance(self.cell(key), str) and self._is_of_numbers(key) and value:
            faults.note_number(self.place(key))
        return value

    def _is_of_numbers(self, key: str) -> bool:
        return isinstance(self.form.column(key).check, Span)


class Header(Struct, frozen=True):
    row: int  # from 0
    columns: Mapping[str, int]  # by key, from 0
    unread: tuple[str, ...] = ()


class Reading(Struct, frozen=True):
    """A sheet whose header was found: the rows below it that are not blank."""

    columns: Mapping[str, int]  # by key, from 0
    rows: tuple[Row, ...]
    sheet: str = ""
    unread: tuple[str, ...] = ()  # titles of the columns that the form does not have

    def place(self, key: str) -> str:
        """Of a column, for what is wrong with no row of it."""
        return placed(self.sheet, letter(self.columns.get(key, 0)))


def reading(form: Form, sheet: Sheet, faults: Faults, *, named: bool = False) -> Reading | None:
    """The sheet as *form* has it; None, and a problem, where that is not its header.

    *named*: places name the sheet, since the book has several.
    """
    name = sheet.name if named else ""
    personal(sheet, name, faults)
    header = header_of(form, sheet, name, faults)
    if header is None:
        return None
    days = {header.columns[each.key] for each in form.columns if each.is_day and each.key in header.columns}
    unseen(sheet, header.row, header.columns, placed(name, ""), faults, days)
    merged(sheet, header.row, name, faults)
    rows = tuple(
        Row(form, number, cells, header.columns, name, sheet.is_text)
        for number, cells in enumerate(dated(sheet, days)[header.row + 1 :], header.row + 2)
    )
    filled = tuple(row for row in rows if not row.is_blank)
    return Reading(header.columns, filled, name, header.unread)


def dated(sheet: Sheet, days: Collection[int]) -> Sequence[tuple[Cell, ...]]:
    """The rows, with dates as “2024-05-08” in the columns *days*."""
    known = {
        (each.row, each.column): each.text[:DATE_LENGTH]
        for each in sheet.odd
        if each.kind is Oddity.DATE and each.column in days
    }
    if not known:
        return sheet.rows
    return [
        tuple(known.get((number, column), cell) for column, cell in enumerate(cells))
        for number, cells in enumerate(sheet.rows)
    ]


def header_of(form: Form, sheet: Sheet, name: str, faults: Faults) -> Header | None:
    """The first row with all required titles; where there is none, a problem names the missing ones."""
    best: dict[str, int] = {}
    best_row = 0
    for number, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = titled(form, cells)
        if all(column.key in columns for column in form.columns if column.required):
            others = {at: title(cell) for at, cell in enumerate(cells) if at not in columns.values()}
            doubled(form, columns, others, placed(name, ""), number, faults)
            unread = tuple(text_of(cells[at]) for at, word in others.items() if word)
            return Header(number, columns, unread)
        if len(columns) > len(best):
            best, best_row = columns, number
    missed = tuple(column.title for column in form.columns if column.required and column.key not in best)
    what = sentence("没有找到表头“{titles:”和“}”", titles=missed)
    faults.add(placed(name, f"A{best_row + 1}"), what, form.remedy)
    return None


def titled(form: Form, cells: tuple[Cell, ...]) -> dict[str, int]:
    """Which column is where, by the words in a row that may be the header; a cell heads one column."""
    titles = [title(cell) for cell in cells]
    found: dict[str, int] = {}
    for column in form.columns:
        for word in (column.title, *column.aliases):
            free = [at for at, each in enumerate(titles) if each == word and at not in found.values()]
            if free:
                found[column.key] = free[0]
                break
    return found


def title(cell: Cell) -> str:
    """A header's cell without what people add to it: blanks within, “*”, “（必填）”."""
    text = re.sub(r"[\s*:]", "", normalize("NFKC", text_of(cell)))
    return re.sub(r"\(.*\)$", "", text) or text


def doubled(
    form: Form, columns: Mapping[str, int], others: Mapping[int, str], sheet: str, row: int, faults: Faults
) -> None:
    """A title that stands twice: nobody knows which of the two is meant."""
    for at, word in others.items():
        if any(word == column.title for column in form.columns if column.key in columns):
            cell = f"{sheet}{letter(at)}{row + 1}"
            what = sentence("表头“{title}”有两列", title=word)
            faults.add(cell, what, sentence("删去其中一列，或改掉它的表头"))


def merged(sheet: Sheet, header: int, name: str, faults: Faults) -> None:
    for top, left, bottom, right in sheet.merged:
        if bottom >= header:
            first = f"{letter(left)}{top + 1}"
            span = f"{first}:{letter(right)}{bottom + 1}"
            faults.add(
                placed(name, first),
                sentence("{span} 合并了单元格", span=span),
                sentence("取消合并，一格填一个单位"),
            )


def personal(sheet: Sheet, name: str, faults: Faults) -> None:
    """Columns of identity numbers, which have no place in a competition. The number is not repeated."""
    found = set()
    for number, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            if column not in found and is_personal(cell):
                found.add(column)
                faults.add(
                    placed(name, f"{letter(column)}{number}"),
                    sentence("这一列像是身份证号"),
                    sentence("本系统不收，删去整列后再上传"),
                )


def is_personal(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(PERSONAL.search(cell) or ID_NUMBER.fullmatch(cell) or holds_identity_number(cell))
    return isinstance(cell, float) and 1e17 <= cell < 1e18  # eighteen digits as a number


def placed(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if sheet else cell
