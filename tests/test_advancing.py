"""时间往后拨: a rehearsal goes on days later on record and on its pages; a real competition never does."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.refused import Reason, Refused
from judging.desk import Desk
from judging.store.sqlite import SqliteLog, entries
from tests import day


async def begun(path, *, rehearsal):
    desk = await Desk.open(await SqliteLog.open(path), lambda: datetime(2026, 9, 28, 8, tzinfo=UTC))
    await desk.submit("new", c.CreateCompetition(day.RULES, {}, rehearsal), day.ORGANISER)
    return desk


async def test_what_follows_in_a_rehearsal_is_on_record_under_the_later_day(tmp_path):
    desk = await begun(tmp_path / "r.sqlite", rehearsal=True)

    moved = await desk.submit("on", c.AdvanceClock(3), day.ORGANISER)
    later = await desk.submit("close", c.CloseLogin(), day.ORGANISER)
    await desk.close()
    again = await Desk.open(
        await SqliteLog.open(tmp_path / "r.sqlite"), lambda: datetime(2026, 9, 28, 9, tzinfo=UTC)
    )
    opened = await again.submit("open", c.OpenLogin(), day.ORGANISER)
    await again.close()

    assert [each.at[:13] for each in (moved, later, opened)] == [
        "2026-09-28T08",
        "2026-10-01T08",
        "2026-10-01T09",
    ]
    assert entries(tmp_path / "r.sqlite")[0].event.rehearsal is True


async def test_no_real_competition_has_another_time_than_the_clock(tmp_path):
    desk = await begun(tmp_path / "real.sqlite", rehearsal=False)

    with pytest.raises(Refused) as refused:
        await desk.submit("on", c.AdvanceClock(3), day.ORGANISER)
    later = await desk.submit("close", c.CloseLogin(), day.ORGANISER)
    await desk.close()

    assert refused.value.reason is Reason.NOT_NOW
    assert later.at.startswith("2026-09-28")


def test_nobody_is_on_stage_when_the_time_leaps():
    set_up = replace(day.ready(), rehearsal=True)
    on_stage = day.after(set_up, c.CallEntrant(day.on("e1")))

    assert day.refusal(on_stage, c.AdvanceClock(1)).reason is Reason.NOT_NOW
    assert day.refusal(set_up, c.AdvanceClock(0)).reason is Reason.MALFORMED
