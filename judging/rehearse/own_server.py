"""A server of our own to rehearse with: a child process that ends with us, however we end."""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

READY_S = 30.0
FAREWELL_S = 10.0
LINK = re.compile(r"http://\S+/organiser/\S+")


@asynccontextmanager
async def served(folder: Path, port: int, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """The one-time organiser link of a server with its files in *folder*. Raises ConnectionError."""
    options = (
        "--host",
        host,
        "--port",
        str(port),
        "--data",
        str(folder),
        "--rehearsal",
        "--no-browser",
        "--with-parent",
    )
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "judging", "run", *options, stdin=PIPE, stdout=PIPE
    )
    try:
        async with asyncio.timeout(READY_S):
            link = await _link(child)
        drain = asyncio.create_task(_drain(child))
        yield link
        drain.cancel()
    except TimeoutError as error:
        raise ConnectionError("服务器没有启动成功") from error
    finally:
        await _stop(child)


async def _link(child: Process) -> str:
    assert child.stdout is not None
    async for line in child.stdout:
        if found := LINK.search(line.decode(errors="replace")):
            return found[0]
    raise ConnectionError("服务器没有启动成功")


async def _drain(child: Process) -> None:
    assert child.stdout is not None
    while await child.stdout.read(1 << 16):
        pass


async def _stop(child: Process) -> None:
    """Closing its standard input asks it to end, on every system; only one that does not listen is killed."""
    if child.stdin is not None:
        child.stdin.close()
    try:
        await asyncio.wait_for(child.wait(), FAREWELL_S)
    except TimeoutError:
        child.kill()
        await child.wait()
