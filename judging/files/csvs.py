"""One CSV file: its bytes checked, its header understood, its rows in a fixed order of columns.

What a cell means is not decided here. A file that cannot be read is one problem; wrong rows are one each.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from .contents import WHOLE_FILE, Unreadable, file_bytes
from .problems import Findings, Words, listed, nearest, shown

LINE_BYTES = 1 << 16  # no record of ours comes near; a longer line is a broken file

LED_IN = re.compile(r"'+[=+\-@\t\r]")  # see `exports.harmless`
WHOLE_LINE = "（整行）"
AS_UTF8 = "用 UTF-8 编码保存；在 Excel 里另存为“CSV UTF-8（逗号分隔）”"


class Table:
    """Rows as tuples of `columns` then `optional`; a column the file does not have reads as empty cells.

    `line` is where the row given last begins. Blank lines and rows of empty cells, which spreadsheets leave
    behind, are passed over.
    """

    def __init__(
        self, path: Path, columns: Sequence[str], optional: Sequence[str], findings: Findings
    ) -> None:
        self.path = path
        self.line = 1
        self._columns = tuple(columns)
        self._optional = tuple(optional)
        self._findings = findings

    def refuse(self, column: str, what: Words, remedy: Words, line: int | None = None) -> None:
        self._findings.add(f"{self.path}:{line or self.line}: {column}", what, remedy)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Every row of the right width. Anything else is noted, and reading goes on where it can."""
        data = self._data()
        if data is None:
            return
        lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
        reader = csv.reader(lines, strict=True)
        cells = meant if b"'" in data else as_written
        begins = 1  # a quoted cell may run over several lines
        try:
            header = next(reader, [])
            if not self._understands(header):
                return
            width, pick = len(header), self._picker(header)
            begins = reader.line_num + 1
            for row in reader:
                self.line, begins = begins, reader.line_num + 1
                if len(row) == width:
                    if row[0] or any(row):
                        row.append("")  # what a column that is not there reads
                        yield cells(pick(row))
                elif any(row):
                    self.refuse(WHOLE_LINE, f"有 {len(row)} 格，表头有 {width} 格", "每行的格数与表头一致")
        except csv.Error as error:
            unclosed = "limit" in str(error) or "end of data" in str(error)
            what = f"{'引号没有闭合' if unclosed else '引号用错了'}，后面的行没有检查"
            remedy = '单元格里的引号写成两个 ""，整格再用引号括起来'
            self.refuse(WHOLE_LINE, what, remedy, begins)

    def _picker(self, header: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
        """The wanted cells of a row in order; a column that is not there reads the cell after the last."""
        wanted = (*self._columns, *self._optional)
        return itemgetter(*(header.index(name) if name in header else len(header) for name in wanted))

    def _data(self) -> bytes | None:
        try:
            data = file_bytes(self.path, self._findings, AS_UTF8)
        except Unreadable:
            return None
        return None if self._has_long_line(data) else data

    def _has_long_line(self, data: bytes) -> bool:
        start = 0
        while len(data) - start > LINE_BYTES:
            end = data.rfind(b"\n", start, start + LINE_BYTES)
            if end < 0:
                line = data.count(b"\n", 0, start) + 1
                self.refuse(WHOLE_LINE, f"超过 {LINE_BYTES} 字节", "一行写一条记录，检查换行和引号", line)
                return True
            start = end + 1
        return False

    def _understands(self, header: Sequence[str]) -> bool:
        """Whether the header names each needed column once, and no other than the optional ones."""
        if not header:
            self.refuse(WHOLE_FILE, "第一行是空的", f"第一行写列名：{','.join(self._columns)}")
            return False
        known = (*self._columns, *self._optional)
        fine = True
        for n, name in enumerate(header):
            if name not in known:
                self.refuse(
                    name or f"第 {n + 1} 列", f"没有 {shown(name)} 这一列", header_remedy(name, known)
                )
                fine = False
            elif name in header[:n]:
                self.refuse(name, "这一列出现了两次", "删去其中一列")
                fine = False
        for name in self._columns:
            if name not in header:
                self.refuse(name, "缺少这一列", f"表头写 {','.join(self._columns)}")
                fine = False
        return fine


def as_written(row: tuple[str, ...]) -> tuple[str, ...]:
    return row


def meant(row: tuple[str, ...]) -> tuple[str, ...]:
    """The cells without the apostrophe that keeps a spreadsheet from executing them."""
    return tuple(cell[1:] if LED_IN.match(cell) else cell for cell in row)


def header_remedy(name: str, known: Sequence[str]) -> str:
    for mark, word in ((";", "分号"), ("\t", "制表符"), ("，", "全角逗号")):
        if mark in name:
            return f"列之间用半角逗号，不用{word}"
    near = nearest(name, known)
    return f"{f'最接近的是 {near}；' if near else ''}可用的列：{'、'.join(listed(known))}"
