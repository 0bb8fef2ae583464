"""The bytes of a file somebody names on the command line, refused if they cannot be text."""

from pathlib import Path

from .problems import Findings, Words

MOST_BYTES = 1 << 29  # ten times a million marks
WHOLE_FILE = "（文件）"


class Unreadable(Exception):
    """The file as a whole is of no use; the finding is noted already."""


def file_bytes(path: Path, findings: Findings, as_utf8: Words, most: int = MOST_BYTES) -> bytes:
    """The file's content: UTF-8 without NUL, at most *most* bytes; `as_utf8` says how to save such a file so.

    Raises Unreadable.
    """

    def refuse(line: int, what: Words, remedy: Words) -> Unreadable:
        findings.add(f"{path}:{line}: {WHOLE_FILE}", what, remedy)
        return Unreadable()

    try:
        data = findings.texts[path] if path in findings.texts else path.read_bytes()
    except OSError as error:
        raise refuse(1, f"读不到：{error.strerror}", "检查文件名，并确认有权读取") from None
    if len(data) > most:
        raise refuse(1, f"有 {len(data)} 字节，太大", f"分成小于 {most} 字节的文件")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(1, "不是 UTF-8，是 UTF-16", as_utf8)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"不是 UTF-8（可能是 GBK）：字节 0x{data[error.start]:02X}"
        raise refuse(line, what, as_utf8) from None
    if (nul := data.find(b"\0")) >= 0:
        raise refuse(data.count(b"\n", 0, nul) + 1, "有 NUL 字节，文件已损坏", "重新导出这个文件")
    return data
