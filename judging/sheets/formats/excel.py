"""What an .xlsx says beside its values (ECMA-376): hidden rows and columns, formulas, percent."""

import re
from collections.abc import Iterator
from posixpath import join, normpath
from zipfile import ZipFile

from .oddities import MOST_ODD, OddCell, Oddities, Oddity, Size
from .tags import tags

PERCENT_FORMATS = {"9", "10"}  # built in: 0%, 0.00%
QUOTED = re.compile(r'"[^"]*"|\\.')
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def oddities(file: ZipFile, sizes: dict[str, Size]) -> dict[str, Oddities]:
    """By sheet; of those in *sizes*."""
    percent = _percent_styles(file)
    paths = _paths(file)
    return {
        name: _Sheet(size, percent).read(file, paths[name]) for name, size in sizes.items() if name in paths
    }


def _ends(file: ZipFile, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    with file.open(path) as content:
        for is_end, (name, attributes, _) in tags(content):
            if is_end:
                yield name, attributes


def _paths(file: ZipFile) -> dict[str, str]:
    """Of each sheet, by its name."""
    book = next(path for path in file.namelist() if re.fullmatch(r"xl/workbook[0-9]*\.xml", path))
    related = book.replace("xl/", "xl/_rels/") + ".rels"
    targets = {
        attributes["Id"]: attributes["Target"]
        for name, attributes in _ends(file, related)
        if name == "Relationship"
    }
    return {
        attributes["name"]: normpath(join("xl", targets[attributes["id"]])).lstrip("/")
        for name, attributes in _ends(file, book)
        if name == "sheet" and attributes.get("id") in targets
    }


def _percent_styles(file: ZipFile) -> set[str]:
    """The numbers of the cell styles that show 0.95 as 95%."""
    if "xl/styles.xml" not in file.namelist():
        return set()
    formats, found, of_cells, number = set(PERCENT_FORMATS), set[str](), False, 0
    with file.open("xl/styles.xml") as content:
        for is_end, (name, attributes, _) in tags(content):
            if name == "cellXfs":
                of_cells = not is_end
            elif name == "numFmt" and is_end and "%" in QUOTED.sub("", attributes.get("formatCode", "")):
                formats.add(attributes["numFmtId"])
            elif name == "xf" and is_end and of_cells:
                if attributes.get("numFmtId") in formats:
                    found.add(str(number))
                number += 1
    return found


class _Sheet:
    """One reading of a sheet's XML, in which positions may be left out and then go on from the last."""

    def __init__(self, size: Size, percent: set[str]) -> None:
        self._size, self._percent = size, percent
        self._row = self._column = -1
        self._rows, self._columns = list[int](), set[int]()
        self._cells: list[OddCell] = []
        self._formula, self._value = False, ""

    def read(self, file: ZipFile, path: str) -> Oddities:
        with file.open(path) as content:
            for is_end, (name, attributes, text) in tags(content):
                if is_end:
                    self._end(name, attributes, text)
                else:
                    self._begin(name, attributes)
                if self._row >= self._size.rows or (name == "sheetData" and is_end):
                    break
        rows = tuple(row for row in self._rows if row < self._size.rows)
        return Oddities(rows, tuple(sorted(self._columns)), tuple(self._cells))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if _is_on(attributes.get("hidden")):
                self._rows.append(self._row)
        elif name == "c":
            place = REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._formula, self._value = False, ""
        elif name == "col" and _is_on(attributes.get("hidden")):
            last = min(int(attributes["max"]), self._size.columns)
            self._columns |= set(range(int(attributes["min"]) - 1, last))

    def _end(self, name: str, attributes: dict[str, str], text: str) -> None:
        if name == "f":
            self._formula = True
        elif name == "v":
            self._value = text
        elif name == "c" and self._size.has(self._row, self._column) and len(self._cells) < MOST_ODD:
            kind = self._kind(attributes)
            if kind:
                seen = self._value if kind is Oddity.FAILED else ""
                self._cells.append(OddCell(self._row, self._column, kind, seen[:20]))

    def _kind(self, attributes: dict[str, str]) -> Oddity | None:
        kind = attributes.get("t", "n")
        if kind == "e":
            return Oddity.FAILED
        if self._formula and not self._value and kind != "str":
            return Oddity.UNCOUNTED
        return (
            Oddity.PERCENT if kind == "n" and self._value and attributes.get("s") in self._percent else None
        )


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _column(letters: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
