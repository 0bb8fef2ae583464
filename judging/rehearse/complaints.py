"""异议 by the 1-4-13 clock: an easy one upheld within days, a complicated one dismissed on its last day.

Working days pass by themselves: the rehearsal moves its time on, which is on record.
"""

from functools import partial
from typing import Any

from msgspec import Struct

from judging.core.appeals.objection import Resolution
from judging.core.moments import DAY_MS, milliseconds

from .appealing import Appeals
from .device import Device
from .misread import Misread
from .supervised import signed


class Complaint(Struct, frozen=True):
    """An objection that was answered in time, and how."""

    number: int
    name: str  # of whom it is about
    resolution: Resolution
    is_complicated: bool


class Complaints:
    """As the organiser works the page of objections."""

    def __init__(self, organiser: Device) -> None:
        self._organiser = organiser
        self._appeals = Appeals(organiser)

    async def register(self, objector: str, performance: dict[str, str], name: str, text: str) -> int:
        """The number of an objection that came in at this moment, about who is called *name*."""
        await self._organiser.command(
            "RegisterObjection",
            objector={"name": objector, "unit": name},
            about=performance,
            text=text,
            way="letter",
        )
        return max(int(each["number"]) for each in (await self._appeals.view())["objections"])

    async def contacted(self, numbers: list[int]) -> None:
        """All on the day after, which no weekend makes later than the first working day."""
        await self._organiser.command("AdvanceClock", days=1)
        for number in numbers:
            await self._appeals.contact(number)

    async def upheld(self, number: int, slip: Misread) -> Complaint:
        await self._appeals.uphold(number)
        return Complaint(number, slip.name, Resolution.UPHELD, is_complicated=False)

    async def answered(self, number: int) -> None:
        await self._appeals.answer(number)

    async def dismissed_at_last(self, number: int, name: str) -> Complaint:
        """较为复杂: decided and answered on the last day that the longer term has."""
        await self._organiser.command(
            "MarkComplicated", objection=number, reason="涉及两天的录像，须逐段调阅"
        )
        await self._to_the_last_day(number)
        decision = {"resolution": Resolution.DISMISSED, "reason": "逐段复核录像，原评分表无误"}
        await self._organiser.command("DecideObjection", objection=number, **decision)
        answer = {"objection": number, "note": "答复函已送达"}
        await signed(partial(self._organiser.command, "AnswerObjection", **answer))
        return Complaint(number, name, Resolution.DISMISSED, is_complicated=True)

    async def _to_the_last_day(self, number: int) -> None:
        found = await self.line(number)
        since = max(step["at"] for step in found["steps"])
        if days := (found["due"] - milliseconds(since)) // DAY_MS:
            await self._organiser.command("AdvanceClock", days=days)

    async def line(self, number: int) -> Any:
        objections = (await self._appeals.view())["objections"]
        return next(each for each in objections if each["number"] == number)
