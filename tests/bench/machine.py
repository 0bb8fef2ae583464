"""The machine the figures are taken on: its cores, its disk, its compiler."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

FLOOR_C = Path(__file__).with_name("floor.c")
RECORD = b"x" * 600  # about what one sheet takes in the log


# Before anybody is pinned: a child that is forked by a pinned process has that one core left to choose from.
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def pin(core: int) -> None:
    """Keep this process on *core*, where the system lets us: servers on 0, the load on 1."""
    if CORES:
        os.sched_setaffinity(0, {CORES[core % len(CORES)]})


def compiled_floor(folder: Path) -> Path | None:
    """The C floor as a program, or None without a compiler for it."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.platform != "linux":
        return None
    program = folder / "floor"
    subprocess.run([compiler, "-O2", "-o", program, FLOOR_C], check=True)
    return program


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder on a real disk, for a while: the one for temporary files may lie in memory."""
    base = Path(__file__).parents[2] / "build"
    base.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=base, prefix="bench-") as folder:
        yield Path(folder)


class Disk:
    """The floor of every durable write: append as many bytes and have them on the disk."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "floor.bin", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        self._sync = getattr(os, "fdatasync", os.fsync)

    def sync_s(self) -> float:
        begin = time.perf_counter()
        os.write(self._file, RECORD)
        self._sync(self._file)
        return time.perf_counter() - begin

    def close(self) -> None:
        os.close(self._file)
