"""Writes the workbook that people fill in: what is known already, drop-downs and checks, and the notes."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from msgspec import Struct
from xlsxwriter.worksheet import Worksheet

from judging.core.scoring.numbers import plain

from .form import Choices, Column, Form, Span
from .notes import NOTES, Note, write_notes
from .reader import letter

BLANK_ROWS = 300  # with drop-downs, below what is filled in
LISTS = "选项"
MOST_TITLE, MOST_MESSAGE = 32, 255  # characters that Excel takes


class Filling(Struct, frozen=True):
    """A sheet to be written: the rows that are known, by the keys of its columns."""

    form: Form
    rows: Sequence[Mapping[str, str]] = ()


def template(fillings: Sequence[Filling], notes: Iterable[Note]) -> bytes:
    """An xlsx with a sheet for each, and the notes behind them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        lists = Lists()
        for filling in fillings:
            _Sheet(book, filling, lists).write()
        write_notes(book.add_worksheet(NOTES), notes)
        lists.write(book)
    return content.getvalue()


class Lists:
    """The words of the drop-downs, in a hidden sheet: a list in the rule itself may have 255 characters."""

    def __init__(self) -> None:
        self._columns: list[tuple[str, ...]] = []

    def source(self, words: tuple[str, ...]) -> str:
        """Where these words will stand, as a validation names it."""
        if words not in self._columns:
            self._columns.append(words)
        at = letter(self._columns.index(words))
        return f"={LISTS}!${at}$1:${at}${len(words)}"

    def write(self, book: Any) -> None:
        if not self._columns:
            return
        sheet = book.add_worksheet(LISTS)
        for column, words in enumerate(self._columns):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)
        sheet.protect()
        sheet.hide()


class _Sheet:
    def __init__(self, book: Any, filling: Filling, lists: Lists) -> None:
        self._sheet: Worksheet = book.add_worksheet(filling.form.sheet)
        self._form, self._rows, self._lists = filling.form, filling.rows, lists
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8ECF2"})
        self._fixed = book.add_format({"num_format": "@"})
        self._number = book.add_format({"locked": False, "bg_color": "#FFF9E5", "border": 4})
        self._text = book.add_format({"locked": False, "bg_color": "#FFF9E5", "border": 4, "num_format": "@"})

    def write(self) -> None:
        """Where some columns are locked, there is a row for everybody, and none can be added."""
        is_closed = not all(column.typed for column in self._form.columns)
        last = len(self._rows) + (0 if is_closed else BLANK_ROWS)
        for at, column in enumerate(self._form.columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.title, self._head)
            for row in range(1, last + 1):
                self._write_cell(row, at, column)
            if last and column.typed and (column.check or column.hint):
                self._sheet.data_validation(1, at, last, at, self._validation(column))
        self._sheet.freeze_panes(1, 0)
        if is_closed:
            self._sheet.protect()

    def _write_cell(self, row: int, at: int, column: Column) -> None:
        text = self._rows[row - 1].get(column.key, "") if row <= len(self._rows) else ""
        if not column.typed:
            self._sheet.write_string(row, at, text, self._fixed)
        elif isinstance(column.check, Span):
            if text:
                self._sheet.write_number(row, at, float(text), self._number)
            else:
                self._sheet.write_blank(row, at, None, self._number)
        elif text:
            self._sheet.write_string(row, at, text, self._text)
        else:
            self._sheet.write_blank(row, at, None, self._text)

    def _validation(self, column: Column) -> dict[str, object]:
        about: dict[str, object] = {
            "input_title": column.title[:MOST_TITLE],
            "input_message": column.hint[:MOST_MESSAGE],
        }
        match column.check:
            case Span(low, high, whole):
                return about | {
                    "validate": "integer" if whole else "decimal",
                    "criteria": "between",
                    "minimum": f"={plain(low)}",
                    "maximum": f"={plain(high)}",
                    "error_title": f"{column.title}不对",
                    "error_message": f"请填 {plain(low)} 到 {plain(high)} 的数字。",
                }
            case Choices(words, is_open):
                return about | {
                    "validate": "list",
                    "source": self._lists.source(words),
                    "error_type": "warning" if is_open else "stop",
                    "error_title": f"{column.title}不对",
                    "error_message": "请从下拉列表里选。",
                }
            case None:
                return about | {"validate": "any"}
