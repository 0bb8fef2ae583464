import asyncio
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest
import websockets
from starlette.testclient import TestClient

from judging.web import presence as presence_module
from judging.web.app import create_app
from judging.web.entrance.server import SILENT_PEER_MS, listen
from judging.web.presence import Presence
from judging.web.registry import Registry

from .conftest import AT, cards, join, send
from .serving import PATIENCE_S, closed, heard, serving

JUDGES = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 8)]


@pytest.fixture
async def served(tmp_path):
    async with serving(Registry(tmp_path)) as served:
        yield served


@pytest.fixture
async def organiser(served):
    device = await served.device()
    assert (await device.post(served.registry.organisers.link)).status_code == 200
    assert (
        await device.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
    ).status_code == 200
    assert (await send(device, "SeatPanel", **AT, judges=JUDGES)).status_code == 200
    return device


@pytest.fixture
async def passes(organiser):
    return await cards(organiser)


@pytest.fixture
async def judge(served, passes):
    """The phone of judge J1."""
    device = await served.device()
    assert (await join(device, passes["J1"])).status_code == 200
    return device


async def until(socket, claim):
    """The first message for which *claim* holds."""
    while not claim(message := await heard(socket)):
        pass
    return message


async def test_a_judge_is_sent_the_own_view_at_once(served, judge):
    live = await served.watch(judge, "judge/J1")

    message = await heard(live)

    assert message["topic"] == "judge/J1"
    assert message["position"] == served.competition.desk.position
    assert message["view"]["name"] == "评委1"


async def test_a_change_is_sent_to_whoever_watches(served, organiser):
    live = await served.watch(organiser, "console/main")
    await heard(live)

    receipt = (await send(organiser, "CloseLogin")).json()

    message = await heard(live)
    assert message["position"] == receipt["position"]
    assert message["view"]["login_closed"] is True


async def test_several_topics_come_over_one_connection(served, organiser):
    live = await served.watch(organiser, "console/main", "emcee/main", "setup", "presence")

    assert {(await heard(live))["topic"] for _ in range(4)} == {
        "console/main",
        "emcee/main",
        "setup",
        "presence",
    }


async def test_each_beat_is_answered_with_the_servers_clock(served, judge):
    live = await served.watch(judge, "judge/J1")
    await heard(live)

    await live.send("beat")
    message = await heard(live)

    assert message["topic"] == "clock"
    assert abs(message["view"]["now"] / 1000 - time.time()) < PATIENCE_S


@pytest.mark.parametrize(
    "topics", [["judge/J2"], ["console/main"], ["judge/J1", "screen/1"], ["presence"], ["nonsense"]]
)
async def test_a_judge_may_watch_nothing_but_the_own_seat(served, judge, topics):
    live = await served.watch(judge, *topics)

    # the screen's cookie is another one, so for a screen this phone is nobody
    assert await closed(live) == (4401 if "screen/1" in topics else 4403)


@pytest.mark.parametrize("topic", ["console/main", "judge/J1", "screen/1", "presence"])
async def test_nobody_watches_without_a_session(served, organiser, topic):
    live = await served.watch(await served.device(), topic)

    assert await closed(live) == 4401


@pytest.mark.parametrize("topics", [[], [f"judge/J{n}" for n in range(65)]])
async def test_no_topic_and_too_many_are_misuse(served, organiser, topics):
    assert await closed(await served.watch(organiser, *topics)) == 1008


@pytest.mark.parametrize(
    "words",
    ["", "Beat", '{"kind":"beat"}', b"beat", "beat ", "beat -1", "beat 1 ", "beat 1234567890", "beat ٣"],
)
async def test_anything_but_a_beat_is_misuse(served, organiser, words):
    live = await served.watch(organiser, "console/main")

    await live.send(words)

    assert await closed(live) == 1008


