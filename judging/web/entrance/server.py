"""Opens the port and serves: uvicorn with our protocols and settings for a hall full of phones."""

import asyncio
import gc
import socket
import sys
from contextlib import suppress
from functools import partial
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from .door import IS_KNOWN, Door, nobody
from .protocol import PushProtocol, RequestProtocol

BACKLOG = 4096  # a whole hall reconnects at once after a restart
SILENT_PEER_MS = 6000  # unacknowledged bytes for so long: the phone has left the Wi-Fi
UNREAD_BYTES = 64 * 1024  # of one connection, in the kernel
SPEECHLESS_S = 10  # a browser may connect in advance; after that it comes in all the same
MAX_MESSAGE_BYTES = 125  # as pings and closes; our own messages have four
PING_EVERY_S = 5.0
PONG_WITHIN_S = 8.0
CLOSE_WITHIN_S = 1
# Python counts what is made less what is let go. A hall that publishes makes as much as it lets go: 15,000
# came seldom, and a search among all that had come by then took 25 ms. With 700 it takes 3. Among all
# connections of a hall it takes 30, so the second figure lets no day come to that.
GARBAGE_THRESHOLDS = (700, 1_000, 100)
TURN_OF_A_THREAD_S = 0.0005  # so long a thread that computes keeps the event loop waiting; else 5 ms
MAX_FILES = 10_240  # one per connection; what macOS allows
OWN_FILES = (
    160  # what Python holds itself, backups, an upload: about 30; six for each competition that is open
)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on *host*; port 0 takes a free one. Who connects from now on is answered by `serve`.

    Raises OSError if the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it an answer may take 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where REUSEADDR lets two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; accepted sockets inherit it
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_PEER_MS)
        if hasattr(socket, "TCP_DEFER_ACCEPT"):  # Linux: who connects and says nothing stays in the kernel
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SPEECHLESS_S)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, UNREAD_BYTES)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


class HallServer(uvicorn.Server):
    """uvicorn's server behind a door of ours."""

    def __init__(self, config: uvicorn.Config, door: Door) -> None:
        super().__init__(config)
        self._door = door

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=[])  # asyncio would take a whole backlog of connections in one go
        self._door.is_known = self.lifespan.state.get(IS_KNOWN, nobody)
        self._door.open(sockets or [], self._protocol)

    def _protocol(self) -> asyncio.Protocol:
        return RequestProtocol(self._door, self.config, self.server_state, self.lifespan.state)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._door.close()
        await super().shutdown(sockets)


def server(app: ASGIApp) -> uvicorn.Server:
    door = Door(most_connections())
    config = uvicorn.Config(
        app,
        ws=cast("type[PushProtocol]", partial(PushProtocol, door)),
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PONG_WITHIN_S,
        ws_per_message_deflate=False,  # costs the server more than it saves in a hall
        lifespan="on",
        timeout_graceful_shutdown=CLOSE_WITHIN_S,
        log_level="error",  # its warnings are about requests that are none, a line for each
        access_log=False,  # the links in it are secrets
        proxy_headers=False,
        server_header=False,
    )
    return HallServer(config, door)


def serve(app: ASGIApp, *listening: socket.socket) -> None:
    """Serve until Ctrl+C or SIGTERM; then the pages are told to come back, and what waits is written."""
    prepare_process()
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once all is closed
        server(app).run(sockets=list(listening))


def prepare_process() -> None:
    """Ready for a thousand connections."""
    allow_connections()
    # A search for cycles among all that a thousand connections hold stops everybody for tens of milliseconds,
    # and took half of the time of a hall that reconnects. What the modules hold is never searched again.
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    sys.setswitchinterval(TURN_OF_A_THREAD_S)


def allow_connections() -> None:
    """Many systems let a program open 1,024 files, or 256, unless it asks; a hall has more phones."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_FILES if hard == resource.RLIM_INFINITY else min(MAX_FILES, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    with suppress(OSError, ValueError):  # macOS has a further limit; then it stays as it was
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def most_connections() -> int:
    """How many may be open at once, so that files are left for the log, backups and uploads."""
    files = most_files()
    return max(files - OWN_FILES, files // 4)


def most_files() -> int:
    if sys.platform == "win32":
        return MAX_FILES
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_FILES if soft == resource.RLIM_INFINITY else soft
