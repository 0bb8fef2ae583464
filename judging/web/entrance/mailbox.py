"""How messages reach a websocket: through our protocol, or under any other ASGI server from a mailbox."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from judging.codec import Message
from judging.core.state import State
from judging.hub import Viewer

from .protocol import PUSH, PushProtocol


class Mailbox:
    """The newest unsent message of each topic, emptied by one task that owns its socket's sending side."""

    def __init__(self) -> None:
        self.may_stay: Callable[[State], bool] = lambda state: True
        self.devices: Collection[str] = ()
        self._messages: dict[str, Message] = {}
        self._code: int | None = None
        self._filled = asyncio.Event()

    def offer(self, topic: str, message: Message) -> None:
        self._messages[topic] = message
        self._filled.set()

    def shut(self, code: int) -> None:
        self._code = code
        self._filled.set()

    async def empty_into(self, socket: WebSocket) -> None:
        """Until the mailbox is shut, or the task cancelled."""
        with suppress(WebSocketDisconnect):  # the endpoint hears of it too
            while self._code is None:
                await self._filled.wait()
                self._filled.clear()
                while self._messages and self._code is None:
                    await socket.send_text(self._messages.pop(next(iter(self._messages))).text.decode())
            await socket.close(self._code)


@asynccontextmanager
async def viewer_of(socket: WebSocket) -> AsyncIterator[Viewer]:
    """What takes messages for *socket*: our protocol, or else a mailbox that lasts as long as the context."""
    protocol: PushProtocol | None = (socket.scope.get("extensions") or {}).get(PUSH)
    if protocol is not None:
        yield protocol
        return
    mailbox = Mailbox()
    async with asyncio.TaskGroup() as group:
        writer = group.create_task(mailbox.empty_into(socket))
        yield mailbox
        writer.cancel()
