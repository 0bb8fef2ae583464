"""Days of robots on a server that is killed again and again, and what became of what it had acknowledged."""

import asyncio
import os
import random
import socket
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from judging.audit.verify import replayed, wrong_numbers
from judging.core.events import (
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    SegmentBegun,
    SheetSubmitted,
    TimeConfirmed,
    TraineeSheetSubmitted,
)
from judging.core.hall.performance import Phase
from judging.rehearse.account import Report, report
from judging.rehearse.crew import Crew, crew
from judging.rehearse.device import Device, Network
from judging.rehearse.made_up import Size
from judging.rehearse.own_server import LINK
from judging.rehearse.plan import Plan, plan
from judging.rehearse.preparation import Cast, organiser, prepared
from judging.rehearse.robots import Submission
from judging.rehearse.timekeeping import Step
from judging.store import Entry
from judging.store.sqlite import entries

from .contest import HALLS, contest, timed

LONGEST_LIFE_S = 0.25  # after the first answer; long enough for a few sheets, short enough to hit every stage
OPENING_ONE_IN = 5  # lives that may end while the server still opens what was open
JUDGES = 7


class Killed(NamedTuple):
    """A competition whose day is over: its log, verified, and what its devices had been promised."""

    seed: int
    kills: int
    log: list[Entry]
    sheets: list[Submission]  # as they were acknowledged
    steps: list[Step]  # of clocks, likewise
    receipts: list[tuple[float, int]]  # of everybody's commands: when it came (by `perf_counter`), position
    commands: frozenset[str]  # that its devices sent, by id
    report: Report

    @property
    def lost(self) -> int:
        """Acknowledged sheets that are not where they were said to be."""
        stored = {entry.position: entry.event for entry in self.log}
        return sum(not is_of(sheet, stored.get(sheet.position)) for sheet in self.sheets)

    @property
    def lost_steps(self) -> int:
        """Acknowledged steps of clocks that are not where they were said to be."""
        stored = {entry.position: entry.event for entry in self.log}
        return sum(not is_step(step, stored.get(step.position)) for step in self.steps)

    @property
    def steps_twice(self) -> int:
        """The robots pause a clock once, at most."""
        once = (ClockStarted, ClockPaused, ClockResumed, ClockStopped, TimeConfirmed)
        found = (entry.event for entry in self.log if isinstance(entry.event, once))
        return sum(times > 1 for times in Counter((type(each), each.performance) for each in found).values())

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


def is_of(sheet: Submission, event: object) -> bool:
    if not isinstance(event, SheetSubmitted | TraineeSheetSubmitted):
        return False
    what = event.performance
    return (sheet.performance, sheet.judge) == ((what.track, what.round, what.entrant), event.judge)


OF_COMMAND = {
    "StartClock": ClockStarted,
    "PauseClock": ClockPaused,
    "ResumeClock": ClockResumed,
    "NextSegment": SegmentBegun,
    "StopClock": ClockStopped,
    "ConfirmTime": TimeConfirmed,
}


def is_step(step: Step, event: object) -> bool:
    if not isinstance(event, OF_COMMAND[step.kind]):
        return False
    what = event.performance
    return step.performance == (what.track, what.round, what.entrant)


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


class Day(NamedTuple):
    """A competition that is set up, with the robots that play it."""

    plan: Plan
    cast: Cast
    crew: Crew
    network: Network
    receipts: list[tuple[float, int]]
    commands: set[str]

    def over(self, kills: int, seconds: float) -> Killed:
        sheets = [sheet for judge in self.crew.judges for sheet in judge.submissions]
        file, counts = self.cast.file, self.network.counts
        told = report(self.crew, "max", seconds, counts, self.cast.organiser.url, file)
        receipts, log = sorted(self.receipts), entries(Path(file))
        keepers = [hall.timekeeper for hall in self.crew.halls if hall.timekeeper]
        steps = [step for keeper in keepers for step in keeper.steps]
        return Killed(self.plan.seed, kills, log, sheets, steps, receipts, frozenset(self.commands), told)


async def killer(
    server: Mortal, kills: int, chance: random.Random, host: Device, files: Iterable[str]
) -> None:
    """Kills and restarts until there were enough, and *files* open again; the days go on meanwhile."""
    while server.kills < kills:
        if chance.randrange(OPENING_ONE_IN):
            await all_open(host, files)
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
        await server.kill()
        await server.start()
    await all_open(host, files)


async def all_open(host: Device, files: Iterable[str]) -> None:
    told = await host.get("/competitions")
    assert {each["path"] for each in told["open"]} == set(files), told["unopened"]


async def killed_day(
    folder: Path,
    kills: int,
    entrants: int | None,
    patience_s: float,
    environment: Mapping[str, str] = {},
) -> Killed:
    """Every track of the contest before panels of seven, in four halls, *kills* of the server meanwhile.

    *entrants* in each track; None: as many as the contest has.
    """
    size = Size(JUDGES, screens=0, halls=HALLS)
    wanted = plan(timed(contest(entrants)), size, random.randrange(10**6), is_smooth=True)
    (day,) = await killed_days(folder, kills, [wanted], patience_s, environment)
    return day


async def killed_days(
    folder: Path,
    kills: int,
    wanted: Sequence[Plan],
    patience_s: float,
    environment: Mapping[str, str] = {},
) -> list[Killed]:
    """Of each plan, all at once on one server, *kills* of it meanwhile."""
    server = Mortal(folder, environment)
    async with AsyncExitStack() as networks:
        own = [Network(give_up_s=patience_s) for _ in wanted]  # a slow machine may serve one rarely
        for network in own:
            await networks.enter_async_context(network)
        host = await organiser(await server.start(), own[0])
        days = [await ready(each, host.over(network)) for each, network in zip(wanted, own, strict=True)]

        since = perf_counter()
        async with asyncio.timeout(patience_s), asyncio.TaskGroup() as together:
            for day in days:
                together.create_task(day.crew.play())
            files = [day.cast.file for day in days]
            await killer(server, kills, random.Random(wanted[0].seed), host, files)
        await server.stop()

    return [day.over(server.kills, perf_counter() - since) for day in days]


async def ready(wanted: Plan, host: Device) -> Day:
    cast = await prepared(wanted, host)
    day = Day(wanted, cast, crew(wanted, cast, "max"), host.network, [], set())
    keepers = (hall.timekeeper for hall in cast.halls if hall.timekeeper)
    for device in (*(hall.director for hall in cast.halls), *keepers, *cast.judges.values()):
        note_commands(device, day)
    return day


def note_commands(device: Device, day: Day) -> None:
    """From now on *day* has what *device* commands: the ids, when each was acknowledged, its position."""
    post = device.post

    async def noting(path: str, body: Any) -> Any:
        if path != "/commands":
            return await post(path, body)
        day.commands.add(body["id"])
        receipt = await post(path, body)
        day.receipts.append((perf_counter(), receipt["position"]))
        return receipt

    device.post = noting  # type: ignore[method-assign]
