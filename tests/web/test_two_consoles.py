"""Two consoles press the same thing at once: it is done once, and nobody is told off for what is so."""

from pathlib import Path
from typing import Any

import pytest

from tests.serving import command, done, joined, posted, served
from tests.tracks import CENTRE, TwoTracks, two_tracks


@pytest.fixture
async def day(tmp_path: Path):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        yield await two_tracks(server, crew)


async def both(day: TwoTracks, kind: str, /, **fields: Any) -> tuple[Any, Any]:
    """The answers to the first and the second."""
    first = await command(day.director, kind, **fields)
    second = await posted(day.crew.organiser, kind, **fields)
    return first, second.json()


@pytest.mark.parametrize("kind", ["CallEntrant", "OpenMarking", "CloseMarking", "RevealScore"])
async def test_a_step_of_the_show_is_done_once_and_the_second_is_told_that_it_is_so(day: TwoTracks, kind):
    performance = day.performance(CENTRE, 1)
    if kind in ("CloseMarking", "RevealScore"):
        await day.marked(performance)
        if kind == "CloseMarking":
            await command(day.director, "StepBack", performance=performance, reason="试")
    elif kind == "OpenMarking":
        await command(day.director, "CallEntrant", performance=performance)

    _, second = await both(day, kind, performance=performance)

    assert second["reason"] == "already"
    assert "centre第1家已" in second["detail"]


async def test_a_step_back_takes_one_step_though_two_take_it(day: TwoTracks):
    performance = day.performance(CENTRE, 1)
    await day.played(CENTRE, 1)

    _, second = await both(day, "StepBack", performance=performance, reason="误触", phase="revealed")

    assert second["reason"] == "already"
    assert (await day.console())["stage"]["phase"] == "confirmed"


async def test_a_step_back_of_what_is_no_more_is_refused(day: TwoTracks):
    performance = day.performance(CENTRE, 1)
    await command(day.director, "CallEntrant", performance=performance)

    answer = await posted(day.director, "StepBack", performance=performance, reason="误触", phase="revealed")

    assert answer.json()["reason"] == "not_now"


async def test_the_same_deduction_is_not_taken_twice(day: TwoTracks):
    performance = day.performance(CENTRE, 1)
    await command(day.director, "CallEntrant", performance=performance)

    _, second = await both(day, "EnterDeduction", performance=performance, points="0.5", reason="超时")

    assert "已有同样的一笔" in second["detail"]
    assert len((await day.console())["stage"]["deductions"]) == 1
    await command(day.director, "EnterDeduction", performance=performance, points="0.5", reason="再次超时")


async def test_withdrawing_a_deduction_twice_leaves_the_other_one(day: TwoTracks):
    performance = day.performance(CENTRE, 1)
    await command(day.director, "CallEntrant", performance=performance)
    for reason in ("超时", "缺项"):
        await command(day.director, "EnterDeduction", performance=performance, points="0.5", reason=reason)
    (first, _) = (await day.console())["stage"]["deductions"]

    one, other = await both(
        day, "WithdrawDeduction", performance=performance, index=0, reason="误记", deduction=first
    )

    assert other["position"] == one["position"]
    assert [each["reason"] for each in (await day.console())["stage"]["deductions"]] == ["缺项"]


async def test_a_sheet_goes_back_once(day: TwoTracks):
    performance = day.performance(CENTRE, 1)
    await day.marked(performance)
    await command(day.director, "StepBack", performance=performance, reason="核对")

    one, other = await both(day, "ReturnSheet", performance=performance, judge="J1", reason="核对")

    assert other["position"] == one["position"]


async def test_a_phone_is_let_in_once(day: TwoTracks):
    card = next(card for card in done(await day.crew.organiser.post("/passes/all")) if card["judge"] == "J3")
    async with day.server.client() as phone:
        done(await phone.post("/join", json={"secret": card["link"].rpartition("/")[2]}))
        (asked,) = (await day.console())["handovers"]

        one, other = await both(day, "AllowHandover", device=asked["device"])

        assert other["position"] == one["position"]


async def test_a_scene_a_screen_and_the_lock_are_changed_once(day: TwoTracks):
    async with day.server.client() as screen:
        done(await screen.post("/screen", json={}))
    await command(day.director, "AssignScreen", number=1, name="主屏")
    one, other = await both(day, "ShowScene", scene="black")
    assert other["position"] == one["position"]
    one, other = await both(day, "RemoveScreen", number=1)
    assert other["position"] == one["position"]
    await day.played(CENTRE, 1)
    await day.played(CENTRE, 2, off="1")

    _, second = await both(day, "LockTrack", track=CENTRE)

    assert second["reason"] == "locked"
