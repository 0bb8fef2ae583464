"""What every request passes first: Host, Origin and size. And the headers that all answers carry."""

import re
from contextlib import suppress
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from judging.web.answers import failure

HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")
READING = ("GET", "HEAD")
ASSETS = ("/static/", "/displays/")

JSON_BYTES = 64 * 1024
UPLOAD_BYTES = 2 * 1024 * 1024
UPLOAD = re.compile(
    r"/c/[^/]+/(setup/(components|entrants|entrants/draft|workbooks/[a-z]+)|papers/[a-z]+/template)"
    r"|/seasons/[^/]+/(rules|check)"
)
PICTURE_BYTES = 12 * 1024 * 1024  # as a good camera writes them; pages send them smaller
PICTURE = re.compile(r"/c/[^/]+/setup/pictures")
SEASON_BYTES = 12 * 1024 * 1024  # fifty-two weeks of thousands of people
SEASON = re.compile(r"/seasons\.zip|/seasons/[^/]+/files")

# connect-src names the websocket's address, because older WebKit does not count it as 'self'.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host} wss://{host}; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; require-trusted-types-for 'script'; trusted-types lit-html"
)

POLICY_NAME, CACHING = b"content-security-policy", b"cache-control"
ALWAYS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))


class Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        wrong = refused_status(scope, headers)
        if scope["type"] == "websocket":
            if wrong:
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self._app(scope, receive, send)
            return
        sending = with_headers(send, scope["path"], headers.get("host", ""))
        if wrong:
            await failure(wrong)(scope, receive, sending)
            return
        with suppress(ClientDisconnect):  # whoever asked hung up in the middle: nobody is left to answer
            await self._app(scope, limited(receive, most_bytes(scope["path"])), sending)


def refused_status(scope: Scope, headers: Headers) -> int | None:
    """The HTTP status this request is turned away with, or None."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not HOST.fullmatch(hosts[0]):
        return 400
    if scope.get("method") not in READING and not is_of_our_pages(headers):
        return 403
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit():
        return 400
    return 413 if int(length) > most_bytes(scope["path"]) else None


def is_of_our_pages(headers: Headers) -> bool:
    """A page from another site cannot hide its Origin; a program that is no browser sends none."""
    origin = headers.get("origin")
    if origin is None or origin == "null":
        # "null" is what a page with Referrer-Policy no-referrer may send to its own site
        allowed = (None, "same-origin") if origin is None else ("same-origin",)
        return headers.get("sec-fetch-site") in allowed
    scheme, _, host = origin.partition("://")
    return scheme in ("http", "https") and host.lower() == headers["host"].lower()


def most_bytes(path: str) -> int:
    if PICTURE.fullmatch(path):
        return PICTURE_BYTES
    if SEASON.fullmatch(path):
        return SEASON_BYTES
    return UPLOAD_BYTES if UPLOAD.fullmatch(path) else JSON_BYTES


def limited(receive: Receive, most: int) -> Receive:
    """`receive` that raises HTTPException 413 beyond *most* bytes, whatever the header promised."""
    taken = 0

    async def counting() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413)
        return message

    return counting


@lru_cache(maxsize=64)
def policy_for(host: str) -> bytes:
    return POLICY.format(host=host).encode()


def with_headers(send: Send, path: str, host: str) -> Send:
    policy = policy_for(host if HOST.fullmatch(host) else "localhost")
    # Assets have an ETag and are asked for again each time; everything else is never kept.
    caching = b"no-cache" if path.startswith(ASSETS) else b"no-store"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = message["headers"] = [*message["headers"], (POLICY_NAME, policy), *ALWAYS]
            if not any(name == CACHING for name, _ in headers):
                headers.append((CACHING, caching))
        await send(message)

    return sending
