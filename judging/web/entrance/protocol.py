"""The protocols of the server: uvicorn's, with a way to write a ready-made frame to whoever watches.

One frame is built per topic and change and written straight to the transports, for half of what
`send_text` in a loop costs. A viewer whose transport still holds unsent bytes gets nothing now; the newest
frame of each topic waits in its mailbox for the transport to drain. Nobody waits for anybody.
"""

from asyncio import BaseTransport, TimerHandle, Transport
from collections.abc import Callable, Collection
from typing import Any, cast
from urllib.parse import unquote

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.protocol import OPEN

from judging.codec import Message
from judging.core.state import State

from .admitting import AdmittingProtocol
from .allowance import Allowance
from .door import Door

MISUSED = 1008  # said what no page of ours says, or too much
NO_TEXT = 1007
PUSH = "judging.push"  # the ASGI extension under which an endpoint finds its `PushProtocol`
CLOSE_TIMEOUT_S = 0.5  # for the peer's answer to our close; then the connection is cut

# A page beats every 2 s and answers our pings. What waited in a dead spot comes at once: room for 30 beats.
# A frame has six bytes and more, so this bounds how many of them are parsed as well.
SAID_AT_ONCE = 1024
SAID_PER_S = 40
PIECE = 16  # what each delivery counts beside its bytes: it wakes us up

MAX_HEAD_BYTES = 16 * 1024
MAX_HEADERS = 100
MAX_AHEAD = 8  # requests on one connection that wait for the answer to the one before; no browser has any
# Of a body that was refused so much is still taken in: who is cut off while sending never sees the answer.
MAX_BODY_BYTES = 16 * 1024 * 1024
REQUEST_WITHIN_S = 20.0  # all that a guest asks; of a known device's body at least some
TAKE_WITHIN_S = 20.0  # at least some of an answer; who takes nothing for so long reads no more


