"""Reads a workbook in a process of its own: a hostile file may exhaust that one, never the server.

Two filled cells in opposite corners of a 10 kB file are enough to ask for hundreds of gigabytes.
"""

import io
import subprocess
import sys
from datetime import date, time, timedelta

import msgspec
from msgspec import Struct

from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value

SECONDS = 15
MEMORY_BYTES = 1 << 29
MOST_ROWS = 2000
MOST_COLUMNS = 64

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


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of an xlsx, xls or ods file. Raises NoWorkbook."""
    command = (sys.executable, "-m", __name__)
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NoWorkbook("打不开这个文件：它不是表格，或已加密、损坏。请另存为 .xlsx 后再上传。") from error
    sheets = msgspec.json.decode(done.stdout, type=tuple[Sheet, ...])
    if not sheets:
        raise NoWorkbook("这个文件里没有工作表。请下载模板填写后再上传。")
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        raise NoWorkbook("表格超过 {most} 行。请用下载的模板填写，不要加别的内容。", most=MOST_ROWS)
    return sheets


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
    sys.stdout.buffer.write(msgspec.json.encode(sheets(sys.stdin.buffer.read())))
