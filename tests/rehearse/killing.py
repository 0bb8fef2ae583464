"""A day of robots on a server that is killed again and again, and what became of what it had acknowledged."""

import asyncio
import os
import random
import socket
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from msgspec.structs import replace

from judging import presets
from judging.audit.verify import replayed, wrong_numbers
from judging.core.events import SheetSubmitted
from judging.core.performance import Phase
from judging.rehearse.device import Counts, Device
from judging.rehearse.preparation import organiser, plan, prepared
from judging.rehearse.robots import PACES, Director, Judge, Submission
from judging.rehearse.server import LINK
from judging.store import Entry
from judging.store.sqlite import entries

LONGEST_LIFE_S = 0.25  # after the first answer; long enough for a few sheets, short enough to hit every stage
JUDGES = 7


class Killed(NamedTuple):
    """A day that is over: its log, verified, and what the devices had been promised."""

    seed: int
    kills: int
    log: list[Entry]
    sheets: list[Submission]  # as they were acknowledged
    receipts: list[tuple[float, int]]  # of everybody's commands: when it came (by `perf_counter`), position

    @property
    def lost(self) -> int:
        """Acknowledged sheets that are not where they were said to be."""
        stored = {entry.position: entry.event for entry in self.log}
        return sum(not isinstance(stored.get(sheet.position), SheetSubmitted) for sheet in self.sheets)

    @property
    def stored(self) -> Counter[tuple[object, ...]]:
        """How often the log has each sheet."""
        return Counter(
            (entry.event.performance, entry.event.judge, entry.event.revision)
            for entry in self.log
            if isinstance(entry.event, SheetSubmitted)
        )

    @property
    def twice(self) -> int:
        return sum(times > 1 for times in self.stored.values())

    @property
    def wrong(self) -> int:
        """Announced numbers that are not what the marks lead to."""
        return len(wrong_numbers(self.log))

    @property
    def phases(self) -> Counter[Phase]:
        return Counter(performance.phase for performance in replayed(self.log).performances.values())


class Mortal:
    """A server on one port and one folder, to be killed and started again."""

    def __init__(self, folder: Path, environment: Mapping[str, str] = {}) -> None:
        self._folder = folder
        self._environment = {**os.environ, **environment}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.kills = 0

    async def start(self) -> str:
        command = ("-m", "judging", "run", "--host", "127.0.0.1", "--port", str(self.port))
        options = ("--data", str(self._folder), "--no-browser", "--with-parent")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *command, *options,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=self._environment,
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


async def killer(server: Mortal, kills: int, chance: random.Random) -> None:
    """Kills and restarts until there were enough; the day goes on meanwhile."""
    while server.kills < kills:
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
        await server.kill()
        await server.start()


async def killed_day(
    folder: Path,
    kills: int,
    entrants: int,
    patience_s: float,
    environment: Mapping[str, str] = {},
) -> Killed:
    """Seven judges and a director, *entrants* called one after the other, *kills* of the server meanwhile."""
    server = Mortal(folder, environment)
    preset = presets.load("shequ-2024").rulebook
    seed = random.randrange(10**6)
    host = await organiser(await server.start(), Counts())
    day = replace(plan("shequ-2024", preset, JUDGES, entrants, 0, seed), is_smooth=True)
    cast = await prepared(day, host)
    receipts: list[tuple[float, int]] = []
    for device in (cast.director, *cast.judges.values()):
        note_receipts(device, receipts)
    judges = [Judge(device, id, PACES["max"], seed) for id, device in cast.judges.items()]

    async with asyncio.timeout(patience_s), asyncio.TaskGroup() as robots:
        tasks = [robots.create_task(judge.run()) for judge in judges]
        director = robots.create_task(Director(cast.director, PACES["max"], seed).run())
        await killer(server, kills, random.Random(seed))
        await director
        for task in tasks:
            task.cancel()
    await server.stop()

    (file,) = folder.glob("*.sqlite")  # noqa: ASYNC240 - nothing else runs any more
    sheets = [sheet for judge in judges for sheet in judge.submissions]
    return Killed(seed, server.kills, entries(file), sheets, sorted(receipts))


def note_receipts(device: Device, receipts: list[tuple[float, int]]) -> None:
    """From now on *receipts* has when each command of *device* was acknowledged, and its position."""
    command = device.command

    async def noting(kind: str, **fields: object) -> Any:
        receipt = await command(kind, **fields)
        receipts.append((perf_counter(), receipt["position"]))
        return receipt

    device.command = noting  # type: ignore[method-assign]
