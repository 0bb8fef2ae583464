"""A crowd of guests may fill the hall's network: who is known is served first, and is never kept out."""

import asyncio
import resource
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from tests.browsing import Device
from tests.serving import Server, done, filled, joined, logged_in, rounds, served

from .test_requests import of_size
from .wire import Peer, peer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts files in /proc, and many addresses")

GUEST = b"GET /session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
FILES = 256
ON_DISK = 1_500_000  # bytes of an upload, of which so many are not kept in memory


@asynccontextmanager
async def organised(server: Server):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        yield organiser


def asking(device: Device, path: str = "/session") -> bytes:
    request = device.build_request("GET", path)
    cookie = request.headers["cookie"].encode()
    return b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %b\r\n\r\n" % (request.url.raw_path, cookie)


async def crowd(stack: AsyncExitStack, server: Server, count: int) -> list[Peer]:
    return [await stack.enter_async_context(peer(server)) for _ in range(count)]


async def idle_crowd(stack: AsyncExitStack, server: Server, count: int) -> None:
    """Each says one letter, without which the kernel would keep it from the server."""
    for guest in await crowd(stack, server, count):
        await guest.say(b"G")


async def test_a_known_device_is_answered_before_guests_who_asked_earlier(tmp_path):
    async with served(tmp_path) as server, organised(server) as organiser, AsyncExitStack() as stack:
        guests = await crowd(stack, server, 400)  # who are served for a second and a half
        known = (await crowd(stack, server, 1))[0]
        answered = []
        for guest in guests:
            await guest.say(GUEST)
        waiting = [asyncio.create_task(guest.answer()) for guest in guests]
        for task in waiting:
            task.add_done_callback(answered.append)

        await known.say(asking(organiser, "/competitions"))
        status, _ = await known.answer()

        before = len(answered)
        assert status == 200
        assert before < len(guests)
        assert {status for status, _ in await asyncio.gather(*waiting)} == {401}


async def test_a_cookie_that_nobody_was_given_goes_before_nobody(tmp_path):
    forged = GUEST.replace(b"\r\n\r\n", b"\r\nCookie: judging=" + b"A" * 32 + b"\r\n\r\n")
    async with served(tmp_path) as server, AsyncExitStack() as stack:
        guests = await crowd(stack, server, 200)
        order = []
        for guest in guests:
            await guest.say(GUEST)
        waiting = [asyncio.create_task(guest.answer(), name="guest") for guest in guests]
        last = (await crowd(stack, server, 1))[0]
        await last.say(forged)
        waiting.append(asyncio.create_task(last.answer(), name="forged"))
        for task in waiting:
            task.add_done_callback(lambda task: order.append(task.get_name()))

        await asyncio.gather(*waiting)

        await asyncio.sleep(0)
        assert order.index("forged") > len(guests) / 2


async def test_a_judge_s_phone_that_asks_without_end_waits_among_the_guests(tmp_path):
    async with served(tmp_path) as server, joined(server, judges=5) as crew, AsyncExitStack() as stack:
        stolen = asking(crew.judges["J1"])
        phones = await crowd(stack, server, 400)
        other = (await crowd(stack, server, 1))[0]
        answered = []
        for phone in phones:
            await phone.say(stolen)
        waiting = [asyncio.create_task(phone.answer()) for phone in phones]
        for task in waiting:
            task.add_done_callback(answered.append)

        await other.say(asking(crew.judges["J2"]))
        status, _ = await other.answer()

        before = len(answered)
        assert status == 200
        assert before < len(phones) / 2
        assert {status for status, _ in await asyncio.gather(*waiting)} == {200}


async def test_idle_connections_beyond_all_files_keep_no_known_device_out(tmp_path, capfd):
    async with (
        served(tmp_path, confined=few_files) as server,
        organised(server) as organiser,
        AsyncExitStack() as stack,
    ):
        await idle_crowd(stack, server, 2 * FILES)

        known = (await crowd(stack, server, 1))[0]
        await known.say(asking(organiser, "/competitions"))

        assert (await known.answer())[0] == 200
        assert open_files(server) < FILES
    assert "Traceback" not in capfd.readouterr().err


async def test_who_connects_and_says_nothing_costs_the_server_no_file(tmp_path):
    async with served(tmp_path) as server, organised(server) as organiser, AsyncExitStack() as stack:
        before = open_files(server)

        silent = await crowd(stack, server, 500)
        assert done(await organiser.get("/competitions"))

        assert open_files(server) < before + 10
        await silent[0].say(GUEST)
        assert (await silent[0].answer())[0] == 401, "a browser may connect before it has anything to ask"


async def test_a_known_device_stays_however_many_guests_come_after(tmp_path):
    async with (
        served(tmp_path, confined=few_files) as server,
        organised(server) as organiser,
        AsyncExitStack() as stack,
    ):
        known = (await crowd(stack, server, 1))[0]
        await known.say(asking(organiser, "/competitions"))
        assert (await known.answer())[0] == 200
        await idle_crowd(stack, server, 2 * FILES)

        await known.say(asking(organiser, "/competitions"))

        assert (await known.answer())[0] == 200


async def test_between_two_sheets_a_known_device_keeps_its_connection(tmp_path):
    async with (
        served(tmp_path) as server,
        organised(server) as organiser,
        peer(server) as known,
    ):
        await known.say(asking(organiser, "/competitions"))
        assert (await known.answer())[0] == 200

        for _ in range(2):  # one after the other: the server looks after who is silent only now and then
            async with peer(server) as guest:
                await guest.say(GUEST)
                assert (await guest.answer())[0] == 401
                await guest.hung_up()  # who is unknown and asks nothing more only holds a place

        await known.say(asking(organiser, "/competitions"))
        assert (await known.answer())[0] == 200


async def test_an_upload_has_files_left_to_open(tmp_path):
    async with served(tmp_path, confined=few_files) as server, organised(server) as organiser:
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        track, imported, _ = await rounds(organiser)
        query = {"track": track, "round": imported}
        template = await organiser.get("/setup/components.xlsx", params=query)
        upload = {"file": ("单项成绩.xlsx", of_size(filled(template.content), ON_DISK))}
        async with AsyncExitStack() as stack:
            await idle_crowd(stack, server, FILES)

            answer = await organiser.post("/setup/components", params=query, files=upload)

            assert answer.status_code == 200, answer.text


async def test_an_upload_without_a_file_left_to_open_is_told_what_to_do(tmp_path):
    async with served(tmp_path) as server, organised(server) as organiser:
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        track, imported, _ = await rounds(organiser)
        upload = {"file": ("单项成绩.xlsx", bytes(ON_DISK))}
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (open_files(server), 20_000))

        answer = await organiser.post(
            "/setup/components", params={"track": track, "round": imported}, files=upload
        )

        assert answer.status_code == 503
        assert "ulimit -n 4096" in answer.json()["detail"]


async def test_too_few_files_for_a_hall_are_told_at_start(tmp_path):
    run = f"ulimit -n 64; exec {sys.executable} -m judging run --host 127.0.0.1 --port 0 --no-browser"
    process = await asyncio.create_subprocess_exec(
        "sh", "-c", f"{run} --with-parent --data {tmp_path}", stdin=PIPE, stdout=PIPE
    )

    assert process.stdout is not None
    said = await process.stdout.readline()

    await process.communicate(b"")
    assert "ulimit -n 4096" in said.decode()


def few_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))


def open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))
