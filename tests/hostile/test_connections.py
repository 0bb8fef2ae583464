"""More connections than the door lets in: a known device shows itself, and each address has a few."""

import asyncio
import sys

import pytest

from judging.web.entrance import admission, door
from judging.web.entrance.admission import Rate
from judging.web.registry import Registry
from tests.web.serving import Served, serving

from .wire import Peer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs many addresses")

GUEST = b"GET /session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
FLOOD, CALM = "127.0.1.1", "127.0.2.1"
NO_MORE_PER_S = 0.0001
SAME = {"sec-fetch-site": "same-origin"}


@pytest.fixture
async def server(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """One that lets ten in of all, of whom one address may be five, and beyond those three of each."""
    monkeypatch.setattr(admission, "CONNECTIONS", Rate(10, NO_MORE_PER_S))
    monkeypatch.setattr(admission, "CONNECTIONS_OF_ADDRESS", Rate(5, NO_MORE_PER_S))
    monkeypatch.setattr(admission, "CONNECTIONS_OF_CALM", Rate(3, NO_MORE_PER_S))
    monkeypatch.setattr(door, "SHOW_S", 0.5)  # so that no stall of a slow machine counts
    async with serving(Registry(tmp_path)) as server:
        yield server


async def statuses(server: Served, address: str, request: bytes, count: int) -> list[int]:
    """Of so many requests, each on a connection of its own; 0 if it was closed."""
    return await asyncio.gather(*(status(server, address, request) for _ in range(count)))


async def status(server: Served, address: str, request: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, local_addr=(address, 0))
    asker = Peer(reader, writer)
    try:
        await asker.say(request)
        return (await asker.answer())[0]
    finally:
        writer.transport.abort()


async def test_an_address_that_floods_is_shut_out_and_its_known_devices_are_not(server: Served):
    device = await server.device()
    assert (await device.post(server.registry.organisers.link, headers=SAME)).status_code == 200
    known = GUEST[:-2] + f"Cookie: judging_organiser={device.cookies['judging_organiser']}\r\n\r\n".encode()

    assert 0 in await statuses(server, FLOOD, GUEST, 9)

    assert await statuses(server, FLOOD, known, 9) == [200] * 9


async def test_a_flood_from_many_addresses_keeps_no_new_device_out(server: Served):
    for last in range(1, 4):
        assert 0 in await statuses(server, f"127.0.1.{last}", GUEST, 9)

    assert sorted(await statuses(server, CALM, GUEST, 4)) == [0] + [401] * 3


async def test_who_opened_a_page_is_told_in_a_sentence_that_it_comes_later(tmp_path, monkeypatch):
    monkeypatch.setattr(admission, "REQUESTS", Rate(0.5, 1))  # enough to be told so
    monkeypatch.setattr(admission, "WAIT_S", 0)
    async with serving(Registry(tmp_path)) as server:
        device = await server.device()

        page = await device.get("/join", headers={"accept": "text/html,*/*;q=0.8"})
        asset = await device.get("/static/join.js")

    assert (page.status_code, asset.status_code) == (503, 503)
    assert "refresh" in page.headers
    assert "来访的设备太多" in page.text
    assert "refresh" not in asset.headers


async def test_a_head_without_end_is_worth_an_answer_only_while_few_come(server: Served, monkeypatch):
    monkeypatch.setattr(admission, "MANY", 1.5)
    endless = b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000

    assert await status(server, CALM, endless) == 400
    assert await status(server, CALM, endless) == 0
    assert await status(server, CALM, GUEST) == 401
