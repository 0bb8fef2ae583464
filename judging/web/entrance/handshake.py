"""The opening handshake of a websocket (RFC 6455, section 4.2), of a request whose head is parsed already."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha1

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # section 1.3
KEY_BYTES = 16
VERSION = b"13"


def opening(method: str, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The whole answer that opens the websocket; names of *headers* are in lower case.

    Raises ValueError where the request is no handshake.
    """
    found: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        found.setdefault(name, []).append(value)
    is_asked_for = [value.lower() for value in found.get(b"upgrade", ())] == [b"websocket"]
    if method != "GET" or not is_asked_for or b"content-length" in found:
        raise ValueError("no handshake")
    if found.get(b"sec-websocket-version") != [VERSION] or len(found.get(b"sec-websocket-key", ())) != 1:
        raise ValueError("another version, or not one key")
    (key,) = found[b"sec-websocket-key"]
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accepted(key) + b"\r\n\r\n"
    )


def accepted(key: bytes) -> bytes:
    """What proves that *key* was read. Raises ValueError unless it says sixteen bytes."""
    try:
        nonce = b64decode(key, validate=True)
    except binascii.Error as error:
        raise ValueError("no handshake: no key") from error
    if len(nonce) != KEY_BYTES:
        raise ValueError("no handshake: a key of another length")
    return b64encode(sha1(key + GUID, usedforsecurity=False).digest())
