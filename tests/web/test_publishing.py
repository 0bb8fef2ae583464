"""公布排名: previewed for the console alone, published only as it was seen, and taken back with a reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.serving import command, done, joined, posted, publish, served
from tests.tracks import CENTRE, TwoTracks, two_tracks, watched


@pytest.fixture
async def day(tmp_path: Path):
    """One of two entrants has been revealed."""
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        day = await two_tracks(server, crew)
        await day.played(CENTRE, 1)
        yield day


@pytest.fixture
async def screen(day: TwoTracks):
    """Named, and following what is on air."""
    async with day.server.client() as screen:
        done(await screen.post("/screen", json={}))
        await command(day.director, "AssignScreen", number=1, name="主屏")
        yield screen


async def preview(device: AsyncClient) -> Any:
    return done(await device.get("/preview/ranking", params={"track": CENTRE}))


async def test_the_preview_shows_the_rows_and_how_many_are_revealed(day: TwoTracks):
    ranking = (await preview(day.director))["ranking"]

    assert [(row["place"], row["name"]) for row in ranking["rows"]] == [(1, "centre第1家")]
    assert ranking["of"] == 2
    assert ranking["rows"][0]["composite"] == "93.01"  # 70 % of 90.01 and 30 % of 100


async def test_nobody_but_the_console_gets_the_preview(day: TwoTracks):
    async with day.server.client() as guest:
        devices = {"emcee": day.crew.emcee, "judge": day.crew.judges["J1"], "guest": guest}
        path = "/preview/ranking?track=centre"
        statuses = {who: (await device.get(path)).status_code for who, device in devices.items()}

    assert statuses == {"emcee": 403, "judge": 403, "guest": 401}


async def test_a_preview_tells_the_hall_nothing(day: TwoTracks, screen: AsyncClient):
    watching = [(screen, "screen/1"), (day.crew.emcee, "emcee/main"), (day.crew.judges["J1"], "judge/J1")]
    before = [await watched(day.server, device, topic) for device, topic in watching]

    composite = (await preview(day.director))["ranking"]["rows"][0]["composite"]
    after = [await watched(day.server, device, topic) for device, topic in watching]

    assert after == before
    assert composite not in json.dumps(after)


async def test_a_ranking_that_changed_after_the_preview_is_not_published(day: TwoTracks, screen: AsyncClient):
    seen = (await preview(day.director))["seen"]
    await day.played(CENTRE, 2, off="1")

    answer = await posted(day.director, "RevealStandings", track=CENTRE, seen=seen)

    assert (answer.status_code, answer.json()["reason"]) == (409, "stale")
    assert "请再看一遍预览" in answer.json()["detail"]
    assert (await watched(day.server, screen, "screen/1"))["scene"] == "reveal"


async def test_without_a_preview_nothing_is_published(day: TwoTracks):
    answer = await posted(day.director, "RevealStandings", track=CENTRE, seen="")

    assert (answer.status_code, answer.json()["reason"]) == (409, "stale")


async def test_a_track_nobody_was_revealed_of_has_no_preview(day: TwoTracks):
    answer = await day.director.get("/preview/ranking?track=district_team")

    assert answer.status_code == 409
    assert "还没有参赛对象亮分" in answer.json()["detail"]


async def test_a_published_ranking_is_taken_back_with_a_reason(day: TwoTracks, screen: AsyncClient):
    await publish(day.director, CENTRE)
    assert (await watched(day.server, screen, "screen/1"))["ranking"]["track"] == "受理中心组"

    without = await posted(day.director, "WithdrawStandings", track=CENTRE, reason=" ")
    await command(day.director, "WithdrawStandings", track=CENTRE, reason="点错了")

    shown = await watched(day.server, screen, "screen/1")
    assert without.status_code == 400
    assert (shown["scene"], shown["ranking"]) == ("standby", None)
    assert (await watched(day.server, day.crew.emcee, "emcee/main"))["cue"] == "taken_back"
    story = (await day.console())["story"]
    assert "点错了" in json.dumps(story[0], ensure_ascii=False)
    again = await posted(day.director, "ShowScene", scene="ranking")
    assert "请先公布排名" in again.json()["detail"]


async def test_what_was_taken_back_was_never_public(day: TwoTracks):
    await publish(day.director, CENTRE)
    await command(day.director, "WithdrawStandings", track=CENTRE, reason="点错了")

    assert (await day.director.get("/print/results/centre")).status_code == 409
    await day.played(CENTRE, 2, off="1")
    rows = (await preview(day.director))["ranking"]["rows"]
    assert [row["before"] for row in rows] == [None, None]


async def test_the_emcee_hears_of_it_until_something_else_comes_on(day: TwoTracks):
    await publish(day.director, CENTRE)
    await command(day.director, "WithdrawStandings", track=CENTRE, reason="点错了")

    await command(day.director, "CallEntrant", performance=day.performance(CENTRE, 2))

    assert (await watched(day.server, day.crew.emcee, "emcee/main"))["cue"] == "introduce"


async def test_two_consoles_publish_and_take_back_once(day: TwoTracks):
    both = (day.director, day.crew.organiser)
    seen = [(await preview(console))["seen"] for console in both]

    published = [
        await command(console, "RevealStandings", track=CENTRE, seen=each)
        for console, each in zip(both, seen, strict=True)
    ]
    withdrawn = [
        await command(console, "WithdrawStandings", track=CENTRE, reason="点错了") for console in both
    ]

    assert published[1]["position"] == published[0]["position"]
    assert withdrawn[1]["position"] == withdrawn[0]["position"]
