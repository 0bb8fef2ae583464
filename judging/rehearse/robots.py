"""The robots: judges who mark what is open, a director who presses what is next, and those who only watch."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from decimal import Decimal
from random import Random
from time import perf_counter
from typing import Any

from msgspec import Struct

from .device import Device, Message, Rejected
from .incidents import Incidents, decided


class Pace(Struct, frozen=True):
    """How long things take, in seconds; all nothing where it is as fast as it goes."""

    thinking: tuple[float, float] = (0, 0)  # a judge, from the opening to the sheet
    entrance: float = 0
    reveal: float = 0
    ranking: float = 0


PACES = {
    "max": Pace(),
    # A day one can follow on the screens: about twenty seconds per entrant, eleven of them for the reveal.
    "real": Pace(thinking=(1.5, 6.0), entrance=3.0, reveal=11.0, ranking=6.0),
}
RANKING_EVERY = 8  # entrants
RETURN_ONE_IN = 40  # sheets that are sent back once
RECUSE_ONE_IN = 12  # sheets of the judge who can be spared, who is then said to be related
SMOOTH = Incidents()


class Submission(Struct, frozen=True):
    """One sheet: when it was sent and acknowledged (by `perf_counter`), and its place in the log."""

    sent: float
    acknowledged: float
    position: int


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

    async def until(self, holds: Callable[[Any], bool]) -> None:
        """Waits for a view of which *holds* is true; `run` runs elsewhere."""
        while not (self.heard and holds(self.last)):
            self._news.clear()
            await self._news.wait()

    @property
    def last(self) -> Any:
        """The view as it is now. Raises IndexError before the first."""
        return self.heard[-1].view


class Judge:
    """Marks every performance as soon as it is open, and again when the sheet is returned."""

    def __init__(self, device: Device, id: str, pace: Pace, seed: int, incidents: Incidents = SMOOTH) -> None:
        self._watcher = Watcher(device, f"judge/{id}")
        self._incidents = incidents
        self._id = id
        self._pace = pace
        self._seed = seed
        self.submissions: list[Submission] = []

    @property
    def heard(self) -> list[Message]:
        return self._watcher.heard

    async def run(self) -> None:
        done: set[tuple[str, int]] = set()  # (entrant, revision)
        async with aclosing(self._watcher.messages()) as messages:
            async for message in messages:
                self.heard.append(message)
                view = message.view
                if not view["open"] or view["sheet"] not in (None, "returned"):
                    continue
                turn = (view["performance"]["entrant"], view["revision"] + 1)
                if turn not in done:
                    done.add(turn)
                    await self._mark(view)

    async def _mark(self, view: Any) -> None:
        performance, revision = view["performance"], view["revision"] + 1
        model = self._incidents.model(performance["entrant"])
        chance = Random(f"{self._seed} {model} {self._id} {revision}")
        await asyncio.sleep(chance.uniform(*self._pace.thinking))
        if self._id == self._incidents.spare and revision == 1 and chance.randrange(RECUSE_ONE_IN) == 0:
            await self.device.command("Recuse", performance=performance, reason="与参赛单位有关联")
            return
        marks = {criterion["id"]: some_mark(criterion, chance) for criterion in view["criteria"]}
        sent = perf_counter()
        try:
            receipt = await self.device.command(
                "SubmitSheet", performance=performance, revision=revision, marks=marks
            )
        except Rejected as rejected:
            if rejected.reason not in ("not_now", "already", "stale"):
                raise
            return  # the director was faster: stepped back, or closed without us
        self.submissions.append(Submission(sent, perf_counter(), receipt["position"]))

    @property
    def device(self) -> Device:
        return self._watcher.device


def some_mark(criterion: Any, chance: Random) -> str:
    """A mark on the scale, in its upper third as judges give them."""
    low, high, step = (Decimal(criterion[name]) for name in ("min", "max", "step"))
    steps = int((high - low) // step)
    return format(low + step * chance.randint(steps * 2 // 3, steps), "f")


class Director:
    """Presses whatever the console says is next, until the track is locked."""

    def __init__(self, device: Device, pace: Pace, seed: int, incidents: Incidents = SMOOTH) -> None:
        self._watcher = Watcher(device, "console")
        self._incidents = incidents
        self._met: set[tuple[str, str]] = set()  # (step, entrant) before which what had to happen has
        self._pace = pace
        self._chance = Random(f"{seed} director")
        self._acted = 0  # the position our last command reached: older views do not know of it
        self._revealed = 0
        self._returned: set[tuple[str, str]] = set()

    async def run(self) -> None:
        async with aclosing(self._watcher.messages()) as messages:
            async for message in messages:
                if message.position >= self._acted and await self._step(message.view):
                    return

    async def _step(self, view: Any) -> bool:
        """One press; whether the day is over."""
        step = view["next"]
        if step is None or await self._meets(view, step["id"]) or step["blocked"]:
            return False
        if step["id"] == "close" and await self._returns(view["stage"]):
            return False
        if step["id"] == "lock":
            await self._publish(view)
        await self._press(step)
        await self._afterwards(view)
        return bool(step["id"] == "lock")

    async def _meets(self, view: Any, step: str) -> bool:
        """Whether something came between, and was dealt with."""
        if view["ties"]:
            kind, fields = decided(view["ties"][0])
            await self._command(kind, **fields)
            return True
        performance = view["stage"] and view["stage"]["performance"]
        if not performance or (step, performance["entrant"]) in self._met:
            return False
        self._met.add((step, performance["entrant"]))
        commands = list(self._incidents.before(step, performance))
        for kind, fields in commands:
            await self._command(kind, **fields)
        return bool(commands)

    async def _afterwards(self, view: Any) -> None:
        if view["next"]["id"] == "call":
            await asyncio.sleep(self._pace.entrance)
        elif view["next"]["id"] == "reveal":
            await asyncio.sleep(self._pace.reveal)
            await self._command("AdvanceReveal", **view["next"]["data"], whole=True)
            self._revealed += 1
            if self._revealed % RANKING_EVERY == 0:
                await self._publish(view)

    async def _publish(self, view: Any) -> None:
        button = next(button for button in view["buttons"] if button["id"] == "standings")
        shown = await self._watcher.device.get(f"/preview/ranking?track={button['data']['track']}")
        await self._command(button["kind"], **{**button["data"], "seen": shown["seen"]})
        await asyncio.sleep(self._pace.ranking)

    async def _press(self, button: Any) -> None:
        await self._command(button["kind"], **button["data"])

    async def _command(self, kind: str, **fields: Any) -> None:
        receipt = await self._watcher.device.command(kind, **fields)
        self._acted = receipt["position"]

    async def _returns(self, stage: Any) -> bool:
        """Now and then a sheet goes back once, as if the head judge had found a slip."""
        if stage["performance"]["entrant"] in self._incidents.alike:
            return False  # other marks would part them
        for seat in stage["seats"]:
            turn = (stage["performance"]["entrant"], seat["judge"])
            if seat["state"] == "submitted" and turn not in self._returned:
                self._returned.add(turn)
                if self._chance.randrange(RETURN_ONE_IN) == 0:
                    await self._command(
                        "ReturnSheet",
                        performance=stage["performance"],
                        judge=seat["judge"],
                        reason="请核对一项分值",
                    )
                    return True
        return False