async def test_a_beat_is_answered_with_its_number_and_the_time_at_which_it_came(served, organiser):
    live = await served.watch(organiser, "console/main")
    await heard(live)
    before = time.time() * 1000

    await live.send("beat 17")

    answer = (await heard(live))["view"]
    assert answer["beat"] == 17
    assert before - 1 <= answer["now"] <= time.time() * 1000


async def test_a_rehearsal_that_is_days_ahead_tells_its_pages_the_later_time(served, organiser):
    new = {"preset": "shequ-2024", "name": "试演", "rehearsal": True}
    assert (await organiser.post("/competitions", json=new)).status_code == 200
    assert (await send(organiser, "AdvanceClock", days=3)).status_code == 200
    live = await served.watch(organiser, "console/main")
    await heard(live)

    await live.send("beat 1")

    ahead_s = (await heard(live))["view"]["now"] / 1000 - time.time()
    assert abs(ahead_s - 3 * 24 * 3600) < PATIENCE_S


async def test_a_flood_of_beats_is_misuse_but_those_saved_up_on_the_way_are_not(served, organiser):
    live = await served.watch(organiser, "console/main")
    await heard(live)

    for _ in range(20):
        await live.send("beat")
    assert [(await heard(live))["topic"] for _ in range(20)] == ["clock"] * 20

    with suppress(websockets.ConnectionClosed):
        for _ in range(1000):
            await live.send("beat")
    assert await closed(live) == 1008


async def test_a_long_message_is_cut_off(served, organiser):
    live = await served.watch(organiser, "console/main")

    await live.send("x" * 200)

    assert await closed(live) == 1009


async def test_a_page_of_another_site_gets_no_connection(served, organiser):
    with pytest.raises(websockets.InvalidStatus) as caught:
        await served.watch(organiser, "console/main", origin="http://evil.test")

    assert caught.value.response.status_code == 403


async def test_our_own_page_is_told_by_its_origin(served, organiser):
    live = await served.watch(organiser, "console/main", origin=f"http://127.0.0.1:{served.port}")

    assert (await heard(live))["topic"] == "console/main"


async def test_nothing_is_compressed(served, organiser):
    live = await served.watch(organiser, "console/main", compression="deflate")

    assert live.response.headers.get("Sec-WebSocket-Extensions") is None


async def test_whose_pass_is_revoked_is_out_at_once(served, organiser, passes, judge):
    live = await served.watch(judge, "judge/J1")
    await heard(live)

    await send(organiser, "RevokePass", id=passes["J1"]["id"], reason="证件遗失")

    assert await closed(live) == 4401


async def test_an_organiser_who_leaves_is_out_at_once_and_another_stays(served, organiser):
    other = await served.device()
    await other.post((await organiser.post("/organisers")).json()["link"])
    left, stays = await served.watch(organiser, "console/main"), await served.watch(other, "console/main")
    await heard(stays)

    await organiser.post("/session/leave")
    await stays.send("beat")

    assert await closed(left) == 4401
    assert (await heard(stays))["topic"] == "clock"


async def test_other_judges_stay_when_one_pass_is_revoked(served, organiser, passes, judge):
    live = await served.watch(judge, "judge/J1")
    await heard(live)

    await send(organiser, "RevokePass", id=passes["J2"]["id"], reason="证件遗失")
    await live.send("beat")

    assert (await heard(live))["topic"] == "clock"


async def named(organiser, screen):
    """The number of a browser that the console has made a screen."""
    number = (await screen.post("/screen")).json()["number"]
    await send(organiser, "AssignScreen", number=number, name=f"{number}号厅")
    return number


async def test_a_screen_watches_itself_until_it_is_removed(served, organiser):
    device = await served.device()
    number = await named(organiser, device)
    live = await served.watch(device, f"screen/{number}")
    assert (await heard(live))["view"]["number"] == number

    await send(organiser, "RemoveScreen", number=number)

    assert await closed(live) == 4401


async def test_a_screen_may_not_watch_another_screen(served, organiser):
    one, other = await served.device(), await served.device()
    await named(organiser, one)
    number = await named(organiser, other)

    assert await closed(await served.watch(one, f"screen/{number}")) == 4403


