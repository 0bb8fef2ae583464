"""Makes the day in `one_stage.sqlite`; `one_stage.json` has what its version showed after each entry.

It was run once, in a checkout of the last version that knew one stage only, before there were halls:

    python -m tests.versions.one_stage tests/versions

That is why it imports nothing but what both versions have. In the present one it makes a day of today.
"""

import asyncio
import json
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from sqlite3 import connect
from typing import Any

import msgspec
from msgspec.structs import replace

from judging.codec import decode_event
from judging.core import commands as c
from judging.core.apply import apply
from judging.core.state import State
from judging.desk import Desk
from judging.store.sqlite import SqliteLog
from judging.views import VIEWS
from tests import day

TEAM = replace(
    day.CENTRE,
    id="team",
    name="团队组",
    rounds=(replace(day.PRESENT, weight=Decimal(100)),),
    ties=("manual",),
)
RULES = replace(day.RULES, tracks=(day.CENTRE, TEAM))
TEAMS = tuple(replace(each, id=f"t{n}", name=f"第{n}团队") for n, each in enumerate(day.ENTRANTS, 1))
FOURTH = replace(TEAMS[0], id="t4", name="第4团队")
HIGH, LOW = ("55", "38"), ("50", "33.5")


def on(entrant: str) -> dict[str, str]:
    return {"track": "centre" if entrant[0] == "e" else "team", "round": "present", "entrant": entrant}


class Writer:
    """Sends the commands of a day, as pages do."""

    def __init__(self, desk: Desk, day: str = "0") -> None:
        self.desk, self._day, self._number = desk, day, count()

    async def do(self, command: Any, by: Any = day.DIRECTOR) -> None:
        await self.desk.submit(
            f"{self._day}{next(self._number):07x}", day.asked(self.desk.state, command), by
        )

    async def ask(self, kind: str, by: Any = day.DIRECTOR, **fields: Any) -> None:
        await self.do(msgspec.convert({"kind": kind, **fields}, getattr(c, kind)), by)

    async def step(self, kind: str, entrant: str, **fields: Any) -> None:
        await self.ask(kind, performance=on(entrant), **fields)

    async def submit(self, n: int, entrant: str, marks: tuple[str, str], revision: int = 1) -> None:
        given = dict(zip(("content", "manner"), marks, strict=True))
        fields = {"performance": on(entrant), "revision": revision, "marks": given}
        await self.ask("SubmitSheet", day.judge(n), **fields)

    async def opened(self, entrant: str) -> None:
        await self.step("CallEntrant", entrant)
        await self.step("OpenMarking", entrant)

    async def closed(self, entrant: str, *given: tuple[str, str]) -> None:
        for n, marks in enumerate(given, 1):
            await self.submit(n, entrant, marks)
        await self.step("CloseMarking", entrant)

    async def whole(self, entrant: str) -> None:
        """Revealed, and played to its end."""
        await self.step("RevealScore", entrant)
        await self.step("AdvanceReveal", entrant, whole=True)


async def play(to: Writer) -> None:
    await prepare(to)
    await centre(to)
    await teams(to)


async def prepare(to: Writer) -> None:
    await to.do(c.CreateCompetition(RULES, {"centre": day.ENTRANTS, "team": (*TEAMS, FOURTH)}), day.ORGANISER)
    await to.do(day.SEAT, day.ORGANISER)
    await to.do(c.SeatPanel("team", "present", day.JUDGES[:3]), day.ORGANISER)
    await to.do(day.COMPONENTS, day.ORGANISER)
    await to.do(day.ORDER, day.ORGANISER)
    await to.ask(
        "EnterOrder", track="team", round="present", order=["t1", "t2", "t3", "t4"], witness="见证人"
    )
    holders = [("judge", "J1"), ("judge", "J2"), ("director", None), ("emcee", None)]
    for n, (role, judge) in enumerate(holders):
        await to.ask("IssuePass", id=f"pass{n}", role=role, judge=judge, link=f"{n}" * 64)
        await to.ask("ClaimSeat", device=f"{n}f" * 32, proof=f"{n}" * 64)
    await to.ask("AdmitScreen", number=1, device="ab" * 32, name="主屏")
    await to.ask("AdmitScreen", number=2, device="cd" * 32, name="侧屏", pinned="entrance")


