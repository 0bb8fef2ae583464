"""The server under attack, as `judging run` starts it, and what it uses of the machine."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench.machine import pin

ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)")
FAREWELL_S = 15


class Use(NamedTuple):
    descriptors: int
    memory_bytes: int
    said_bytes: int  # what it has complained on standard error
    again_bytes: int = 0  # of memory, that a second wave took on top

    def less(self, before: "Use") -> "Use":
        return Use(*(now - then for now, then in zip(self, before, strict=True)))


class Host:
    def __init__(self, process: "subprocess.Popen[bytes]", port: int, complaints: Path) -> None:
        self.port = port
        self.pid = process.pid
        self._process = process
        self._complaints = complaints

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def use(self) -> Use:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return Use(
            len(os.listdir(f"/proc/{self.pid}/fd")),  # noqa: PTH208 - names only
            pages * os.sysconf("SC_PAGESIZE"),
            self._complaints.stat().st_size,
        )

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rest(self, most_s: float) -> None:
        """Waits until the server has nothing to do any more, at most *most_s*."""
        until = time.monotonic() + most_s
        while time.monotonic() < until:
            before = self.cpu_s()
            time.sleep(0.3)
            if self.cpu_s() - before < 0.02:
                return


@contextmanager
def hosted(folder: Path, *options: str) -> Iterator[Host]:
    """A server with its files in *folder*, alone on the first core."""
    complaints = folder.parent / "complaints.txt"
    command = [sys.executable, "-m", "judging", "run", "--host", "127.0.0.1", "--port", "0", "--data", folder]
    with (
        complaints.open("wb") as said,
        subprocess.Popen(
            [*command, "--no-browser", "--with-parent", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            preexec_fn=lambda: pin(0),
        ) as process,
    ):
        try:
            assert process.stdin
            assert process.stdout
            line = next(line for line in process.stdout if ADDRESS.search(line))
            port = int(ADDRESS.search(line)[1])  # type: ignore[index]
            yield Host(process, port, complaints)
            process.stdin.close()
            process.wait(FAREWELL_S)
        finally:
            if process.poll() is None:
                process.kill()
