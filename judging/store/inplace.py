"""Whether files that are held open still have their names, which no error tells a program."""

from collections.abc import Iterable
from pathlib import Path

Identity = tuple[int, int]  # of the device, and on it
Stamp = tuple[int, int]  # size, and when it was written to (ns)


class OpenFiles:
    """The files that had these names when opened. What is written to one without a name is lost."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._opened = {path: _identity(path) for path in paths}

    def are_in_place(self) -> bool:
        return all(_identity(path) == opened for path, opened in self._opened.items())


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def stamp_of(path: Path) -> Stamp | None:
    """Changes when somebody writes to *path*; on some disks also later, or not within two seconds."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
