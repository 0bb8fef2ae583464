"""整改单 in the weeks before the drill: one in time, a complicated one on its last day, one too late.

Working days pass by themselves: the rehearsal moves its time on, which is on record.
"""

from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

from msgspec import Struct

from judging.core.appeals.objection import Resolution
from judging.core.moments import DAY_MS, milliseconds
from judging.core.people.taking_part import Entrant
from judging.core.rectifying.rectification import Origin, RectifyingStep

from .device import Device

OPENED = (
    (Origin.RATING, "窗口没有一次告知需要补正的材料"),
    (Origin.COMPLAINT, "反映材料齐全却没有当场收件"),
    (Origin.RATING, "等候时间长，没有人引导"),
)


class Slip(Struct, frozen=True):
    """One that was answered and looked at again, and how."""

    number: int
    name: str  # of the centre
    resolution: Resolution
    is_complicated: bool
    is_late: bool


class Rectifying:
    """As the organiser works the page of the slips; time goes on between its steps."""

    def __init__(self, organiser: Device, opened: Sequence[tuple[Origin, str]] = OPENED) -> None:
        """*opened*: what each of three is for, an easy one, a complicated one and one that comes late."""
        self._organiser = organiser
        self._opened_for = opened
        self._at = ""  # UTC, when the last step was

    async def settled(self, track: str, centres: Sequence[Entrant]) -> tuple[Slip, ...]:
        """One slip for each of the first centres, all opened on one day and dealt with by the rules' days."""
        named = [
            (await self._opened(track, centre, n), centre.name)
            for n, centre in enumerate(centres[: len(self._opened_for)])
        ]
        (easy, first), (hard, second), (late, third) = named
        await self._days(1)
        for number in (easy, hard, late):
            await self._step(number, RectifyingStep.CONTACTED, "已联系，说明办理步骤和时限")
        await self._step(hard, RectifyingStep.COMPLICATED, "涉及两个部门的收件口径，须会商")
        await self._days(1)
        await self._answered(easy, Resolution.UPHELD, "已补发一次性告知单，窗口人员重新培训")
        await self._to_the_last_day(late, beyond=1)
        await self._answered(late, Resolution.UPHELD, "已增设引导岗，整改反馈迟于期限")
        await self._to_the_last_day(hard)
        await self._answered(hard, Resolution.DISMISSED, "会商认定收件符合办事指南，已向反映人说明")
        return (
            Slip(easy, first, Resolution.UPHELD, is_complicated=False, is_late=False),
            Slip(hard, second, Resolution.DISMISSED, is_complicated=True, is_late=False),
            Slip(late, third, Resolution.UPHELD, is_complicated=False, is_late=True),
        )

    async def _opened(self, track: str, centre: Entrant, n: int) -> int:
        origin, text = self._opened_for[n]
        fields = {"track": track, "entrant": centre.id, "origin": origin, "text": text}
        self._at = (await self._organiser.command("OpenRectification", **fields))["at"]
        return max(int(each["number"]) for each in await self._lines())

    async def _step(self, number: int, step: RectifyingStep, note: str, **more: object) -> None:
        fields = {"rectification": number, "step": step, "note": note, **more}
        self._at = (await self._organiser.command("AdvanceRectification", **fields))["at"]

    async def _answered(self, number: int, resolution: Resolution, note: str) -> None:
        """And looked at again at once."""
        await self._step(number, RectifyingStep.ANSWERED, note, resolution=resolution)
        seen = {"mended": True, "satisfied": True}
        await self._step(number, RectifyingStep.CHECKED, "实地复核、电话回访", **seen)

    async def _to_the_last_day(self, number: int, beyond: int = 0) -> None:
        """On which it is due, or so many days after."""
        [found] = [each for each in await self._lines() if each["number"] == number]
        await self._days((found["due"] - milliseconds(self._at)) // DAY_MS + beyond)

    async def _days(self, count: int) -> None:
        if count:
            self._at = (await self._organiser.command("AdvanceClock", days=count))["at"]

    async def _lines(self) -> Any:
        async with aclosing(self._organiser.watch("rectifications")) as messages:
            return (await anext(messages)).view["lines"]
