"""What one socket may say, and for how long it is listened to."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tests.browsing import Device
from tests.serving import Server, command, done, joined, logged_in, served

from .wire import BINARY, CONTINUATION, PING, PONG, TEXT, Peer, frame, handshake, peer

MISUSED = 1008
MARKS = {"work": "25", "service": "25.5", "reputation": "18", "system": "8.5", "environment": "9"}
A_CHUNK = 64 * 1024
SOON = 200  # answers the server may still give before it notices

# What a page never sends, by the chunk.
FLOODS = {
    "empty pings": frame(PING),
    "full pings": frame(PING, b"x" * 125),
    "pongs nobody asked for": frame(PONG),
    "single beats": frame(TEXT, b"beat"),
    "empty binary messages": frame(BINARY),
    "pieces of a message without end": frame(CONTINUATION, fin=False),
    "one message that does not end": b"x",
}
FIRST = {
    "pieces of a message without end": frame(TEXT, fin=False),
    "one message that does not end": frame(TEXT, length=1 << 40),
}


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


async def watching(guest: Peer, organiser: Device) -> None:
    """*guest* has a socket that is attended to like any other: here the organiser's."""
    path = f"{organiser.within()}/live?topic=console/main"
    assert await guest.upgrade(path, f"judging_organiser={organiser.cookies['judging_organiser']}") == 101


async def test_who_floods_is_sent_away_without_being_heard_out(server: Server, organiser: Device):
    for kind, flood in FLOODS.items():
        async with peer(server) as rude:
            await watching(rude, organiser)

            await rude.say(FIRST.get(kind, b"") + flood * (A_CHUNK // len(flood)))
            heard = await rude.heard()

        assert heard.code == MISUSED, kind
        assert len(heard.opcodes) < SOON, kind


async def test_who_floods_frame_by_frame_is_sent_away_as_well(server: Server, organiser: Device):
    for kind in ("empty pings", "pongs nobody asked for", "single beats"):
        async with peer(server) as rude:
            await watching(rude, organiser)
            hearing, sent = asyncio.create_task(rude.heard()), 0

            while not hearing.done() and sent < 20 * SOON:
                await rude.say(FLOODS[kind])
                sent += 1

            assert (await hearing).code == MISUSED, kind


async def test_a_flood_before_and_after_the_server_has_said_goodbye_is_not_heard_out_either(server: Server):
    async with peer(server) as early, peer(server) as late:
        await early.say(handshake(f"{server.at}/live?topic=console/main"))
        await early.say(frame(PING) * 10_000)
        assert (
            await late.upgrade(f"{server.at}/live?topic=console/main") == 101
        )  # without a session: closed with 4401
        await late.say(frame(PING) * 10_000)

        assert len(await early.hung_up()) < 20 * SOON
        assert len(await late.hung_up()) < 20 * SOON


async def test_a_message_in_pieces_is_not_waited_for(server: Server, organiser: Device):
    async with peer(server) as rude:
        await watching(rude, organiser)

        await rude.say(frame(TEXT, b"be", fin=False))

        assert (await rude.heard()).code == MISUSED


async def test_a_judge_is_answered_while_sockets_flood(server: Server):
    async with joined(server, judges=3) as crew, AsyncExitStack() as stack:
        performance = crew.performance(crew.entrants[0])
        await command(crew.organiser, "CallEntrant", performance=performance)
        await command(crew.organiser, "OpenMarking", performance=performance)
        rude = [await stack.enter_async_context(peer(server)) for _ in range(20)]
        await asyncio.gather(*(watching(guest, crew.organiser) for guest in rude))
        floods = [asyncio.create_task(guest.say(frame(PING) * 100_000)) for guest in rude]

        await command(crew.judges["J1"], "SubmitSheet", performance=performance, revision=1, marks=MARKS)
        heard = await asyncio.gather(*(guest.heard() for guest in rude))
        await asyncio.gather(*floods)

    assert sum(len(of.opcodes) for of in heard) < SOON * len(rude)


async def test_a_page_s_beats_saved_up_in_a_dead_spot_are_all_answered(server: Server, organiser: Device):
    async with peer(server) as phone:
        await watching(phone, organiser)
        assert (await phone.frame())[0] == TEXT  # the console's view

        await phone.say(frame(TEXT, b"beat") * 30)
        answers = [await phone.frame() for _ in range(30)]

    assert {opcode for opcode, _ in answers} == {TEXT}
    assert all(b'"clock"' in payload for _, payload in answers)
