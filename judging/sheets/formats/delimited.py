"""Tables as texts: .csv and .txt as Excel and WPS write them, in the encodings that Chinese systems use."""

import csv
import io
import re

from .oddities import OddCell, Oddities, Oddity

NAME = "表格"  # such a file has one sheet, without a name
DELIMITERS = ",\t;，"
FORMULA_OF_TEXT = re.compile(r'="([^"]*)"')  # how systems keep the zeros of 007
FORMULA = re.compile(r"[=@]|[+-](?![0-9.０-９．]|$)")
LED_IN = re.compile(r"'+[=+\-@]")  # how formulas are kept from being executed
LOOKED_AT = 20  # lines


def text_of(content: bytes) -> str | None:
    """None for what is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, encoding)
    found = _decoded(content, "utf-8")
    return _decoded(content, "gb18030") if found is None else found


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if all(char.isprintable() or char in "\r\n\t\u3000\xa0\ufeff" for char in set(text)) else None


def table(text: str, most_rows: int) -> tuple[tuple[tuple[str, ...], ...], Oddities]:
    """Rows of cells up to one more than *most_rows*. Raises csv.Error for quotes that are not closed."""
    lines = text.splitlines(keepends=True)
    delimiter = ","
    if lines and (told := re.fullmatch(r'"?sep=(.)"?\s*', lines[0])):  # Excel's own first line
        delimiter, lines = told[1], lines[1:]
    else:
        delimiter = _delimiter(lines)
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter, strict=True)
    rows, odd = list[tuple[str, ...]](), list[OddCell]()
    for number, cells in enumerate(reader):
        if number > most_rows:
            break
        rows.append(tuple(map(_cell, cells)))
        odd += (
            OddCell(number, column, Oddity.UNCOUNTED)
            for column, cell in enumerate(cells)
            if FORMULA.match(cell) and not FORMULA_OF_TEXT.fullmatch(cell)
        )
    return tuple(rows), Oddities(cells=tuple(odd))


def _delimiter(lines: list[str]) -> str:
    """The one that makes the most columns of the first lines; a comma where none does."""
    first = [re.sub(r'"[^"]*"', "", line) for line in lines[:LOOKED_AT] if line.strip()]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in first))


def _cell(cell: str) -> str:
    if wrapped := FORMULA_OF_TEXT.fullmatch(cell):
        return wrapped[1]
    return cell[1:] if LED_IN.match(cell) else cell
