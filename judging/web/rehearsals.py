"""A rehearsal beside the real thing: a program of its own, with its own folder, port and competition file.

Its standard input is a pipe to us: it ends when that closes, which it does however we end.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from judging.core.refused import Reason, Refused

READY_S = 30  # a cold start from a slow disk
FAREWELL_S = 5


class Rehearsals:
    """At most one child at a time; it ends with us. It listens where we do, on *host*."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._child: Process | None = None
        self._drain: asyncio.Task[bytes] | None = None
        self._turn = asyncio.Lock()

    async def start(self, folder: Path) -> str:
        """The address of a new rehearsal with its files in *folder*; ends an earlier one. Raises Refused."""
        async with self._turn:
            await self._end()
            return await self._begin(folder)

    async def stop(self) -> None:
        async with self._turn:
            await self._end()

    async def _begin(self, folder: Path) -> str:
        options = ("--serve", "--host", self._host, "--port", "0", "--data", str(folder), "--with-parent")
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "judging", "rehearse", *options, stdin=PIPE, stdout=PIPE
        )
        said = self._child.stdout
        assert said is not None
        try:
            line = (await asyncio.wait_for(said.readline(), READY_S)).decode(errors="replace").strip()
        except TimeoutError:
            line = ""
        if not line.startswith("http://"):
            await self._end()
            raise Refused(Reason.NOT_NOW, "演练没有启动成功，请在终端运行 judging rehearse 查看原因。")
        self._drain = asyncio.create_task(said.read())  # nobody reads on, and a full pipe would stop it
        return line

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None and child.stdin is not None:
            child.stdin.close()
            try:
                await asyncio.wait_for(child.wait(), FAREWELL_S)
            except TimeoutError:
                child.kill()
                await child.wait()
        if self._drain is not None:
            await self._drain
            self._drain = None
