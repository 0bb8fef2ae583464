"""The real server on a loopback port, within the loop of the test."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import websockets
from starlette.types import ASGIApp
from uvicorn import Server
from websockets.asyncio.client import ClientConnection

from judging.web.app import create_app
from judging.web.competition import OpenCompetition
from judging.web.entrance.server import listen, server
from judging.web.registry import Registry
from tests.browsing import NOWHERE, Device

PATIENCE_S = 60  # a worker beside the server may have to start first


def latest(registry: Registry) -> str:
    """Where the addresses of the competition begin that was opened last."""
    return list(registry.open.values())[-1].at("") if registry.open else NOWHERE


class Served:
    def __init__(self, registry: Registry, port: int, running: Server, stack: AsyncExitStack) -> None:
        self.registry = registry
        self.port = port
        self._running = running
        self._stack = stack

    def stop(self) -> None:
        self._running.should_exit = True

    def connection(self, port: int) -> Any:
        """The server's end of the connection with the client's *port*, while there is one."""
        connections = self._running.server_state.connections
        return next((found for found in connections if found.client and found.client[1] == port), None)

    @property
    def competition(self) -> OpenCompetition:
        """The one that was opened last."""
        return list(self.registry.open.values())[-1]

    @property
    def at(self) -> str:
        """Where the addresses of the competition begin that was opened last."""
        return latest(self.registry)

    async def device(self) -> Device:
        """A browser nobody has logged in on."""
        url = f"http://127.0.0.1:{self.port}"
        return await self._stack.enter_async_context(Device(lambda: self.at, base_url=url, trust_env=False))

    async def watch(self, device: Device, *topics: str, within: str = "", **options: Any) -> ClientConnection:
        """The live connection that a page on *device* opens, of the competition *within*."""
        query, within = "&".join(f"topic={topic}" for topic in topics), within or self.at
        cookie = device.cookie_header(within)
        return await self._stack.enter_async_context(
            websockets.connect(
                f"ws://127.0.0.1:{self.port}{within}/live?{query}",
                proxy=None,
                additional_headers={"Cookie": cookie} if cookie else {},
                **options,
            )
        )


async def heard(socket: ClientConnection) -> dict[str, Any]:
    """The next message."""
    async with asyncio.timeout(PATIENCE_S):
        return json.loads(await socket.recv())


async def closed(socket: ClientConnection) -> int:
    """The code the server closes with, whatever it says before."""
    async with asyncio.timeout(PATIENCE_S):
        await socket.wait_closed()
    assert socket.close_code is not None
    return socket.close_code


@asynccontextmanager
async def serving(registry: Registry, app: ASGIApp | None = None) -> AsyncIterator[Served]:
    listening = listen("127.0.0.1", 0)
    running = server(app or create_app(registry))
    task = asyncio.create_task(running.serve(sockets=[listening]))
    try:
        async with AsyncExitStack() as stack:
            yield Served(registry, listening.getsockname()[1], running, stack)
    finally:
        running.should_exit = True
        await task
