"""A robot's device: what a phone's browser does with our server, and nothing it could not do."""

import asyncio
import http.client
import json
import secrets
from collections.abc import AsyncGenerator
from http.cookies import SimpleCookie
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit

from msgspec import Struct
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

RETRY_S = 0.1
BEAT_S = 2.0
GIVE_UP_S = 60.0  # a server that has not come back by then will not
TIMEOUT_S = 10.0


class Rejected(Exception):
    """The server said no, in words."""

    def __init__(self, status: int, body: Any) -> None:
        said = body if isinstance(body, dict) else {}
        super().__init__(said.get("detail", f"服务器回答了 {status}"))
        self.status = status
        self.reason = said.get("reason", "")


class Counts(Struct):
    """What all devices of a rehearsal have sent together."""

    commands: int = 0
    acknowledgements: int = 0
    retries: int = 0


class Message(Struct, frozen=True):
    """One view as it arrived: when (by `perf_counter`), and the text to the byte."""

    at: float
    text: str
    topic: str
    position: int
    view: Any


class Device:
    """Keeps cookies, repeats what got no answer, and reconnects by itself."""

    def __init__(self, url: str, counts: Counts) -> None:
        self.url = url.rstrip("/")
        self.counts = counts
        self.cookies: dict[str, str] = {}

    async def get(self, path: str) -> Any:
        return await self._ask("GET", path, b"")

    async def post(self, path: str, body: object) -> Any:
        return await self._ask("POST", path, json.dumps(body).encode())

    async def upload(self, path: str, name: str, content: bytes) -> Any:
        """The file as a browser's form would send it."""
        boundary = secrets.token_hex(16)
        disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        head = f"--{boundary}\r\n{disposition}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
        body = head + content + f"\r\n--{boundary}--\r\n".encode()
        return await self._ask("POST", path, body, f"multipart/form-data; boundary={boundary}")

    async def command(self, kind: str, **fields: object) -> Any:
        """The receipt of a command, sent under one id until there is an answer. Raises Rejected."""
        self.counts.commands += 1
        receipt = await self.post(
            "/commands", {"id": secrets.token_hex(16), "command": {"kind": kind, **fields}}
        )
        self.counts.acknowledgements += 1
        return receipt

    async def _ask(self, method: str, path: str, body: bytes, kind: str = "application/json") -> Any:
        """The parsed answer. No answer, or one that asks for patience, is asked again until `GIVE_UP_S`."""
        since = perf_counter()
        while True:
            try:
                status, content = await asyncio.to_thread(self._once, method, path, body, kind)
            except (OSError, http.client.HTTPException):
                status, content = 0, b""
            if 200 <= status < 300:
                return json.loads(content) if content[:1] in b"{[" else content
            if 0 < status < 500:
                raise Rejected(status, json.loads(content) if content[:1] == b"{" else content)
            if perf_counter() - since > GIVE_UP_S:
                raise ConnectionError(f"{self.url} 在 {GIVE_UP_S:.0f} 秒内没有回答，请检查服务器是否在运行")
            self.counts.retries += 1
            await asyncio.sleep(RETRY_S)

    def _once(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
        host = urlsplit(self.url).netloc
        connection = http.client.HTTPConnection(host, timeout=TIMEOUT_S)
        try:
            headers = {"Cookie": self._cookie_header(), "Content-Type": kind, "Origin": f"http://{host}"}
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
            for line in answer.headers.get_all("Set-Cookie") or ():
                self.cookies.update({name: found.value for name, found in SimpleCookie(line).items()})
            return answer.status, content
        finally:
            connection.close()

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def watch(self, *topics: str) -> AsyncGenerator[Message]:
        """Every view of *topics*, from the present one on, across restarts of the server, until cancelled."""
        url = f"ws://{urlsplit(self.url).netloc}/live?{urlencode([('topic', topic) for topic in topics])}"
        while True:
            headers = {"Cookie": self._cookie_header()}
            try:
                async with connect(url, additional_headers=headers, origin=self.url, proxy=None) as socket:  # type: ignore[arg-type]
                    beating = asyncio.create_task(_beat(socket))
                    try:
                        async for text in socket:
                            arrived = json.loads(text)
                            if arrived["topic"] in topics:
                                position, view = arrived.get("position", 0), arrived["view"]
                                yield Message(perf_counter(), str(text), arrived["topic"], position, view)
                    finally:
                        beating.cancel()
            except (OSError, WebSocketException):
                pass
            await asyncio.sleep(RETRY_S)


async def _beat(socket: Any) -> None:
    while True:
        await socket.send("beat")
        await asyncio.sleep(BEAT_S)
