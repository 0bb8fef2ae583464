"""Which requests open a websocket, and what proves to the browser that its own was read."""

import pytest

from judging.web.entrance.handshake import opening

# The sample of RFC 6455, section 1.3.
KEY, ACCEPTED = b"dGhlIHNhbXBsZSBub25jZQ==", b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
ASKED = (
    (b"upgrade", b"WebSocket"),
    (b"connection", b"Upgrade"),
    (b"sec-websocket-key", KEY),
    (b"sec-websocket-version", b"13"),
)


def without(name: bytes, *instead: tuple[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    return [header for header in ASKED if header[0] != name] + list(instead)


def test_the_sample_of_the_standard_is_answered_as_it_says():
    assert b"\r\nSec-WebSocket-Accept: " + ACCEPTED + b"\r\n\r\n" in opening("GET", ASKED)


@pytest.mark.parametrize(
    "headers",
    [
        without(b"upgrade"),
        without(b"upgrade", (b"upgrade", b"h2c")),
        [*ASKED, (b"upgrade", b"h2c")],
        without(b"sec-websocket-version"),
        without(b"sec-websocket-version", (b"sec-websocket-version", b"8")),
        [*ASKED, (b"sec-websocket-version", b"8")],
        without(b"sec-websocket-key"),
        without(b"sec-websocket-key", (b"sec-websocket-key", b"c2hvcnQ=")),
        without(b"sec-websocket-key", (b"sec-websocket-key", KEY + b"\xff")),
        [*ASKED, (b"sec-websocket-key", KEY)],
        [*ASKED, (b"content-length", b"4")],
    ],
)
def test_no_other_request_opens_a_websocket(headers):
    with pytest.raises(ValueError, match=r"handshake|version"):
        opening("GET", headers)


def test_nothing_but_a_get_opens_a_websocket():
    with pytest.raises(ValueError, match=r"handshake|version"):
        opening("POST", ASKED)
