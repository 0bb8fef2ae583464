"""What can be asked of a rehearsal, checked before it begins: a whole day is long to wait for a “no”."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from judging.core.refused import Reason, Refused

from .server import LINK


def within(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: a whole number from *low* to *high*."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"“{text}”不行，须为 {low}～{high} 的整数")
        return int(text)

    return number


def organiser_link(text: str) -> str:
    """An argparse type: the link as a server prints it."""
    with suppress(ValueError):  # of an address or a port that is none
        if LINK.fullmatch(text) and urlsplit(text).port != 0:
            return text
    raise argparse.ArgumentTypeError(
        f"“{text}”不是组织者链接，须形如 http://192.168.1.5:8000/organiser/…，服务器启动时会打印"
    )


def check_writable(path: Path) -> None:
    """Raises Refused where the report cannot be written. Leaves no file that was not there."""
    try:
        is_there = path.exists()
        path.open("ab").close()
        if not is_there:
            path.unlink()
    except OSError as error:
        raise Refused(
            Reason.MALFORMED, f"不能写入 {path}（{error.strerror}）：请用 --report 指定另一个文件。"
        ) from error
