"""The organiser's devices: one that was lost or lent is seen, and put out at once."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.web import session
from judging.web.organisers import FILE, Organisers
from judging.web.registry import Registry
from tests.web.conftest import Hall
from tests.web.serving import closed, heard, serving

LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36"


async def devices(organiser: AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await organiser.get("/competitions")).json()["devices"]
    return found


async def second(organiser: AsyncClient, hall: Hall) -> AsyncClient:
    """Another device of the organiser's, elsewhere in the hall."""
    device = await hall.device("192.168.1.20")
    device.headers["user-agent"] = LAPTOP
    link = (await organiser.post("/organisers")).json()["link"]
    assert (await device.post(link)).status_code == 200
    return device


async def test_all_devices_are_listed_by_what_they_are_and_when_they_came(organiser: AsyncClient, hall: Hall):
    await second(organiser, hall)

    here, there = await devices(organiser)

    assert (here["is_this"], here["is_local"]) == (True, True)
    assert (there["is_this"], there["is_local"], there["label"]) == (False, False, "Chrome · Windows")
    assert there["admitted"].startswith(f"{datetime.now(UTC):%Y-%m-%d}")
    assert there["seen"].endswith(":00Z")


async def test_a_removed_device_is_nobody_and_does_not_come_back(organiser: AsyncClient, hall: Hall):
    lost = await second(organiser, hall)
    token, link = lost.cookies[session.ORGANISER_COOKIE], (await lost.post("/organisers")).json()["link"]

    answer = await organiser.post("/organisers/remove", json={"id": (await devices(organiser))[1]["id"]})

    assert answer.status_code == 200
    assert (await lost.get("/session")).status_code == 401
    assert (await lost.post("/session", json={"token": token})).status_code == 401
    assert (await lost.post(link)).json()["reason"] == "pass_void", "the link that it had asked for"
    assert [found["is_this"] for found in await devices(organiser)] == [True]
    assert (await organiser.get("/session")).status_code == 200
    assert token_is_gone(hall, token)


def token_is_gone(hall: Hall, token: str) -> bool:
    return session.hash_of(token) not in (hall.registry.folder / FILE).read_text()


async def test_what_a_removed_device_watches_is_closed_at_once(tmp_path: Path):
    async with serving(Registry(tmp_path)) as served:
        mine, lost = await served.device(), await served.device()
        await mine.post(served.registry.organisers.link)
        await mine.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
        await lost.post((await mine.post("/organisers")).json()["link"])
        live = await served.watch(lost, "console/main")
        await heard(live)

        await mine.post("/organisers/remove", json={"id": (await devices(mine))[1]["id"]})

        assert await closed(live) == 4401


async def test_a_device_that_is_not_there_is_said_to_be_gone(organiser: AsyncClient):
    assert (await organiser.post("/organisers/remove", json={"id": "0" * 16})).json()["reason"] == "unknown"


async def test_devices_of_an_earlier_version_are_let_in_and_kept(tmp_path: Path):
    (tmp_path / FILE).write_text(json.dumps({"devices": ["a" * 64, "b" * 64]}))

    organisers = Organisers(tmp_path)
    await organisers.dismiss("a" * 64)

    assert [found.device for found in Organisers(tmp_path).devices] == ["b" * 64]


async def test_when_a_device_was_seen_is_written_once_an_hour(tmp_path: Path):
    now = [datetime(2026, 11, 20, 6, 59, tzinfo=UTC)]
    organisers = Organisers(tmp_path, lambda: now[0])
    await organisers.admit(organisers.link.rpartition("/")[2], "a" * 64, "Chrome · Windows")
    before = (tmp_path / FILE).stat().st_ino

    await organisers.notice("a" * 64, "Chrome · Windows")
    assert (tmp_path / FILE).stat().st_ino == before
    now[0] = datetime(2026, 11, 20, 7, 1, tzinfo=UTC)
    await organisers.notice("a" * 64, "Chrome · Windows")

    assert Organisers(tmp_path).devices[0].seen == "2026-11-20T07:00Z"


@pytest.mark.parametrize("spoilt", ["", "{}x", '{"devices": [1]}', '{"devices": [{"label": "x"}]}'])
async def test_a_spoilt_file_lets_nobody_in_and_the_link_works(tmp_path: Path, spoilt: str):
    (tmp_path / FILE).write_text(spoilt)
    organisers = Organisers(tmp_path)

    await organisers.admit(organisers.link.rpartition("/")[2], "a" * 64)

    assert [found.device for found in organisers.devices] == ["a" * 64]
