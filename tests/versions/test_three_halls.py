"""A day in three halls that the last version before walk-rounds wrote: it shows what it did, and goes on."""

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from judging.audit import verify
from judging.recheck import both
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests.day import view
from tests.halls import far, near, shared

from .three_halls import Halls, View, replayed
from .written import kinds, opened, texts

HERE = Path(__file__).parent
WRITTEN = HERE / "three_halls.sqlite"
CHANGED = json.loads((HERE / "three_halls.json").read_text(encoding="utf-8"))
NOBODY_ON = next(found for found in CHANGED if found)["judge/J1"]


@pytest.fixture
async def today(tmp_path):
    """The day as today's version opens it, a day later, a minute between commands."""
    async with opened(Path(shutil.copy(WRITTEN, tmp_path / "day.sqlite"))) as desk:
        yield Halls(desk, day="1")


def changed(then: Any, now: Any, where: str) -> Iterator[str]:
    """Where *now* is not what *then* was. Fields that are newer do not count."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name, value in then.items():
            yield from changed(value, now.get(name), f"{where}.{name}")
    elif isinstance(then, list | tuple) and isinstance(now, list | tuple) and len(then) == len(now):
        for n, (before, after) in enumerate(zip(then, now, strict=True)):
            yield from changed(before, after, f"{where}[{n}]")
    elif then != now:
        yield f"{where}: {then!r} → {now!r}"


def as_then(topic: str, found: View) -> View:
    """A judge's fields of who is on stood beside the others, and were blank while nobody was."""
    if not topic.startswith("judge/"):
        return found
    task = next(iter(found.get("tasks", ())), {})
    return {**NOBODY_ON, **task, **found}


def test_after_each_entry_everybody_sees_what_that_version_showed():
    shown: dict[str, View] = {}
    for position, (then, now) in enumerate(zip(CHANGED, replayed(WRITTEN), strict=True), 1):
        shown |= then
        found = {topic: as_then(topic, view) for topic, view in now.items()}
        assert list(changed(shown, found, str(position))) == []


def test_a_number_that_differs_is_noticed():
    """Otherwise the comparison would prove nothing."""
    [*_, last] = replayed(WRITTEN)
    then = {"screen/1": {"reveal": {"marks": [{"total": "90.000000"}, {"total": "1"}]}}}

    assert list(changed(then, last, "")) == [".screen/1.reveal.marks[1].total: '1' → '92.000000'"]


def test_the_day_has_what_can_go_wrong():
    """Otherwise it would prove little."""
    assert set(kinds(WRITTEN)) >= {
        "HallsSet", "AssignmentEntered", "DeductionWithdrawn", "JudgeExcused", "SheetReturned",
        "CallWithdrawn", "RevealWithdrawn", "StatusSet", "StandingsWithdrawn",
        "HandAnswered", "RevealAdvanced",
    }  # fmt: skip


def test_it_verifies(tmp_path, capsys):
    file = Path(shutil.copy(WRITTEN, tmp_path / "day.sqlite"))

    assert verify.main(argparse.Namespace(file=file)) == 0
    assert f"一致：{len(CHANGED)} 条记录" in capsys.readouterr().out


async def test_both_engines_come_to_what_was_announced(today):
    log = Logged()
    for text in map(read, texts(WRITTEN)):
        assert unlike(log, text) == []
        log.take(text)

    assert both(today.desk.state, log) == []
    assert [(row.place, row.entrant, row.composite) for row in today.desk.state.standings["far"].rows] == [
        (1, "far1", "95.00"),
        (2, "far0", "94.50"),
    ]


async def test_each_hall_goes_on_from_where_it_stood(today):
    """A reveal that plays in A, marking that is open in B, a ranking on air in C."""
    await today.step("AdvanceReveal", near(0), whole=True)
    await today.closed(near(1, "two"), J7="80.5")
    await today.whole(near(1, "two"))
    await today.ask("LockTrack", track="far")
    await today.opened(shared(4))
    await today.closed(shared(4), J1="70", J2="72", J3="74")
    await today.whole(shared(4))
    state = today.desk.state

    scores = [view(state, f"screen/{number}").reveal.score for number in (1, 2)]
    assert scores == ["72.000", "79.000"]
    assert [row.name for row in view(state, "screen/3").ranking.rows] == ["月号中心", "日号中心"]
    assert state.performance(far(1)).hall == "C"


async def test_who_was_logged_in_is_logged_in(today):
    state = today.desk.state

    assert state.passes["pass3"].device == "1f" * 32
    assert [screen.hall for screen in state.screens.values()] == ["A", "B", "C", "A"]
    assert view(state, "console/B").hands[0].judge == "J7"
