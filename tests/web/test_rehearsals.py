import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest

from judging.core.refused import Refused
from judging.web import rehearsals
from tests.serving import done, logged_in, served


async def test_the_button_starts_a_rehearsal_beside_the_server_and_it_ends_with_it(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)

        url = done(await organiser.post("/rehearsal", json={}))["url"]

        async with httpx2.AsyncClient(trust_env=False) as device:
            assert (await device.post(url)).json()["page"] == "/"
            assert (await device.get(httpx2.URL(url).join("/competitions"))).status_code == 200
        assert (await organiser.get("/competitions")).json()["competitions"] == []

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(url, trust_env=False)


@pytest.mark.skipif(sys.platform == "darwin", reason="has 127.0.0.1 alone")
@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2"])
async def test_a_second_laptop_is_led_to_the_address_it_knows_and_keeps_its_login(tmp_path: Path, host: str):
    """All of 127.0.0.0/8 is this machine: a second address stands in for that of the LAN."""
    async with served(tmp_path, options=("--host", "0.0.0.0")) as server, server.client() as laptop:
        here = httpx2.URL(server.url).copy_with(host=host)
        await logged_in_at(laptop, here.join(httpx2.URL(server.link).path))

        url = httpx2.URL(done(await laptop.post(here.join("/rehearsal"), json={}))["url"])

        assert url.host == host
        assert (await laptop.post(url)).json()["page"] == "/"
        for address in (here, url):
            assert (await laptop.get(address.join("/session"))).json()["role"] == "organiser"
        assert (await laptop.get(here.join("/competitions"))).json()["open"] == []
        assert (await laptop.post(url.join("/session/leave"))).status_code == 200
        assert (await laptop.get(here.join("/session"))).status_code == 200


async def logged_in_at(device: httpx2.AsyncClient, link: httpx2.URL) -> None:
    assert (await device.post(link)).status_code == 200


async def test_a_server_for_this_machine_alone_rehearses_for_it_alone(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)

        url = httpx2.URL(done(await organiser.post("/rehearsal", json={}))["url"])

        assert url.host == "127.0.0.1"
        assert not await answers(str(url.copy_with(host="127.0.0.2")))


async def test_the_organiser_s_own_competition_is_rehearsed_and_stays_as_it_is(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "区赛"}))
        (opened,) = done(await organiser.get("/competitions"))["open"]
        before = content(tmp_path, opened)

        begun = done(await organiser.post("/rehearsal", json={"own": True}))

        assert begun["is_own"]
        assert begun["is_running"]
        assert begun["status"]["competition"] == "区赛"
        assert begun["status"]["not_played"] == []
        assert done(await organiser.get("/rehearsal"))["url"] == begun["url"]
        assert content(tmp_path, opened) == before


def content(folder: Path, opened: Mapping[str, str]) -> bytes:
    """Of the competition's file, with what SQLite has still beside it."""
    return b"".join((folder / (opened["file"] + part)).read_bytes() for part in ("", "-wal"))


async def test_an_own_one_is_refused_while_nothing_is_open_and_what_cannot_be_played_is_said(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)

        nothing = await organiser.post("/rehearsal", json={"own": True})

        assert nothing.json()["reason"] == "not_created"
        done(await organiser.post("/competitions", json={"preset": "shequ-2024"}))
        rules = (await organiser.get("/setup/rules")).json()
        for track in ("backoffice", "district_team", "centre"):
            rules["tracks"] = [known for known in rules["tracks"] if known["id"] != track]
        rules["pools"] = []
        rules.pop("proposals")  # most are about what is taken away here
        rules["tracks"][0].pop("pool")
        rules["tracks"][0]["rounds"][-1]["sheets"] = "each"
        done(await organiser.post("/competitions", json={"rules": rules}))

        ballots = (await organiser.post("/rehearsal", json={"own": True})).json()

        assert ballots["reason"] == "not_now"
        assert "测评票" in ballots["detail"]


async def test_a_rehearsal_is_ended_by_the_organiser(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        assert done(await organiser.get("/rehearsal")) is None
        url = done(await organiser.post("/rehearsal", json={}))["url"]
        assert await answers(url)

        done(await organiser.post("/rehearsal/stop"))

        assert not await answers(url)
        assert done(await organiser.get("/rehearsal")) is None


async def test_a_new_rehearsal_does_not_open_the_earlier_ones_again(tmp_path: Path):
    beside = rehearsals.Rehearsals("127.0.0.1")

    for files in (1, 2):
        found = await with_one_open((await beside.start(tmp_path)).url)

        assert (len(found["open"]), len(found["competitions"])) == (1, files)
    await beside.stop()


async def with_one_open(url: str) -> Any:
    """What the first page of the rehearsal says once a competition is open."""
    async with httpx2.AsyncClient(trust_env=False) as device, asyncio.timeout(30):
        await device.post(url)
        while not (found := (await device.get(httpx2.URL(url).join("/competitions"))).json())["open"]:
            pass
    return found


async def test_one_that_breaks_off_says_so(tmp_path: Path):
    beside = rehearsals.Rehearsals("127.0.0.1")
    begun = await beside.start(tmp_path)

    child = beside._child
    child.kill()
    await child.wait()

    assert begun.is_running
    await beside._listening
    assert not beside.rehearsal.is_running
    await beside.stop()


async def test_of_several_started_at_once_only_the_last_goes_on(tmp_path: Path):
    beside = rehearsals.Rehearsals("127.0.0.1")

    urls = await asyncio.gather(*(beside.start(tmp_path) for _ in range(3)))

    assert [await answers(begun.url) for begun in urls] == [False, False, True]
    await beside.stop()
    assert not await answers(urls[-1].url)


async def answers(url: str) -> bool:
    async with httpx2.AsyncClient(trust_env=False) as device:
        try:
            return (await device.get(httpx2.URL(url).join("/session"))).status_code == 401
        except httpx2.ConnectError:
            return False


async def test_a_rehearsal_that_does_not_start_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rehearsals.sys, "executable", "false")
    beside = rehearsals.Rehearsals("127.0.0.1")

    with pytest.raises(Refused, match="演练"):
        await beside.start(tmp_path)

    await beside.stop()
