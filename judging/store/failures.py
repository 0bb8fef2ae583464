"""What an error of SQLite means to people, with the remedy."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from judging.core.sentence import template

from . import StorageFailed, Unreadable

INDEX_BYTES = 32 * 1024  # of the smallest -shm

REMEDIES = {
    sqlite3.SQLITE_FULL: template(
        "服务器电脑的磁盘已满，这一步没有保存：请在那台电脑上腾出空间，之后会自动恢复。"
    ),
    sqlite3.SQLITE_READONLY: template(
        "服务器电脑的磁盘是只读的，这一步没有保存：请检查写保护和权限，之后会自动恢复。"
    ),
    sqlite3.SQLITE_BUSY: template("另一个程序正占用赛事文件，这一步没有保存：请关闭它，之后会自动恢复。"),
    sqlite3.SQLITE_IOERR: template(
        "服务器电脑的磁盘读写出错，这一步没有保存：请检查磁盘是否已满、已拔出或损坏。"
    ),
    sqlite3.SQLITE_CANTOPEN: template("无法打开赛事文件：请检查它所在的文件夹是否存在、是否可写。"),
}

CODES = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_READONLY,
}


def meant_to_readers(error: Exception, path: Path) -> BaseException:
    """What *error* means to people who only read: there is nothing that was not saved."""
    failure = meant(error, path)
    if isinstance(failure, StorageFailed):
        return Unreadable(
            None,
            "读不了 {path}（{error}）：请检查权限和磁盘，并关闭占用它的程序。",
            path=str(path),
            error=str(error),
        )
    return failure


def meant(error: BaseException, path: Path) -> BaseException:
    """What *error* of SQLite means to people; any other error is itself."""
    if isinstance(error, UnicodeDecodeError):  # of what SQLite says about a damaged schema, or of a column
        return _damaged(path, error)
    code = getattr(error, "sqlite_errorcode", None)  # missing where Python itself complains
    if code is None:
        return error
    if code == sqlite3.SQLITE_IOERR_FSYNC:
        return StorageFailed(
            "服务器电脑的磁盘没有确认写入，不确定这一步是否已保存：请检查磁盘是否已拔出或损坏；重做一次不会重复计入。"
        )
    kind = code & 0xFF  # the rest of an extended code says at which step
    if kind in REMEDIES:
        return StorageFailed(REMEDIES[_cause(kind, path.parent)])
    if kind == sqlite3.SQLITE_NOTADB:
        return Unreadable(None, "{file} 不是赛事文件。", file=path.name)
    return _damaged(path, error)


def _damaged(path: Path, error: BaseException) -> Unreadable:
    return Unreadable(
        None, "赛事文件 {file} 已损坏（{error}），请改用备份。", file=path.name, error=str(error)
    )


def refused_by_disk(error: OSError, folder: Path) -> StorageFailed:
    """What *error* of a file in *folder* means, in the words SQLite's errors have."""
    kind = CODES.get(error.errno or 0, sqlite3.SQLITE_IOERR)
    return StorageFailed(REMEDIES[_cause(kind, folder)])


def _cause(kind: int, folder: Path) -> int:
    """Whether the disk is full or read-only, where SQLite saw only that one of its steps failed."""
    if kind in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and folder.is_dir():
        if not os.access(folder, os.W_OK):
            return sqlite3.SQLITE_READONLY
        if shutil.disk_usage(folder).free < INDEX_BYTES:
            return sqlite3.SQLITE_FULL
    return kind
