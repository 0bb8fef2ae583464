"""The real server on a loopback port, within the loop of the test."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import websockets
from httpx2 import AsyncClient
from starlette.types import ASGIApp
from uvicorn import Server
from websockets.asyncio.client import ClientConnection

from judging.web.app import create_app
from judging.web.server import listen, server
from judging.web.venue import Venue

PATIENCE_S = 5


class Served:
    def __init__(self, venue: Venue, port: int, running: Server, stack: AsyncExitStack) -> None:
        self.venue = venue
        self.port = port
        self._running = running
        self._stack = stack

    def stop(self) -> None:
        self._running.should_exit = True

    def connection(self, port: int) -> Any:
        """The server's end of the connection with the client's *port*, while there is one."""
        connections = self._running.server_state.connections
        return next((found for found in connections if found.client and found.client[1] == port), None)

    async def device(self) -> AsyncClient:
        """A browser nobody has logged in on."""
        return await self._stack.enter_async_context(
            AsyncClient(base_url=f"http://127.0.0.1:{self.port}", trust_env=False)
        )

    async def watch(self, device: AsyncClient, *topics: str, **options: Any) -> ClientConnection:
        """The live connection that a page on *device* opens."""
        query = "&".join(f"topic={topic}" for topic in topics)
        cookie = "; ".join(f"{name}={value}" for name, value in device.cookies.items())
        return await self._stack.enter_async_context(
            websockets.connect(
                f"ws://127.0.0.1:{self.port}/live?{query}",
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
async def serving(venue: Venue, app: ASGIApp | None = None) -> AsyncIterator[Served]:
    listening = listen("127.0.0.1", 0)
    running = server(app or create_app(venue))
    task = asyncio.create_task(running.serve(sockets=[listening]))
    try:
        async with AsyncExitStack() as stack:
            yield Served(venue, listening.getsockname()[1], running, stack)
    finally:
        running.should_exit = True
        await task