class RequestProtocol(AdmittingProtocol):
    """The fast parser, which by itself would keep heads without end, and connections that send nothing.

    What is raised while it parses, it answers with 400.
    """

    _is_in_head = True
    _unparsed_bytes = 0  # of a head whose end has not come yet
    _head_bytes = 0
    _body_bytes = 0
    _patient_until: float | None = None  # None: nothing has begun that must come to an end
    _patience: TimerHandle | None = (
        None  # set once for many requests: to set and cancel it costs as much as parsing
    )
    _taking: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # paused while a single byte waits to be taken
        self._wait()

    def _wait(self) -> None:
        self._patient_until = self.loop.time() + REQUEST_WITHIN_S
        if self._patience is None:
            self._patience = self.loop.call_at(self._patient_until, self._lose_patience)

    def _lose_patience(self) -> None:
        self._patience = None
        if self._patient_until is None:
            return
        if self.loop.time() >= self._patient_until:
            self.transport.abort()
        else:
            self._patience = self.loop.call_at(self._patient_until, self._lose_patience)

    def _stop_waiting(self) -> None:
        self._patient_until = None

    def _forget(self) -> None:
        super()._forget()
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_taking(0)

    def _watch_taking(self, unsent_before: int) -> None:
        unsent = self.transport.get_write_buffer_size()
        if unsent == unsent_before:
            self.transport.abort()
        else:
            self._taking = self.loop.call_later(TAKE_WITHIN_S, self._watch_taking, unsent)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_watching()

    def _stop_watching(self) -> None:
        if self._taking is not None:
            self._taking.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self._stop_waiting()
        before = cast("RequestResponseCycle | None", self.cycle)
        if (before and not before.response_complete) or self.transport.get_write_buffer_size():
            self.transport.abort()  # the answer to what came before would be written into the websocket
        else:
            super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        if self._patient_until is None:  # also for what never becomes a request, as empty lines
            self._wait()
        self._unparsed_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._unparsed_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("The head of this request is too long.")

    def on_message_begin(self) -> None:
        if len(self.pipeline) >= MAX_AHEAD:
            raise ValueError("too many requests at once")
        super().on_message_begin()
        self._head_bytes = self._body_bytes = 0
        self._wait()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._grow(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """No page sends a body in chunks, whose trailers could be endless."""
        if name.lower() == b"transfer-encoding" or len(self.headers) >= MAX_HEADERS:
            raise ValueError("a body in chunks, or headers without end")
        super().on_header(name, value)
        self._grow(len(name) + len(value))

    def _grow(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > MAX_HEAD_BYTES:
            raise ValueError("the head of this request is too long")

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._is_in_head = False

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        if self._body_bytes > MAX_BODY_BYTES:
            self.transport.abort()
        elif self._is_known:  # an organiser's workbook over a poor Wi-Fi may take long, as long as it comes
            self._wait()
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._is_in_head, self._unparsed_bytes = True, 0
        self._stop_waiting()


def always(state: State) -> bool:
    return True


class PushProtocol(WebSocketsSansIOProtocol):
    def __init__(self, door: Door, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._door = door

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.close_timeout = CLOSE_TIMEOUT_S
        self.may_stay: Callable[[State], bool] = always
        self.devices: Collection[str] = ()
        self._allowance = Allowance(SAID_AT_ONCE, SAID_PER_S, self.loop.time())
        self._mailbox: dict[str, bytes] = {}  # topic → newest unsent frame
        self._is_clear = True  # the transport holds nothing unsent
        self._opening = b""  # the answer to the handshake, once it is to be given
        # Paused as soon as a single byte is left over, resumed once none is.
        self.transport.set_write_buffer_limits(high=0)

    def data_received(self, data: bytes) -> None:
        """Parse *data*, unless it is more than a page may say: then nobody looks at it."""
        if not self.handshake_complete:  # who speaks before being answered is no browser
            self.transport.abort()
        elif not self._allowance.take(len(data) + PIECE, self.loop.time()):
            self._hear_no_more()
        else:
            super().data_received(data)
            if self.frames:  # a message in pieces; ours have four letters
                self._hear_no_more()
        if self.transport.is_closing():  # which by itself would wait for a peer that reads no more
            self.loop.call_later(CLOSE_TIMEOUT_S, self.transport.abort)

    def _hear_no_more(self) -> None:
        if self.close_sent:
            self.transport.abort()
            return
        self.shut(MISUSED)
        self.read_paused = False  # so that nothing resumes it
        self.transport.pause_reading()

    def handle_text(self, event: Frame) -> None:
        try:
            bytes(event.data).decode()
        except UnicodeDecodeError:
            self.shut(NO_TEXT)
        else:
            super().handle_text(event)

    def take_over(self, url: bytes, headers: list[tuple[bytes, bytes]], answer: bytes) -> None:
        """Let the endpoint begin on a request that asks for a websocket; *answer* opens it."""
        raw_path, _, query = url.partition(b"?")
        self.scope = {
            "type": "websocket",
            "asgi": {"version": self.asgi_version, "spec_version": "2.4"},
            "http_version": "1.1",
            "scheme": self.scheme,
            "server": self.server,
            "client": self.client,
            "root_path": self.root_path,
            "path": self.root_path + unquote(raw_path.decode("latin-1")),
            "raw_path": self.root_path.encode() + raw_path,
            "query_string": query,
            "headers": headers,
            "subprotocols": [],
            "state": self.app_state.copy(),
            "extensions": cast("Any", {"websocket.http.response": {}, PUSH: self}),
        }
        self._answer = answer
        self.handshake_initiated = True
        self.queue.put_nowait({"type": "websocket.connect"})
        task = self.loop.create_task(self.run_asgi())
        task.add_done_callback(self.on_task_complete)
        self.tasks.add(task)

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] != "websocket.accept" or self.handshake_complete:
            self._open()
            await super().send(message)
        elif not self.transport.is_closing():
            self.handshake_complete = True
            self.conn.state = OPEN
            self.conn.parser = self.conn.parse()  # which has been waiting for the head of a request
            next(self.conn.parser)
            self._opening = self._answer
            self.loop.call_soon(self._open)  # unless the first view goes with it
            self.start_keepalive()

    def _open(self) -> None:
        if self._opening:
            self._write(self._opening)
            self._opening = b""

    def _write(self, data: bytes) -> None:
        """Nothing once the connection is lost: asyncio would print a line each time, and fill a disk."""
        if not self.transport.is_closing():
            self.transport.write(data)

    def offer(self, topic: str, message: Message) -> None:
        """Write *message* now, or once the peer has taken what went before; a newer one replaces it."""
        if self._is_clear:
            self._write(self._opening + message.frame if self._opening else message.frame)
            self._opening = b""
        else:
            self._mailbox[topic] = message.frame

    def pause_writing(self) -> None:
        super().pause_writing()
        self._is_clear = False

    def resume_writing(self) -> None:
        super().resume_writing()
        self._is_clear = True
        while self._mailbox and self._is_clear:
            self._write(self._mailbox.pop(next(iter(self._mailbox))))

    def shut(self, code: int) -> None:
        """Close with *code*; the endpoint hears it as a disconnect."""
        if self.close_sent or self.transport.is_closing():
            return
        self._open()
        self._mailbox.clear()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        if self.conn.state is OPEN:  # else what the peer said last was its own close
            self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(CLOSE_TIMEOUT_S, self.transport.abort)

    def shutdown(self) -> None:
        self._open()
        super().shutdown()
        self.loop.call_later(CLOSE_TIMEOUT_S, self.transport.abort)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()  # close() would wait for a peer that reads no more

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.left(self.transport)
        self._mailbox.clear()
        self.may_stay = always  # what was asked here knows the socket, which knows us
        super().connection_lost(exc)
        if hasattr(self, "scope"):  # the handshake was one
            cast("dict[str, Any]", self.scope["extensions"]).pop(PUSH, None)  # the collector is late
