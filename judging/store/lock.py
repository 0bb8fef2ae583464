"""One server per competition file and per data folder: operating-system locks that end with the process."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from . import StorageFailed, Unreadable

SERVER = "server.lock"  # in the data folder

if sys.platform == "win32":
    import msvcrt

    LOCKED_BYTE = 1 << 30  # nobody can read a locked byte: not one of those that say who holds the lock

    TAKEN = (errno.EACCES, errno.EDEADLOCK)

    def _take(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    TAKEN = (errno.EWOULDBLOCK,)  # other errors: some network drives have no locks

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockHeld(Exception):
    """Another process has the lock."""


class Occupied(Unreadable):
    """Nothing is wrong with the file or folder: another server has it."""


def _locked(path: Path) -> BinaryIO:
    """*path*, made where it is missing, with its lock. Raises Held, or OSError where there can be none."""
    file = _opened(path)
    try:
        _take(file.fileno())
    except OSError as error:
        file.close()
        if error.errno in TAKEN:
            raise LockHeld from error
        raise
    return file


def _opened(path: Path) -> BinaryIO:
    """For writing if possible: the lock of a file that can only be read keeps others away all the same."""
    try:
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "rb+", buffering=0)
    except OSError:
        with suppress(OSError):
            return path.open("rb", buffering=0)
        raise


class Lock:
    """Holds `<file>.lock` beside the competition file until `release`.

    Not the file itself: closing any handle to it would drop the locks SQLite has on it (POSIX).
    The empty lock file stays: whoever removes it could remove one that somebody else has just taken.
    """

    def __init__(self, file: Path) -> None:
        """Raises Occupied if another server holds *file*, StorageFailed if its folder is not writable."""
        try:
            self._file = _locked(file.with_name(file.name + ".lock"))
        except LockHeld as held:
            raise Occupied(
                None,
                "赛事文件 {file} 已被另一个正在运行的服务器打开：请用那一个，或先把它关闭。",
                file=file.name,
            ) from held
        except OSError as error:
            raise StorageFailed(
                "无法写入文件夹 {folder}：请换一个文件夹，或检查磁盘。", folder=str(file.parent)
            ) from error

    def release(self) -> None:
        self._file.close()


class FolderLock:
    """Holds `server.lock` in a data folder until `release`; the file tells the next server where we are.

    What it says may be of a server that is gone: the lock alone decides.
    """

    def __init__(self, folder: Path) -> None:
        """Raises Occupied if another server holds *folder*, naming its address.

        A folder in which nothing can be written is held by nobody: there is nothing to quarrel about. Nor is
        one on a drive without locks: there each competition file refuses, with that reason.
        """
        path = folder / SERVER
        self._file: BinaryIO | None = None
        try:
            self._file = _locked(path)
        except LockHeld as held:
            raise _occupied(folder) from held
        except OSError:
            return
        self._write(b"")

    def announce(self, address: str) -> None:
        """Lets the next server know our *address*, a URL."""
        self._write(f"{address} {os.getpid()}".encode())

    def release(self) -> None:
        if self._file is not None:
            self._file.close()

    def _write(self, content: bytes) -> None:
        if self._file is not None:
            with suppress(OSError):  # a full disk: then the next one is refused without an address
                self._file.seek(0)
                self._file.truncate()
                self._file.write(content)


def _occupied(folder: Path) -> Occupied:
    with suppress(OSError, ValueError):
        address, process = (folder / SERVER).read_text("utf-8").split()
        return Occupied(
            None,
            "数据文件夹 {folder} 已有一个服务器在用（进程 {process}）：请打开 {address}，或先停止它；"
            "要另开一个，请用 --data 指定另一个文件夹。",
            folder=str(folder),
            process=process,
            address=address,
        )
    return Occupied(
        None,
        "数据文件夹 {folder} 已有一个服务器在用：请用那一个，或先停止它；"
        "要另开一个，请用 --data 指定另一个文件夹。",
        folder=str(folder),
    )
