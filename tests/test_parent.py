"""A server that another program started ends with it, however it was started and however it ends."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest

PATIENCE_S = 20
ANNOUNCED = re.compile(r"http://127\.0\.0\.1:\d+/organiser/\S+")

# As a background job of a script is started: with SIGINT ignored, which children inherit.
PARENT = """
import signal, subprocess, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-m", "judging", *sys.argv[1:]], stdin=subprocess.PIPE)
print(child.pid, flush=True)
child.wait()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="cannot ignore SIGINT")


class Family(NamedTuple):
    parent: asyncio.subprocess.Process
    said: asyncio.StreamReader  # by both of them; ends when both have

    async def announced(self) -> httpx2.URL:
        async for line in self.said:
            if found := ANNOUNCED.search(line.decode()):
                return httpx2.URL(found[0])
        raise AssertionError("it ended before it was ready")

    async def orphan(self) -> None:
        """The parent is killed. Raises TimeoutError if the child outlives it."""
        self.parent.kill()
        async with asyncio.timeout(PATIENCE_S):
            await self.said.read()


@asynccontextmanager
async def family(*command: str) -> AsyncIterator[Family]:
    """A program that has started `judging *command*`. Neither is left afterwards."""
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, *command, "--with-parent", stdin=DEVNULL, stdout=PIPE
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    try:
        yield Family(parent, parent.stdout)
    finally:
        for process in (parent.pid, child):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        await parent.wait()


def running(folder: Path) -> tuple[str, ...]:
    return ("run", "--host", "127.0.0.1", "--port", "0", "--data", str(folder), "--no-browser")


async def is_gone(address: httpx2.URL) -> bool:
    """Whether nobody listens at *address* any more, or soon."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                _, writer = await asyncio.open_connection(address.host, address.port)
            except ConnectionResetError:
                continue  # it was just ending
            except ConnectionRefusedError:
                return True
            writer.close()


async def test_a_server_ends_though_its_parent_dies_before_it_is_ready(tmp_path: Path):
    async with family(*running(tmp_path)) as found:
        await found.orphan()


async def test_a_server_ends_with_a_parent_that_dies_as_soon_as_it_is_announced(tmp_path: Path):
    async with family(*running(tmp_path)) as found:
        address = await found.announced()

        await found.orphan()

        assert await is_gone(address)


async def test_a_server_that_somebody_watches_ends_with_its_parent(tmp_path: Path):
    async with (
        family(*running(tmp_path)) as found,
        httpx2.AsyncClient(trust_env=False, timeout=PATIENCE_S) as device,
    ):
        address = await found.announced()
        assert (await device.post(address)).status_code == 200

        await found.orphan()

        assert await is_gone(address)


async def test_a_rehearsal_and_its_server_end_with_their_parent_after_the_day_was_played(tmp_path: Path):
    day = ("rehearse", "--serve", "--pace", "max", "--judges", "3", "--entrants", "1", "--screens", "1")
    async with (
        family(*day, "--port", "0", "--data", str(tmp_path)) as found,
        httpx2.AsyncClient(trust_env=False, timeout=PATIENCE_S) as organiser,
    ):
        address = await found.announced()
        await organiser.post(address)
        async with asyncio.timeout(PATIENCE_S):
            while not (opened := (await organiser.get(address.join("/c"))).json()):
                pass
            results = f"{opened[0]['at']}/print/results/centre"
            while (await organiser.get(address.join(results))).status_code != 200:
                pass

        await found.orphan()

        assert await is_gone(address)
