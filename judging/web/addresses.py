"""Under which address phones are to reach this machine, in links and codes."""

import asyncio
import time
from collections.abc import Callable

from starlette.requests import Request

from judging.interfaces import lan_addresses

LOOPBACK = ("localhost", "127.0.0.1", "::1")
FRESH_S = 5.0


class Interfaces:
    """The answer of `lan_addresses`, kept for some seconds: a laptop may change its Wi-Fi during the day."""

    def __init__(self, ask: Callable[[], tuple[str, ...]] | None = None) -> None:
        self._ask = ask or lan_addresses
        self._known: tuple[str, ...] = ()
        self._until = 0.0  # of `time.monotonic`
        self._turn = asyncio.Lock()

    async def addresses(self) -> tuple[str, ...]:
        async with self._turn:
            if time.monotonic() >= self._until:
                self._known = await asyncio.to_thread(self._ask)
                self._until = time.monotonic() + FRESH_S
            return self._known


async def join_base(request: Request) -> str:
    """`http://192.168.1.5:8000`, for links and QR codes that phones are to open.

    The organiser mostly sits at 127.0.0.1, which means something else on every phone: then the first address
    of the LAN stands in.
    """
    url = request.url
    if url.hostname not in LOOPBACK:
        return f"{url.scheme}://{url.netloc}"
    interfaces: Interfaces = request.app.state.interfaces
    host = next(iter(await interfaces.addresses()), url.hostname)
    return f"{url.scheme}://{host}:{url.port}" if url.port else f"{url.scheme}://{host}"
