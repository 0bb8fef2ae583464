"""Writes .xls files as small as they can be (MS-CFB, BIFF8), since nothing we depend on does."""

from collections.abc import Mapping, Sequence
from struct import pack

SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
PERCENT, FAILED, PLAIN = "percent", "failed", "plain"


def record(kind: int, content: bytes = b"") -> bytes:
    return pack("<2H", kind, len(content)) + content


def begin(kind: int) -> bytes:
    return record(0x809, pack("<6H", 0x600, kind, 0, 0, 0, 0) + bytes(4))


def text(words: str) -> bytes:
    return pack("<HB", len(words), 1) + words.encode("utf-16-le")


def cell(row: int, column: int, value: object) -> bytes:
    """A text, a number, or (number, PERCENT), or FAILED for a formula that divides by zero."""
    match value:
        case "failed":
            return record(0x06, pack("<3H", row, column, 0) + b"\x02\0\x07\0\0\0\xff\xff" + bytes(8))
        case str():
            return record(0x204, pack("<3H", row, column, 0) + text(value))
        case (float() | int() as number, "percent"):
            return record(0x203, pack("<3Hd", row, column, 1, number))
        case _:
            return record(0x203, pack("<3Hd", row, column, 0, value))


def sheet(
    rows: Sequence[Sequence[object]], hidden_rows: Sequence[int] = (), hidden_columns: Sequence[int] = ()
) -> bytes:
    columns = [record(0x7D, pack("<5H", n, n, 2048, 0, 1) + bytes(2)) for n in hidden_columns]
    heights = [
        record(0x208, pack("<8H", n, 0, 9, 255, 0, 0, 0x20 if n in hidden_rows else 0, 0))
        for n in range(len(rows))
    ]
    cells = [cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value != ""]
    return b"".join([begin(0x10), *columns, *heights, *cells, record(0x0A)])


def book(sheets: Mapping[str, bytes], *, locked: bool = False) -> bytes:
    """The file with these sheets, made by `sheet`; *locked*: it says that the rest is encrypted."""
    styles = [record(0xE0, pack("<2H", 0, format) + bytes(16)) for format in (0, 9)]
    head = [begin(5), record(0x42, pack("<H", 1200)), *([record(0x2F, bytes(6))] if locked else []), *styles]
    names = [name.encode("utf-16-le") for name in sheets]
    at = sum(map(len, head)) + sum(len(name) + 12 for name in names) + 4
    for name, content in zip(names, sheets.values(), strict=True):
        head.append(record(0x85, pack("<I4B", at, 0, 0, len(name) // 2, 1) + name))
        at += len(content)
    return compound("Workbook", b"".join([*head, record(0x0A), *sheets.values()]))


def compound(name: str, stream: bytes) -> bytes:
    """A compound file of one stream."""
    stream = stream.ljust(8 * SECTOR, b"\0")  # shorter ones stand elsewhere
    sectors = -(-len(stream) // SECTOR)
    links = [FAT, END, *range(3, sectors + 2), END]
    table = pack(f"<{SECTOR // 4}I", *links, *[FREE] * (SECTOR // 4 - len(links)))
    folder = entry("Root Entry", 5, END, 0, 1) + entry(name, 2, 2, len(stream), FREE) + bytes(256)
    fields = (*(0x3E, 3, 0xFFFE, 9, 6), *(0, 0, 0), *(0, 1, 1, 0, 4096, END, 0, END, 0))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<5H3H9I", *fields)
    head += pack("<109I", 0, *[FREE] * 108)
    return head + table + folder + stream.ljust(sectors * SECTOR, b"\0")


def entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
    words = name.encode("utf-16-le")
    head = words.ljust(64, b"\0") + pack("<H2B3I", len(words) + 2, kind, 1, FREE, FREE, child)
    return head + bytes(36) + pack("<2IQ", first, size, 0)[:12]
