"""What a connection took is free once it is gone: the collector looks for cycles too seldom for a flood."""

import asyncio
import gc
import socket
import struct

import pytest

from judging.web.entrance import admission, admitting
from judging.web.entrance.admission import Rate
from judging.web.entrance.protocol import PushProtocol, RequestProtocol
from judging.web.registry import Registry
from tests.web.serving import PATIENCE_S, serving

from .wire import handshake, peer

RESET = struct.pack("ii", 1, 0)
GET = b"GET /session HTTP/1.1\r\nHost: a\r\n\r\n"
PAGE = b"GET /static/words/zh.js HTTP/1.1\r\nHost: a\r\n\r\n"
BODY = b"POST /join/look HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + b"[" * 60_000


@pytest.fixture
def uncollected():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


SAID = {
    "nothing": b"",
    "a request": GET,
    "a request and a half": GET + GET[:9],
    "requests ahead": PAGE * 8,
    "a body": BODY,
    "half a body": BODY[:30_000],
    "a handshake": handshake("/live"),
    "half a message": handshake("/live") + b"\x81",
}


@pytest.mark.parametrize("is_reset", [False, True], ids=["farewell", "reset"])
async def test_nothing_of_a_connection_waits_for_the_collector(tmp_path, uncollected, is_reset):
    before = connections()  # of another test, whose failure or fixture may hold one
    async with serving(Registry(tmp_path)) as server:
        for said in SAID.values():
            await visited(server.port, said, is_reset)

            async with asyncio.timeout(PATIENCE_S):
                while connections() - before:  # noqa: ASYNC110 - nothing tells of it
                    await asyncio.sleep(0.02)


@pytest.mark.parametrize("is_reset", [False, True], ids=["farewell", "reset"])
async def test_nothing_of_a_guest_who_watched_the_results_waits_for_it_either(
    tmp_path, uncollected, is_reset
):
    async with serving(Registry(tmp_path)) as server:
        organiser = await server.device()
        await organiser.post(server.registry.organisers.link)
        made = await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
        assert made.status_code == 200
        gc.collect()
        before = connections()

        await visited(server.port, handshake(f"{server.at}/live?topic=results"), is_reset)

        async with asyncio.timeout(PATIENCE_S):
            while connections() - before:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.02)


MUCH = 4_000_000
MOST_KEPT = 65_537


@pytest.mark.parametrize("asked_for", ["", "Expect: 100-continue\r\n"], ids=["sent at once", "asked for"])
async def test_what_a_guest_sends_while_it_waits_is_not_piled_up(tmp_path, monkeypatch, asked_for):
    monkeypatch.setattr(admission, "REQUESTS", Rate(at_once=0, per_s=0.001))  # nobody's turn comes
    monkeypatch.setattr(admitting, "LISTEN_EVERY_S", 0)
    head = f"POST /join/look HTTP/1.1\r\nHost: a\r\n{asked_for}Content-Length: {MUCH}\r\n\r\n"
    async with serving(Registry(tmp_path)) as server, peer(server) as guest:
        sending = asyncio.create_task(guest.say(head.encode() + bytes(MUCH)))

        async with asyncio.timeout(PATIENCE_S):
            while not ((waiting := server.connection(guest.port)) and waiting.cycle):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)

        kept = len(waiting.cycle.body)
        assert kept <= MOST_KEPT
        sending.cancel()


async def visited(port: int, said: bytes, is_reset: bool) -> None:
    """Somebody says that, and is gone."""
    loop = asyncio.get_running_loop()
    with socket.socket() as client:
        client.setblocking(False)
        if is_reset:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        await loop.sock_connect(client, ("127.0.0.1", port))
        await loop.sock_sendall(client, said)
        await asyncio.sleep(0.05)  # so that it is not gone before it was heard


def connections() -> set[int]:
    """Those of which the server still has anything, by their address in memory."""
    return {id(found) for found in gc.get_objects() if type(found) in (RequestProtocol, PushProtocol)}


async def test_who_waits_to_be_asked_for_a_body_is_asked(tmp_path):
    """As curl does with a large one: it sends nothing before it hears 100, and would wait for ever."""
    head = b"POST /join/look HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    async with serving(Registry(tmp_path)) as server, peer(server) as guest, asyncio.timeout(PATIENCE_S):
        await guest.say(head)
        asked = await guest.reader.readuntil(b"\r\n\r\n")

        await guest.say(b"{}")
        status, _ = await guest.answer()

    assert asked.startswith(b"HTTP/1.1 100 ")
    assert status != 100
