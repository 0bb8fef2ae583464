import asyncio
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
        assert httpx2.URL(url).host == "localhost"
        assert (await organiser.get("/session")).json()["role"] == "organiser"
        assert (await organiser.get("/competitions")).json()["competitions"] == []

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(url, trust_env=False)


async def test_of_several_started_at_once_only_the_last_goes_on(tmp_path: Path):
    beside = rehearsals.Rehearsals()

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
    beside = rehearsals.Rehearsals()

    with pytest.raises(Refused, match="演练"):
        await beside.start(tmp_path)

    await beside.stop()
