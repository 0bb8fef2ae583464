"""What the people of a hall do beside the show: paper that is typed twice, decisions, replacements.

Each thing is done by whoever has the duty; now and then somebody tries who has not, and must not succeed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from judging.core.people.duty import Duty

from .device import Device, Rejected
from .incidents import Command
from .robots import PaperSheet
from .staff import Staff

SLIP = "0"  # what the first hand types instead of a mark


class NotRefused(Exception):
    """Somebody could do what is another's."""


class Clerks:
    """Of one hall. `told` says what they did, in words."""

    def __init__(
        self, staff: Staff, director: Device, reserves: Mapping[str, str], names: Mapping[str, str]
    ) -> None:
        """*reserves*: by track, the judge who takes a seat whose phone has died. *names*: by id."""
        self._names = names
        self._staff = staff
        self._director = director
        self._reserves = reserves
        self._waiting: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self.told: list[str] = []

    async def run(self) -> None:
        while True:
            await (await self._waiting.get())()

    def take_paper(self, sheet: PaperSheet) -> None:
        """A judge whose phone has died hands over a sheet of paper, and can go on no longer."""
        self._waiting.put_nowait(lambda: self._typed(sheet))

    def decide_short(self, performance: dict[str, str]) -> None:
        """Too few sheets can count: the head judge decides to score with those there are."""
        self._waiting.put_nowait(lambda: self._decided(performance))

    def answer(self, flag: str) -> None:
        self._waiting.put_nowait(lambda: self._answered(flag))

    async def _typed(self, sheet: PaperSheet) -> None:
        entry = {"performance": sheet.performance, "judge": sheet.judge, "attempt": sheet.attempt}
        whole = {**entry, "marks": sheet.marks, "items": sheet.items}
        slip = {**whole, "marks": {**sheet.marks, min(sheet.marks): SLIP}}
        scorekeeper, verifier = (self._staff.devices[duty] for duty in (Duty.SCOREKEEPER, Duty.VERIFIER))
        await refused(verifier, "EnterSheet", {**whole, "revision": sheet.revision})
        await scorekeeper.command("EnterSheet", **slip, revision=sheet.revision)
        await refused(scorekeeper, "ConfirmSheet", slip)
        await refused(self._director, "ConfirmSheet", slip)
        await verifier.command("ConfirmSheet", **whole)  # differs from the slip
        await scorekeeper.command("EnterSheet", **whole, revision=sheet.revision)
        await verifier.command("ConfirmSheet", **whole)
        self.told.append(f"{self._names[sheet.judge]}的手机没电，纸质评分表由两人录入、复核")
        await self._step_in(sheet)

    async def _step_in(self, sheet: PaperSheet) -> None:
        seat = {name: sheet.performance[name] for name in ("track", "round")} | {"seat": sheet.seat}
        reserve = self._reserves[sheet.performance["track"]]
        why = {"judge": reserve, "reason": "手机没电，评委离席"}
        head = self._staff.devices[Duty.HEAD_JUDGE]
        await refused(self._staff.devices[Duty.SCOREKEEPER], "ReplaceJudge", {**seat, **why})
        try:
            await head.command("ReplaceJudge", **seat, **why)
        except Rejected as rejected:
            if rejected.reason != "locked":
                raise
            return  # nobody is left to be judged from this seat
        self.told.append(f"{sheet.seat}号席由{self._names[reserve]}接替")

    async def _decided(self, performance: dict[str, str]) -> None:
        decision: Command = (
            "DecideShort",
            {"performance": performance, "decision": "shrink", "reason": "回避后其余评分表有效"},
        )
        await refused(self._director, *decision)
        await self._staff.devices[Duty.HEAD_JUDGE].command(decision[0], **decision[1])
        name = self._names[performance["entrant"]]
        self.told.append(f"{name}的评分表不足最少份数，由评委组长决定按现有份数计分")

    async def _answered(self, flag: str) -> None:
        await refused(self._staff.devices[Duty.SCOREKEEPER], "AnswerFlag", {"id": flag, "answer": "已核对"})
        await self._director.command("AnswerFlag", id=flag, answer="已查看录像，得分无误")
        self.told.append("监督员提出的意见已答复")


async def refused(device: Device, kind: str, fields: dict[str, Any]) -> None:
    """*device* may not do this. Raises NotRefused if it could."""
    try:
        await device.command(kind, **fields)
    except Rejected as rejected:
        if rejected.reason == "not_allowed":
            return
        raise
    raise NotRefused(kind)
