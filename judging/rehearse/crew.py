"""The robots of a rehearsal at work: in each hall who leads, keeps time or watches; and the judges."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from msgspec import Struct

from .after_lock import AfterLock
from .director import Director, Progress
from .plan import HallPlan, Plan
from .preparation import Cast, Hall
from .robots import PACES, Judge, Watcher
from .stopwatch import Stopwatch
from .supervised import Supervised
from .timekeeping import Timekeeper, Timings


class Following(Protocol):
    """What goes on once the last track is locked."""

    async def play(self) -> None: ...


class HallCrew(Struct, frozen=True):
    plan: HallPlan
    director: Director
    screens: tuple[Watcher, ...]
    emcee: Watcher
    timekeeper: Timekeeper | None

    async def play(self) -> None:
        """Until the director is done and every screen shows what it published last."""
        await self.director.run()
        for screen in self.screens if self.director.on_air else ():
            await screen.until(lambda view: is_whole(view["ranking"], self.director.on_air))


class Crew(Struct, frozen=True):
    plan: Plan
    judges: tuple[Judge, ...]
    halls: tuple[HallCrew, ...]
    supervised: Supervised | None = None
    after_lock: Following | None = None

    async def play(self) -> None:
        """A whole day, all halls at once. Any robot's failure ends all, and is raised as it was."""
        try:
            await self._play()
        except ExceptionGroup as failures:
            raise _first(failures) from None

    async def _play(self) -> None:
        watching = [watcher for hall in self.halls for watcher in (*hall.screens, hall.emcee)]
        async with asyncio.TaskGroup() as robots:
            keepers = [hall.timekeeper for hall in self.halls if hall.timekeeper]
            runs = [robot.run() for robot in self.judges]
            runs += list(self.supervised.runs()) if self.supervised else []
            runs += [robot.run() for robot in keepers] + [robot.run() for robot in watching]
            tasks = [robots.create_task(run) for run in runs]
            async with asyncio.TaskGroup() as halls:
                for hall in self.halls:
                    halls.create_task(hall.play())
            if self.after_lock:
                await self.after_lock.play()
            elif self.supervised:
                await self._seen_by_all(*await self.supervised.correct(self.judges))
            for task in tasks:
                task.cancel()

    async def _seen_by_all(self, hall: str, position: int) -> None:
        """Until each screen of the hall shows what the log has at *position*."""
        (found,) = (each for each in self.halls if each.plan.id == hall)
        for screen in found.screens:
            await screen.until_at(position)


def crew(
    plan: Plan,
    cast: Cast,
    pace: str,
    tell: Callable[[Progress], None] = lambda progress: None,
    after: Callable[[Plan, Cast, Supervised], Following] = AfterLock,
) -> Crew:
    """*after*: what a whole rehearsal goes on with."""
    met = {track.track.id: track.incidents for track in plan.played}
    stopwatch = Stopwatch(plan.rules, plan.seed)
    shared = {
        track.track.id
        for track in plan.played
        if len(track.halls) > 1 or any(round.is_evaluated for round in track.track.rounds)
    }

    def hall(found: Hall) -> HallCrew:
        director = Director(
            found.director, found.staff, found.plan, shared, PACES[pace], plan.seed, met, tell, stopwatch
        )
        screens = tuple(Watcher(device, f"screen/{number}") for number, device in found.screens.items())
        emcee = Watcher(found.emcee, f"emcee/{found.plan.id}")
        return HallCrew(found.plan, director, screens, emcee, timekeeper(found))

    def timekeeper(found: Hall) -> Timekeeper | None:
        if found.timekeeper is None:
            return None
        watcher = Watcher(found.timekeeper, f"clocks/{found.plan.id}")
        return Timekeeper(watcher, PACES[pace], Timings(plan.seed, met, stopwatch))

    supervised = Supervised(plan, cast) if cast.supervisor else None
    helpers = supervised.clerks if supervised else {}
    judges = tuple(
        Judge(device, id, PACES[pace], plan.seed, met, helpers) for id, device in cast.judges.items()
    )
    after_lock = after(plan, cast, supervised) if supervised and plan.is_whole else None
    return Crew(plan, judges, tuple(map(hall, cast.halls)), supervised, after_lock)


def _first(failures: ExceptionGroup[Exception]) -> Exception:
    first = failures.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first


def is_whole(ranking: Any, track: str) -> bool:
    """Whether what a screen shows is the ranking of all of *track*, by name."""
    if ranking is None or ranking["track"] != track or len(ranking["rows"]) < ranking["of"]:
        return False
    return all(row["place"] is not None for row in ranking["rows"])
