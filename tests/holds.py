"""Whether anything holds the event loop, on which everybody in the hall waits.

Two things do: a step that computes for long, and a call that takes as long as somebody else likes (a name
server, a disk, another process). The first is told by the CPU time of the loop's thread, which a busy machine
does not lengthen; the second by its kind, however fast it was this time.

`python -m tests.holds FILE run …` is `python -m judging run …` that writes what it finds to FILE.
"""

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
import time
from asyncio import Handle, base_events
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import walk_stack
from typing import Any

import uvicorn

MOST_MS = float(os.environ.get("JUDGING_LOOP_MS", "50"))
MOST_FRAMES = 4

# Audit events of calls that wait for a name server or a disk.
WAITING = frozenset(
    (
        *("socket.getaddrinfo", "socket.getnameinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("os.system", "fcntl.flock", "fcntl.lockf"),
        *("open", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.mkdir", "shutil.copyfile"),
    )
)
# And those Python tells no audit of.
SILENT: tuple[tuple[Any, str], ...] = (
    (time, "sleep"),
    (os, "fsync"),
    (os, "fdatasync"),
    (subprocess.Popen, "communicate"),
    (subprocess.Popen, "wait"),
    (sqlite3, "connect"),
)
IMPORTING = "<frozen importlib"  # reads files, too, but each once
PACKAGE = f"{os.sep}judging{os.sep}"
SERVING = (PACKAGE, f"{os.sep}uvicorn{os.sep}", f"{os.sep}starlette{os.sep}")
BEFORE = ("LifespanOn.main",)  # before the first answer and after the last nobody waits

Tell = Callable[[str], object]


def every(handle: Handle) -> bool:
    return True


class Watch:
    """What is told of, while it is on; `ours` says of which steps."""

    def __init__(self) -> None:
        self.tell: Tell | None = None
        self.ours: Callable[[Handle], bool] = every
        self.most_ms = MOST_MS
        self._loop = threading.local()  # .handle: the step this thread is in

    def install(self) -> None:
        """For good: an audit hook cannot be taken away."""
        run = Handle._run

        def watched(handle: Handle) -> None:
            if self.tell is None or not self.ours(handle):
                run(handle)
                return
            begin, self._loop.handle = time.thread_time(), handle
            try:
                run(handle)
            finally:
                self._loop.handle = None
            took_ms = (time.thread_time() - begin) * 1000
            if took_ms > self.most_ms and self.tell is not None:
                self.tell(f"{took_ms:.0f} ms of computing: {base_events._format_handle(handle)}")

        Handle._run = watched
        sys.addaudithook(self._hear)
        for owner, name in SILENT:
            if hasattr(owner, name):
                setattr(owner, name, self._heard(getattr(owner, name), f"{owner.__name__}.{name}"))

    def _heard(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def calling(*args: Any, **options: Any) -> Any:
            self._waits(name, "")
            return call(*args, **options)

        return calling

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if event in WAITING and not (event == "open" and isinstance(args[0], int)):  # a pipe of asyncio's own
            self._waits(event, repr(args[0]) if args else "")

    def _waits(self, name: str, what: str) -> None:
        if self.tell is None or getattr(self._loop, "handle", None) is None:
            return
        stack = [(frame.f_code.co_filename, n, frame.f_code.co_name) for frame, n in walk_stack(None)]
        if not any(file.startswith(IMPORTING) for file, _, _ in stack):
            ours = [f"{Path(file).name}:{n} {name}" for file, n, name in stack if PACKAGE in file]
            self.tell(f"{name} {what} at {' < '.join(ours[:MOST_FRAMES])}")


def is_of_the_server(handle: Handle) -> bool:
    """Whether the step is the server's, where a test shares the loop with it."""
    task = getattr(handle._callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return (getattr(handle._callback, "__module__", "") or "").startswith("judging.")
    code = getattr(task.get_coro(), "cr_code", None)  # what closes a generator has none
    if code is None or code.co_qualname in BEFORE:
        return False
    return any(part in code.co_filename for part in SERVING)


WATCH = Watch()
WATCH.install()


@contextmanager
def told(tell: Tell, ours: Callable[[Handle], bool] = every, *, most_ms: float = MOST_MS) -> Iterator[None]:
    """Tells of every hold during the block, in steps that are *ours*."""
    before = WATCH.tell, WATCH.ours, WATCH.most_ms
    WATCH.tell, WATCH.ours, WATCH.most_ms = tell, ours, most_ms
    try:
        yield
    finally:
        WATCH.tell, WATCH.ours, WATCH.most_ms = before


def main(report: str) -> int:
    """The server as ever, watched from its first answer to its last: nobody waits before and after."""
    from judging.cli import main as judging

    loop = uvicorn.Server.main_loop
    told_to = os.open(report, os.O_WRONLY | os.O_APPEND)  # kept open: opening waits, and would be told of

    def tell(hold: str) -> None:
        with suppress(OSError):  # a disk that is full on purpose
            os.write(told_to, f"{hold}\n".encode())

    async def watched(server: uvicorn.Server) -> None:
        with told(tell):
            await loop(server)

    uvicorn.Server.main_loop = watched
    return judging()


if __name__ == "__main__":
    file, *sys.argv[1:] = sys.argv[1:]
    sys.exit(main(file))
