"""A thousand guests behind one address look up their results: none is shut out, and nobody waits for them."""

import asyncio
import json
import resource
import time
from contextlib import AsyncExitStack

import pytest

from tests.serving import Server, command, done, logged_in, served

from .wire import CLOSE, TEXT, Peer, peer

GUESTS = 1000
FILES = 4096  # of the test, and of the server that it starts
IN_S = 20.0  # guests' requests begin 250 a second
TOLD_IN_S = 5.0
ACKNOWLEDGED_IN_S = 1.0


@pytest.fixture(autouse=True)
def files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, FILES)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def results(guest: Peer) -> dict[str, object]:
    """The next view that a guest is told; a clock or a ping is none."""
    while True:
        opcode, payload = await guest.frame()
        assert opcode != CLOSE, payload
        if opcode == TEXT and b'"results"' in payload:
            return json.loads(payload)["view"]


async def come(guest: Peer, server: Server) -> dict[str, object]:
    assert await guest.upgrade(f"{server.at}/live?topic=results") == 101
    return await results(guest)


async def test_a_thousand_guests_behind_one_address_are_all_told_and_delay_nobody(tmp_path):
    async with served(tmp_path) as server, server.client() as organiser, AsyncExitStack() as stack:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        guests = [await stack.enter_async_context(peer(server)) for _ in range(GUESTS)]

        async with asyncio.timeout(IN_S):
            first = await asyncio.gather(*(come(guest, server) for guest in guests))
        before = time.perf_counter()
        await command(organiser, "OpenResults")
        acknowledged_s = time.perf_counter() - before
        async with asyncio.timeout(TOLD_IN_S):
            told = await asyncio.gather(*(results(guest) for guest in guests))

    assert [view["open"] for view in first] == [False] * GUESTS
    assert [view["open"] for view in told] == [True] * GUESTS
    assert acknowledged_s < ACKNOWLEDGED_IN_S
