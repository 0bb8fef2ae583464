"""HTTP as uvicorn speaks it, whose requests begin when the door says so."""

import asyncio
from asyncio import TimerHandle
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from starlette.responses import HTMLResponse
from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from judging.web.answers import FAILURES, failure, page_saying

from .door import Door, Guest
from .handshake import opening

# Somebody unknown who sends a request in pieces is listened to so often. A page's comes in one piece.
LISTEN_EVERY_S = 0.2
RETRY_S = 5
# A judge's connection stays from one entrant to the next: a new one would wait behind a flood of others.
KEEP_KNOWN_S = 600

CONTINUE = b"HTTP/1.1 100 "  # for a body to be sent at all: comes before any answer

BUSY = failure(503)
# A page that somebody opened comes by itself as soon as there is time for it.
BUSY_PAGE = HTMLResponse(page_saying(FAILURES[503][1]), 503, {"refresh": str(RETRY_S)})
BUSY.headers["retry-after"] = BUSY_PAGE.headers["retry-after"] = str(RETRY_S)


class WholeAnswer:
    """The transport as an answer sees it: its head goes out with its body, in one system call."""

    __slots__ = ("_head", "_is_begun", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self._is_begun = False

    def write(self, data: bytes) -> None:
        if self._is_begun or data.startswith(CONTINUE):
            self._transport.write(self._head + data)
            self._head = b""
        else:
            self._is_begun, self._head = True, data

    def close(self) -> None:
        self._transport.write(self._head)  # of an answer that failed before it had a body
        self._transport.close()

    def is_closing(self) -> bool:
        return self._transport.is_closing()


class AdmittingProtocol(HttpToolsProtocol):
    """What known devices ask for begins at once; what guests ask for, once it is all there, in turn."""

    def __init__(
        self,
        door: Door,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._door = door
        self._is_known = False
        self._is_heard = (
            False  # enough came with the last piece: a whole request, or as much as it may wait with
        )
        self._held: tuple[RequestResponseCycle, ASGI3Application] | None = None  # until its body is there
        self._listening: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._door.arrived(transport, self._address)

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.left(self.transport)
        if self._listening is not None:
            self._listening.cancel()
        super().connection_lost(exc)
        self._forget()

    def _forget(self) -> None:
        """Lets go of what holds us in turn: the collector looks for cycles seldom, and a flood's pile up."""
        self.cycle = self.parser = self._held = None  # type: ignore[assignment]
        self.pipeline.clear()
        self._unset_keepalive_if_required()

    def data_received(self, data: bytes) -> None:
        self._is_heard = False
        super().data_received(data)
        if not (self._is_heard or self._is_known or self.transport.is_closing()):
            self.flow.pause_reading()
            self._listening = self.loop.call_later(LISTEN_EVERY_S, self.flow.resume_reading)

    def on_headers_complete(self) -> None:
        self._is_known = self._door.knows(self.transport, self.headers)
        self.timeout_keep_alive = KEEP_KNOWN_S if self._is_known else self.config.timeout_keep_alive
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._is_heard = True
        if self._held is not None and self._held[0] is self.cycle:
            self._wait_for_turn(*self._held)

    def on_body(self, body: bytes) -> None:
        if not self._is_known and self.cycle is not None:
            # More than this nobody unknown may send anywhere: the answer is the same without the rest.
            body = body[: HIGH_WATER_LIMIT + 1 - len(self.cycle.body)]
        super().on_body(body)
        if self._held is not None and len(self._held[0].body) > HIGH_WATER_LIMIT:
            self._wait_for_turn(*self._held)  # nobody reads on before it has begun

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if cycle.scope["method"] != "HEAD":  # whose answer has no body to go with
            cycle.transport = cast("asyncio.Transport", WholeAnswer(self.transport))
        if self._is_known:
            super()._start_asgi_task(cycle, app)
        elif cycle.more_body and not cycle.waiting_for_100_continue:
            self._held = cycle, app
        else:
            self._wait_for_turn(cycle, app)

    def _wait_for_turn(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._held = None
        self._queue(partial(super()._start_asgi_task, cycle, app), partial(self._refuse, cycle))

    def _refuse(self, cycle: RequestResponseCycle) -> None:
        cycle.keep_alive = False
        is_opened = any(name == b"accept" and b"text/html" in value for name, value in cycle.scope["headers"])
        super()._start_asgi_task(cycle, BUSY_PAGE if is_opened else BUSY)  # type: ignore[arg-type]

    def handle_websocket_upgrade(self) -> None:
        if self._is_known:
            self._upgrade()
        else:
            self._queue(self._upgrade, self.transport.abort)

    def _upgrade(self) -> None:
        """Without what uvicorn does: it would write the head anew for websockets to parse once more."""
        try:
            answer = opening(self.scope["method"], self.headers)
        except ValueError:
            self.send_400_response("This is no handshake of a websocket.")
            return
        self.connections.discard(self)
        protocol: Any = self.ws_protocol_class(  # type: ignore[misc, call-arg]
            config=self.config, server_state=self.server_state, app_state=self.app_state
        )
        protocol.connection_made(self.transport)
        protocol.take_over(self.url, self.headers, answer)
        self.transport.set_protocol(protocol)
        self._forget()  # the transport has another protocol from now on

    def _queue(self, begin: Callable[[], None], refuse: Callable[[], None]) -> None:
        self._is_heard = True
        if self._listening is not None:
            self._listening.cancel()

        def go() -> None:
            self.flow.resume_reading()
            begin()

        self.flow.pause_reading()
        self._door.wait(self._address, Guest(self.transport, go, refuse))
