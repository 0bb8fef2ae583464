"""What hostile guests send: prebuilt bytes, and what each does once they are out."""

import json
import os
import random
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from tests.bench.crowd import KEY
from tests.browsing import address


class Then(Enum):
    """What a guest does after its opening bytes."""

    FLOOD = auto()  # `more` without end, as fast as the server takes it
    DRIP = auto()  # `more` byte by byte
    ASK = auto()  # the next `opening` as soon as anything has come back
    DEAF = auto()  # reads nothing any more
    HOLD = auto()  # says nothing any more
    LEAVE = auto()  # hangs up, without waiting for an answer


class Kind(NamedTuple):
    """`opening` makes the first bytes for the server's port, `socket`: behind a websocket's handshake."""

    says: str
    then: Then
    opening: Callable[[int], bytes] = lambda port: b""
    first: bytes = b""  # what goes before `more`, once
    more: bytes = b""
    socket: bool = False
    pause_s: float = 0.5  # before a guest who was put out is back
    times: int = 1  # as many connections as that for each one asked for


INSIDER = "JUDGING_INSIDER"  # environment
COMPETITION = "JUDGING_COMPETITION"  # environment: where the addresses of the one attacked begin
MASK = b"\0\0\0\0"
BLOCK = 16 * 1024
PINGS = (b"\x89\x80" + MASK) * (BLOCK // 6)
BEATS = (b"\x81\x84" + MASK + b"beat") * (BLOCK // 10)
FIRST, FRAGMENTS = b"\x01\x80" + MASK, (b"\0\x80" + MASK) * (BLOCK // 6)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def get(path: str, *lines: str) -> Callable[[int], bytes]:
    return lambda port: head("GET", path, port, *lines) + b"\r\n"


def head(method: str, path: str, port: int, *lines: str) -> bytes:
    """All of a request's head but the empty line that ends it."""
    asked = address(path, os.environ.get(COMPETITION, ""))
    return "".join(
        f"{line}\r\n" for line in (f"{method} {asked} HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines)
    ).encode()


def post(path: str, body: Callable[[], bytes]) -> Callable[[int], bytes]:
    def made(port: int) -> bytes:
        content = body()
        lines = ("Content-Type: application/json", f"Content-Length: {len(content)}")
        return head("POST", path, port, *lines) + b"\r\n" + content

    return made


def upgrade(path: str, cookie: str = "") -> Callable[[int], bytes]:
    lines = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
    return get(path, *lines, f"Sec-WebSocket-Key: {KEY}", *([f"Cookie: {cookie}"] if cookie else []))


def a_secret() -> bytes:
    return json.dumps({"secret": "".join(random.choices(ALPHABET, k=32))}).encode()


def a_code() -> bytes:
    return json.dumps({"code": f"{random.randrange(10**6):06}"}).encode()


def slow_body(port: int) -> bytes:
    lines = ("Content-Type: application/json", "Content-Length: 60000")
    return head("POST", "/join/look", port, *lines) + b"\r\n"


def giant(port: int) -> bytes:
    return head("GET", "/session", port)


def by_insider(port: int) -> bytes:
    """Asks with the cookie of somebody who belongs to the hall, which the guests' process was given."""
    return get("/session", f"Cookie: {os.environ[INSIDER]}")(port)


def many_pages(port: int) -> bytes:
    return get("/static/words/zh.js")(port) * 50


KINDS: Mapping[str, Kind] = {
    "ping": Kind("empty pings without end", Then.FLOOD, more=PINGS, socket=True),
    "fragments": Kind("empty fragments without end", Then.FLOOD, first=FIRST, more=FRAGMENTS, socket=True),
    "beats": Kind("beats without end", Then.FLOOD, more=BEATS, socket=True),
    "utf8": Kind(
        "messages that are no UTF-8", Then.HOLD, more=b"\x81\x84" + MASK + b"\xff\xfe\xc0\x80", socket=True
    ),
    "deaf": Kind("sockets that never read", Then.DEAF, socket=True),
    "unread": Kind("fifty pages asked for, none read", Then.DEAF, many_pages),
    "slow-head": Kind("a head, byte by byte", Then.DRIP, giant, more=b"X-Slow: " + b"a" * 60_000),
    "slow-body": Kind("a body, byte by byte", Then.DRIP, slow_body, more=b'{"secret": "' + b"a" * 50_000),
    "half": Kind("half a handshake, then silence", Then.HOLD, lambda port: upgrade("/live")(port)[:-2]),
    "look": Kind("POST /join/look with made-up links", Then.ASK, post("/join/look", a_secret)),
    "session": Kind("GET /session", Then.ASK, get("/session")),
    "insider": Kind("GET /session with a judge's cookie", Then.ASK, by_insider),
    "pages": Kind("GET /static/words/zh.js", Then.ASK, get("/static/words/zh.js")),
    "screen": Kind("POST /screen", Then.ASK, post("/screen", lambda: b"")),
    "codes": Kind("POST /join with wrong codes", Then.ASK, post("/join", a_code)),
    "heads": Kind("heads without end", Then.FLOOD, giant, more=b"X-Giant: " + b"a" * (BLOCK - 11) + b"\r\n"),
    "bodies": Kind("giant JSON bodies", Then.ASK, post("/commands", lambda: b"[" * 60_000)),
    "visits": Kind("ask and hang up", Then.LEAVE, get("/session"), pause_s=0),
    "storm": Kind("connect and hang up", Then.LEAVE, pause_s=0),
    "idle": Kind("say nothing at all", Then.HOLD, times=11),
}  # fmt: skip
