"""A track that nobody judges, through the front door: workbooks, preview, publication, lock, paper."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.ranked_windows import CLASSES, TRACK, monthly
from tests.serving import Server, command, done, posted, served
from tests.tracks import watched

SCREEN = "screen/1"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with served(tmp_path) as server:
        yield server


@pytest.fixture
async def organiser(server: Server) -> AsyncIterator[AsyncClient]:
    async with monthly(server) as organiser:
        yield organiser


@pytest.fixture
async def screen(server: Server, organiser: AsyncClient) -> AsyncIterator[AsyncClient]:
    async with server.client() as screen:
        number = done(await screen.post("/screen", json={}))["number"]
        await command(organiser, "AssignScreen", number=number, name="主屏", hall="main")
        yield screen


async def preview(organiser: AsyncClient, within: str = "") -> dict[str, object]:
    return done(await organiser.get("/preview/ranking", params={"track": TRACK, "within": within}))


async def publish(organiser: AsyncClient, within: str = "") -> None:
    seen = (await preview(organiser, within))["seen"]
    await command(organiser, "RevealStandings", track=TRACK, seen=seen, within=within)


def places(ranking: dict[str, list[dict[str, object]]]) -> list[tuple[object, str]]:
    return [(row["place"], str(row["name"])[:2]) for row in ranking["rows"]]


def of_track(console: dict[str, Any]) -> dict[str, Any]:
    return next(tab for tab in console["rounds"] if tab["track"] == TRACK)


async def test_what_is_not_published_is_on_no_screen(
    server: Server, organiser: AsyncClient, screen: AsyncClient
):
    done(await organiser.get("/preview/points", params={"track": TRACK, "round": "calls"}))
    before = json.dumps(await watched(server, screen, SCREEN), ensure_ascii=False)
    await publish(organiser, CLASSES[1])
    after = await watched(server, screen, SCREEN)

    assert not any(f"{n}号窗口" in before for n in range(1, 7))
    assert places(after["ranking"]) == [(1, "2号"), (2, "4号"), (3, "6号")]
    assert not any(f"{n}号窗口" in json.dumps(after, ensure_ascii=False) for n in (1, 3, 5))


async def test_the_console_leads_from_the_import_to_the_lock(server: Server, organiser: AsyncClient):
    view = await watched(server, organiser, "console/main")
    tab = of_track(view)
    assert (tab["lacks"], tab["classes"]) == ([], list(CLASSES))
    assert (view["next"]["id"], view["next"]["data"]["track"]) == ("lock", TRACK)

    await publish(organiser)
    await command(organiser, "LockTrack", track=TRACK)

    [tab] = [
        tab for tab in (await watched(server, organiser, "console/main"))["rounds"] if tab["track"] == TRACK
    ]
    assert tab["locked_at"]


async def test_each_sum_is_told_so_that_it_can_be_done_again_by_hand(organiser: AsyncClient):
    found = done(await organiser.get("/preview/points", params={"track": TRACK, "round": "calls"}))

    [third] = [row for row in found["rows"] if row["name"].startswith("3号")]
    said = [(step["label"]["template"], step["text"]["values"]) for step in third["steps"]]
    assert (third["within"], third["value"], third["score"]) == (CLASSES[0], "300", "98.00")
    assert ("折算", {"formula": "100−2×1=98"}) in said
    other = await organiser.get("/preview/points", params={"track": TRACK, "round": "exam"})
    assert other.status_code == 404 or other.json()["reason"] == "unknown"


async def test_paper_has_the_sums_and_a_result_sheet_for_each_class(organiser: AsyncClient):
    points = (await organiser.get(f"/print/points/{TRACK}/calls")).text
    classes = (await organiser.get(f"/print/classes/{TRACK}")).text

    assert "100−2×1=98" in points
    assert "同类窗口内按名次（越高越好）" in points
    assert "指标.xlsx" in points
    assert all(f"“{each}”成绩汇总表" in classes for each in CLASSES)


async def test_a_missing_value_holds_the_ranking_by_name(organiser: AsyncClient):
    newcomer = {"id": "w9", "name": "9号窗口 选手09"}
    await command(organiser, "WalkOn", track=TRACK, entrant=newcomer, reason="调来", witness="见证人")

    refused = await posted(organiser, "LockTrack", track=TRACK)

    assert "9号窗口 选手09 的指标值未录入" in refused.json()["detail"]


async def test_who_is_no_organiser_or_director_sees_no_points(server: Server, organiser: AsyncClient):
    async with server.client() as stranger:
        answer = await stranger.get("/preview/points", params={"track": TRACK, "round": "calls"})

    assert answer.status_code == 401
