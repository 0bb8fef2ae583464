"""For how long a connection is kept that asks for nothing, never ends, or does not take what it asked for."""

import asyncio
import socket

import pytest
from starlette.responses import Response

from judging.web.entrance import protocol
from judging.web.entrance import server as server_module
from judging.web.registry import Registry
from tests.web.serving import Served, serving

from .wire import PATIENCE_S, handshake, peer

MUCH = bytes(16 * 1024 * 1024)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "REQUEST_WITHIN_S", 0.1)
    monkeypatch.setattr(protocol, "TAKE_WITHIN_S", 0.1)


@pytest.fixture
async def server(tmp_path):
    async with serving(Registry(tmp_path)) as server:
        yield server


GET = b"GET /session HTTP/1.1\r\nHost: a\r\n\r\n"
NEVER_DONE = {
    "half a head": b"GET / HTTP/1.1\r\nHost:",
    "half a handshake": handshake("/live")[:-2],
    "half a body": b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
    "an empty line": b"\r\n",
    "an empty line after an answer": GET + b"\r\n",
    "more of a protocol we do not speak": GET[:-2] + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
}


async def test_who_never_finishes_a_request_loses_the_connection(server: Served, hasty: None):
    for kind, begun in NEVER_DONE.items():
        async with peer(server) as guest:
            await guest.say(begun)
            if b"GET /session" in begun:
                assert (await guest.answer())[0] == 401
                await guest.say(b"\r\n")

            assert await guest.hung_up() == b"", kind


async def test_who_sends_a_letter_now_and_then_loses_the_connection(server: Served, hasty: None):
    for begun in (
        b"GET / HTTP/1.1\r\nX: ",
        b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n",
    ):
        async with peer(server) as guest:
            await guest.say(begun)
            hearing = asyncio.create_task(guest.hung_up())

            while not hearing.done():
                await guest.say(b"a")
                await asyncio.wait([hearing], timeout=0.01)

            assert await hearing == b""


async def test_what_the_organiser_sends_slowly_is_waited_for_as_long_as_it_comes(
    server: Served, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(protocol, "REQUEST_WITHIN_S", 1.0)
    device = await server.device()
    await device.post(server.registry.organisers.link, headers={"sec-fetch-site": "same-origin"})
    cookie = f"Cookie: judging_organiser={device.cookies['judging_organiser']}"
    head = f"POST /competitions HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n{cookie}"
    async with peer(server) as slow:
        await slow.say(f"{head}\r\nContent-Length: 8\r\n\r\n".encode())

        for _ in range(8):
            await asyncio.sleep(0.2)
            await slow.say(b"x")

        assert (await slow.answer())[0] == 400  # heard to its end, which is no JSON


async def much(scope, receive, send) -> None:
    if scope["type"] == "lifespan":
        for phase in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{phase}.complete"})
    else:
        await Response(MUCH)(scope, receive, send)


def asking(port: int, window: int) -> socket.socket:
    """A browser that has asked for much."""
    browser = socket.socket()
    browser.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    browser.connect(("127.0.0.1", port))
    browser.sendall(GET)
    browser.setblocking(False)
    return browser


async def test_who_does_not_take_an_answer_loses_the_connection(
    tmp_path, hasty: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        server_module, "SILENT_PEER_MS", 60_000
    )  # else the kernel does it, where there is Linux
    async with serving(Registry(tmp_path), much) as server:
        with asking(server.port, 4096) as deaf:
            port = deaf.getsockname()[1]
            async with asyncio.timeout(PATIENCE_S):
                while not server.connection(port):  # noqa: ASYNC110 - nothing tells of it
                    await asyncio.sleep(0.01)
                while server.connection(port):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)


async def test_who_takes_it_slowly_gets_it_whole(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protocol, "TAKE_WITHIN_S", 0.5)
    async with serving(Registry(tmp_path), much) as server:
        with asking(server.port, 1 << 18) as slow:
            taken = 0
            while taken < len(MUCH):
                more = await asyncio.get_running_loop().sock_recv(slow, 1 << 18)
                assert more, taken
                taken += len(more)
                await asyncio.sleep(0.01)


async def hesitant(scope, receive, send) -> None:
    """Nothing of its answer is written yet when the next request comes."""
    if scope["type"] == "http":
        await asyncio.sleep(0.2)
    await much(scope, receive, send)


@pytest.mark.parametrize("app", [much, hesitant])
async def test_a_websocket_asked_for_while_an_answer_is_due_is_none(tmp_path, app):
    async with serving(Registry(tmp_path), app) as server, peer(server) as rude:
        await rude.say(GET + handshake("/live"))

        assert b"101 Switching" not in await rude.hung_up()
