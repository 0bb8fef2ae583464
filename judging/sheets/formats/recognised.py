"""What sort of file it is, by its content: names of files lie."""

import re
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from .compound import SIGNATURE, Compound

LOOKED_AT = 4096  # bytes
MOST_UNPACKED = 256 << 20  # bytes; a workbook within our limits has a few millions


class Sort(StrEnum):
    EXCEL = "excel"  # .xlsx, also of WPS
    OLD_EXCEL = "old_excel"  # .xls, and the .et that WPS writes today
    OPEN_DOCUMENT = "open_document"  # .ods
    TEXT = "text"  # .csv, perhaps
    LOCKED = "locked"
    WEB_PAGE = "web_page"  # what many systems call .xls
    XML_TABLE = "xml_table"  # Excel 2003
    BINARY_EXCEL = "binary_excel"  # .xlsb
    WORDS = "words"  # .docx, .doc, .wps, .rtf
    NUMBERS = "numbers"  # Apple's
    PICTURE = "picture"  # also PDF
    PACKED = "packed"
    EMPTY = "empty"
    BROKEN = "broken"


PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")
PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
WEB_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta)\b|mime-version:", re.IGNORECASE)
XML_TABLE = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=.excel\.sheet", re.IGNORECASE)


def sort_of(content: bytes) -> Sort:
    head = content[:LOOKED_AT]
    plain = (
        head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    )  # UTF-16, too, as far as it is ASCII
    if not content.strip():
        return Sort.EMPTY
    if head.startswith(b"PK"):
        return _zipped(content)
    if head.startswith(SIGNATURE):
        return _compound(content)
    if head.startswith(PICTURES):
        return Sort.PICTURE
    if head.startswith(PACKED):
        return Sort.PACKED
    if plain.startswith(b"{\\rtf"):
        return Sort.WORDS
    if XML_TABLE.search(plain):
        return Sort.XML_TABLE
    return Sort.WEB_PAGE if WEB_PAGE.search(plain) else Sort.TEXT


def _zipped(content: bytes) -> Sort:
    try:
        file = ZipFile(BytesIO(content))
    except BadZipFile:
        return Sort.BROKEN
    names = set(file.namelist())
    if sum(each.file_size for each in file.infolist()) > MOST_UNPACKED:
        return Sort.BROKEN
    if "content.xml" in names:
        return Sort.OPEN_DOCUMENT
    for name, sort in (("xl/workbook.bin", Sort.BINARY_EXCEL), ("word/document.xml", Sort.WORDS)):
        if name in names:
            return sort
    if any(re.fullmatch(r"xl/workbook[0-9]*\.xml", name) for name in names):
        return Sort.EXCEL
    return Sort.NUMBERS if any(name.endswith(".iwa") for name in names) else Sort.PACKED


def _compound(content: bytes) -> Sort:
    file = Compound(content)
    if "EncryptedPackage" in file:
        return Sort.LOCKED
    if "Workbook" in file or "Book" in file:
        return Sort.OLD_EXCEL
    return Sort.WORDS if "WordDocument" in file else Sort.BROKEN