async def test_the_console_sees_who_comes_and_goes(served, organiser, judge):
    console = await served.watch(organiser, "presence")
    assert (await heard(console))["view"] == {"judges": {}, "screens": {}}

    phone = await served.watch(judge, "judge/J1")
    came = (await heard(console))["view"]["judges"]["J1"]
    await phone.close()
    went = (await heard(console))["view"]["judges"]["J1"]

    assert (came["online"], went["online"]) == (True, False)
    assert abs(came["seen"] / 1000 - time.time()) < PATIENCE_S


async def test_a_page_open_twice_is_gone_when_both_are(served, organiser, judge):
    first, second = await served.watch(judge, "judge/J1"), await served.watch(judge, "judge/J1")
    await heard(first)
    await heard(second)
    console = await served.watch(organiser, "presence")

    await first.close()
    await second.close()

    views = [(await heard(console))["view"]["judges"]["J1"]["online"] for _ in range(2)]
    assert views == [True, False]


async def test_silence_counts_as_gone(served, organiser, judge, monkeypatch):
    monkeypatch.setattr(presence_module, "SILENT_AFTER_S", 0.1)
    console = await served.watch(organiser, "presence")
    phone = await served.watch(judge, "judge/J1")

    gone = await until(console, lambda m: m["view"]["judges"].get("J1", {}).get("online") is False)
    await phone.send("beat")
    back = await until(console, lambda m: m["view"]["judges"]["J1"]["online"])

    assert back["view"]["judges"]["J1"]["seen"] >= gone["view"]["judges"]["J1"]["seen"]


async def test_without_a_competition_everybody_is_told_so(tmp_path):
    async with serving(Registry(tmp_path)) as served:
        assert await closed(await served.watch(await served.device(), "console/main")) == 4404


async def test_when_the_server_ends_everybody_is_to_come_again(tmp_path):
    async with serving(Registry(tmp_path)) as served:
        device = await served.device()
        await device.post(served.registry.organisers.link)
        await device.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
        lives = [await served.watch(device, "console/main") for _ in range(3)]
        for live in lives:
            await heard(live)
        ending = time.monotonic()
        served.stop()

        assert [await closed(live) for live in lives] == [1012] * 3
        assert time.monotonic() - ending < 1


async def test_closing_a_competition_sends_its_viewers_away_to_come_again(served, organiser):
    live = await served.watch(organiser, "console/main")

    await organiser.post("/competitions/close", json={"file": served.competition.file.name})

    assert await closed(live) == 1012


async def test_who_is_there_for_one_competition_is_not_for_another(served, organiser, judge):
    phone = await served.watch(judge, "judge/J1")
    await heard(phone)

    await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "另一场"})

    console = await served.watch(organiser, "presence")
    assert (await heard(console))["view"] == {"judges": {}, "screens": {}}


def unread(port, path, cookie):
    """A phone that has stopped reading: a websocket on a bare socket with a tiny window."""
    phone = socket.socket()
    phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    phone.connect(("127.0.0.1", port))
    phone.sendall(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: judging_organiser={cookie}\r\n"
        "Upgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    return phone


def tell(served, n):
    served.competition.desk.hub.tell("presence", {"n": n, "much": "多" * 100_000})


async def test_who_does_not_read_delays_nobody_and_skips_to_the_newest(served, organiser):
    loop = asyncio.get_running_loop()
    phone = await loop.run_in_executor(
        None, unread, served.port, f"{served.at}/live?topic=presence", organiser.cookies["judging_organiser"]
    )
    other = await served.watch(organiser, "presence", max_size=None)
    await heard(other)
    for n in range(60):
        tell(served, n)
        assert (await heard(other))["view"]["n"] == n

    phone.settimeout(PATIENCE_S)
    got = b""
    while b'"n":59,' not in got:
        got += await loop.run_in_executor(None, phone.recv, 1 << 20)
    phone.close()

    assert got.count(b'"topic":"presence"') < 40


async def test_who_does_not_read_is_cut_off_all_the_same(served, organiser):
    loop = asyncio.get_running_loop()
    phone = await loop.run_in_executor(
        None, unread, served.port, f"{served.at}/live?topic=presence", organiser.cookies["judging_organiser"]
    )
    other = await served.watch(organiser, "presence", max_size=None)
    for n in range(60):
        tell(served, n)
        await until(other, lambda message, n=n: message["view"].get("n") == n)
    served.competition.desk.hub.close()

    async with asyncio.timeout(PATIENCE_S):
        while served.connection(phone.getsockname()[1]):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.05)
    phone.close()


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such option elsewhere")
async def test_a_phone_that_left_without_a_word_is_noticed_by_the_kernel():
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as phone:
        phone.send(b"G")  # who says nothing is not let in
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == SILENT_PEER_MS


