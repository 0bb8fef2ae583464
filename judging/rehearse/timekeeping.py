"""计时: the robot that keeps the time of a hall, and what its director settles of it.

A fast rehearsal is over before any limit is. So overtime comes from a correction, which says so on record.
"""

import asyncio
from collections.abc import Mapping
from random import Random
from typing import Any

from msgspec import Struct

from .device import Rejected
from .incidents import SMOOTH, SUPERVISOR, Command, Incidents
from .robots import Pace, Watcher
from .stopwatch import Stopwatch

FASTER = ("already", "not_now", "stale")  # how one hears of a director who was
CLIENT_ONE_IN = 3  # performances, in which a real client comes
OVERTIME_ONE_IN = 5
WAIVED_ONE_IN = 4  # of these
GRANTED_ONE_IN = 12
GRANTED_S = 60
MOST_OVER_S = 40


class Timing(Struct, frozen=True):
    """How the time of one performance goes; the same for the same seed."""

    client: bool  # the clock pauses for one
    over_s: int
    waived: bool
    extra_s: int
    exactly_s: int | None = None  # what the clock must show in the end; None: whatever it does


class Step(Struct, frozen=True):
    """A step of a clock, and its place in the log."""

    performance: tuple[str, str, str]  # track, round, entrant
    kind: str
    position: int


