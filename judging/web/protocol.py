"""The protocols of the server: uvicorn's, with a way to write a ready-made frame to whoever watches.

One frame is built per topic and change and written straight to the transports, for half of what
`send_text` in a loop costs. A viewer whose transport still holds unsent bytes gets nothing now; the newest
frame of each topic waits in its mailbox for the transport to drain. Nobody waits for anybody.
"""

from asyncio import BaseTransport, TimerHandle, Transport
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request
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
    _patience: TimerHandle | None = None
    _taking: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # paused while a single byte waits to be taken
        self._wait()

    def _wait(self) -> None:
        self._stop_waiting()
        self._patience = self.loop.call_later(REQUEST_WITHIN_S, self.transport.abort)

    def _stop_waiting(self) -> None:
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
        self._stop_waiting()
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
        if self._patience is None:  # also for what never becomes a request, as empty lines
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


class PushProtocol(WebSocketsSansIOProtocol):
    def __init__(self, door: Door, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._door = door

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.close_timeout = CLOSE_TIMEOUT_S
        self.may_stay: Callable[[State], bool] = lambda state: True
        self._allowance = Allowance(SAID_AT_ONCE, SAID_PER_S, self.loop.time())
        self._mailbox: dict[str, bytes] = {}  # topic → newest unsent frame
        self._is_clear = True  # the transport holds nothing unsent
        # Paused as soon as a single byte is left over, resumed once none is.
        self.transport.set_write_buffer_limits(high=0)

    def data_received(self, data: bytes) -> None:
        """Parse *data*, unless it is more than a page may say: then nobody looks at it."""
        if not self.handshake_initiated:
            super().data_received(data)
            if not self.handshake_initiated:  # no request that could be answered
                self.transport.write(b"".join(self.conn.data_to_send()))
                self.transport.close()
        elif not self.handshake_complete:  # who speaks before being answered is no browser
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

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:  # the handshake is fine, and the endpoint about to start
            cast("dict[str, Any]", self.scope["extensions"])[PUSH] = self

    def start_keepalive(self) -> None:
        super().start_keepalive()
        del self.request, self.response  # the handshake is done; a thousand of them weigh 2 MB

    def offer(self, topic: str, message: Message) -> None:
        """Write *message* now, or once the peer has taken what went before; a newer one replaces it."""
        if self._is_clear:
            self.transport.write(message.frame)  # which does nothing once the transport is closing
        else:
            self._mailbox[topic] = message.frame

    def pause_writing(self) -> None:
        super().pause_writing()
        self._is_clear = False

    def resume_writing(self) -> None:
        super().resume_writing()
        self._is_clear = True
        while self._mailbox and self._is_clear:
            self.transport.write(self._mailbox.pop(next(iter(self._mailbox))))

    def shut(self, code: int) -> None:
        """Close with *code*; the endpoint hears it as a disconnect."""
        if self.close_sent or self.transport.is_closing():
            return
        self._mailbox.clear()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        if self.conn.state is OPEN:  # else what the peer said last was its own close
            self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(CLOSE_TIMEOUT_S, self.transport.abort)

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(CLOSE_TIMEOUT_S, self.transport.abort)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()  # close() would wait for a peer that reads no more

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.left(self.transport)
        self._mailbox.clear()
        super().connection_lost(exc)
        if hasattr(self, "scope"):  # the handshake was one
            cast("dict[str, Any]", self.scope["extensions"]).pop(PUSH, None)  # the collector is late
