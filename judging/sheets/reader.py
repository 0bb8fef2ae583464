"""Reads a table in a process of its own: a hostile file may exhaust that one, never the server.

Two filled cells in opposite corners of a 10 kB file are enough to ask for hundreds of gigabytes.
"""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from zipfile import ZipFile

import msgspec
from msgspec import Struct

from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value

from .formats import delimited, excel, old_excel, opendocument
from .formats.compound import Compound
from .formats.oddities import Locked, OddCell, Oddities, Oddity, Size
from .formats.recognised import Sort, sort_of

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
    hidden_rows: tuple[int, ...] = ()  # from 0; a filter hides them, too
    hidden_columns: tuple[int, ...] = ()  # from 0
    odd: tuple[OddCell, ...] = ()  # cells that are not what they look like
    is_hidden: bool = False
    is_text: bool = False  # of a .csv: every cell is a text, and none was made one by mistake


class NoWorkbook(Complaint):
    """Not a workbook, or not one that a person filled in."""

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))


class Why(StrEnum):
    """A table is not handed on."""

    NO_SHEET = "no_sheet"
    ROWS = "rows"
    CELL = "cell"
    ALL = "all"
    QUOTES = "quotes"
    ENCODING = "encoding"
    SORT = "sort"  # none that is read


class Unread(Struct, frozen=True):
    why: Why
    place: str = ""  # of the cell
    length: int = 0  # characters in it
    sort: Sort = Sort.BROKEN


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of an xlsx, xls, ods or csv file, within the limits above. Raises NoWorkbook."""
    command = (sys.executable, "-P", "-m", __name__)
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise broken() from error
    found = msgspec.json.decode(done.stdout, type=tuple[Sheet, ...] | Unread)
    if isinstance(found, Unread):
        raise refusal(found)
    return found


def broken() -> NoWorkbook:
    return NoWorkbook("打不开这个文件：它不是表格，或已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")


def refusal(found: Unread) -> NoWorkbook:
    match found.why:
        case Why.NO_SHEET:
            return NoWorkbook("这个文件里没有工作表。请下载模板填写后再上传。")
        case Why.ROWS:
            return NoWorkbook("表格超过 {most} 行。请用下载的模板填写，不要加别的内容。", most=MOST_ROWS)
        case Why.CELL:
            return NoWorkbook(
                "单元格 {place} 里有 {length} 字，最多 {most} 字。请删短后再上传。",
                place=found.place,
                length=found.length,
                most=MOST_IN_CELL,
            )
        case Why.ALL:
            return NoWorkbook("这个表格里的内容太多。请用下载的模板填写，不要加别的内容。")
        case Why.QUOTES:
            return NoWorkbook("这个 csv 文件里的引号不成对。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")
        case Why.ENCODING:
            return NoWorkbook(
                "认不出这个文件的文字编码。请用 Excel 或 WPS 打开，另存为 .xlsx（或 UTF-8 的 csv）后再上传。"
            )
        case Why.SORT:
            return of_sort(found.sort)


def of_sort(sort: Sort) -> NoWorkbook:
    """What to do about a file of a sort that is not read."""
    match sort:
        case Sort.LOCKED:
            return NoWorkbook("这个文件加了打开密码。请在 Excel 或 WPS 里取消密码，保存后再上传。")
        case Sort.WEB_PAGE:
            return NoWorkbook(
                "这是网页，只是文件名像表格（很多系统导出的 .xls 就是这样）。"
                "请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
            )
        case Sort.XML_TABLE | Sort.BINARY_EXCEL:
            return NoWorkbook("不读这种 Excel 格式。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")
        case Sort.WORDS:
            return NoWorkbook("这是文字文档。请把表格复制到 Excel 或 WPS 表格里，存为 .xlsx 后再上传。")
        case Sort.NUMBERS:
            return NoWorkbook("这是 Numbers 的文件。请在 Numbers 里选“导出为 Excel”，再上传导出的 .xlsx。")
        case Sort.PICTURE:
            return NoWorkbook("这是图片或 PDF，不是表格。请上传 Excel 或 WPS 存出的 .xlsx。")
        case Sort.PACKED:
            return NoWorkbook("这是压缩包，不是表格。请解压后上传里面的 .xlsx。")
        case Sort.EMPTY:
            return NoWorkbook("这是空文件。请重新保存 .xlsx 后再上传。")
        case _:
            return broken()


def within_limits(sheets: Sequence[Sheet]) -> tuple[Sheet, ...] | Unread:
    """The sheets, or why nobody should go on with so much."""
    if not sheets:
        return Unread(Why.NO_SHEET)
    if any(len(sheet.rows) > MOST_ROWS for sheet in sheets):
        return Unread(Why.ROWS)
    cells = characters = 0
    for sheet in sheets:
        cells += 1 + len(sheet.merged) + len(sheet.odd) + sum(map(len, sheet.rows))
        characters += len(sheet.name)
        for place, text in texts(sheet):
            characters += len(text)
            if len(text) > MOST_IN_CELL:
                return Unread(Why.CELL, place, len(text))
    return Unread(Why.ALL) if cells > MOST_CELLS or characters > MOST_CHARACTERS else tuple(sheets)


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


def outcome(content: bytes) -> tuple[Sheet, ...] | Unread:
    """What the file holds, or why that is not handed on; raises whatever a broken file leads to."""
    sort = sort_of(content)
    match sort:
        case Sort.TEXT:
            return of_text(content)
        case Sort.EXCEL | Sort.OLD_EXCEL | Sort.OPEN_DOCUMENT:
            try:
                return of_book(content, sort)
            except Locked:
                return Unread(Why.SORT, sort=Sort.LOCKED)
        case _:
            return Unread(Why.SORT, sort=sort)


def of_text(content: bytes) -> tuple[Sheet, ...] | Unread:
    text = delimited.text_of(content)
    if text is None:
        return Unread(Why.ENCODING)
    try:
        rows, found = delimited.table(text, MOST_ROWS)
    except csv.Error:
        return Unread(Why.QUOTES)
    cut = tuple(row[:MOST_COLUMNS] for row in rows)
    return within_limits([Sheet(delimited.NAME, cut, (), odd=found.cells, is_text=True)])


def of_book(content: bytes, sort: Sort) -> tuple[Sheet, ...] | Unread:
    """Raises Locked."""
    file = Compound(content) if sort is Sort.OLD_EXCEL else ZipFile(io.BytesIO(content))
    if sort is Sort.OPEN_DOCUMENT and isinstance(file, ZipFile):
        opendocument.refuse_locked(file)
    if isinstance(file, Compound):
        old_excel.refuse_locked(file)
    found = within_limits(sheets(content))
    if isinstance(found, Unread):
        return found
    return tuple(with_oddities(found, file, sort))


def with_oddities(found: Sequence[Sheet], file: Compound | ZipFile, sort: Sort) -> Iterator[Sheet]:
    """What the library does not tell, beside the values it found."""
    sizes = {sheet.name: Size(len(sheet.rows), max(map(len, sheet.rows), default=0)) for sheet in found}
    known: Mapping[str, Oddities]
    if isinstance(file, Compound):
        known = dict(zip(sizes, old_excel.oddities(file, list(sizes.values())), strict=True))
    else:
        known = (excel if sort is Sort.EXCEL else opendocument).oddities(file, sizes)
    for sheet in found:
        own = known[sheet.name]
        yield msgspec.structs.replace(
            sheet,
            merged=sheet.merged or own.merged,
            hidden_rows=own.hidden_rows,
            hidden_columns=own.hidden_columns,
            odd=(*sheet.odd, *own.cells),
        )


def sheets(content: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
        cells = tuple(tuple(plain(value) for value in row[:MOST_COLUMNS]) for row in rows)
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        is_hidden = about.visible is not SheetVisibleEnum.Visible
        found.append(Sheet(about.name, cells, merged, odd=tuple(dates(rows)), is_hidden=is_hidden))
    return tuple(found)


def dates(rows: Sequence[Sequence[object]]) -> Iterator[OddCell]:
    for number, row in enumerate(rows[:MOST_ROWS]):
        for column, value in enumerate(row[:MOST_COLUMNS]):
            if isinstance(value, date | time | timedelta):
                yield OddCell(number, column, Oddity.DATE, str(value))


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


def limit() -> None:
    """Memory and time, where the system can: whoever waits for us, and would end us, may be gone.

    Elsewhere a file that asks for too much memory fails by itself, or by the time limit.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    limit()
    sys.stdout.buffer.write(msgspec.json.encode(outcome(sys.stdin.buffer.read())))