class Timings:
    def __init__(self, seed: int, met: Mapping[str, Incidents], stopwatch: Stopwatch | None = None) -> None:
        """*met*: the incidents of each track."""
        self._seed = seed
        self._incidents = met
        self._stopwatch = stopwatch
        self._noted: set[tuple[object, ...]] = set()  # segments that are corrected, of an attempt

    def of(self, performance: Mapping[str, str]) -> Timing:
        track, round, entrant = performance.values()
        model = self._incidents.get(track, SMOOTH).model(entrant)
        chance = Random(f"{self._seed} timing {track} {round} {model}")
        client = chance.randrange(CLIENT_ONE_IN) == 0
        over_s = chance.randint(1, MOST_OVER_S) if chance.randrange(OVERTIME_ONE_IN) == 0 else 0
        waived = over_s > 0 and chance.randrange(WAIVED_ONE_IN) == 0
        extra_s = GRANTED_S if chance.randrange(GRANTED_ONE_IN) == 0 else 0
        if self._stopwatch and self._stopwatch.is_kept(performance):
            return Timing(client, 0, False, extra_s, self._stopwatch.whole_s(performance, model))
        return Timing(client, over_s, waived, extra_s)

    def of_director(self, whom: Any) -> Command | None:
        """What is left to settle of a clock that has been stopped: seconds granted, corrected, waived."""
        face = whom["clock"]
        if not face or face["state"] != "stopped" or face["confirmed"]:
            return None
        who, timing = {"performance": whom["performance"]}, self.of(whom["performance"])
        limit_ms = face["whole"]["limit_ms"]
        if limit_ms is not None and timing.extra_s > face["extra_s"]:
            why = {"reason": "叫号机重启", "witness": SUPERVISOR}
            return "GrantTime", {**who, "extra_s": timing.extra_s, **why}
        if self._stopwatch and timing.exactly_s is not None:
            return self._by_stopwatch(self._stopwatch, whom, face, timing.exactly_s)
        if limit_ms is not None and not _is_over(face, timing):
            used = {"used_s": limit_ms // 1000 + timing.over_s, "reason": "演练：按秒表更正，用时超过时限"}
            return "CorrectClock", {**who, **used}
        if timing.waived:
            stated = {"over_s": timing.over_s} if limit_ms is None else {}
            return "WaiveOvertime", {**who, "reason": "办件系统缓慢", **stated}
        return None

    def _by_stopwatch(self, stopwatch: Stopwatch, whom: Any, face: Any, exactly_s: int) -> Command | None:
        """Segments beside the limit, then what counts: the timekeeper confirms once the clock shows that."""
        performance, attempt = whom["performance"], whom["attempt"]
        model = self._incidents.get(performance["track"], SMOOTH).model(performance["entrant"])
        who = {"performance": performance, "reason": "演练：按秒表更正"}
        for segment, used_s in stopwatch.aside_s(performance, model, whom["case"]):
            if (noted := (*performance.values(), attempt, segment)) not in self._noted:
                self._noted.add(noted)
                return "CorrectClock", {**who, "used_s": used_s, "segment": segment}
        is_exact = face["whole"]["used_ms"] // 1000 == exactly_s
        return None if is_exact else ("CorrectClock", {**who, "used_s": exactly_s})

    def of_timekeeper(self, timed: Any, done: set[str]) -> Command | None:
        """The next step of this clock, of which these have been *done*; None where others are awaited."""
        face, who = timed["clock"], {"performance": timed["performance"]}
        if not face or face["confirmed"] or timed["phase"] != "marking":
            return None
        timing = self.of(timed["performance"])
        match face["state"]:
            case "ready":
                return "StartClock", who
            case "paused":
                return "ResumeClock", who
            case "running" if timing.client and "PauseClock" not in done:
                return "PauseClock", {**who, "reason": "client"}
            case "running":
                following = _following(face)
                return ("NextSegment", {**who, "segment": following}) if following else ("StopClock", who)
            case _:
                return self._confirmed(face, timing, who, is_stated=timed["asks_over"])

    def _confirmed(
        self, face: Any, timing: Timing, who: dict[str, Any], *, is_stated: bool
    ) -> Command | None:
        if timing.waived or (timing.exactly_s is not None and not _is_over(face, timing)):
            return None
        if is_stated:
            return "ConfirmTime", {**who, "over_s": timing.over_s}
        is_settled = timing.extra_s <= face["extra_s"] and _is_over(face, timing)
        return ("ConfirmTime", who) if is_settled else None


def _is_over(face: Any, timing: Timing) -> bool:
    """Whether the clock shows the overtime there is to be, or what the stopwatch says."""
    whole = face["whole"]
    if timing.exactly_s is not None:
        return bool(whole["used_ms"] // 1000 == timing.exactly_s)
    if whole["limit_ms"] is None:  # only the seconds count
        return True
    return not timing.over_s or whole["used_ms"] >= whole["limit_ms"] + timing.over_s * 1000


def _following(face: Any) -> str:
    """The segment after the present one; "" after the last, and where there are none."""
    ids = [segment["id"] for segment in face["segments"]]
    return next(iter(ids[ids.index(face["segment"]) + 1 :]), "") if ids else ""


class Timekeeper:
    """Starts, pauses, stops and confirms the clocks of a hall, several at once."""

    def __init__(self, watcher: Watcher, pace: Pace, timings: Timings) -> None:
        self._watcher = watcher
        self._pace = pace
        self._timings = timings
        self._busy: set[tuple[str, ...]] = set()  # performances whose next step is on its way
        self._reached: dict[tuple[str, ...], int] = {}  # the position of the last: older views do not know it
        self._done: dict[tuple[str, ...], set[str]] = {}
        self.steps: list[Step] = []

    @property
    def watcher(self) -> Watcher:
        return self._watcher

    async def run(self) -> None:
        async with asyncio.TaskGroup() as hands:
            hands.create_task(self._watcher.run())
            while True:
                await self._watcher.until(self._due)
                kind, fields = self._due(self._watcher.last)
                who = tuple(fields["performance"].values())
                self._busy.add(who)
                self._done.setdefault(who, set()).add(kind)
                hands.create_task(self._take(who, kind, fields))

    def _due(self, view: Any) -> Any:
        """The next step of the first clock that has one; None for none."""
        position = self._watcher.heard[-1].position
        for timed in view["clocks"]:
            who = tuple(timed["performance"].values())
            if who in self._busy or self._reached.get(who, 0) > position:
                continue
            if step := self._timings.of_timekeeper(timed, self._done.get(who, set())):
                return step
        return None

    async def _take(self, who: tuple[str, str, str], kind: str, fields: dict[str, Any]) -> None:
        await asyncio.sleep(self._pace.timing)
        try:
            receipt = await self._watcher.device.command(kind, **fields)
            self._reached[who] = receipt["position"]
            self.steps.append(Step(who, kind, receipt["position"]))
        except Rejected as rejected:
            if rejected.reason not in FASTER:
                raise
            self._reached[who] = self._watcher.heard[-1].position + 1
        self._busy.discard(who)
        self._watcher.wake()
