"""Files that only this user may read, whatever the umask says and whatever an earlier version left."""

import os
import stat
from contextlib import suppress
from pathlib import Path

MODE = 0o600
OTHERS = 0o077


def make_private(path: Path) -> None:
    """*path* is there, empty if it was missing, and this user's own. Raises OSError if it cannot be made.

    Where it is there already it is not opened: closing it would drop the locks SQLite has on it (POSIX).
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE))
    except FileExistsError:
        restrict(path)


def restrict(path: Path) -> None:
    """Takes *path* from others, as far as its disk and its owner let us."""
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & OTHERS:
            path.chmod(MODE)
