"""What an .xls says beside its values (MS-XLS, BIFF8 and 5): hidden rows and columns, failures, percent."""

from collections.abc import Iterator
from struct import unpack_from

from .compound import Compound
from .oddities import MOST_ODD, Locked, OddCell, Oddities, Oddity, Size

BEGIN, END, LOCK, SHEET, FORMAT, STYLE = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
COLUMNS, ROW, FORMULA, NUMBER, SHORT, SHORTS, FAILURE = 0x7D, 0x208, 0x06, 0x203, 0x27E, 0xBD, 0x205
PERCENT_FORMATS = {9, 10}
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip

Record = tuple[int, bytes]


def oddities(file: Compound, sizes: list[Size | None]) -> list[Oddities]:
    """Of each sheet, in the order of the book; None where nothing is of interest."""
    book = _book(file)
    percent, begins = _globals(book)
    return [
        _sheet(_records(book, at), size, percent) if size else Oddities()
        for at, size in zip(begins, sizes, strict=True)
    ]


def refuse_locked(file: Compound) -> None:
    """Raises Locked where the content is encrypted."""
    if any(kind == LOCK for kind, _ in _records(_book(file), 0)):
        raise Locked


def _book(file: Compound) -> bytes:
    return file.stream("Workbook" if "Workbook" in file else "Book")


def _records(book: bytes, at: int) -> Iterator[Record]:
    """From there on to the end of what begins there, without what else begins in it (charts)."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = unpack_from("<2H", book, at)
        depth += (kind == BEGIN) - (kind == END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(book: bytes) -> tuple[set[int], list[int]]:
    """Which styles show percent, and where each sheet begins."""
    formats, styles, begins = set(PERCENT_FORMATS), list[int](), list[int]()
    for kind, record in _records(book, 0):
        if kind == FORMAT and b"%" in record[2:]:
            formats.add(unpack_from("<H", record)[0])
        elif kind == STYLE:
            styles.append(unpack_from("<H", record, 2)[0])
        elif kind == SHEET and record[5] == 0:  # a sheet of cells, not of a chart
            begins.append(unpack_from("<I", record)[0])
    return {number for number, format in enumerate(styles) if format in formats}, begins


def _sheet(records: Iterator[Record], size: Size, percent: set[int]) -> Oddities:
    rows, columns, cells = list[int](), set[int](), list[OddCell]()
    for kind, record in records:
        if kind == ROW and record[12] & HIDDEN_ROW:
            rows.append(unpack_from("<H", record)[0])
        elif kind == COLUMNS and record[8] & HIDDEN_COLUMN:
            first, last = unpack_from("<2H", record)
            columns |= set(range(first, min(last + 1, size.columns)))
        elif len(cells) < MOST_ODD:
            cells += (cell for cell in _cells(kind, record, percent) if size.has(cell.row, cell.column))
    return Oddities(tuple(row for row in rows if row < size.rows), tuple(sorted(columns)), tuple(cells))


def _cells(kind: int, record: bytes, percent: set[int]) -> Iterator[OddCell]:
    if kind not in (FORMULA, NUMBER, SHORT, SHORTS, FAILURE):
        return
    row, column, style = unpack_from("<3H", record)
    if kind == SHORTS:  # style and number of each, and the last column
        for at in range((len(record) - 6) // 6):
            if unpack_from("<H", record, 4 + 6 * at)[0] in percent:
                yield OddCell(row, column + at, Oddity.PERCENT)
    elif error := _error(kind, record):
        yield OddCell(row, column, Oddity.FAILED, error)
    elif kind != FAILURE and style in percent:
        yield OddCell(row, column, Oddity.PERCENT)


def _error(kind: int, record: bytes) -> str:
    """What the cell shows instead of a value; "" where it has one."""
    if kind == FAILURE and record[7]:
        return ERRORS.get(record[6], "#")
    if kind == FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return ERRORS.get(record[8], "#")
    return ""
