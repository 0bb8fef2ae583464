"""更正 through the front door: looked at by who may propose or check it, and by nobody else."""

from pathlib import Path
from typing import Any

import pytest

from tests.serving import command, done, joined, posted, publish, served
from tests.tracks import CENTRE, TwoTracks, two_tracks, watched

OFF = {"change": "deduct", "points": "20", "reason": "缺项"}


@pytest.fixture
async def day(tmp_path: Path):
    """Two centres, the first one ahead; published and locked."""
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        day = await two_tracks(server, crew)
        for n in (1, 2):
            await day.played(CENTRE, n, off=str(n))
        await publish(day.director, CENTRE)
        await command(day.director, "LockTrack", track=CENTRE)
        yield day


def proposal(day: TwoTracks, **changes: Any) -> dict[str, Any]:
    about = {"performance": day.performance(CENTRE, 1), "change": OFF, "reason": "漏记扣分"}
    return {"kind": "ProposeCorrection", **about, **changes}


async def previewed(day: TwoTracks) -> Any:
    return done(await day.director.post("/preview/correction", json=proposal(day)))


async def propose(day: TwoTracks) -> None:
    asked = proposal(day)
    await command(day.director, asked.pop("kind"), **asked)


async def test_the_form_has_what_can_be_corrected(day: TwoTracks):
    form = done(await day.director.get("/preview/correction", params=day.performance(CENTRE, 1)))

    assert form["name"] == "centre第1家"
    assert [sheet["seat"] for sheet in form["sheets"]] == [1, 2, 3]
    assert form["sheets"][0]["marks"].keys() == {each["id"] for each in form["criteria"]}


async def test_the_preview_says_who_would_move(day: TwoTracks):
    found = await previewed(day)

    assert [(row["name"], row["before"], row["place"]) for row in found["moves"]] == [
        ("centre第2家", 2, 1),
        ("centre第1家", 1, 2),
    ]


async def test_a_preview_writes_and_tells_nothing(day: TwoTracks):
    watching = [(day.crew.emcee, "emcee/main"), (day.crew.judges["J1"], "judge/J1")]
    before = [await watched(day.server, device, topic) for device, topic in watching]
    at = (await day.console())["story"][0]

    await previewed(day)

    assert [await watched(day.server, device, topic) for device, topic in watching] == before
    assert (await day.console())["story"][0] == at


async def test_nobody_but_who_may_correct_gets_a_preview(day: TwoTracks):
    await propose(day)
    about = day.performance(CENTRE, 1)
    async with day.server.client() as guest:
        for device, status in ((day.crew.emcee, 403), (day.crew.judges["J1"], 403), (guest, 401)):
            answers = (
                await device.get("/preview/correction", params=about),
                await device.post("/preview/correction", json=proposal(day)),
                await device.get("/preview/correction/1"),
                await device.get("/preview/texts", params={"track": CENTRE}),
            )

            assert [answer.status_code for answer in answers] == [status] * 4


async def test_what_waits_stands_on_the_console_without_what_it_would_come_to(day: TwoTracks):
    await propose(day)

    view = await day.console()

    [waiting] = view["corrections"]
    assert (waiting["number"], waiting["name"], waiting["reason"]) == (1, "centre第1家", "漏记扣分")
    assert view["to_publish_anew"] == []
    assert "moves" not in waiting


async def test_who_proposed_does_not_put_it_into_effect(day: TwoTracks):
    await propose(day)

    refused = await posted(day.director, "ApplyCorrection", correction=1)

    assert (refused.status_code, refused.json()["reason"]) == (403, "not_allowed")
    assert "须由另一人核对" in refused.json()["detail"]


async def test_once_in_effect_the_console_is_told_to_publish_anew(day: TwoTracks):
    await propose(day)
    await command(day.crew.organiser, "ApplyCorrection", correction=1)

    view = await day.console()
    assert (view["corrections"], view["to_publish_anew"]) == ([], ["受理中心组"])

    await publish(day.director, CENTRE)
    assert (await day.console())["to_publish_anew"] == []


async def test_before_the_lock_there_is_no_form(day: TwoTracks):
    answer = await day.director.get("/preview/correction", params=day.performance("district_team", 1))

    assert answer.status_code == 409
    assert "尚未核分锁定" in answer.json()["detail"]


async def test_every_text_of_a_track_can_be_chosen_and_mended(day: TwoTracks):
    texts = done(await day.director.get("/preview/texts", params={"track": CENTRE}))
    [name] = [each for each in texts if each["of"] == "entrant" and each["text"] == "centre第1家"]
    about = {key: name[key] for key in ("of", "track", "round", "target")}

    await command(day.director, "MendText", **about, text="中心第一家", reason="错字")

    kinds = {each["of"] for each in texts}
    assert kinds == {
        "competition",
        "organiser",
        "track",
        "round",
        "criterion",
        "entrant",
        "district",
        "judge",
    }
    order = await watched(day.server, day.director, "order/main")
    assert "中心第一家" in str(order)
