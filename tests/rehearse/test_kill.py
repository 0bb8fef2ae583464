"""SIGKILL at random moments while robots submit: what was acknowledged is there once, the chain holds."""

import asyncio
import os
import random
import socket
import sys
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from judging import presets
from judging.audit.verify import replayed, wrong_numbers
from judging.core.events import SheetSubmitted
from judging.core.performance import Phase
from judging.rehearse.device import Counts
from judging.rehearse.preparation import organiser, plan, prepared
from judging.rehearse.robots import PACES, Director, Judge
from judging.rehearse.server import LINK
from judging.store.sqlite import entries

KILLS = int(os.environ.get("JUDGING_KILLS", "50"))  # more on demand
LONGEST_LIFE_S = 0.25  # after the first answer; long enough for a few sheets, short enough to hit every stage
ENTRANTS = 24
PATIENCE_S = KILLS * 10
JUDGES = 7


class Mortal:
    """A server on one port and one folder, to be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.kills = 0

    async def start(self) -> str:
        options = (
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--data",
            str(self._folder),
            "--no-browser",
        )
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "judging", "run", *options, "--with-parent",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        async for line in self._process.stdout:
            if found := LINK.search(line.decode()):
                return found[0]
        raise AssertionError("the server did not start")

    async def kill(self) -> None:
        self._process.kill()
        await self._process.wait()
        self._process._transport.close()
        self.kills += 1

    async def stop(self) -> None:
        self._process.stdin.close()
        await self._process.wait()
        self._process._transport.close()


async def killer(server: Mortal, chance: random.Random) -> None:
    """Kills and restarts until there were enough; the day goes on meanwhile."""
    while server.kills < KILLS:
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
        await server.kill()
        await server.start()


@pytest.mark.limit(PATIENCE_S + 60)
async def test_no_acknowledged_sheet_is_lost_or_counted_twice(tmp_path):
    server = Mortal(tmp_path)
    preset = presets.load("shequ-2024").rulebook
    seed = random.randrange(10**6)
    host = await organiser(await server.start(), Counts())
    cast = await prepared(
        replace(plan("shequ-2024", preset, JUDGES, ENTRANTS, 0, seed), is_smooth=True), host
    )
    judges = [Judge(device, id, PACES["max"], seed) for id, device in cast.judges.items()]

    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as robots:
        tasks = [robots.create_task(judge.run()) for judge in judges]
        director = robots.create_task(Director(cast.director, PACES["max"], seed).run())
        await killer(server, random.Random(seed))
        await director
        for task in tasks:
            task.cancel()
    await server.stop()

    (file,) = tmp_path.glob("*.sqlite")
    log = entries(file)  # raises if the chain does not hold
    stored = {entry.position: entry for entry in log}
    for judge in judges:
        for submission in judge.submissions:
            kept = stored[submission.position]
            assert isinstance(kept.event, SheetSubmitted), f"seed {seed}"
    sheets = Counter(
        (entry.event.performance, entry.event.judge, entry.event.revision)
        for entry in log
        if isinstance(entry.event, SheetSubmitted)
    )
    assert set(sheets.values()) == {1}, f"seed {seed}"
    acknowledged = sum(len(judge.submissions) for judge in judges)
    assert len(sheets) >= acknowledged > JUDGES * ENTRANTS * 0.9
    assert wrong_numbers(log) == []
    phases = Counter(performance.phase for performance in replayed(log).performances.values())
    assert phases == {Phase.REVEALED: ENTRANTS}
    assert server.kills >= KILLS
