"""What an .ods says beside its values (ODF 1.3 part 3): hidden rows and columns, spans, errors, percent."""

from zipfile import ZipFile

from .oddities import MOST_ODD, Locked, OddCell, Oddities, Oddity, Size
from .tags import tags

HIDDEN = {"collapse", "filter"}


def oddities(file: ZipFile, sizes: dict[str, Size]) -> dict[str, Oddities]:
    """By sheet; of those in *sizes*."""
    found: dict[str, Oddities] = {}
    sheet: _Sheet | None = None
    with file.open("content.xml") as content:
        for is_end, (name, attributes, text) in tags(content):
            if name == "table" and not is_end and attributes.get("name") in sizes:
                sheet = _Sheet(sizes[attributes["name"]])
            elif name == "table" and sheet is not None and attributes.get("name") in sizes:
                found[attributes["name"]] = sheet.oddities()
                sheet = None
            elif sheet is not None:
                sheet.take(is_end, name, attributes, text)
    return found


def refuse_locked(file: ZipFile) -> None:
    """Raises Locked where the content is encrypted."""
    if "META-INF/manifest.xml" in file.namelist():
        with file.open("META-INF/manifest.xml") as content:
            if any(name == "encryption-data" for _, (name, _, _) in tags(content)):
                raise Locked


class _Sheet:
    """One reading: rows, columns and cells may stand for many that are alike."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._row = self._column = self._described = 0  # the next of each
        self._rows, self._columns = list[int](), list[int]()
        self._cells, self._merged = list[OddCell](), list[tuple[int, int, int, int]]()
        self._seen = ""

    def oddities(self) -> Oddities:
        return Oddities(tuple(self._rows), tuple(self._columns), tuple(self._cells), tuple(self._merged))

    def take(self, is_end: bool, name: str, attributes: dict[str, str], text: str) -> None:
        if name == "table-column" and is_end:
            times = int(attributes.get("number-columns-repeated", "1"))
            if attributes.get("visibility") in HIDDEN:
                self._columns += range(self._described, min(self._described + times, self._size.columns))
            self._described += times
        elif name == "table-row" and not is_end:
            self._column = 0
        elif name == "table-row":
            times = int(attributes.get("number-rows-repeated", "1"))
            if attributes.get("visibility") in HIDDEN:
                self._rows += range(self._row, min(self._row + times, self._size.rows))
            self._row += times
        elif name == "p" and is_end:
            self._seen = text
        elif name in ("table-cell", "covered-table-cell") and is_end:
            self._cell(attributes)
            self._column += int(attributes.get("number-columns-repeated", "1"))
            self._seen = ""

    def _cell(self, attributes: dict[str, str]) -> None:
        down = int(attributes.get("number-rows-spanned", "1"))
        right = int(attributes.get("number-columns-spanned", "1"))
        here = self._size.has(self._row, self._column) and len(self._cells) + len(self._merged) < MOST_ODD
        if here and (down > 1 or right > 1):
            self._merged.append((self._row, self._column, self._row + down - 1, self._column + right - 1))
        kind = _kind(attributes)
        if here and kind:
            self._cells.append(OddCell(self._row, self._column, kind, self._seen[:20]))


def _kind(attributes: dict[str, str]) -> Oddity | None:
    kind = attributes.get("value-type")
    if attributes.get("calcext:value-type") == "error":
        return Oddity.FAILED
    if "formula" in attributes and kind is None:
        return Oddity.UNCOUNTED
    return Oddity.PERCENT if kind == "percentage" else None
