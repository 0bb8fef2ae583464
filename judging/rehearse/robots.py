"""The robots that mark what is open, and those that only watch; `director` has the one that leads."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from decimal import Decimal
from random import Random
from time import perf_counter
from typing import Any, Protocol

from msgspec import Struct

from .device import Device, Message, Rejected
from .incidents import SMOOTH, Incidents, Trouble


class Pace(Struct, frozen=True):
    """How long things take, in seconds; all nothing where it is as fast as it goes."""

    thinking: tuple[float, float] = (0, 0)  # a judge, from the opening to the sheet
    entrance: float = 0
    timing: float = 0  # a timekeeper, before each step of a clock
    reveal: float = 0
    ranking: float = 0


PACES = {
    "max": Pace(),
    # A day one can follow on the screens: about twenty seconds per entrant, eleven of them for the reveal.
    "real": Pace(thinking=(1.5, 6.0), entrance=3.0, timing=1.5, reveal=11.0, ranking=6.0),
}
LACKS_ONE_IN = 10  # performances, of each compulsory item
SEES_OTHERWISE_ONE_IN = 6  # judges
FASTER = ("already", "locked", "not_now", "not_on_panel", "stale")  # how a judge hears that a director was
RECUSE_ONE_IN = 12  # sheets of the judge who can be spared, who is then said to be related


class Submission(Struct, frozen=True):
    """One sheet: when it was sent and acknowledged (by `perf_counter`), and its place in the log."""

    performance: tuple[str, str, str]  # track, round, entrant
    judge: str
    sent: float
    acknowledged: float
    position: int


class PaperSheet(Struct, frozen=True):
    """A sheet as a judge hands it over whose phone has died."""

    performance: dict[str, str]
    judge: str
    seat: int
    revision: int
    attempt: int
    marks: dict[str, str]
    items: dict[str, bool]


class Helpers(Protocol):
    """Whom a judge turns to."""

    def take_paper(self, sheet: PaperSheet) -> None: ...

    def decide_short(self, performance: dict[str, str]) -> None: ...


class Watcher:
    """A device that watches one topic and remembers all it was told, to the byte."""

    def __init__(self, device: Device, topic: str) -> None:
        self.device = device
        self.topic = topic
        self.heard: list[Message] = []
        self._news = asyncio.Event()

    async def run(self) -> None:
        async with aclosing(self.messages()) as messages:
            async for message in messages:
                self.heard.append(message)
                self._news.set()

    def messages(self) -> AsyncGenerator[Message]:
        return self.device.watch(self.topic)

    async def until(self, holds: Callable[[Any], object]) -> None:
        """Waits for a view of which *holds* is true; `run` runs elsewhere."""
        while not (self.heard and holds(self.last)):
            self._news.clear()
            await self._news.wait()

    async def until_at(self, position: int) -> None:
        """Waits for a view of what the log has at *position*, or later."""
        await self.until(lambda _: self.heard[-1].position >= position)

    def wake(self) -> None:
        """Has `until` look again, where what it waits for depends on more than the view."""
        self._news.set()

    @property
    def last(self) -> Any:
        """The view as it is now. Raises IndexError before the first."""
        return self.heard[-1].view


class Judge:
    """Marks what is open, longest first, and again when a sheet is returned.

    As on a phone, a sheet is on its way while the next is filled in.
    """

    def __init__(
        self,
        device: Device,
        id: str,
        pace: Pace,
        seed: int,
        met: Mapping[str, Incidents],
        helpers: Mapping[str, Helpers] = {},
    ) -> None:
        """*met*: the incidents of each track; *helpers*: who helps there."""
        self._watcher = Watcher(device, f"judge/{id}")
        self._incidents = met
        self.id = id
        self._pace = pace
        self._seed = seed
        self._helpers = helpers
        self._done: set[tuple[str, ...]] = set()  # performance and revision
        self.given: dict[tuple[str, ...], dict[str, dict[str, Any]]] = {}  # performance → marks and items
        self.submissions: list[Submission] = []

    @property
    def topic(self) -> str:
        return self._watcher.topic

    @property
    def heard(self) -> list[Message]:
        return self._watcher.heard

    async def run(self) -> None:
        async with asyncio.TaskGroup() as hands:
            hands.create_task(self._watcher.run())
            while True:
                await self._watcher.until(self._due)
                task = self._due(self._watcher.last)
                self._done.add(_turn(task))
                chance = self._chance(task)
                await asyncio.sleep(chance.uniform(*self._pace.thinking))
                hands.create_task(self._mark(task, chance))

    def _due(self, view: Any) -> Any:
        """The first sheet of *view* that is to be filled in; None where there is none."""
        return next((task for task in view["tasks"] if _is_due(task) and _turn(task) not in self._done), None)

    def _chance(self, task: Any) -> Random:
        """The same for the same seed, in whatever order the sheets are filled in."""
        track, round, entrant = task["performance"].values()
        model = self._incidents.get(track, SMOOTH).model(entrant)
        again = f" {task['attempt']}" if task["attempt"] else ""
        return Random(f"{self._seed} {track} {round} {model} {self.id} {task['revision'] + 1}{again}")

    async def _mark(self, task: Any, chance: Random) -> None:
        performance, revision = task["performance"], task["revision"] + 1
        met = self._incidents.get(performance["track"], SMOOTH)
        if self.id in met.spares and revision == 1 and chance.randrange(RECUSE_ONE_IN) == 0:
            await self.device.command("Recuse", performance=performance, reason="与参赛单位有关联")
            return
        trouble = Trouble(self.id, performance["entrant"])
        if trouble == met.related:
            await self.device.command("Recuse", performance=performance, reason="与参赛选手有亲属关系")
            self._helpers[performance["track"]].decide_short(performance)
            return
        model = met.model(performance["entrant"])
        marks = {criterion["id"]: some_mark(criterion, chance) for criterion in task["criteria"]}
        items = {item["id"]: self._was_there(performance, model, item["id"]) for item in task["asked"]}
        sheet = {"attempt": task["attempt"], "revision": revision, "marks": marks, "items": items}
        self.given[tuple(performance.values())] = {"marks": marks, "items": items}
        if trouble == met.battery:
            paper = PaperSheet(performance, self.id, self._watcher.last["seat"], **sheet)
            self._helpers[performance["track"]].take_paper(paper)
            return
        sent = perf_counter()
        try:
            receipt = await self.device.command("SubmitSheet", performance=performance, **sheet)
        except Rejected as rejected:
            if rejected.reason not in FASTER:
                raise
            return  # the director was faster: stepped back, closed without us, or sent the entrant elsewhere
        what = (performance["track"], performance["round"], performance["entrant"])
        self.submissions.append(Submission(what, self.id, sent, perf_counter(), receipt["position"]))

    def _was_there(self, performance: Any, model: str, item: str) -> bool:
        """The panel saw the same entrant, though not each of it the same."""
        of = f"{self._seed} {performance['track']} {performance['round']} {model} {item}"
        is_lacking = Random(of).randrange(LACKS_ONE_IN) == 0
        is_otherwise = Random(f"{of} {self.id}").randrange(SEES_OTHERWISE_ONE_IN) == 0
        return is_lacking == is_otherwise

    @property
    def device(self) -> Device:
        return self._watcher.device


def _is_due(task: Any) -> bool:
    return bool(task["open"] and not task["elsewhere"] and task["sheet"] in (None, "returned"))


def _turn(task: Any) -> tuple[str, ...]:
    return (*task["performance"].values(), str(task["attempt"]), str(task["revision"] + 1))


def some_mark(criterion: Any, chance: Random) -> str:
    """A mark on the scale, in its upper third as judges give them."""
    low, high, step = (Decimal(criterion[name]) for name in ("min", "max", "step"))
    steps = int((high - low) // step)
    return format(low + step * chance.randint(steps * 2 // 3, steps), "f")
