"""A day that the last version before halls wrote: it opens, shows what it showed then, and goes on."""

import argparse
import json
import shutil
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from judging.audit import verify
from judging.core import commands as c
from judging.core.hall.performance import Phase
from judging.core.refused import Refused
from judging.recheck import both
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests import day
from tests.day import view

from . import one_stage
from .one_stage import HIGH, LOW, Writer
from .written import kinds, opened, texts

HERE = Path(__file__).parent
WRITTEN = HERE / "one_stage.sqlite"
SHOWN = json.loads((HERE / "one_stage.json").read_text(encoding="utf-8"))


@pytest.fixture
def file(tmp_path):
    return Path(shutil.copy(WRITTEN, tmp_path / "day.sqlite"))


def kept(folder: Path, entries: int) -> Path:
    """The file as it was when it had so many."""
    file = Path(shutil.copy(WRITTEN, folder / f"{entries}.sqlite"))
    with closing(connect(file, isolation_level=None)) as connection:
        [(trigger,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'no_delete'")
        connection.execute("DROP TRIGGER no_delete")
        connection.execute("DELETE FROM log WHERE position > ?", (entries,))
        connection.execute(trigger)
    return file


def test_after_each_entry_everybody_sees_what_that_version_showed():
    assert one_stage.replayed(WRITTEN) == SHOWN


def test_the_day_has_what_can_go_wrong():
    """Otherwise it would prove little."""
    assert set(kinds(WRITTEN)) >= {
        "DeductionWithdrawn", "JudgeExcused", "SheetReturned", "RevealWithdrawn", "MarkingReopened",
        "CallWithdrawn", "StatusSet", "TieDecided", "TrackLocked", "DeviceAdmitted", "RevealAdvanced",
    }  # fmt: skip


def test_it_verifies(file, capsys):
    assert verify.main(argparse.Namespace(file=file)) == 0
    assert f"一致：{len(SHOWN)} 条记录" in capsys.readouterr().out


async def test_both_engines_come_to_what_was_announced(file):
    log = Logged()
    for text in map(read, texts(WRITTEN)):
        assert unlike(log, text) == []
        log.take(text)

    async with opened(file) as desk:
        today = Writer(desk, day="1")
        state = today.desk.state

    assert both(state, log) == []
    assert [(row.place, row.entrant, row.composite) for row in state.locked["centre"]] == [
        (1, "e1", "90.00"),
        (2, "e2", "83.40"),
    ]


async def test_the_day_goes_on_from_a_reveal_that_plays(file):
    async with opened(file) as desk:
        today = Writer(desk, day="1")
        await today.step("AdvanceReveal", "t3", whole=True)
        await today.opened("t4")
        await today.closed("t4", HIGH, HIGH, LOW)
        await today.whole("t4")
        await today.ask("DecideTie", track="team", order=["t4", "t2", "t1"], reason="评委组长决定")
        await today.do(day.publish("team"))
        await today.ask("LockTrack", track="team")
        state = today.desk.state

    assert [(row.place, row.entrant) for row in state.locked["team"]] == [
        (1, "t4"), (2, "t2"), (3, "t1"), (4, "t3"),
    ]  # fmt: skip
    assert [hall.id for hall in state.halls.values()] == ["main"]


# What goes on next from the middle of the show: the entry the file ends with, and the next step there.
NEXT = {
    "EntrantCalled": ("OpenMarking", Phase.MARKING),
    "MarkingClosed": ("RevealScore", Phase.REVEALED),
    "RevealWithdrawn": ("StepBack", Phase.MARKING),
    "MarkingReopened": ("StepBack", Phase.CALLED),
    "ScoreRevealed": ("AdvanceReveal", Phase.REVEALED),
}


@pytest.mark.parametrize("kind", NEXT)
async def test_the_day_goes_on_in_the_middle_of_a_performance(tmp_path, kind):
    command, phase = NEXT[kind]
    for position in [n for n, found in enumerate(kinds(WRITTEN), 1) if found == kind]:
        async with opened(kept(tmp_path, position)) as desk:
            today = Writer(desk, day="1")
            [id] = today.desk.state.halls["main"].on
            await today.step(command, id.entrant, **({"reason": "核对"} if command == "StepBack" else {}))
            assert today.desk.state.performance(id).phase is phase


async def test_a_ranking_that_was_on_air_is_on_air_and_can_be_taken_back(tmp_path):
    position = kinds(WRITTEN).index("StandingsRevealed") + 1

    async with opened(kept(tmp_path, position)) as desk:
        today = Writer(desk, day="1")
        before = view(today.desk.state, "screen/1")
        await today.ask("WithdrawStandings", track="centre", reason="有误")
        after = view(today.desk.state, "screen/1")

    assert [row.name for row in before.ranking.rows] == ["甲街道中心"]
    assert after.ranking is None


async def test_who_was_logged_in_is_logged_in(file):
    async with opened(file) as desk:
        today = Writer(desk, day="1")
        state = today.desk.state
        with pytest.raises(Refused, match="无效"):
            await today.do(c.ClaimSeat("ee" * 32, "9" * 64))

    assert state.passes["pass0"].device == "0f" * 32
    assert [screen.hall for screen in state.screens.values()] == ["main", "main"]
    assert view(state, "console/main").hands[0].judge == "J2"
