"""A server as a process of its own: `python -m tests.bench.child KIND …`.

It prints its port, then obeys lines on standard input: `go` sends one message to all viewers, `cpu` and
`memory` print what was used so far, the end of input ends it.
"""

import asyncio
import json
import os
import resource
import sys
import time
from asyncio import Handle
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import websockets
from websockets.asyncio.server import ServerConnection

from judging.codec import message
from judging.hub import Hub
from judging.store.sqlite import SqliteLog
from judging.web.app import create_app
from judging.web.entrance.server import listen, prepare_process, server
from judging.web.registry import Registry

from .machine import pin

SWITCHED = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
)
SLOW_FSYNC_S = 0.0057  # an ordinary laptop's

Go = Callable[[], None]


@asynccontextmanager
async def ours(folder: str, disk: str = "") -> AsyncIterator[tuple[int, Go]]:
    """The program itself; `go` publishes a state that differs in what the screens show."""
    if disk == "slow":
        slow_down()
    listening = listen("127.0.0.1", 0)
    registry = Registry(Path(folder))
    running = server(create_app(registry))
    task = asyncio.create_task(running.serve(sockets=[listening]))
    while registry.only is None:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.01)
    desk = registry.only.desk
    hub, state, position = desk.hub, desk.state, desk.position

    def go() -> None:
        nonlocal state
        hall = state.first_hall
        state = state.in_hall(hall.id, identifying=not hall.identifying)
        hub.take(state, position)
        hub.publish(state, position)

    yield listening.getsockname()[1], go
    running.should_exit = True
    await task


@asynccontextmanager
async def watched(folder: str) -> AsyncIterator[tuple[int, Go]]:
    """The same, which times each step of its event loop."""
    STEPS.install()
    async with ours(folder) as serving:
        yield serving


class Steps:
    """The longest ones, and how long publishing took, since `told` last."""

    def __init__(self) -> None:
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._computing: dict[str, float] = {}  # name of the step → ms
        self._clock: dict[str, float] = {}
        self._publish_ms: list[float] = []

    def install(self) -> None:
        run, publish = Handle._run, Hub.publish

        def timed(handle: Handle) -> None:
            what = name_of(handle)
            begin, computed = time.perf_counter(), time.thread_time()
            run(handle)
            computing, clock = time.thread_time() - computed, time.perf_counter() - begin
            for longest, took in ((self._computing, computing), (self._clock, clock)):
                longest[what] = max(longest.get(what, 0.0), took * 1e3)

        def publishing(*arguments):
            begin = time.perf_counter()
            publish(*arguments)
            self._publish_ms.append((time.perf_counter() - begin) * 1e3)

        Handle._run, Hub.publish = timed, publishing

    def told(self) -> str:
        found = {
            "computing": self._computing,
            "clock": self._clock,
            "publish_ms": self._publish_ms,
        }
        self._begin_anew()
        return json.dumps(found)


STEPS = Steps()


def name_of(handle: Handle) -> str:
    """Of the task whose step it is, or of what is called back."""
    task = getattr(handle._callback, "__self__", None)
    what = task.get_coro() if isinstance(task, asyncio.Task) else handle._callback
    return getattr(what, "__qualname__", "")


def slow_down() -> None:
    """Every append takes as long as on a slow disk."""
    append = SqliteLog.append

    async def slow(log: SqliteLog, drafts, after):
        await asyncio.sleep(SLOW_FSYNC_S)
        return await append(log, drafts, after)

    SqliteLog.append = slow


class Bare(asyncio.Protocol):
    """A transport and nothing else."""

    viewers: list[asyncio.Transport] = []  # noqa: RUF012

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        if data.startswith(b"GET"):
            self.transport.write(SWITCHED)
            self.viewers.append(self.transport)


@asynccontextmanager
async def bare(size: str) -> AsyncIterator[tuple[int, Go]]:
    frame = message(b"x" * int(size)).frame
    listening = listen("127.0.0.1", 0)
    running = await asyncio.get_running_loop().create_server(Bare, sock=listening)

    def go() -> None:
        for transport in Bare.viewers:
            transport.write(frame)

    yield listening.getsockname()[1], go
    running.close()


@asynccontextmanager
async def broadcast(size: str) -> AsyncIterator[tuple[int, Go]]:
    """What the websockets library does for many."""
    viewers: set[ServerConnection] = set()
    text = "x" * int(size)

    async def hold(connection: ServerConnection) -> None:
        viewers.add(connection)
        await connection.wait_closed()

    listening = listen("127.0.0.1", 0)
    async with websockets.serve(hold, sock=listening, compression=None):
        yield listening.getsockname()[1], lambda: websockets.broadcast(viewers, text)


@asynccontextmanager
async def stock(size: str) -> AsyncIterator[tuple[int, Go]]:
    """uvicorn's own protocol, and `send_text` in a loop."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import WebSocketRoute
    from starlette.websockets import WebSocket

    viewers: list[WebSocket] = []
    text = "x" * int(size)
    tasks: set[asyncio.Task[None]] = set()

    async def live(socket: WebSocket) -> None:
        await socket.accept()
        viewers.append(socket)
        await socket.receive()

    async def send_all() -> None:
        for viewer in viewers:
            await viewer.send_text(text)

    def go() -> None:
        tasks.add(asyncio.create_task(send_all()))

    listening = listen("127.0.0.1", 0)
    running = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=[WebSocketRoute("/{path:path}", live)]),
            log_level="warning",
            ws_per_message_deflate=False,
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(running.serve(sockets=[listening]))
    yield listening.getsockname()[1], go
    running.should_exit = True
    await task


@asynccontextmanager
async def ok() -> AsyncIterator[tuple[int, Go]]:
    """uvicorn and an application that takes a request and answers “ok”."""
    import uvicorn

    async def app(scope, receive, send) -> None:
        if scope["type"] == "http":
            while (await receive()).get("more_body"):
                pass
            headers = [(b"content-length", b"2")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"ok"})

    listening = listen("127.0.0.1", 0)
    running = uvicorn.Server(
        uvicorn.Config(app, lifespan="off", log_level="error", access_log=False, server_header=False)
    )
    task = asyncio.create_task(running.serve(sockets=[listening]))
    yield listening.getsockname()[1], lambda: None
    running.should_exit = True
    await task


KINDS = {"ok": ok, "ours": ours, "watched": watched, "bare": bare, "broadcast": broadcast, "stock": stock}


def resident_bytes() -> int:
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def main(kind: str, *arguments: str) -> None:
    pin(0)
    prepare_process()
    ended = asyncio.Event()
    async with KINDS[kind](*arguments) as (port, go):

        def obey() -> None:
            match os.read(0, 64).split():
                case []:
                    ended.set()
                case [b"go"]:
                    go()
                case [b"cpu"]:
                    print(time.process_time(), flush=True)
                case [b"held"]:
                    print(STEPS.told(), flush=True)
                case [b"memory"]:
                    print(resident_bytes(), flush=True)

        asyncio.get_running_loop().add_reader(0, obey)
        print(port, flush=True)
        await ended.wait()
        asyncio.get_running_loop().remove_reader(0)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
