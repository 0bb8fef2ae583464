"""What `web/entrance/protocol` takes for granted inside uvicorn and websockets, which promise nothing of it.

A version that fails here needs `web/entrance/protocol` read anew before its bound in pyproject.toml moves.
"""

import inspect
import re
import tomllib
from pathlib import Path

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.server import ServerProtocol

from judging.codec import message
from judging.web.entrance.protocol import PUSH, PushProtocol, RequestProtocol
from judging.web.registry import Registry
from tests.hostile.wire import peer

from .serving import closed, heard, serving

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
OURS = {
    "offer",
    "shut",
    "take_over",
}  # of the protocol's methods, what uvicorn knows nothing of; and all that begins with _
EXTENDED = [
    pytest.param(base, name, method, id=f"{base.__name__}.{name}")
    for protocol, base in ((RequestProtocol, HttpToolsProtocol), (PushProtocol, WebSocketsSansIOProtocol))
    for name, method in vars(protocol).items()
    if inspect.isfunction(method) and name not in OURS and not name.startswith("_")
]


def parameters(function):
    return list(inspect.signature(function).parameters)


@pytest.mark.parametrize(("base", "name", "method"), EXTENDED)
def test_what_we_extend_is_still_called_as_we_extend_it(base, name, method):
    assert name in vars(base), f"uvicorn's {base.__name__} calls no {name} any more: ours would never run"
    assert parameters(vars(base)[name]) == parameters(method)


# What PushProtocol reaches for in a websocket of uvicorn's.
USED = {
    "queue", "conn", "scope", "close_sent", "close_timer", "close_timeout", "transport", "loop", "frames",
    "handshake_initiated", "handshake_complete", "read_paused", "asgi_version", "scheme", "server", "client",
    "root_path", "app_state", "tasks",
}  # fmt: skip


@pytest.fixture
async def met(tmp_path):
    """A websocket as our endpoints meet it: before and after its handshake; then it says so and is shut."""
    found = {}

    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        protocol = found["protocol"] = scope["extensions"].get(PUSH)
        found["before"] = set(vars(protocol or object))
        await receive()
        await send({"type": "websocket.accept"})
        protocol.offer("topic", message(b'"offered"'))
        protocol.shut(4401)
        found["last"] = await receive()

    async with serving(Registry(tmp_path), app) as served:
        page = await served.watch(await served.device())
        found["heard"], found["closed"] = await heard(page), await closed(page)
        yield found


async def lifespan(receive, send):
    for phase in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{phase}.complete"})


async def test_an_endpoint_still_finds_our_protocol_with_all_that_it_uses(met):
    assert isinstance(met["protocol"], PushProtocol), "messages would silently go the slow way"
    assert met["before"] >= USED
    assert isinstance(met["protocol"].conn, ServerProtocol)


async def test_a_frame_written_past_uvicorn_and_our_close_still_reach_the_page(met):
    assert met["heard"] == "offered"
    assert met["closed"] == 4401
    assert met["last"]["type"] == "websocket.disconnect"


async def test_a_page_hears_that_it_is_let_in_before_there_is_anything_to_see(tmp_path):
    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        await receive()

    async with serving(Registry(tmp_path), app) as served, peer(served) as page:
        assert await page.upgrade("/live") == 101


def test_the_parser_can_still_be_told_to_refuse_a_request():
    assert parameters(HttpToolsProtocol.send_400_response) == ["self", "msg"]


@pytest.mark.parametrize("package", ["uvicorn", "websockets"])
def test_no_version_is_taken_that_nobody_has_read(package):
    required = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["dependencies"]

    (bounds,) = (line for line in required if re.match(rf"{package}\b", line))

    assert "<" in bounds, f"{package} needs an upper bound: web/entrance/protocol builds on its inside"
