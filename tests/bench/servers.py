"""Starts the servers that are held against each other, and talks to them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .machine import pin


class Server:
    """A child process that has printed its port and obeys lines on its standard input."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self.port = int(self._answer())

    def go(self) -> None:
        self._say(b"go\n")

    def cpu_s(self) -> float:
        self._say(b"cpu\n")
        return float(self._answer())

    def memory_bytes(self) -> int:
        self._say(b"memory\n")
        return int(self._answer())

    def held(self) -> dict[str, Any]:
        """Of the server of kind `watched`: what its steps took since it was asked last."""
        self._say(b"held\n")
        found: dict[str, Any] = json.loads(self._answer())
        return found

    def _say(self, line: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(line)

    def _answer(self) -> bytes:
        assert self._process.stdout
        return self._process.stdout.readline()


@contextmanager
def started(*command: Any) -> Iterator[Server]:
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        preexec_fn=lambda: pin(0),
    )
    with process:
        yield Server(process)
        assert process.stdin
        process.stdin.close()


def python(kind: str, *arguments: Any) -> tuple[Any, ...]:
    return (sys.executable, "-m", "tests.bench.child", kind, *arguments)


def floor(program: Path | None, size: int, *, greet: bool = False) -> tuple[Any, ...]:
    """The floor as a command: the C loop, or a bare asyncio transport where there is no compiler."""
    return (program, size, int(greet)) if program else python("bare", size)
