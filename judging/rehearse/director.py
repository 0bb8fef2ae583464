"""The director's robot: presses whatever its hall's console says is next, until its tracks are locked."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from contextlib import aclosing
from random import Random
from typing import Any

from msgspec import Struct

from judging.codec import sentence_of

from .device import RETRY_S, Device, Rejected
from .incidents import SMOOTH, Incidents, decided
from .plan import HallPlan
from .robots import LACKS_ONE_IN, Pace, Watcher
from .staff import Staff
from .stopwatch import Stopwatch
from .timekeeping import Timings
from .walk_round import Windows, next_call

RANKING_EVERY = 8  # entrants
OTHERS_ACT_WITHIN_S = 60.0  # who signs, confirms or judges elsewhere; then nobody will
RETURN_ONE_IN = 40  # sheets that are sent back once
# A receipt of these may be of the log as it was: no view of this hall need follow, and none is waited for.
MAY_CHANGE_NOTHING = ("AdvanceReveal", "DecideTie", "RevealStandings")
FASTER = ("already", "begun", "locked", "stale")  # how one hears of somebody who was faster


class Progress(Struct, frozen=True):
    """How far a hall is: so many scores of the track revealed, of so many who take part."""

    hall: str
    hall_name: str  # "" where there is only one
    track: str
    revealed: int
    of: int


def silent(progress: Progress) -> None:
    """Tells nobody."""


class Stuck(Exception):
    """The console proposes no step, though the day is not over."""


class Director:
    def __init__(
        self,
        device: Device,
        staff: Staff,
        hall: HallPlan,
        shared: Collection[str],
        pace: Pace,
        seed: int,
        met: Mapping[str, Incidents],
        tell: Callable[[Progress], None] = silent,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        """*staff*: whose some commands are. *shared*: tracks that others must lead on, too, in other halls or
        by closing an evaluation. *met*: incidents by track.

        *tell* hears of each score that is revealed.
        """
        self._watcher = Watcher(device, f"console/{hall.id}")
        self._staff = staff
        self._hall = hall
        self._shared = shared
        self._incidents = met
        self._tell = tell
        # step and performance before which what had to happen has
        self._met: set[tuple[str, ...]] = set()
        self._pace = pace
        self._seed = seed
        self._timings = Timings(seed, met, stopwatch)
        self._windows = Windows(f"{seed} {hall.id}")
        self._acted = 0  # the position our last command reached: older views do not know of it
        self._revealed = 0
        self._returned: set[tuple[str, ...]] = set()  # performance and judge
        self.on_air = ""  # the track, by name, whose whole ranking was shown in this hall last

    async def run(self) -> None:
        view: Any = None
        async with aclosing(self._watcher.messages()) as messages:
            while not (view and self._is_over(view)):
                try:
                    async with asyncio.timeout(OTHERS_ACT_WITHIN_S):
                        message = await anext(messages)
                except TimeoutError:
                    raise Stuck(_blocked(view)) from None
                view = message.view
                if message.position >= self._acted and not self._is_over(view):
                    await self._step(view)

    def _is_over(self, view: Any) -> bool:
        return set(self._hall.tracks) <= _locked(view)

    async def _step(self, view: Any) -> None:
        """One press, at most."""
        step = next_call(view) or view["next"]
        if step is None and not view["ties"]:
            return self._wait_for_others(view)
        whom = _whom(view, step)
        if (
            await self._decides(whom)
            or await self._times(view)
            or await self._meets(view, step, whom)
            or await self._walks(view)
        ):
            return None
        if step is None or step["blocked"]:
            return None
        if step["id"] == "close" and (_is_timed_still(whom) or await self._returns(whom)):
            return None
        if step["id"] == "lock":
            return await self._lock(view, step)
        await self._press(step)
        return await self._afterwards(view, step, whom)

    def _wait_for_others(self, view: Any) -> None:
        """Raises Stuck where nobody else can lead on."""
        is_done = all(tab["done"] == tab["of"] for tab in view["rounds"] if tab["track"] in self._hall.tracks)
        if is_done and set(self._shared) & set(self._hall.tracks) - _locked(view):
            return
        if not self._staff.devices:
            raise Stuck(_blocked(view))

    async def _lock(self, view: Any, step: Any) -> None:
        track = step["data"]["track"]
        try:
            if not await self._publish(view, track):
                return  # it still waits for a signature, of which the console tells
            await self._press(step)
        except Rejected as rejected:
            if track not in self._shared or rejected.reason not in FASTER:
                raise
            return
        self.on_air = _name(view, track)

    async def _walks(self, view: Any) -> bool:
        """Whether something was done at the windows that the next step did not ask for."""
        if (between := self._windows.between(view)) is None:
            return False
        kind, fields = between
        try:
            await self._command(kind, **fields)
        except Rejected as rejected:
            if rejected.reason not in FASTER:
                raise
            return False  # a sheet was faster
        if kind == "RevealScore":
            await self._revealed_now(view, [fields["performance"]], in_beats=True)
        elif kind == "RevealTogether":
            await self._revealed_now(view, fields["performances"], in_beats=False)
        return True

    async def _meets(self, view: Any, step: Any, whom: Any) -> bool:
        """Whether something came between, and was dealt with."""
        if view["ties"] and (tie := _parted(view["ties"][0])) not in self._met:
            self._met.add(tie)
            kind, fields = decided(view["ties"][0])
            await self._command(kind, **fields)
            return True
        performance = step["data"].get("performance") if step and not step["blocked"] else None
        if performance is None or (met := (step["id"], *performance.values())) in self._met:
            return False
        self._met.add(met)
        judges, attempt = ([seat["judge"] for seat in whom["seats"]], whom["attempt"]) if whom else ([], 0)
        incidents = self._incidents.get(performance["track"], SMOOTH)
        commands = list(incidents.before(step["id"], performance, judges, attempt))
        for kind, fields in commands:
            await self._command(kind, **fields)
        return bool(commands)

    async def _times(self, view: Any) -> bool:
        """Whether there was something to settle of a clock that the timekeeper has stopped."""
        due = (self._timings.of_director(whom) for whom in _shown(view) if whom["phase"] == "marking")
        step = next(filter(None, due), None)
        if step is not None:
            await self._command(step[0], **step[1])
        return step is not None

    async def _decides(self, whom: Any) -> bool:
        """A case is drawn before any clock runs; now and then an item is lacking to the scorekeeper."""
        if not whom or whom["phase"] not in ("called", "marking"):
            return False
        performance = whom["performance"]
        if draws := bool(whom["cases"]) and not whom["case"]:
            kind, what = "ChooseCase", {"case": self._case(whom)}
            if whom["may_draw"]:
                kind, what = "DrawCase", {"seed": f"演练{self._seed} {performance['entrant']}"}
            await self._command(kind, performance=performance, **what)
        waiting = [
            item["id"] for item in whom["items"] if item["by"] == "scorekeeper" and item["present"] is None
        ]
        met = self._incidents.get(performance["track"], SMOOTH)
        for item in waiting:
            is_alike = performance["entrant"] in met.alike
            is_there = is_alike or not self._by_lot(LACKS_ONE_IN, *performance.values(), item)
            await self._command("DecideItem", performance=performance, item=item, present=is_there)
        return draws or bool(waiting)

    async def _afterwards(self, view: Any, step: Any, whom: Any) -> None:
        if step["id"] == "call":
            await asyncio.sleep(self._pace.entrance)
        elif step["id"] == "reveal":
            await self._revealed_now(view, [step["data"]["performance"]], in_beats=True)
        elif step["id"] == "close":
            incidents = self._incidents.get(whom["performance"]["track"], SMOOTH)
            for kind, fields in incidents.after_close(whom["performance"], whom["attempt"]):
                await self._command(kind, **fields)

    async def _revealed_now(self, view: Any, told: list[Any], *, in_beats: bool) -> None:
        """Lets the scores be seen to their end; each time there were enough, the ranking follows."""
        await asyncio.sleep(self._pace.reveal)
        if in_beats:
            await self._command("AdvanceReveal", performance=told[0], whole=True)
        before, track = self._revealed, told[0]["track"]
        self._revealed += len(told)
        self._tell_of(view, track, len(told))
        if before // RANKING_EVERY < self._revealed // RANKING_EVERY:
            await self._publish(view, track)

    def _tell_of(self, view: Any, track: str, revealed: int) -> None:
        """*view* is the one from before."""
        tabs = [tab for tab in view["rounds"] if tab["track"] == track]
        done, of = (sum(tab[count] for tab in tabs) for count in ("done", "of"))
        self._tell(Progress(self._hall.id, self._hall.name, _name(view, track), done + revealed, of))

    async def _publish(self, view: Any, track: str) -> bool:
        """Whether all there is to show is shown: not before somebody is through or it is signed."""
        steps = (button for button in view["buttons"] if button["id"] == "standings")
        button = next(button for button in steps if button["data"]["track"] == track)
        try:
            shown = await self._watcher.device.get(f"/preview/ranking?track={track}")
            await self._command(button["kind"], **{**button["data"], "seen": shown["seen"]})
        except Rejected as rejected:
            if rejected.reason == "not_now" and track in self._shared:  # a score is being told elsewhere
                await asyncio.sleep(self._pace.ranking or RETRY_S)
                return await self._publish(view, track)
            if rejected.reason not in ("incomplete", "stale"):
                raise
            return bool(rejected.reason == "stale")  # another hall was faster
        self.on_air = ""
        await asyncio.sleep(self._pace.ranking)
        return True

    async def _press(self, button: Any) -> None:
        await self._command(button["kind"], **button["data"])

    async def _command(self, kind: str, **fields: Any) -> None:
        device = self._staff.whose(kind, self._watcher.device)
        receipt = await device.command(kind, **fields)
        if kind not in MAY_CHANGE_NOTHING:
            self._acted = receipt["position"]

    def _case(self, whom: Any) -> str:
        """Once each has been drawn: any of them, the same for the same seed."""
        cases = sorted(case["id"] for case in whom["cases"])
        return str(Random(f"{self._seed} case {whom['performance']}").choice(cases))

    def _by_lot(self, one_in: int, *what: str) -> bool:
        """The same for the same seed, in whatever order it is asked."""
        return Random(f"{self._seed} director {what}").randrange(one_in) == 0

    async def _returns(self, whom: Any) -> bool:
        """Now and then a sheet goes back once, as if the head judge had found a slip."""
        performance = whom["performance"]
        if performance["entrant"] in self._incidents.get(performance["track"], SMOOTH).alike:
            return False  # other marks would part them
        for seat in whom["seats"]:
            turn = (*performance.values(), seat["judge"])
            if seat["state"] == "submitted" and turn not in self._returned:
                self._returned.add(turn)
                if self._by_lot(RETURN_ONE_IN, *turn):
                    who = {"performance": performance, "judge": seat["judge"]}
                    await self._command("ReturnSheet", **who, reason="请核对一项分值")
                    return True
        return False


def _whom(view: Any, step: Any) -> Any:
    """Whom *step* is about, as the console shows them on stage or at a window; None for nobody there."""
    performance = step["data"].get("performance") if step else None
    return next((whom for whom in _shown(view) if whom["performance"] == performance), None)


def _is_timed_still(whom: Any) -> bool:
    """Also where the rules take nothing off, no score is closed under a running clock."""
    return bool(whom["clock"]) and not whom["clock"]["confirmed"]


def _shown(view: Any) -> list[Any]:
    """Whoever is on stage or under way at a window."""
    at_windows = [at["on"] for at in view["walk"]["at"]] if view["walk"] else []
    return [view["stage"], *at_windows] if view["stage"] else at_windows


def _parted(tie: Any) -> tuple[str, ...]:
    return ("tie", tie["track"], tie["composite"], *(entrant["id"] for entrant in tie["entrants"]))


def _blocked(view: Any) -> str:
    """Why the console has no step to propose."""
    reasons = (button["blocked"] for button in view["buttons"]) if view else ()
    return "；".join(dict.fromkeys(str(sentence_of(each)) for each in reasons if each))


def _locked(view: Any) -> set[str]:
    return {tab["track"] for tab in view["rounds"] if tab["locked_at"]}


def _name(view: Any, track: str) -> str:
    return next(str(tab["track_name"]) for tab in view["rounds"] if tab["track"] == track)
