"""Workbooks as organisers send them, made by code: a good one, and what may be odd or wrong with it."""

import csv
import io
from datetime import date
from random import Random
from typing import Any

import xlsxwriter

from judging.sheets.form import Form
from judging.sheets.reader import letter

HEADER = -1  # as the number of a row: the row of the titles
EXTRA = ("备注", "联系人", "填表日期")
ABOVE = ("二〇二四年度竞赛", "（请勿外传）", "填表单位：")


class Failed(str):
    """What a formula shows that did not work out."""


class Percent(float):
    """A number that is shown as a percentage."""


class Book:
    """A sheet to be written. Rows are by the keys of the form; None is a blank one."""

    def __init__(self, form: Form, rows: list[dict[str, object]]) -> None:
        self.sheet = form.sheet
        self.titles = {column.key: column.title for column in form.columns}
        self.aliases = {column.key: column.aliases for column in form.columns}
        self.columns: list[str] = list(self.titles)  # keys, or titles of others
        self.rows: list[dict[str, object] | None] = [dict(row) for row in rows]
        self.above = 0
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[str] = []
        self.merged: list[tuple[int, str, str]] = []  # row, first and last column
        self.other_sheets: list[str] = []

    @property
    def is_plain(self) -> bool:
        """Whether a .csv could say the same."""
        special = (date, bool, Failed, Percent)
        cells = [cell for row in self.rows if row for cell in row.values()]
        hidden = self.hidden_rows or self.hidden_columns or self.merged
        return not hidden and not any(isinstance(cell, special) or unseen(cell) for cell in cells)

    def place(self, row: int | None, column: str) -> str:
        """As Excel calls the cell; the letter alone without a row."""
        at = letter(self.columns.index(column))
        return at if row is None else f"{at}{self.above + row + 2}"

    def grid(self) -> list[list[object]]:
        head = [self.titles.get(column, column) for column in self.columns]
        body = [[(row or {}).get(column, "") for column in self.columns] for row in self.rows]
        return [*([text] for text in ABOVE[: self.above]), head, *body]

    def dressed(self, random: Random) -> None:
        """Titles above, columns in another order and others among them: none of it matters."""
        self.above = random.randrange(len(ABOVE) + 1)
        for title in random.sample(EXTRA, random.randrange(len(EXTRA))):
            self.columns.insert(random.randrange(len(self.columns) + 1), title)
        random.shuffle(self.columns)

    def xlsx(self) -> bytes:
        content = io.BytesIO()
        with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
            sheet = book.add_worksheet(self.sheet)
            formats = {
                date: book.add_format({"num_format": "yyyy-mm-dd"}),
                Percent: book.add_format({"num_format": "0%"}),
            }
            for row, cells in enumerate(self.grid()):
                for column, cell in enumerate(cells):
                    write(sheet, row, column, cell, formats)
            for number in self.hidden_rows:
                sheet.set_row(self.above + number + 1, None, None, {"hidden": True})
            for key in self.hidden_columns:
                at = self.columns.index(key)
                sheet.set_column(at, at, None, None, {"hidden": True})
            for number, first, last in self.merged:
                at = self.above + number + 1
                left, right = sorted((self.columns.index(first), self.columns.index(last)))
                sheet.merge_range(at, left, at, right, "")
            for name in self.other_sheets:
                book.add_worksheet(name).write_string(0, 0, "别的内容")
        return content.getvalue()

    def csv(self, encoding: str, mark: str = ",") -> bytes:
        text = io.StringIO()
        rows = [[said(cell) for cell in row] for row in self.grid()]
        csv.writer(text, delimiter=mark).writerows(rows)
        return text.getvalue().encode(encoding)


def unseen(cell: object) -> bool:
    """Whether a .csv with it is taken for another encoding, or for another number."""
    return (isinstance(cell, str) and not cell.isprintable()) or (isinstance(cell, float) and cell >= 1e15)


def said(cell: object) -> str:
    return str(cell).removesuffix(".0")


def write(sheet: Any, row: int, column: int, cell: object, formats: dict[type, Any]) -> None:
    match cell:
        case Failed():
            sheet.write_formula(row, column, "=1/0", None, str(cell))
        case Percent():
            sheet.write_number(row, column, float(cell), formats[Percent])
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case date():
            sheet.write_datetime(row, column, cell, formats[date])
        case _ if cell != "":
            sheet.write_string(row, column, str(cell))
