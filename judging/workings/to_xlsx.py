"""The workbook as an .xlsx file: every formula with the program's own value beside it, ready to print.

Cells with formulas are protected from accidents, without a password; the marks and the rules are not, so that
whoever doubts may change one and see what comes of it. Texts are written as texts: no name becomes a formula.
"""

from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from .cells import LIMIT, Placed, formula_of
from .pages import Book, Column, Page

FACE = {"font_name": "仿宋", "font_size": 10, "valign": "vcenter"}
CELL = {**FACE, "border": 1, "align": "center"}
HEAD = {**CELL, "font_name": "黑体", "text_wrap": True, "bg_color": "#EDEDED"}
TITLE = {"font_name": "方正小标宋简体", "font_size": 16}
NOTE = {**FACE, "font_size": 9, "font_color": "#404040"}
WIDTHS = {"id": 9, "name": 18, "setting": 22, "mark": 9, "units": 12, "score": 10, "text": 20, "place": 8}
LOOKS: dict[str, dict[str, Any]] = {
    "name": {"align": "left", "num_format": "@", "text_wrap": True},
    "id": {"align": "left", "num_format": "@"},
    "setting": {"num_format": "General", "text_wrap": True},
    "text": {"align": "left", "num_format": "@", "text_wrap": True},
    "mark": {"num_format": "General"},
    "units": {"num_format": "0", "font_color": "#305080"},
    "place": {"num_format": "0", "bold": True},
    "score": {"bold": True},
}
MAY_CHANGE = {"bg_color": "#FFF9E5", "locked": False}
STATED = {"italic": True, "font_color": "#7F7F7F"}
A4 = 9  # Excel's number of the paper
MOST_COMMENT = 200


def xlsx(book: Book, *, rehearsal: bool = False) -> bytes:
    """The file's content."""
    content = BytesIO()
    out = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    out.set_calc_mode("auto")
    formats = _Formats(out)
    for page in book.pages:
        _write(formats, out.add_worksheet(page.name), page, rehearsal=rehearsal)
    out.close()
    return content.getvalue()


def _write(formats: "_Formats", sheet: Any, page: Page, *, rehearsal: bool) -> None:
    _set_up(sheet, page, rehearsal=rehearsal)
    sheet.write_string(0, 0, page.title, formats.of(TITLE))
    for row, note in enumerate(page.notes, 1):
        sheet.write_string(row, 0, note, formats.of(NOTE))
    for at, column in enumerate(page.columns):
        sheet.set_column(at, at, WIDTHS[column.kind])
        sheet.write_string(page.top - 1, at, column.heading, formats.of(HEAD))
    for cell in page.cells:
        _write_cell(formats, sheet, cell, page.columns[cell.column])


def _set_up(sheet: Any, page: Page, *, rehearsal: bool) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(page.top - 1)
    sheet.freeze_panes(page.top, 2)
    sheet.set_row(page.top - 1, 42)
    sheet.set_header(f"&C&14{'演练' if rehearsal else ''}")
    sheet.set_footer("&L&8核算底稿&R&8第 &P 页　共 &N 页")
    sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})


def _write_cell(formats: "_Formats", sheet: Any, cell: Placed, column: Column) -> None:
    content, look = cell.content, formats.of(_look(cell, column))
    at = (cell.row, cell.column)
    if content.formula:
        sheet.write_formula(*at, f"={formula_of(content, cell.page)}", look, content.value)
    elif isinstance(content.value, str) or _is_too_long(content.value):
        sheet.write_string(*at, str(content.value), look) if content.value else sheet.write_blank(
            *at, None, look
        )
    else:
        sheet.write_number(*at, content.value, look)
    if content.note:
        sheet.write_comment(*at, content.note[:MOST_COMMENT])


def _is_too_long(value: int | Decimal | str) -> bool:
    """For a spreadsheet's number."""
    return isinstance(value, int) and abs(value) > LIMIT


def _look(cell: Placed, column: Column) -> dict[str, Any]:
    look = {**CELL, **LOOKS[column.kind]}
    if column.kind == "score":
        look["num_format"] = f"0.{'0' * column.places}" if column.places else "0"
    if isinstance(cell.value, str) and column.kind == "mark":
        look["num_format"] = "@"
    if cell.content.note and not cell.content.formula:
        look |= STATED
    may_change = column.may_change and not isinstance(cell.value, str)
    return look | MAY_CHANGE if may_change else look


class _Formats:
    """One format of the workbook per look: Excel grows slow with thousands of equal ones."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._known:
            self._known[key] = self._out.add_format(look)
        return self._known[key]
