"""What one request may bring: whole uploads however they arrive, and nothing without end."""

import asyncio
import io
import json
import os
import zipfile

import pytest

from tests.browsing import Device
from tests.serving import Server, done, filled, logged_in, rounds, served

from .wire import PATIENCE_S, Peer, peer

KB = 1024
SIZES = (67 * KB, 80 * KB, 200 * KB, 300 * KB, 1900 * KB)
BOUNDARY = "--limit-of-a-part"


@pytest.fixture
async def server(tmp_path):
    async with served(tmp_path) as server:
        yield server


@pytest.fixture
async def organiser(server):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


def request(path: str, body: bytes, organiser: Device, **headers: str) -> bytes:
    head = {
        "Host": "127.0.0.1",
        "Content-Length": str(len(body)),
        "Cookie": f"judging_organiser={organiser.cookies['judging_organiser']}",
        "User-Agent": "Mozilla/5.0 " * 30,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"POST {organiser.within()}{path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def of_size(workbook: bytes, size: int) -> bytes:
    """The same workbook with so much beside its sheets, as a picture would be."""
    content = io.BytesIO(workbook)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", os.urandom(size - len(workbook)))
    return content.getvalue()


def as_upload(workbook: bytes) -> bytes:
    head = 'Content-Disposition: form-data; name="file"; filename="单项成绩.xlsx"\r\n'
    return f"--{BOUNDARY}\r\n{head}\r\n".encode() + workbook + f"\r\n--{BOUNDARY}--\r\n".encode()


async def test_a_workbook_is_taken_however_large_it_is_and_however_it_arrives(
    server: Server, organiser: Device
):
    track, imported, _ = await rounds(organiser)
    query = f"track={track}&round={imported}"
    template = filled((await organiser.get(f"/setup/components.xlsx?{query}")).content)
    for size in SIZES:
        upload = request(
            f"/setup/components?{query}",
            as_upload(of_size(template, size)),
            organiser,
            Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
        )
        async with peer(server) as browser:
            await browser.say(upload)  # with its head in one piece
            status, body = await browser.answer()

        assert status == 200, (size, body)
        assert len(json.loads(body)["rows"]) > 5


async def test_what_is_too_long_is_told_so_in_a_sentence(server: Server, organiser: Device):
    for size in (64 * KB + 1, 300 * KB, 3000 * KB):
        async with peer(server) as browser:
            await browser.say(request("/commands", b" " * size, organiser))
            status, body = await browser.answer()

        assert (status, json.loads(body)["detail"]) == (413, "内容太大，请缩小后再试。"), size


async def refused(rude: Peer) -> bool:
    return (await rude.answer())[0] == 400 and await rude.hung_up() == b""


async def test_a_head_is_short_whether_it_ends_or_not(server: Server, organiser: Device):
    begin = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for head in (
        begin + b"A: " + b"b" * 20_000 + b"\r\n\r\n",
        begin + b"A: " + b"b" * 20_000,
        begin + b"A: b\r\n" * 1000 + b"\r\n",
        begin + b"A: b\r\n" * 50_000,
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 20_000,
    ):
        async with peer(server) as rude:
            await rude.say(head)

            assert await refused(rude), head[:60]


async def test_requests_sent_ahead_are_answered_and_a_thousand_of_them_are_not(
    server: Server, organiser: Device
):
    ahead = request("/session/leave", b"{}", organiser)
    async with peer(server) as early, peer(server) as rude:
        await early.say(b"GET /session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 4 + ahead)
        await rude.say(b"GET /session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 1000)

        assert [(await early.answer())[0] for _ in range(5)] == [401] * 4 + [200]
        assert (await rude.hung_up()).count(b"HTTP/1.1 401") < 20


async def test_who_asks_for_the_head_alone_gets_it_and_asks_on(server: Server):
    async with peer(server) as page:
        for _ in range(2):
            await page.say(b"HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

            async with asyncio.timeout(PATIENCE_S):
                assert (await page.reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
