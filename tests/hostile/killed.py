"""A competition file as a killed server leaves it, and what happens to such files on bad disks."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

FRAME = 24 + 4096  # of SQLite's write-ahead log: a header and a page
WAL_HEAD = 32

SERVER = """
import asyncio, pathlib, sys
from judging.desk import Desk
from judging.store import sqlite
from judging.store.sqlite import SqliteLog
from judging.core import commands as c
from tests import day

sqlite.CALM_S = 3600  # all is still in the write-ahead log

async def run(path, steps):
    desk = await Desk.open(await SqliteLog.open(pathlib.Path(path)))
    if not desk.position:
        await desk.submit("create", day.CREATE, day.ORGANISER)
    for n in range(desk.position, int(steps)):
        await desk.submit(f"step{n}", (c.OpenLogin, c.CloseLogin)[n % 2](), day.ORGANISER)
        assert desk.position == n + 1
    print(desk.position, flush=True)
    await asyncio.sleep(60)

asyncio.run(run(*sys.argv[1:]))
"""


async def killed(file: Path, steps: int) -> None:
    """A server carries *file* on until *steps* entries are acknowledged, and is killed then."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER, file, str(steps), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert server.stdout is not None
        assert (await server.stdout.readline()).strip() == b"%d" % steps
    finally:
        server.kill()
        await server.wait()


def beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def flip_a_bit(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


def frames(file: Path) -> int:
    """How many frames of the write-ahead log were written since it was begun."""
    wal = beside(file, "-wal").read_bytes()
    salt = wal[16:24]
    starts = range(WAL_HEAD, len(wal) - FRAME + 1, FRAME)
    return next((n for n, at in enumerate(starts) if wal[at + 8 : at + 16] != salt), len(starts))


def flip_a_frame(file: Path, n: int) -> None:
    flip_a_bit(beside(file, "-wal"), WAL_HEAD + n * FRAME + FRAME // 2)


def cut(file: Path) -> None:
    wal = beside(file, "-wal")
    wal.write_bytes(wal.read_bytes()[: WAL_HEAD + (frames(file) - 8) * FRAME])


def lose_wal(file: Path) -> None:
    for suffix in ("-wal", "-shm"):
        beside(file, suffix).unlink(missing_ok=True)


HARMS: dict[str, Callable[[Path], None]] = {
    "a bit flipped in the write-ahead log": lambda file: flip_a_frame(file, frames(file) - 8),
    "the write-ahead log cut short": cut,
    "the write-ahead log gone": lose_wal,
}
