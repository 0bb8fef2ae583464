"""One server per competition file: an operating-system lock that ends with the process, however it ends."""

import sys
from pathlib import Path

from . import StorageFailed, Unreadable

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds `<file>.lock` beside the competition file until `release`.

    Not the file itself: closing any handle to it would drop the locks SQLite has on it (POSIX).
    The empty lock file stays: whoever removes it could remove one that somebody else has just taken.
    """

    def __init__(self, file: Path) -> None:
        """Raises Unreadable if another server holds *file*, StorageFailed if its folder is not writable."""
        try:
            self._file = file.with_name(file.name + ".lock").open("ab")
        except OSError as error:
            raise StorageFailed(
                "无法写入文件夹 {folder}：请换一个文件夹，或检查磁盘。", folder=str(file.parent)
            ) from error
        try:
            _take(self._file.fileno())
        except OSError as error:
            self._file.close()
            raise Unreadable(
                None,
                "赛事文件 {file} 已被另一个正在运行的服务器打开：请用那一个，或先把它关闭。",
                file=file.name,
            ) from error

    def release(self) -> None:
        self._file.close()
