"""公示与异议 as the organiser works it, and 定稿 once the days are over.

公示 takes working days: the rehearsal moves its time on, which is on record.
"""

from collections.abc import Sequence
from contextlib import aclosing
from functools import partial
from typing import Any

from msgspec import Struct

from judging.core.appeals.finalising import Filing
from judging.core.appeals.workdays import day_of
from judging.core.moments import DAY_MS, milliseconds

from .device import Device
from .misread import Misread
from .supervised import signed


class Period(Struct, frozen=True):
    """A 公示 as it was in the end, and when what it made public became final. Days as “2024-10-08”."""

    award: str
    start: str
    days: tuple[str, ...]
    final: str  # UTC


class Appeals:
    def __init__(self, organiser: Device) -> None:
        self._organiser = organiser

    async def view(self) -> Any:
        """What the page shows when it is opened."""
        async with aclosing(self._organiser.watch("appeals")) as messages:
            return (await anext(messages)).view

    async def make_public(self, award: str) -> None:
        await self._organiser.command("StartPublicity", award=award)

    async def register(self, slip: Misread) -> int:
        """The number of the objection, which comes a day after the list was put up."""
        await self._organiser.command("AdvanceClock", days=1)
        await self._organiser.command(
            "RegisterObjection",
            objector={"name": "领队一", "unit": slip.name},
            about=slip.performance,
            text="一份评分表的分值与录像不符，请复核",
            way="letter",
        )
        return max(int(each["number"]) for each in (await self.view())["objections"])

    async def contact(self, number: int) -> None:
        await self._organiser.command("ContactObjector", objection=number, note="已电话联系，约定复核录像")

    async def uphold(self, number: int) -> None:
        await self._organiser.command(
            "DecideObjection",
            objection=number,
            resolution="upheld",
            reason="录像显示有一格误看，异议成立",
        )

    async def answer(self, number: int) -> None:
        answer = {"objection": number, "note": "答复函已当面送达"}
        await signed(partial(self._organiser.command, "AnswerObjection", **answer))

    async def renew(self, awards: Sequence[str]) -> None:
        """Of those whose list has changed."""
        for line in (await self.view())["awards"]:
            if line["award"] in awards and line["publicity"]["changed"]:
                await self._organiser.command(
                    "RenewPublicity", award=line["award"], reason="更正后名次有变化，重新公示"
                )

    async def finalised(self, awards: Sequence[str], at: str) -> tuple[Period, ...]:
        """Once the last period is over, as seen from *at*."""
        ends = max(line["publicity"]["ends"] for line in (await self.view())["awards"])
        days = (ends - milliseconds(at)) // DAY_MS + 1
        await self._organiser.command("AdvanceClock", days=days)
        for award in awards:
            made = await signed(partial(self._organiser.command, "Finalise", award=award))
            await self._filed(award, day_of(made["at"]))
        return tuple(_period(line) for line in (await self.view())["awards"])

    async def _filed(self, award: str, day: str) -> None:
        """上报 and 通报, with the numbers of the papers."""
        for filing in Filing:
            document = f"演〔{day[:4]}〕{list(Filing).index(filing) + 1}号"
            await self._organiser.command("FileAward", award=award, filing=filing, document=document, day=day)


def _period(line: Any) -> Period:
    days = tuple(day["date"] for day in line["publicity"]["days"])
    return Period(line["award"], line["publicity"]["start"], days, line["final"]["at"])
