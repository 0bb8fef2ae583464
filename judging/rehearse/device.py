"""A robot's device: what a phone's browser does with our server, and nothing it could not do."""

import asyncio
import json
import secrets
from collections.abc import AsyncGenerator, Mapping, Sequence
from time import perf_counter
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from httpx2 import AsyncClient, AsyncHTTPTransport, Limits, Request, TransportError
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
    refusals: int = 0
    retries: int = 0


class Message(Struct, frozen=True):
    """One view as it arrived: when (by `perf_counter`), and the text to the byte."""

    at: float
    text: str
    topic: str
    position: int
    view: Any


class Network:
    """The connections that all devices of a rehearsal share, and how much they have sent together.

    Cookies stay with each device.
    """

    def __init__(self, give_up_s: float = GIVE_UP_S) -> None:
        self.counts = Counts()
        self.give_up_s = give_up_s  # without an answer to one request
        self.connections = AsyncHTTPTransport(limits=Limits(), trust_env=False, verify=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.connections.aclose()


class Device:
    """Keeps cookies, repeats what got no answer, and reconnects by itself.

    All its paths are below *url*: that of a server, or of a competition on it.
    """

    def __init__(self, url: str, network: Network) -> None:
        parts = urlsplit(url)
        self.url = url.rstrip("/")
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.network = network
        self._client = AsyncClient(
            base_url=self.url,
            headers={"Origin": self.origin},
            timeout=TIMEOUT_S,
            transport=network.connections,
            trust_env=False,
        )
        self.cookies = self._client.cookies

    def at(self, path: str) -> "Device":
        """The same device, logged in as it is, with what lies below *path* on its server."""
        other = Device(self.origin + path, self.network)
        other.cookies.update(self.cookies)
        return other

    def over(self, network: Network) -> "Device":
        """The same device, logged in as it is, with connections and counts of their own."""
        other = Device(self.url, network)
        other.cookies.update(self.cookies)
        return other

    async def get(self, path: str, *, timeout_s: float = TIMEOUT_S) -> Any:
        return await self._ask(self._client.build_request("GET", path, timeout=timeout_s))

    async def post(self, path: str, body: object) -> Any:
        return await self._ask(self._client.build_request("POST", path, json=body))

    async def upload(self, path: str, name: str, content: bytes) -> Any:
        """The file as a browser's form would send it."""
        return await self._ask(self._client.build_request("POST", path, files={"file": (name, content)}))

    async def send_form(self, path: str, fields: Mapping[str, str | Sequence[str]]) -> Any:
        """What a page without a script sends."""
        return await self._ask(self._client.build_request("POST", path, data=fields))

    async def command(self, kind: str, **fields: object) -> Any:
        """The receipt of a command, sent under one id until there is an answer. Raises Rejected."""
        self.network.counts.commands += 1
        body = {"id": secrets.token_hex(16), "command": {"kind": kind, **fields}}
        try:
            receipt = await self.post("/commands", body)
        except Rejected:
            self.network.counts.refusals += 1
            raise
        self.network.counts.acknowledgements += 1
        return receipt

    async def _ask(self, request: Request) -> Any:
        """The parsed answer. No answer, or one that asks for patience, is asked again for `give_up_s`."""
        since = perf_counter()
        while True:
            try:
                answer = await self._client.send(request)
                status, content = answer.status_code, answer.content
            except TransportError:
                status, content = 0, b""
            if 200 <= status < 300:
                return json.loads(content) if content[:1] in b"{[" else content
            if 0 < status < 500:
                raise Rejected(status, json.loads(content) if content[:1] == b"{" else content)
            if perf_counter() - since > self.network.give_up_s:
                raise ConnectionError(_given_up(self.url, status, self.network.give_up_s))
            self.network.counts.retries += 1
            await asyncio.sleep(RETRY_S)

    async def watch(self, *topics: str) -> AsyncGenerator[Message]:
        """Every view of *topics*, from the present one on, across restarts of the server, until cancelled."""
        query = urlencode([("topic", topic) for topic in topics])
        url = f"{self.url.replace('http', 'ws', 1)}/live?{query}"
        while True:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            try:
                async with connect(url, additional_headers=headers, origin=self.origin, proxy=None) as socket:  # type: ignore[arg-type]
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


def _given_up(url: str, status: int, after_s: float) -> str:
    if status:
        return f"{url} 在 {after_s:.0f} 秒内只回答出错（{status}），请看服务器窗口里的错误信息"
    return f"{url} 在 {after_s:.0f} 秒内没有回答，请检查服务器是否在运行"


async def _beat(socket: Any) -> None:
    while True:
        await socket.send("beat")
        await asyncio.sleep(BEAT_S)
