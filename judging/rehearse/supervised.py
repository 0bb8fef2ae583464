"""Those who watch a day and mend it: clerks of each hall, the supervisor, a correction after the lock."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from judging.core.people.duty import Duty

from .clerks import Clerks, refused
from .device import RETRY_S, Rejected
from .director import Stuck
from .heading import HeadJudge
from .misread import Misread
from .plan import Plan
from .preparation import Cast, Hall
from .robots import Judge
from .supervising import Supervisor

Performance = tuple[str, ...]  # track, round, entrant
TRIES = 300  # for a signature, RETRY_S apart


class Supervised:
    def __init__(self, plan: Plan, cast: Cast) -> None:
        assert cast.supervisor is not None
        reserves = {
            track.track.id: panel.reserves[0].id
            for track in plan.played
            for panel in track.panels.values()
            if panel.reserves
        }
        self._plan = plan
        self._halls = {hall.plan.id: hall for hall in cast.halls}
        names = names_of(plan)
        of_hall = {id: Clerks(hall.staff, hall.director, reserves, names) for id, hall in self._halls.items()}
        self._of_hall = of_hall
        self.clerks: Mapping[str, Clerks] = {  # by track
            track: of_hall[hall.id] for hall in plan.halls for track in hall.tracks
        }
        self._supervisor = cast.supervisor
        self._heads = [HeadJudge(hall.staff.devices[Duty.HEAD_JUDGE], id) for id, hall in self._halls.items()]
        self._watching = Supervisor(cast.supervisor, lambda track, flag: self.clerks[track].answer(flag))

    def runs(self) -> Iterator[Coroutine[Any, Any, None]]:
        yield self._watching.run()
        yield from (clerks.run() for clerks in self._of_hall.values())
        yield from (head.run() for head in self._heads)

    @property
    def told(self) -> list[str]:
        return [line for clerks in self._of_hall.values() for line in clerks.told]

    async def correct(self, judges: Sequence[Judge]) -> tuple[str, int]:
        """After the lock: a slip is found on a sheet, the supervisor signs, the ranking is shown anew.

        In which hall, and the place of the new ranking in the log.
        """
        hall, track = next((hall, hall.plan.tracks[0]) for hall in self._halls.values() if hall.plan.tracks)
        return await self.applied(hall, track, await self._proposed(hall, track, judges))

    async def corrected(self, slip: Misread, hall: Hall, objection: int) -> None:
        """The first correction of a contest, to which an objection led."""
        await hall.staff.devices[Duty.HEAD_JUDGE].command(
            "ProposeCorrection",
            performance=slip.performance,
            change=slip.change,
            reason="异议成立，录像显示误看一格",
            objection=objection,
        )
        await self.applied(hall, slip.performance["track"], 1)

    async def applied(self, hall: Hall, track: str, correction: int) -> tuple[str, int]:
        """Of a correction that was proposed. As `correct`."""
        await refused(self._supervisor, "ApplyCorrection", {"correction": correction})
        await signed(lambda: hall.director.command("ApplyCorrection", correction=correction))
        self._of_hall[hall.plan.id].told.append(f"{self._plan.track(track).track.name}锁定后更正一份评分表")
        return hall.plan.id, await self._shown_anew(hall, track)

    async def _proposed(self, hall: Hall, track: str, judges: Sequence[Judge]) -> int:
        """The number of the correction: another mark for the first criterion of a sheet that allows it."""
        head = hall.staff.devices[Duty.HEAD_JUDGE]
        for performance, judge, sheet in in_the_middle(judges, track):
            criterion = min(sheet["marks"])
            marks = {**sheet["marks"], criterion: str(Decimal(sheet["marks"][criterion]) - 1)}
            change = {"change": "marks", "judge": judge, "marks": marks, "items": sheet["items"]}
            where = dict(zip(("track", "round", "entrant"), performance, strict=True))
            try:
                await head.command(
                    "ProposeCorrection", performance=where, change=change, reason="录像显示误看一格"
                )
            except Rejected:
                continue  # it would make equals, or the sheet counts no more
            return 1
        raise Stuck("没有可以更正的评分表")

    async def _shown_anew(self, hall: Hall, track: str) -> int:
        async def show() -> Any:
            seen = (await hall.director.get(f"/preview/ranking?track={track}"))["seen"]
            return await hall.director.command("RevealStandings", track=track, seen=seen, hall=hall.plan.id)

        return int((await signed(show))["position"])


def in_the_middle(judges: Sequence[Judge], track: str) -> Iterator[tuple[Performance, str, Any]]:
    """Of each performance the sheet that no trimming leaves out: whose it is, and its marks and items."""
    given = defaultdict[Performance, list[tuple[Decimal, str, Any]]](list)
    for judge in judges:
        for performance, sheet in judge.given.items():
            if performance[0] == track:
                total = sum(map(Decimal, sheet["marks"].values()), Decimal(0))
                given[performance].append((total, judge.id, sheet))
    for performance, sheets in given.items():
        _, id, sheet = sorted(sheets, key=lambda each: each[:2])[len(sheets) // 2]
        yield performance, id, sheet


async def signed(ask: Callable[[], Awaitable[Any]]) -> Any:
    """The receipt of *ask*, once nothing of it waits for a signature any more. Raises Stuck."""
    for _ in range(TRIES):
        try:
            return await ask()
        except Rejected as rejected:
            if rejected.reason != "incomplete":
                raise
        await asyncio.sleep(RETRY_S)
    raise Stuck("没有等到监督员会签")


def names_of(plan: Plan) -> dict[str, str]:
    """Of judges and entrants, by id."""
    judges = (judge for track in plan.played for panel in track.panels.values() for judge in panel.everybody)
    entrants = (entrant for track in plan.played for entrant in track.entrants)
    return {judge.id: judge.name for judge in judges} | {each.id: each.name for each in entrants}
