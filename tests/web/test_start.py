from typing import Any

import pytest
from httpx2 import AsyncClient
from starlette.datastructures import URL

from judging.web.start import as_reached

from .conftest import Hall, cards, join


async def test_the_first_page_shows_presets_and_addresses(hall: Hall):
    start = (await (await hall.organiser()).get("/competitions")).json()

    assert start["open"] is None
    assert start["competitions"] == []
    assert [preset["id"] for preset in start["presets"]] == ["shequ-2024"]
    assert all(address.startswith("http://") for address in start["lan"])


async def test_a_new_competition_is_open_at_once_and_has_its_entrants(hall: Hall):
    organiser = await hall.organiser()

    start = (
        await organiser.post("/competitions", json={"preset": "shequ-2024", "name": " 第一届 竞赛/决赛 "})
    ).json()

    assert start["open"]["name"] == "第一届 竞赛/决赛"
    assert start["open"]["file"].startswith("第一届-竞赛-决赛-20")
    assert [found["file"] for found in start["competitions"]] == [start["open"]["file"]]
    assert start["competitions"][0]["positions"] == 1
    entrants = hall.venue.open_desk.state.entrants["centre"]
    assert len(entrants) == 24
    assert next(iter(entrants.values())).district


async def test_without_a_name_it_has_the_preset_s(hall: Hall):
    organiser = await hall.organiser()

    start = (await organiser.post("/competitions", json={"preset": "shequ-2024"})).json()

    assert start["open"]["name"] == start["presets"][0]["name"]


async def test_a_second_one_of_the_same_name_gets_a_file_of_its_own(organiser: AsyncClient):
    start = (await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})).json()

    assert len({found["file"] for found in start["competitions"]}) == 2


async def test_an_earlier_one_is_opened_again(organiser: AsyncClient, hall: Hall):
    first = hall.venue.file
    await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "另一个"})

    start = (await organiser.post("/competitions/open", json={"file": first.name})).json()

    assert start["open"] == {"file": first.name, "path": str(first), "name": "试赛", "rehearsal": False}


async def test_whoever_was_logged_in_to_the_other_competition_is_not_to_this(
    organiser: AsyncClient, hall: Hall
):
    phone = await hall.device()
    await join(phone, (await cards(organiser))["J1"])
    first = hall.venue.file.name

    await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "另一个"})
    elsewhere = (await phone.get("/session")).status_code
    await organiser.post("/competitions/open", json={"file": first})

    assert elsewhere == 401
    assert (await phone.get("/session")).json()["judge"] == "J1"


async def test_a_rehearsal_is_marked_as_one(hall: Hall):
    organiser = await hall.organiser()

    start = (await organiser.post("/competitions", json={"preset": "shequ-2024", "rehearsal": True})).json()

    assert start["open"]["rehearsal"]
    assert "演练" in start["open"]["file"]
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
    (hall.venue.folder / "broken.sqlite").write_bytes(b"not a competition" * 100)
    before = hall.venue.file

    answer = await organiser.post(path, json=body)

    assert answer.json()["reason"] == reason
    assert hall.venue.file == before
    assert (await organiser.get("/session")).json()["competition"] == "试赛"


async def test_a_broken_file_is_listed_with_its_trouble(organiser: AsyncClient, hall: Hall):
    (hall.venue.folder / "broken.sqlite").write_bytes(b"not a competition" * 100)

    listed = (await organiser.get("/competitions")).json()["competitions"]

    assert {found["file"]: bool(found["trouble"]) for found in listed} == {
        "broken.sqlite": True,
        hall.venue.file.name: False,
    }


@pytest.mark.parametrize("who", ["guest", "J1", "director", "emcee"])
async def test_only_the_organiser_sees_or_changes_what_is_open(organiser: AsyncClient, hall: Hall, who: str):
    device, issued = await hall.device(), await cards(organiser)
    if who in issued:
        await join(device, issued[who])
    file = hall.venue.file

    answers = [
        await device.get("/competitions"),
        await device.post("/competitions", json={"preset": "shequ-2024"}),
        await device.post("/competitions/open", json={"file": file.name}),
        await device.post("/competitions/rehearse"),
    ]

    assert {answer.status_code for answer in answers} == {401 if who == "guest" else 403}
    assert hall.venue.file == file
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
