"""Reads a workbook in a process of its own: a hostile file may exhaust that one, never the server.

Two filled cells in opposite corners of a 10 kB file are enough to ask for hundreds of gigabytes.
"""

import io
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from enum import StrEnum

import msgspec
from msgspec import Struct

from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value

SECONDS = 15
MEMORY_BYTES = 1 << 29
MOST_ROWS = 2000
MOST_COLUMNS = 64
# Of a whole workbook, so that what is handed on is small whatever the file says.
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
MOST_CHARACTERS = 1_000_000
MOST_IN_CELL = 1000  # characters; an entrant's name has at most 60

Cell = str | float | bool | None  # None: a date or time, which no column of ours takes
Merged = tuple[int, int, int, int]  # first row and column, last row and column, from 0


class Sheet(Struct, frozen=True):
    """`rows` begin at A1. An empty cell, and a formula that failed, is ""."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...]


class NoWorkbook(Complaint):
    """Not a workbook, or not one that a person filled in."""

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))


class Excess(StrEnum):
    """Why a workbook is not handed on."""

    NOTHING = "nothing"
    ROWS = "rows"
    CELL = "cell"
    ALL = "all"


class TooMuch(Struct, frozen=True):
    excess: Excess
    place: str = ""  # of the cell
    length: int = 0  # characters in it


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of an xlsx, xls or ods file, within the limits above. Raises NoWorkbook."""
    command = (sys.executable, "-m", __name__)
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NoWorkbook("打不开这个文件：它不是表格，或已加密、损坏。请另存为 .xlsx 后再上传。") from error
    found = msgspec.json.decode(done.stdout, type=tuple[Sheet, ...] | TooMuch)
    if isinstance(found, TooMuch):
        raise refusal(found)
    return found


def refusal(found: TooMuch) -> NoWorkbook:
    match found.excess:
        case Excess.NOTHING:
            return NoWorkbook("这个文件里没有工作表。请下载模板填写后再上传。")
        case Excess.ROWS:
            return NoWorkbook("表格超过 {most} 行。请用下载的模板填写，不要加别的内容。", most=MOST_ROWS)
        case Excess.CELL:
            return NoWorkbook(
                "单元格 {place} 里有 {length} 字，最多 {most} 字。请删短后再上传。",
                place=found.place,
                length=found.length,
                most=MOST_IN_CELL,
            )
        case Excess.ALL:
            return NoWorkbook("这个表格里的内容太多。请用下载的模板填写，不要加别的内容。")


def within_limits(sheets: Sequence[Sheet]) -> tuple[Sheet, ...] | TooMuch:
    """The sheets, or why nobody should go on with so much."""
    if not sheets:
        return TooMuch(Excess.NOTHING)
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        return TooMuch(Excess.ROWS)
    cells = characters = 0
    for sheet in sheets:
        cells += 1 + len(sheet.merged) + sum(map(len, sheet.rows))
        characters += len(sheet.name)
        for place, text in texts(sheet):
            characters += len(text)
            if len(text) > MOST_IN_CELL:
                return TooMuch(Excess.CELL, place, len(text))
    return TooMuch(Excess.ALL) if cells > MOST_CELLS or characters > MOST_CHARACTERS else tuple(sheets)


def texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every text with its cell."""
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                yield f"{letter(column)}{number}", cell


def letter(column: int) -> str:
    """0 → A, 26 → AA."""
    high, low = divmod(column, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def sheets(content: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
        cells = tuple(tuple(plain(value) for value in row[:MOST_COLUMNS]) for row in rows)
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        found.append(Sheet(name, cells, merged))
    return tuple(found)


def plain(value: object) -> Cell:
    match value:
        case str() | bool() | float():
            return value
        case int():
            return float(value)
        case date() | time() | timedelta():  # a datetime is a date
            return None
        case _:
            raise TypeError(type(value))


def limit_memory() -> None:
    """Where the system can; elsewhere a file that asks for too much fails by itself, or by the time limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    limit_memory()
    sys.stdout.buffer.write(msgspec.json.encode(within_limits(sheets(sys.stdin.buffer.read()))))