async def test_an_answer_is_not_held_back_for_more(served):
    with socket.create_connection(("127.0.0.1", served.port)) as client:
        client.send(b"G")  # who says nothing is not let in
        async with asyncio.timeout(PATIENCE_S):
            while not (found := served.connection(client.getsockname()[1])):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        assert found.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("head", [b"GET /" + b"x" * 70_000, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 300_000])
async def test_a_request_that_never_ends_its_head_is_cut_off(served, head):
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(head)

    async with asyncio.timeout(PATIENCE_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 400")
    writer.transport.abort()


async def test_a_body_in_chunks_is_refused_since_its_trailers_could_be_endless(served):
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(b"POST /screen HTTP/1.1\r\nHost: venue.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")

    async with asyncio.timeout(PATIENCE_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 400")
    writer.transport.abort()


def test_a_taken_port_is_said_to_be_taken():
    with listen("127.0.0.1", 0) as listening, pytest.raises(OSError, match=r"in use|once"):
        listen(*listening.getsockname())


def test_under_another_server_messages_go_through_a_mailbox(tmp_path):
    registry = Registry(tmp_path)
    with TestClient(create_app(registry), base_url="http://venue.test") as browser:
        browser.post(registry.organisers.link)
        at = browser.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"}).json()["at"]
        with browser.websocket_connect(f"ws://venue.test{at}/live?topic=console/main") as live:
            assert live.receive_json()["topic"] == "console/main"
            live.send_text("beat")
            assert live.receive_json()["topic"] == "clock"
            browser.post(f"{at}/commands", json={"id": "0" * 16, "command": {"kind": "CloseLogin"}})
            assert live.receive_json()["view"]["login_closed"] is True
            live.send_text("nonsense")
            assert live.receive()["code"] == 1008


def clocked():
    clock = SimpleNamespace(now=100.0)
    told = []
    presence = Presence(
        lambda view: told.append({id: seen.online for id, seen in view["judges"].items()}),
        lambda: clock.now,
        lambda: clock.now,
    )
    return presence, clock, told


def test_presence_is_told_when_it_changes_and_only_then():
    presence, clock, told = clocked()

    presence.arrive(["judge/J1"])
    for clock.now in (102.0, 104.0, 106.0):
        presence.beat(["judge/J1"])
        presence.tick()
    clock.now = 110.9
    presence.tick()
    clock.now = 111.1
    presence.tick()
    presence.tick()

    assert told == [{"J1": True}, {"J1": False}]


def test_a_beat_after_silence_brings_somebody_back():
    presence, clock, told = clocked()
    presence.arrive(["judge/J1"])
    clock.now = 106.0
    presence.tick()

    presence.beat(["judge/J1"])

    assert told == [{"J1": True}, {"J1": False}, {"J1": True}]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_hall_of_phones_may_connect_where_few_files_may_be_open():
    program = (
        "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (256, r.getrlimit(r.RLIMIT_NOFILE)[1]));"
        "from judging.web.entrance.server import prepare_process; prepare_process();"
        "print(r.getrlimit(r.RLIMIT_NOFILE)[0])"
    )

    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout

    assert int(printed) > 2000
