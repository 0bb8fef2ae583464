"""A printed table as an Excel workbook: dropped marks struck out, numbers as numbers, ready to print."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from msgspec import Struct
from xlsxwriter import Workbook

from .table import Cell, Column, Table

NUMERIC = ("place", "number", "mark", "deduction", "coefficient", "score", "final")  # kinds of columns
WIDTHS = {
    "name": 36,
    "track": 18,
    "title": 18,
    "district": 10,
    "level": 10,
    "note": 18,
    "digest": 20,
    "score": 12,
    "final": 10,
    "blank": 12,
    "who": 22,
    "kind": 12,
    "told": 70,
    "moment": 22,
}
NARROW = 7.5  # all others; in characters
LINE = "＿" * 7  # to sign on
ON_ONE_PAGE = 45  # rows that can still be read on one page
A4 = 9  # Excel's number of the paper

COLUMN_PT = 10.0  # the type in whose digits columns are measured
FACE = {"font_name": "仿宋", "font_size": 10, "valign": "vcenter"}
CELL = {**FACE, "border": 1, "align": "center"}
TITLE = {"font_name": "方正小标宋简体", "font_size": 18, "align": "center"}
SMALL_TITLE = {**TITLE, "font_size": 13}
MARK = {**FACE, "font_name": "黑体", "font_size": 12, "align": "right"}
NOTE = {**FACE, "font_size": 9, "text_wrap": True}
SIGNED = {**FACE, "font_size": 12, "text_wrap": True}
NOTE_PT, SIGNED_PT = 13, 26  # height of a line; a signature needs more
TEXT_FORMAT = "@"  # what stands in such a cell is text, also after somebody has edited it


class Printout(Struct, frozen=True):
    """One worksheet: a table and what stands around it."""

    name: str  # on the worksheet's tab
    title: tuple[str, ...]  # line by line, the last one is the largest
    heading: str
    table: Table
    below: Sequence[str]
    excuses: Sequence[str]  # with a line to sign where they end in "："
    signatures: Sequence[str]
    mark: str  # above everything, and on every page
    footer: str  # on every page
    rehearsal: bool


def workbook(printouts: Sequence[Printout]) -> bytes:
    """The .xlsx file. Every text is written as text: no name can become a formula or a link."""
    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _Formats(book)
    for printout in printouts:
        sheet = book.add_worksheet(printout.name)
        last = len(printout.table.columns) - 1
        _set_up(sheet, printout)
        top = _above(formats, sheet, printout, last)
        sheet.repeat_rows(0, top)
        bottom = _table(formats, sheet, printout.table, top)
        end = _below(formats, sheet, printout, bottom + 1, last)
        sheet.fit_to_pages(1, 1 if end <= ON_ONE_PAGE else 0)
    book.close()
    return content.getvalue()


def _set_up(sheet: Any, printout: Printout) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.8, right=0.8, top=0.9, bottom=0.9)  # inches
    sheet.center_horizontally()
    sheet.set_header(f"&C&14{'演练' if printout.rehearsal else ''}")
    sheet.set_footer(f"&L&8{printout.footer.replace('&', '&&')}&R&8第 &P 页　共 &N 页")
    for index, column in enumerate(printout.table.columns):
        sheet.set_column(index, index, _width(column))


def _width(column: Column) -> float:
    return WIDTHS.get(column.kind, NARROW)


def _above(formats: "_Formats", sheet: Any, printout: Printout, last: int) -> int:
    """The mark and the title lines; the number of the row that comes after them."""
    *small, title = printout.title
    lines = [("演练", SMALL_TITLE)] if printout.rehearsal else []
    lines += [(printout.mark, MARK), *((line, SMALL_TITLE) for line in small), (title, TITLE)]
    if printout.heading:
        lines.append((printout.heading, {**FACE, "align": "center"}))
    for row, (line, look) in enumerate(lines):
        _across(formats, sheet, (row, last), line, look)
    return len(lines)


def _across(formats: "_Formats", sheet: Any, at: tuple[int, int], line: str, look: dict[str, Any]) -> None:
    """*line* in a row, over all columns up to the last."""
    row, last = at
    sheet.merge_range(row, 0, row, last, "", formats.of(look))
    sheet.write_string(row, 0, line, formats.of(look))


def _table(formats: "_Formats", sheet: Any, table: Table, top: int) -> int:
    """The number of the row after the table."""
    head = formats.of({**CELL, "font_name": "黑体", "text_wrap": True})
    for index, column in enumerate(table.columns):
        sheet.write_string(top, index, column.heading, head)
    for row, line in enumerate(table.lines, top + 1):
        for index, (column, cell) in enumerate(zip(table.columns, line.cells, strict=True)):
            _write(sheet, (row, index), column, cell, formats.of(look(column, cell, line.final)))
    return top + 1 + len(table.lines)


def _write(sheet: Any, at: tuple[int, int], column: Column, cell: Cell, form: Any) -> None:
    if not cell.text:
        sheet.write_blank(*at, None, form)
    elif is_number(column, cell):
        sheet.write_number(*at, Decimal(cell.text), form)
    else:
        sheet.write_string(*at, cell.text, form)


def is_number(column: Column, cell: Cell) -> bool:
    """Not so "回避" in a seat's column, nor a name of digits."""
    return column.kind in NUMERIC and cell.text.replace(".", "", 1).removeprefix("-").isdigit()


def look(column: Column, cell: Cell, is_final: bool) -> dict[str, Any]:
    """How a cell of the table is set."""
    is_text = not is_number(column, cell)
    return {
        **CELL,
        "num_format": TEXT_FORMAT if is_text else places(cell.text),
        "font_strikeout": bool(cell.struck),
        "bold": is_final or column.kind == "final",
        "text_wrap": is_text,
        "align": "left" if column.kind in ("name", "note", "told") else "center",
    }


def places(text: str) -> str:
    """The number format that shows as many places as *text* has: "0.00" for "91.50"."""
    decimals = len(text.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else "0"


def _below(formats: "_Formats", sheet: Any, printout: Printout, row: int, last: int) -> int:
    """Notes, and who signs; the number of rows there are in the end."""
    room = sum(map(_width, printout.table.columns))
    excuses = [f"{text}{LINE}" if text.endswith("：") else text for text in printout.excuses]
    lines = [(line, NOTE, NOTE_PT) for line in printout.below]
    lines += [(line, SIGNED, SIGNED_PT) for line in (*excuses, *_signatures(printout.signatures, room))]
    for number, (line, look, height) in enumerate(lines, row):
        sheet.set_row(number, height * ceil(_extent(line, look) / room))
        _across(formats, sheet, (number, last), line, look)
    return row + len(lines)


def _signatures(who: Sequence[str], room: float) -> list[str]:
    """As many beside each other as there is room for."""
    each = [f"{name}：{LINE}　　" for name in who]
    beside = max(1, int(room / max((_extent(text, SIGNED) for text in each), default=room)))
    return ["".join(each[start : start + beside]).rstrip() for start in range(0, len(each), beside)]


def _extent(text: str, look: dict[str, Any]) -> float:
    """How wide the text is, in the characters that columns are measured in."""
    size: float = look["font_size"]
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text) * size / COLUMN_PT


class _Formats:
    """One format of the workbook per look: Excel grows slow with thousands of equal ones."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(look)
        return self._known[key]