async def centre(to: Writer) -> None:
    """With an absent judge, deductions, a sheet returned, a reveal and a ranking taken back, a no-show."""
    await to.opened("e1")
    await to.step("EnterDeduction", "e1", points="0.5", reason="超时")
    await to.step("EnterDeduction", "e1", points="2", reason="缺项")
    await to.step("WithdrawDeduction", "e1", index=1, reason="误记")
    await to.step("ExcuseJudge", "e1", judge="J5", phase="absent", reason="请假")
    await to.submit(1, "e1", LOW)
    await to.step("ReturnSheet", "e1", judge="J1", reason="笔误")
    await to.submit(1, "e1", HIGH, revision=2)
    for n in (2, 3, 4):
        await to.submit(n, "e1", day.TOTALS[n])
    await to.step("CloseMarking", "e1")
    await to.whole("e1")
    await to.do(day.publish())
    await to.ask("ShowScene", scene="black")
    await to.opened("e2")
    await to.closed("e2", *day.TOTALS.values())
    await to.whole("e2")
    await to.do(day.publish())
    await to.step("StepBack", "e2", reason="核对")
    await to.step("StepBack", "e2", reason="核对")
    await to.step("ReturnSheet", "e2", judge="J3", reason="笔误")
    await to.submit(3, "e2", LOW, revision=2)
    await to.step("CloseMarking", "e2")
    await to.whole("e2")
    await to.ask("SetStatus", track="centre", entrant="e3", status="no_show", reason="未到场")
    await to.do(day.publish())


async def teams(to: Writer) -> None:
    """While the others' ranking is out: a tie decided by hand, a lock, and a reveal that stops midway."""
    await to.step("CallEntrant", "t1")
    await to.step("StepBack", "t1", reason="还没到")
    await to.opened("t1")
    await to.closed("t1", HIGH, LOW, HIGH)
    await to.whole("t1")
    await to.ask("RaiseHand", day.judge(2))
    await to.ask("SetPace", pace="quick")
    await to.opened("t2")
    await to.closed("t2", LOW, HIGH, HIGH)
    await to.whole("t2")
    await to.do(day.publish("team"))
    await to.ask("DecideTie", track="team", order=["t2", "t1"], reason="评委组长决定")
    await to.do(day.publish("team"))
    await to.do(day.publish())
    await to.ask("LockTrack", track="centre")
    await to.ask("SetPace", pace="steps")
    await to.opened("t3")
    await to.closed("t3", LOW, LOW, HIGH)
    await to.step("RevealScore", "t3")
    await to.step("AdvanceReveal", "t3")
    await to.step("AdvanceReveal", "t3")


def shown(state: State) -> dict[str, Any]:
    """What each audience sees, as far as it bears on who is on and on what was told."""
    topics = {"screen": ("screen", "1"), "side": ("screen", "2"), "judge": ("judge", "J1")}
    if state.rules is None or not all(number in state.screens for number in (1, 2)):
        return {}
    views = {name: _view(state, *topic) for name, topic in topics.items()}
    screen, side, judge = views["screen"], views["side"], views["judge"]
    task = {"entrant": "", "open": False, "sheet": None, "marks": {}} | dict(*judge.get("tasks", [judge]))
    rows = (screen["ranking"] or {"rows": []})["rows"]
    hall = getattr(state, "first_hall", None)  # the only one
    emcee = _view(state, "emcee", hall.id if hall else "")
    return {
        "scene": screen["scene"],
        "on": (screen["stage"] or {}).get("entrant"),
        "side": (side["stage"] or {}).get("entrant"),
        "score": (screen["reveal"] or {}).get("score"),
        "raw": (screen["reveal"] or {}).get("raw"),
        "seats": list(screen["seats"]),
        "rows": [[row["place"], row["name"], row["composite"], row["before"]] for row in rows],
        "emcee": [emcee["cue"], emcee["done"], emcee["score"], emcee["coming"]],
        "judge": [task["entrant"], task["open"], task["sheet"], task["marks"], judge["hand_at"]],
    }


def _view(state: State, name: str, argument: str) -> Any:
    return msgspec.to_builtins(VIEWS[name].view(state, argument))


def replayed(file: Path) -> list[Any]:
    """What was shown after each entry of *file*."""
    state, found = State(), []
    with closing(connect(file)) as connection:
        for at, by, data in connection.execute("SELECT at, by, data FROM log ORDER BY position"):
            state = apply(state, decode_event(data), at, by)
            found.append(shown(state))
    return found


async def main(folder: Path) -> None:
    file, minutes = folder / "one_stage.sqlite", count()
    begin = datetime(2026, 11, 20, 6, tzinfo=UTC)
    desk = await Desk.open(await SqliteLog.open(file), lambda: begin + timedelta(minutes=next(minutes)))
    await play(Writer(desk))
    await desk.close()
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in replayed(file))
    (folder / "one_stage.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
