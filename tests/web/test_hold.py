"""定标: the first few of a round are confirmed before any is revealed, then revealed in order."""

from pathlib import Path

import pytest

from tests.serving import command, done, joined, posted, served
from tests.tracks import CENTRE, TwoTracks, two_tracks


@pytest.fixture
async def day(tmp_path: Path):
    """The first two of three entrants are held."""
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        rules = done(await crew.organiser.get("/setup/rules"))
        rules["tracks"][0]["rounds"][1]["hold_first"] = 2
        done(await crew.organiser.post("/setup/rules", json=rules))
        yield await two_tracks(server, crew, entrants=3)


async def refusal(day: TwoTracks, kind: str, n: int) -> str:
    answer = await posted(day.director, kind, performance=day.performance(CENTRE, n))
    assert answer.status_code == 409, answer.text
    return answer.json()["detail"]


async def test_nobody_is_revealed_before_all_that_are_held_are_confirmed(day: TwoTracks):
    await day.marked(day.performance(CENTRE, 1))

    assert await refusal(day, "RevealScore", 1) == "不能亮分：定标的前 2 个都确认后才亮分，还差 1 个"
    assert await day.next() == ("call", CENTRE, 2)


async def test_the_held_are_revealed_in_order_before_the_next_call(day: TwoTracks):
    await day.marked(day.performance(CENTRE, 1))
    await day.marked(day.performance(CENTRE, 2), off="1")

    assert await day.next() == ("reveal", CENTRE, 1)
    assert await refusal(day, "RevealScore", 2) == "不能亮分：请按出场顺序，先亮centre第1家的得分"
    assert "centre第1家尚未亮分" in await refusal(day, "CallEntrant", 3)
    await day.revealed(day.performance(CENTRE, 1))
    assert await day.next() == ("reveal", CENTRE, 2)
    assert "centre第2家尚未亮分" in await refusal(day, "CallEntrant", 3)
    await day.revealed(day.performance(CENTRE, 2))
    assert await day.next() == ("call", CENTRE, 3)


async def test_the_one_after_the_held_is_revealed_at_once(day: TwoTracks):
    await day.marked(day.performance(CENTRE, 1))
    await day.marked(day.performance(CENTRE, 2))
    for n in (1, 2):
        await day.revealed(day.performance(CENTRE, n))

    await day.marked(day.performance(CENTRE, 3))

    assert await day.next() == ("reveal", CENTRE, 3)


async def test_fewer_are_held_where_fewer_take_part(day: TwoTracks):
    await day.marked(day.performance(CENTRE, 1))
    for n in (2, 3):
        gone = {"track": CENTRE, "entrant": f"{CENTRE}-{n}", "status": "no_show", "reason": "没有到场"}
        await command(day.director, "SetStatus", **gone)

    assert await day.next() == ("reveal", CENTRE, 1)
    await day.revealed(day.performance(CENTRE, 1))


async def test_who_is_called_out_of_turn_is_held_as_well(day: TwoTracks):
    await day.marked(day.performance(CENTRE, 3))
    assert "还差 1 个" in await refusal(day, "RevealScore", 3)

    await day.marked(day.performance(CENTRE, 1))

    assert await day.next() == ("reveal", CENTRE, 1)
