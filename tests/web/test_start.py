from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.datastructures import URL

from judging.core.events import MarkingOpened
from judging.store import draft
from judging.store.sqlite import SqliteLog
from judging.web.rehearsals import as_reached
from tests.day import on

from .conftest import Hall, cards, join


async def test_the_first_page_shows_presets_and_addresses(hall: Hall):
    start = (await (await hall.organiser()).get("/competitions")).json()

    assert (start["open"], start["unopened"]) == ([], [])
    assert start["competitions"] == []
    assert "shequ-2024" in [preset["id"] for preset in start["presets"]]
    assert all(preset["about"] for preset in start["presets"])
    assert all(address.startswith("http://") for address in start["lan"])


async def test_a_new_competition_is_open_at_once_and_has_its_entrants(hall: Hall):
    organiser = await hall.organiser()

    made = (
        await organiser.post("/competitions", json={"preset": "shequ-2024", "name": " 第一届 竞赛/决赛 "})
    ).json()

    start = (await organiser.get("/competitions")).json()
    assert start["open"] == [made]
    assert made["name"] == "第一届 竞赛/决赛"
    assert made["file"].startswith("第一届-竞赛-决赛-20")
    assert [found["file"] for found in start["competitions"]] == [made["file"]]
    assert start["competitions"][0]["positions"] == 1
    entrants = hall.desk.state.entrants["centre"]
    assert len(entrants) == 24
    assert next(iter(entrants.values())).district


async def test_without_a_name_it_has_the_preset_s(hall: Hall):
    organiser = await hall.organiser()

    made = (await organiser.post("/competitions", json={"preset": "shequ-2024"})).json()

    known = (await organiser.get("/competitions")).json()["presets"]
    assert made["name"] == next(each["name"] for each in known if each["id"] == "shequ-2024")


async def test_one_from_rules_of_one_s_own_has_them_and_no_entrants_yet(organiser: AsyncClient):
    rules = (await organiser.get("/setup/rules")).json()
    rules["competition"]["name"] = "区赛"

    made = (await organiser.post("/competitions", json={"rules": rules})).json()

    assert made["name"] == "区赛"
    assert (await organiser.get("/setup/rules")).json() == rules


async def test_faulty_rules_found_nothing_and_are_told_with_their_problems(organiser: AsyncClient):
    rules = (await organiser.get("/setup/rules")).json()
    rules["tracks"][0]["rounds"][0]["weight"] = "much"

    answer = await organiser.post("/competitions", json={"rules": rules})

    assert answer.status_code == 400
    assert len(answer.json()["problems"]) == 1
    assert len((await organiser.get("/competitions")).json()["competitions"]) == 1


async def test_a_second_one_of_the_same_name_gets_a_file_of_its_own(organiser: AsyncClient):
    await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})

    start = (await organiser.get("/competitions")).json()
    assert len({found["file"] for found in start["competitions"]}) == 2


async def test_one_is_closed_and_opened_again_beside_another(organiser: AsyncClient, hall: Hall):
    first = hall.competition
    await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "另一个"})

    closed = (await organiser.post("/competitions/close", json={"file": first.file.name})).json()
    start = (await organiser.post("/competitions/open", json={"file": first.file.name})).json()

    assert [found["name"] for found in closed["open"]] == ["另一个"]
    assert [found["name"] for found in start["open"]] == ["另一个", "试赛"]
    assert start["open"][1]["id"] == first.id
    assert start["open"][1]["path"] == str(first.file)


async def test_what_is_open_says_how_it_goes(organiser: AsyncClient, hall: Hall):
    answer = (await organiser.get("/competitions/open")).json()

    assert [found["at"] for found in answer] == [hall.competition.at("")]
    glance = answer[0]["glance"]
    assert (glance["on"], glance["scored"], glance["judges"]) == ([], 0, 7)
    assert answer[0]["there"] == {"judges": 0, "screens": 0}


