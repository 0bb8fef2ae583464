"""A peer on a bare socket, which may say what no browser would.

async with peer(server) as rude:
    await rude.upgrade("/live?topic=screen/1", cookie)
    await rude.say(frame(PING) * 1000)
    assert (await rude.heard()).code == 1008
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.serving import Server

PATIENCE_S = 10
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, length: int | None = None) -> bytes:
    """What a browser would send, masked with zeros. A `length` other than the payload's promises more."""
    length = len(payload) if length is None else length
    head = bytes([fin << 7 | opcode])
    if length < 126:
        head += bytes([128 | length])
    elif length < 1 << 16:
        head += bytes([128 | 126]) + struct.pack("!H", length)
    else:
        head += bytes([128 | 127]) + struct.pack("!Q", length)
    return head + bytes(4) + payload


@dataclass
class Heard:
    """All that the server said on a websocket until it hung up."""

    opcodes: list[int] = field(default_factory=list)
    code: int | None = None  # None: it hung up without a word


class Peer:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self._writer = writer

    @property
    def port(self) -> int:
        """This end's."""
        port: int = self._writer.get_extra_info("sockname")[1]
        return port

    async def say(self, data: bytes) -> None:
        """Send *data*, or as much of it as the server takes before it hangs up."""
        with suppress(ConnectionError):
            self._writer.write(data)
            await self._writer.drain()

    async def answer(self) -> tuple[int, bytes]:
        """Status and body of the next response; status 0 if the server hung up without one."""
        async with asyncio.timeout(PATIENCE_S):
            try:
                head = await self.reader.readuntil(b"\r\n\r\n")
                status, length = int(head.split()[1]), 0
                for line in head.lower().split(b"\r\n"):
                    if line.startswith(b"content-length:"):
                        length = int(line.partition(b":")[2])
                return status, await self.reader.readexactly(length)
            except (ConnectionError, asyncio.IncompleteReadError):
                return 0, b""

    async def upgrade(self, path: str, cookie: str = "") -> int:
        """Ask for a websocket; the status of the answer, which is 101 if there is one now."""
        await self.say(handshake(path, cookie))
        return (await self.answer())[0]

    async def frame(self) -> tuple[int, bytes]:
        """Opcode and payload of the next frame. IncompleteReadError once the server has hung up."""
        first, length = await self.reader.readexactly(2)
        if length >= 126:
            length = int.from_bytes(await self.reader.readexactly(2 if length == 126 else 8), "big")
        return first & 15, await self.reader.readexactly(length)

    async def heard(self) -> Heard:
        """All until the server hangs up. TimeoutError if it does not."""
        heard = Heard()
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    opcode, payload = await self.frame()
                    heard.opcodes.append(opcode)
                    if opcode == CLOSE:
                        heard.code = int.from_bytes(payload[:2], "big") if payload else 1005
        return heard

    async def hung_up(self) -> bytes:
        """What the server still said before it hung up. TimeoutError if it does not."""
        said = b""
        with suppress(ConnectionError):
            async with asyncio.timeout(PATIENCE_S):
                while more := await self.reader.read(1 << 16):
                    said += more
        return said

    def reset(self) -> None:
        """Vanish with a RST, as a program that is killed."""
        self._writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        self._writer.transport.abort()


def handshake(path: str, cookie: str = "", *, method: str = "GET", **changed: str | None) -> bytes:
    """A websocket's request; `changed` gives headers another value, or with None leaves them out."""
    headers = {
        "Host": "127.0.0.1",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        **({"Cookie": cookie} if cookie else {}),
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1")


@asynccontextmanager
async def peer(server: Server) -> AsyncIterator[Peer]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        yield Peer(reader, writer)
    finally:
        writer.transport.abort()
