"""The award proposal: open until its tracks are locked, then on paper for organiser and director alone."""

import json
from pathlib import Path

import pytest

from tests.serving import command, done, joined, served
from tests.tracks import CENTRE, TEAM, TwoTracks, two_tracks, watched

LEVELS = [{"name": "一等奖", "count": 1, "title": "金牌店小二"}, {"name": "二等奖", "count": 2}]


@pytest.fixture
async def day(tmp_path: Path):
    """Two entrants in each track, three slots: two for the centres, one for the teams."""
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        rules = done(await crew.organiser.get("/setup/rules"))
        quota = {CENTRE: 2, TEAM: 1}
        pool = {"id": "collective", "name": "集体奖", "slots": 3, "quota": quota, "levels": LEVELS}
        others = [each for each in rules["pools"] if each["id"] != "collective"]
        done(await crew.organiser.post("/setup/rules", json={**rules, "pools": [pool, *others]}))
        yield await two_tracks(server, crew)


async def played(day: TwoTracks, track: str, *, off: int) -> None:
    """Both entrants, the first one better; *off* is what the first one loses in each criterion."""
    for n in (1, 2):
        await day.played(track, n, off=str(off + n - 1))


async def line(day: TwoTracks) -> tuple[str | None, int]:
    """Why the pool is open, and how many are proposed, as the console has it."""
    found = next(each for each in (await day.console())["pools"] if each["pool"] == "collective")
    reason = found["open"]
    return reason and (reason["template"], reason["values"].get("tracks")), found["count"]


async def lock(day: TwoTracks, track: str) -> None:
    await command(day.director, "LockTrack", track=track)


async def test_a_pool_is_open_until_its_tracks_are_locked(day: TwoTracks):
    await played(day, CENTRE, off=0)
    await played(day, TEAM, off=1)
    await lock(day, CENTRE)
    assert await line(day) == (("{tracks}还没有核分锁定", ["区运管团队组"]), 0)
    assert (await day.director.get("/print/awards/collective")).status_code == 409

    await lock(day, TEAM)

    assert await line(day) == (None, 3)
    for device in (day.director, day.crew.organiser):
        page = (await device.get("/print/awards/collective")).text
        assert "集体奖获奖建议名单" in page
        assert all(word in page for word in ("金牌店小二", f"{CENTRE}第2家", f"{TEAM}第1家"))
        assert f"{TEAM}第2家" not in page.partition("说明")[0]


async def test_equals_across_a_level_leave_it_open_with_the_reason(day: TwoTracks):
    for track in (CENTRE, TEAM):
        await played(day, track, off=0)
        await lock(day, track)

    [found] = [each for each in (await day.console())["pools"] if each["pool"] == "collective"]

    assert found["open"]["template"] == "{names} 并列，压在{upper}与{lower}的分界线上，须先决出先后"
    assert found["open"]["values"]["names"] == [f"{CENTRE}第1家", f"{TEAM}第1家"]
    assert (await day.crew.organiser.get("/print/awards/collective")).status_code == 409


async def test_nobody_but_organiser_and_director_is_told_of_it(day: TwoTracks):
    for off, track in enumerate((CENTRE, TEAM)):
        await played(day, track, off=off)
        await lock(day, track)

    async with day.server.client() as guest:
        for device in (day.crew.judges["J1"], day.crew.emcee, guest):
            assert (await device.get("/print/awards/collective")).status_code in (401, 403)
    for device, topic in ((day.crew.judges["J1"], "judge/J1"), (day.crew.emcee, "emcee/main")):
        told = json.dumps(await watched(day.server, device, topic), ensure_ascii=False)
        assert "金牌店小二" not in told
        assert "一等奖" not in told
