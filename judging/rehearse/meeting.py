"""The meeting on the honours as the organiser writes it down, and the 公示 that follows it."""

from collections.abc import Collection
from contextlib import aclosing
from typing import Any

from judging.core.honours.decision import Verdict

from .device import Device
from .director import Stuck
from .supervised import signed

MEMBERS = tuple(f"委员{numeral}" for numeral in "一二三四五")
LATER = "请补充工作实绩材料后再议"


class Meeting:
    def __init__(self, organiser: Device) -> None:
        self._organiser = organiser

    async def agenda(self, award: str) -> Any:
        """What the page of the meeting shows of the award when it is opened."""
        async with aclosing(self._organiser.watch("honours")) as messages:
            view = (await anext(messages)).view
        return next(each for each in view["awards"] if each["award"] == award)

    async def decide(self, award: str, deferred: Collection[str] = (), note: str = "按建议名单审议") -> Any:
        """On all that is undecided; the *deferred* entrants wait for the next meeting. What lay before it."""

        async def record() -> Any:
            before = await self.agenda(award)
            if before["open"]:
                raise Stuck(f"“{award}”的建议名单还没有定下来")
            await self._organiser.command(
                "RecordDecision",
                award=award,
                members=MEMBERS,
                entries=[_entry(line, deferred) for line in before["lines"] if line["is_undecided"]],
                digest=before["digest"],
                note=note,
            )
            return before

        return await signed(record)


def _entry(line: Any, deferred: Collection[str]) -> dict[str, str]:
    who = {"track": line["track"], "entrant": line["entrant"]}
    if line["entrant"] in deferred:
        return {**who, "verdict": Verdict.DEFERRED, "reason": LATER}
    return {**who, "verdict": Verdict.CONFIRMED}
