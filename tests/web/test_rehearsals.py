import asyncio
import sys
from pathlib import Path

import httpx2
import pytest

from judging.core.refused import Refused
from judging.web import rehearsals
from tests.serving import done, logged_in, served


async def test_the_button_starts_a_rehearsal_beside_the_server_and_it_ends_with_it(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)

        url = done(await organiser.post("/competitions/rehearse"))["url"]

        async with httpx2.AsyncClient(trust_env=False) as device:
            assert (await device.post(url)).json()["page"] == "/"
            assert (await device.get(httpx2.URL(url).join("/competitions"))).status_code == 200
        assert (await organiser.get("/session")).json()["role"] == "organiser"
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

        url = httpx2.URL(done(await laptop.post(here.join("/competitions/rehearse")))["url"])

        assert url.host == host
        assert (await laptop.post(url)).json()["page"] == "/"
        for address in (here, url):
            assert (await laptop.get(address.join("/session"))).json()["role"] == "organiser"
        assert (await laptop.get(here.join("/competitions"))).json()["open"] is None
        assert (await laptop.post(url.join("/session/leave"))).status_code == 200
        assert (await laptop.get(here.join("/session"))).status_code == 200


async def logged_in_at(device: httpx2.AsyncClient, link: httpx2.URL) -> None:
    assert (await device.post(link)).status_code == 200


async def test_a_server_for_this_machine_alone_rehearses_for_it_alone(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)

        url = httpx2.URL(done(await organiser.post("/competitions/rehearse"))["url"])

        assert url.host == "127.0.0.1"
        assert not await answers(str(url.copy_with(host="127.0.0.2")))


async def test_of_several_started_at_once_only_the_last_goes_on(tmp_path: Path):
    beside = rehearsals.Rehearsals("127.0.0.1")

    urls = await asyncio.gather(*(beside.start(tmp_path) for _ in range(3)))

    assert [await answers(url) for url in urls] == [False, False, True]
    await beside.stop()
    assert not await answers(urls[-1])


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
