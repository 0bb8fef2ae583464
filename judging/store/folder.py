"""Folders: what it takes that a file's new name survives a power cut."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def sync(path: Path) -> None:
    """After this the content of *path* is there also after a power cut. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """After this the files renamed into *folder* have their new names also after a power cut.

    As far as its file system can: some on a network cannot, and the renaming itself has been done.
    """
    if sys.platform == "win32":  # opens no folder; NTFS keeps a journal of names
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
