"""Bad disks, without mounting one: what a confined child cannot write, and how that ends.

disk = FullDisk(folder)
async with served(folder, confined=disk.confine) as server:
    disk.mend(server.pid)
"""

import ctypes
import stat
import sys
from pathlib import Path
from typing import Protocol

if sys.platform == "linux":
    import resource

PR_CAPBSET_DROP = 24  # <linux/prctl.h>
CAP_DAC_OVERRIDE = 1  # <linux/capability.h>: what lets root write where nobody may


class BadDisk(Protocol):
    def confine(self) -> None:
        """In the child, before it starts."""

    def mend(self, pid: int) -> None:
        """From here on the server of that process can write."""


class FullDisk:
    """No file can be written any more, as where not one byte is left."""

    def __init__(self, folder: Path) -> None:
        _, self._hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def confine(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, self._hard))

    def fill(self, pid: int) -> None:
        """For a server that runs already."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, self._hard))

    def mend(self, pid: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (self._hard, self._hard))


class ReadOnlyDisk:
    """*folder* and its files can only be read, by root too."""

    def __init__(self, folder: Path) -> None:
        self._modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
        for path, mode in self._modes.items():
            path.chmod(mode & ~0o222)

    def confine(self) -> None:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)  # fails where we are not root

    def mend(self, pid: int) -> None:
        for path, mode in self._modes.items():
            path.chmod(mode)