async def test_a_rehearsal_is_marked_as_one(hall: Hall):
    organiser = await hall.organiser()

    made = (await organiser.post("/competitions", json={"preset": "shequ-2024", "rehearsal": True})).json()

    assert made["rehearsal"]
    assert "演练" in made["file"]
    assert (await organiser.get("/session")).json()["rehearsal"]


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/competitions", {"preset": "no-such"}, "unknown"),
        ("/competitions", {"preset": "../shequ-2024"}, "unknown"),
        ("/competitions", {"preset": "shequ-2024", "name": "长" * 61}, "malformed"),
        ("/competitions", {"preset": "shequ-2024", "name": 7}, "malformed"),
        ("/competitions/open", {"file": "no-such.sqlite"}, "unknown"),
        ("/competitions/open", {"file": "../organiser.json"}, "unknown"),
        ("/competitions/open", {"file": "organiser.json"}, "unknown"),
        ("/competitions/open", {"file": ""}, "unknown"),
        ("/competitions/open", {"file": "\0.sqlite"}, "unknown"),
        ("/competitions/open", {"file": "broken.sqlite"}, "unknown"),
    ],
)
async def test_what_cannot_be_opened_leaves_the_open_one_open(
    organiser: AsyncClient, hall: Hall, path: str, body: dict[str, Any], reason: str
):
    (hall.registry.folder / "broken.sqlite").write_bytes(b"not a competition" * 100)
    before = hall.competition.file

    answer = await organiser.post(path, json=body)

    assert answer.json()["reason"] == reason
    assert hall.competition.file == before
    assert (await organiser.get("/session")).json()["competition"] == "试赛"


async def test_a_broken_file_is_listed_with_its_trouble(organiser: AsyncClient, hall: Hall):
    (hall.registry.folder / "broken.sqlite").write_bytes(b"not a competition" * 100)

    listed = (await organiser.get("/competitions")).json()["competitions"]

    assert {found["file"]: bool(found["trouble"]) for found in listed} == {
        "broken.sqlite": True,
        hall.competition.file.name: False,
    }


async def test_a_log_that_nobody_could_have_written_keeps_nothing_from_the_first_page(
    organiser: AsyncClient, tmp_path: Path
):
    log = await SqliteLog.open(tmp_path / "made-up.sqlite")
    await log.read()
    event = MarkingOpened(on("e1"))
    await log.append([draft(event, "2026-11-20T12:00:00.000Z", "organiser", "00")], log.tail)
    await log.close()

    refused = await organiser.post("/competitions/open", json={"file": "made-up.sqlite"})
    page = await organiser.get("/competitions")

    assert "矛盾" in refused.json()["detail"]
    assert [each["file"] for each in page.json()["conflicts"]] == ["made-up.sqlite"]


@pytest.mark.parametrize("who", ["guest", "J1", "director", "emcee"])
async def test_only_the_organiser_sees_or_changes_what_is_open(organiser: AsyncClient, hall: Hall, who: str):
    device, issued = await hall.device(), await cards(organiser)
    if who in issued:
        await join(device, issued[who])
    file = hall.competition.file

    answers = [
        await device.get("/competitions"),
        await device.post("/competitions", json={"preset": "shequ-2024"}),
        await device.get("/competitions/open"),
        await device.post("/competitions/open", json={"file": file.name}),
        await device.post("/competitions/close", json={"file": file.name}),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert hall.competition.file == file
    assert not any(file.name in answer.text for answer in answers)


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9001/organiser/x"),
        ("http://192.168.1.5:8000/", "http://192.168.1.5:9001/organiser/x"),
        ("http://[fe80::1]:8000/", "http://[fe80::1]:9001/organiser/x"),
        ("http://laptop/", "http://laptop:9001/organiser/x"),
    ],
)
def test_a_rehearsal_is_named_as_the_asking_browser_names_the_server(here: str, expected: str):
    assert as_reached("http://127.0.0.1:9001/organiser/x", URL(here)) == expected
