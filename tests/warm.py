"""Servers for tests that begin at once: children of a process which has imported everything already.

A cold start imports for more than a second, that of each worker beside it for half of one, and some five
hundred tests start a server of their own. Such a child does what `python -m tests.holds FILE run …` does;
only how it came to be is another.
"""

import asyncio
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from multiprocessing import Process
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import IO, Any

IS_POSSIBLE = sys.platform == "linux"
IMPORTED = ["tests.holds", "tests.warm", "judging.web.run", "judging.web.app"]


class WarmProcess:
    """As much of `asyncio.subprocess.Process` as is asked of a server, and of a worker by its server."""

    def __init__(self, process: Process, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._process = process
        self._writer = writer
        self.stdin = _Input(writer)
        self.stdout = reader
        assert process.pid is not None
        self.pid = process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int | None:
        await asyncio.to_thread(self._process.join)
        self._writer.close()
        return self.returncode

    async def communicate(self) -> None:
        await self.wait()


class _Input:
    """One end of a socket stands for both pipes, so that closing one of them does not close the other."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.write = writer.write
        self.drain = writer.drain
        self.close = writer.write_eof


async def server(report: Path, *arguments: str, errors: IO[bytes] | None = None) -> WarmProcess:
    """`judging` with these *arguments*, which writes what holds its loop to *report*."""
    settings = {"report": str(report), "argv": arguments, "env": dict(os.environ), "folder": Path.cwd()}
    return await _started(_serve, settings, errors.fileno() if errors else 2)


async def worker(of: Any) -> WarmProcess:
    """In place of `Worker._start`."""
    of._process = await _started(_work, {}, 2)
    return of._process


async def _started(target: Any, settings: Mapping[str, Any], errors: int) -> WarmProcess:
    context: Any = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    ours, theirs = socket.socketpair()
    with theirs:
        pipes = _Pipes(theirs.fileno(), theirs.fileno(), errors)
        process = context.Process(target=_begin, args=(pipes, target, settings))
        await asyncio.to_thread(process.start)
    return WarmProcess(process, *await asyncio.open_connection(sock=ours))


class _Pipes:
    """What a child has for standard input, output and errors."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers

    def __reduce__(self) -> tuple[Any, ...]:
        return _given, tuple(map(DupFd, self.numbers))


def _given(*pipes: Any) -> _Pipes:
    return _Pipes(*(pipe.detach() for pipe in pipes))


# In the child


def _begin(pipes: _Pipes, target: Any, settings: Mapping[str, Any]) -> None:
    for number, pipe in enumerate(pipes.numbers):
        os.dup2(pipe, number)
    for pipe in pipes.numbers:
        os.close(pipe)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    target(**settings)


def _serve(*, report: str, argv: tuple[str, ...], env: dict[str, str], folder: Path) -> None:
    from judging.worker import Worker
    from tests import holds

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.argv[1:] = argv
    Worker._start = worker  # type: ignore[method-assign, assignment]
    sys.exit(holds.main(report))


def _work() -> None:
    from judging.worker import main

    main()
