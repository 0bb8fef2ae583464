"""核分: a track is locked only if the second engine, from the stored log, comes to all the hall was told."""

import asyncio
from decimal import Decimal

import pytest

from judging.core import commands as c
from judging.core.events import TrackLocked
from judging.core.marking import turns
from judging.core.refused import Reason, Refused
from judging.desk import Desk
from judging.store.sqlite import SqliteLog, entries
from tests import day
from tests.day import judge, on, sheet


@pytest.fixture
def file(tmp_path):
    return tmp_path / "day.sqlite"


@pytest.fixture
async def desk(file):
    """Everybody but e1 withdrew; e1 may be marked."""
    desk = await Desk.open(await SqliteLog.open(file), day.minutes())
    for n, command in enumerate(
        (
            *(day.CREATE, day.SEAT, day.COMPONENTS, day.ORDER),
            c.SetStatus("centre", "e2", "withdrawn", "来函"),
            c.SetStatus("centre", "e3", "no_show", "未到"),
            c.CallEntrant(on("e1")),
            c.OpenMarking(on("e1")),
            c.EnterDeduction(on("e1"), "0.5", "超时"),
            c.EnterDeduction(on("e1"), "0.25", "缺项"),
        )
    ):
        await desk.submit(f"ready{n}", command, day.ORGANISER)
    for n, (content, manner) in day.TOTALS.items():
        await desk.submit(f"sheet{n}", sheet("e1", content, manner), judge(n))
    yield desk
    await desk.close()


async def reveal(desk, time):
    for n, command in enumerate((c.CloseMarking(on("e1")), c.RevealScore(on("e1")))):
        await desk.submit(f"{time}reveal{n}", command, day.DIRECTOR)


def locks(file):
    return [entry.event for entry in entries(file) if isinstance(entry.event, TrackLocked)]


async def test_a_day_on_which_both_engines_agree_is_locked(desk, file):
    await reveal(desk, "once")

    await asyncio.gather(
        desk.submit("rank", day.publish()(desk.state), day.DIRECTOR),
        desk.submit("lock", c.LockTrack("centre"), day.DIRECTOR),
        desk.submit("black", c.ShowScene(desk.state.first_hall.scene), day.DIRECTOR),
    )

    [locked] = locks(file)
    assert [(row.entrant, row.scores["present"]) for row in locked.rows] == [("e1", "90.42")]


def whole(text):
    """A reader that loses what stands after the point."""
    return Decimal(text.partition(".")[0])


async def test_a_wrong_number_blocks_the_lock_until_it_is_put_right(desk, file, monkeypatch):
    with monkeypatch.context() as wrong:
        wrong.setattr(turns, "parse", whole)
        await reveal(desk, "wrongly")
        with pytest.raises(Refused) as while_wrong:
            await desk.submit("lock1", c.LockTrack("centre"), day.DIRECTOR)

    with pytest.raises(Refused) as as_told:
        await desk.submit("lock2", c.LockTrack("centre"), day.DIRECTOR)
    for n in (1, 2):
        await desk.submit(f"back{n}", c.StepBack(on("e1"), "核分不一致"), day.DIRECTOR)
    await reveal(desk, "rightly")
    refused_until_now = locks(file)
    await desk.submit("lock3", c.LockTrack("centre"), day.DIRECTOR)

    assert {while_wrong.value.reason, as_told.value.reason} == {Reason.DISAGREEMENT}
    assert "受理中心组 甲街道中心“现场汇报展示”的最后得分：系统 90.25，核分 90.42" in as_told.value.detail
    assert refused_until_now == []
    assert len(locks(file)) == 1


async def test_a_day_the_second_engine_cannot_read_is_not_locked(desk, file, monkeypatch):
    await reveal(desk, "once")
    stored = desk.log.texts

    async def with_a_fraction():
        return [(at, text.replace(b'"55"', b"55.0")) for at, text in await stored()]

    monkeypatch.setattr(desk.log, "texts", with_a_fraction)

    with pytest.raises(Refused) as refused:
        await desk.submit("lock", c.LockTrack("centre"), day.DIRECTOR)

    assert refused.value.reason is Reason.DISAGREEMENT
    assert "55.0" in refused.value.detail
    assert locks(file) == []
