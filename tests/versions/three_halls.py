"""Makes the day in `three_halls.sqlite`; `three_halls.json` has what its version showed after each entry.

It was run once, in a checkout of the last version in which a hall was a stage and nothing else, before there
were walk-rounds and clocks:

    python -m tests.versions.three_halls tests/versions

That is why it imports nothing but what both versions have. In the present one it makes a day of today.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from sqlite3 import connect
from typing import Any

import msgspec

from judging.codec import decode_event
from judging.core.apply import apply
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.publication.on_air import fingerprint, present
from judging.core.state import State
from judging.desk import Desk
from judging.store.sqlite import SqliteLog
from judging.views import topic, view
from tests import day
from tests.halls import far, judge, near, set_up, shared

from .one_stage import Writer

# J3 sits in halls A and B, J1 and J4 on two panels of one hall each, J8 in hall C; screen 4 is pinned.
TOPICS = (
    *(f"screen/{number}" for number in (1, 2, 3, 4)),
    *(f"emcee/{hall}" for hall in "ABC"),
    *(f"judge/J{n}" for n in (1, 3, 4, 8)),
)

View = dict[str, Any]
Shown = dict[str, View]  # topic → what is shown to whoever watches it


class Halls(Writer):
    """Sends the commands of a day in halls."""

    async def step(self, kind: str, id: PerformanceId, by: Actor = day.DIRECTOR, **fields: Any) -> None:  # type: ignore[override]
        await self.ask(kind, by, performance=msgspec.to_builtins(id), **fields)

    async def opened(self, id: PerformanceId) -> None:  # type: ignore[override]
        await self.step("CallEntrant", id)
        await self.step("OpenMarking", id)

    async def mark(self, n: int, id: PerformanceId, mark: str, revision: int = 1) -> None:
        await self.step("SubmitSheet", id, judge(n), revision=revision, marks={"all": mark})

    async def closed(self, id: PerformanceId, **marks: str) -> None:  # type: ignore[override]
        for name, mark in marks.items():
            await self.mark(int(name[1:]), id, mark)
        await self.step("CloseMarking", id)

    async def whole(self, id: PerformanceId) -> None:  # type: ignore[override]
        await self.step("RevealScore", id)
        await self.step("AdvanceReveal", id, whole=True)

    async def publish(self, track: str, hall: str) -> None:
        seen = fingerprint(present(self.desk.state, track))
        await self.ask("RevealStandings", track=track, seen=seen, hall=hall)


async def play(to: Halls) -> None:
    for command in set_up():
        await to.do(command, day.ORGANISER)
    await to.ask("AdmitScreen", number=4, device="screen4", name="A厅侧屏", pinned="progress", hall="A")
    await to.ask("ClaimSeat", acting(Duty.GUEST), device="1f" * 32, proof="link-3")
    await first_in_each(to)
    await second_in_each(to)
    await left_as_it_stands(to)


async def first_in_each(to: Halls) -> None:
    """A returned sheet and deductions in A, a withdrawal in C meanwhile; then B, where J3 of A steps back."""
    await to.opened(shared(0))
    await to.opened(far(0))
    await to.mark(1, shared(0), "91.5")
    await to.mark(2, shared(0), "19.6")
    await to.step("ReturnSheet", shared(0), judge="J2", reason="笔误")
    await to.mark(8, far(0), "95")
    await to.mark(2, shared(0), "91.6", revision=2)
    await to.step("EnterDeduction", shared(0), points="2", reason="超时")
    await to.step("EnterDeduction", shared(0), points="0.5", reason="缺项")
    await to.step("WithdrawDeduction", shared(0), index=1, reason="误记")
    await to.closed(shared(0), J3="93")
    await to.opened(shared(1))
    await to.mark(4, shared(1), "88.25")
    await to.whole(shared(0))
    await to.step("ExcuseJudge", shared(1), judge="J3", phase="recused", reason="回避")
    await to.closed(far(0), J9="94")
    await to.whole(far(0))
    await to.ask("SetStatus", track="far", entrant="far2", status="withdrawn", reason="因病")
    await to.closed(shared(1), J5="86.75")
    await to.whole(shared(1))


async def second_in_each(to: Halls) -> None:
    """An absent judge and steps taken back in A, a hand raised in B, a ranking taken back in C."""
    await to.ask("RaiseHand", judge(4))
    await to.opened(shared(2))
    await to.step("StepBack", shared(2), reason="核对")
    await to.step("StepBack", shared(2), reason="还没到")
    await to.opened(shared(2))
    await to.step("ExcuseJudge", shared(2), judge="J1", phase="absent", reason="请假")
    await to.ask("AnswerHand", judge="J4")
    await to.closed(shared(2), J2="80", J3="84")
    await to.whole(shared(2))
    await to.step("StepBack", shared(2), reason="核对")
    await to.whole(shared(2))
    await to.publish("far", "C")
    await to.ask("WithdrawStandings", track="far", reason="有误")
    await to.opened(far(1))
    await to.closed(far(1), J8="96", J9="94")
    await to.whole(far(1))
    await to.ask("SetStatus", track="shared", entrant="shared3", status="no_show", reason="未到场")


async def left_as_it_stands(to: Halls) -> None:
    """A reveal that stops midway in A, marking that is open in B, and a ranking on air in C."""
    await to.publish("far", "C")
    await to.ask("SetPace", pace="steps", hall="A")
    await to.opened(near(0))
    await to.step("EnterDeduction", near(0), points="1", reason="缺项")
    await to.closed(near(0), J1="90", J6="92")
    await to.step("RevealScore", near(0))
    await to.step("AdvanceReveal", near(0))
    await to.opened(near(1, "two"))
    await to.mark(4, near(1, "two"), "77.5")
    await to.ask("RaiseHand", judge(7))


def shown(state: State) -> Shown:
    """What each audience sees, once all of them are there."""
    if not state.screens or max(state.screens) < 4:
        return {}
    return {name: msgspec.to_builtins(view(state, topic(name))) for name in TOPICS}


def replayed(file: Path) -> Iterator[Shown]:
    """What is shown after each entry of *file*."""
    state = State()
    with closing(connect(file)) as connection:
        for at, by, data in connection.execute("SELECT at, by, data FROM log ORDER BY position"):
            state = apply(state, decode_event(data), at, by)
            yield shown(state)


def changes(shown: Iterator[Shown]) -> Iterator[Shown]:
    """Only the views that an entry changed."""
    before: Shown = {}
    for after in shown:
        yield {name: found for name, found in after.items() if found != before.get(name)}
        before = after


async def main(folder: Path) -> None:
    file, minutes = folder / "three_halls.sqlite", count()
    begin = datetime(2026, 11, 20, 6, tzinfo=UTC)
    desk = await Desk.open(await SqliteLog.open(file), lambda: begin + timedelta(minutes=next(minutes)))
    await play(Halls(desk))
    await desk.close()
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in changes(replayed(file)))
    (folder / "three_halls.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
