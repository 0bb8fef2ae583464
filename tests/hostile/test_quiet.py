"""What is no request and no message is refused without a trace: a guest cannot fill the organiser's disk."""

import pytest

from tests.serving import Server, done, logged_in, served

from .wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, frame, handshake, peer

NO_TEXT = b"\xff\xfe\xc3"
GONE = (1000).to_bytes(2, "big")

# What is said on a websocket, and with which codes the server may close it.
MESSAGES = {
    "invalid UTF-8": (frame(TEXT, NO_TEXT), {1007}),
    "invalid UTF-8 and a close": (frame(TEXT, NO_TEXT) + frame(CLOSE, GONE), {1000, 1007}),
    "a beat and a close": (frame(TEXT, b"beat") + frame(CLOSE, GONE), {1000}),
    "words and a close": (frame(TEXT, b"words") + frame(CLOSE, GONE), {1000}),
    "a close and more": (frame(CLOSE, GONE) + frame(TEXT, b"beat") + b"\xff" * 50, {1000}),
    "pieces and a close": (frame(TEXT, b"be", fin=False) + frame(CLOSE, GONE), {1002}),
    "a close without a code": (frame(CLOSE), {1005}),
    "a close with half a code": (frame(CLOSE, b"\x03"), {1002}),
    "a close with a code of nobody's": (frame(CLOSE, b"\0\0"), {1002}),
    "a close with a reason that is no text": (frame(CLOSE, GONE + NO_TEXT), {1007}),
    "an unknown opcode": (frame(3), {1002}),
    "reserved bits": (b"\xf1\x80\0\0\0\0", {1002}),
    "no mask": (b"\x81\x04beat", {1002}),
    "a ping in pieces": (frame(PING, fin=False), {1002}),
    "a continuation of nothing": (frame(CONTINUATION), {1002}),
    "binary": (frame(BINARY, b"beat"), {1008}),
    "too long a message": (frame(TEXT, b"x" * 200), {1009}),
    "an endless length": (frame(TEXT, length=1 << 62), {1009}),
    "an empty message": (frame(TEXT), {1008}),
}

HANDSHAKES = {
    "an old version": (handshake("/live", Sec_WebSocket_Version="8"), {400}),
    "no version": (handshake("/live", Sec_WebSocket_Version=None), {400}),
    "no key": (handshake("/live", Sec_WebSocket_Key=None), {400}),
    "a key that is none": (handshake("/live", Sec_WebSocket_Key="键".encode().decode("latin-1")), {400}),
    "a short key": (handshake("/live", Sec_WebSocket_Key="c2hvcnQ="), {400}),
    "a POST": (handshake("/live", method="POST"), {400}),
    "a body": (handshake("/live", Content_Length="4") + b"beat", {400}),
    "a long header": (handshake("/live", X=10_000 * "x"), {403}),
    "a head without end": (handshake("/live", X=20_000 * "x"), {400}),
    "another protocol": (handshake("/live", Upgrade="h2c", Connection="Upgrade, close"), {404}),
    "no such address": (handshake("/nowhere"), {403}),
    "an address that is no text": (handshake("/%ff%00?%ff"), {403}),
    "another site": (handshake("/live", Origin="http://evil.test"), {403}),
    "no Host": (handshake("/live", Host=None), {403}),
}

REQUESTS = {
    "no HTTP": b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(500),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "a tunnel": b"CONNECT evil.test:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "a proxy's address": b"GET http://evil.test:99999/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "an address that is no text": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "a file that is no text": b"GET /static/%ff%00%2f..%2f HTTP/1.1\r\nHost: a\r\n\r\n",
    "an unknown method": b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    "a negative length": b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "cookies that are no text": b"GET / HTTP/1.1\r\nHost: a\r\nCookie: judging=\xff; \xe8=\xe8\r\n\r\n",
    "a body in chunks": b"POST /join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "no JSON": b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n\xff{",
    "another protocol": b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\nPRI",
}


@pytest.fixture
async def server(tmp_path):
    """Whatever the test did, it has said nothing about it."""
    with (tmp_path / "errors").open("w+b") as errors:
        async with served(tmp_path, errors=errors) as server:
            yield server
        errors.seek(0)
        assert errors.read().decode() == ""


async def cookie(server: Server) -> str:
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        return f"judging_organiser={organiser.cookies['judging_organiser']}"


async def test_a_socket_is_closed_with_the_code_of_what_was_wrong(server: Server):
    known = await cookie(server)
    for kind, (said, codes) in MESSAGES.items():
        async with peer(server) as rude:
            assert await rude.upgrade(f"{server.at}/live?topic=console/main", known) == 101

            await rude.say(said)

            assert (await rude.heard()).code in codes, kind


async def test_a_handshake_that_is_none_is_refused_and_hung_up_on(server: Server):
    for kind, (request, statuses) in HANDSHAKES.items():
        async with peer(server) as rude:
            await rude.say(request)

            assert (await rude.answer())[0] in statuses, kind
            assert await rude.hung_up() == b"", kind


async def test_what_is_no_request_is_refused(server: Server):
    for kind, request in REQUESTS.items():
        async with peer(server) as rude:
            await rude.say(request)

            assert 200 <= (await rude.answer())[0] < 500, kind


async def test_nobody_is_missed_who_vanishes_at_any_moment(server: Server):
    known = await cookie(server)
    upload = (
        f"POST {server.at}/setup/components?track=centre&round=daily HTTP/1.1\r\n"
        "Host: a\r\nContent-Length: 900000\r\n"
    )
    beginnings = (
        handshake(f"{server.at}/live?topic=console/main", known),
        handshake(f"{server.at}/live?topic=console/main"),
        handshake("/live", Origin="http://evil.test"),
        handshake(f"{server.at}/live?topic=console/main", known) + frame(PING),
        handshake(f"{server.at}/live?topic=console/main", known)[:-2],
        f"{upload}Cookie: {known}\r\n\r\n".encode() + bytes(100_000),
        b"GET /static/vendor/lit-html.js HTTP/1.1\r\nHost: a\r\n\r\n" * 4,
    )
    for said in beginnings * 5:
        async with peer(server) as rude:
            await rude.say(said)
            rude.reset()
    for _ in range(20):  # each time may be too late for anything to be written
        async with peer(server) as rude:
            assert await rude.upgrade(f"{server.at}/live?topic=console/main", known) == 101
            await rude.say(frame(TEXT, b"beat") * 10)
            rude.reset()

    async with server.client() as device:
        assert (await device.get("/session")).status_code == 401
