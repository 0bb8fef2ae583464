"""Opening a log without a chance to change it, whether a server is writing to it or its disk is protected."""

import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from . import Unreadable
from .failures import INDEX_BYTES, meant_to_readers
from .schema import IDENTITY, check_format


class Blank(Unreadable):
    """No log yet, or no file."""


FAILURES = (sqlite3.Error, UnicodeDecodeError)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """As `reader`, closed after the block. Raises Unreadable, also for what the block could not read."""
    with closing(reader(path)) as db:
        try:
            yield db
        except FAILURES as error:
            raise meant_to_readers(error, path) from error


def reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to a log of ours. Raises Unreadable.

    A log that was closed properly is opened as immutable: SQLite would otherwise leave a -wal and a -shm
    beside it, and could not read it from a write-protected stick at all.
    """
    _check_there(path)
    if not part_of(path, "-wal").exists():
        return _reader(path, "immutable=1")
    try:
        return _reader(path, "")
    except Unreadable:
        if sys.platform == "win32" or _has_index(path):
            raise
        # Nobody has it open, and the index of its -wal cannot be made here: then it is made in memory.
        return _reader(path, "vfs=unix-none", "PRAGMA locking_mode = EXCLUSIVE")


def _reader(path: Path, option: str, *settings: str) -> sqlite3.Connection:
    try:
        with ExitStack() as stack:
            uri = f"{path.resolve().as_uri()}?mode=ro&{option}"
            db = stack.enter_context(closing(sqlite3.connect(uri, uri=True)))
            db.text_factory = bytes
            for setting in settings:
                db.execute(setting)
            tables, application, version = db.execute(IDENTITY).fetchone()
            if not tables:
                raise Blank(None, "{file} 里还没有赛事。", file=path.name)
            check_format(path, application, version)
            stack.pop_all()
            return db
    except FAILURES as error:
        raise meant_to_readers(error, path) from error


def _has_index(path: Path) -> bool:
    """Of its -wal, whole: while a server runs there is one."""
    try:
        return part_of(path, "-shm").stat().st_size >= INDEX_BYTES
    except FileNotFoundError:
        return False


def part_of(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _check_there(path: Path) -> None:
    """Not by opening it: closing it again would drop the locks SQLite has on a file in use (POSIX)."""
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        raise Blank(
            None, "找不到赛事文件 {path}：请检查路径，文件名以 .sqlite 结尾。", path=str(path)
        ) from error
    if not is_file:
        raise Unreadable(
            None, "{path} 不是文件：请给出其中的赛事文件，文件名以 .sqlite 结尾。", path=str(path)
        )
