"""The clock of every device agrees with the server's: on made-up clocks and networks, without waiting."""

import time
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.browser.conftest import Device
from tests.serving import Crew, Server

DEVICE = Path(__file__).with_name("device.js").read_text("utf-8")
FAIR_MS = 100
MINUTE = 60_000
HOUR = 60 * MINUTE
LAN = {"there_ms": 2, "back_ms": 2, "jitter_ms": 6}
SLOW = {"there_ms": 150, "back_ms": 150}
CROWDED = {"there_ms": 30, "back_ms": 30, "jitter_ms": 400}
CROOKED = {"there_ms": 5, "back_ms": 155, "jitter_ms": 20}

Found = list[tuple[int, float | None]]


@pytest_asyncio.fixture(loop_scope="package")
async def page(empty: Server, phone: Device):
    return await phone(f"{empty.url}/static/tokens.css")


async def told(page: Page, story: dict[str, Any]) -> dict[str, Any]:
    """What comes of the story, as `device.js` tells it."""
    return await page.evaluate(f"(story) => ({DEVICE[DEVICE.index('async (story)') :]})(story)", story)


async def errors(page: Page, **story: Any) -> Found:
    """Of the device's time."""
    looks = (await told(page, story))["looks"]
    assert len(looks) > 2000  # or most of the time it was asleep
    return looks


def worst(found: Found, begin: int, end: int | None = None) -> float:
    """Where it says that it knows the time; it has to at least once."""
    return max(abs(e) for at, e in found if at >= begin and (end is None or at < end) and e is not None)


def unknown(found: Found, begin: int = 0) -> int:
    """How many of the looks at it found a device that says that it does not know."""
    return sum(e is None for at, e in found if at >= begin)


@pytest.mark.parametrize("network", [LAN, CROWDED, CROOKED], ids=["lan", "crowded", "crooked"])
@pytest.mark.parametrize("ppm", [-100, 100])
@pytest.mark.parametrize("wrong_ms", [HOUR, -HOUR])
async def test_after_ten_minutes_it_is_the_server_s(
    page: Page, network: dict[str, int], ppm: int, wrong_ms: int
):
    found = await errors(page, **network, ppm=ppm, wrong_ms=wrong_ms)

    assert worst(found, 5000) <= FAIR_MS
    assert unknown(found, 5000) == 0


async def test_on_a_quick_network_it_is_right_at_once_and_to_a_frame(page: Page):
    found = await errors(page, **LAN, ppm=100, wrong_ms=HOUR)

    assert worst(found, 0) <= 16
    assert unknown(found) <= 1


@pytest.mark.parametrize("ppm", [-100, 100])
async def test_clocks_that_run_apart_cost_no_more_than_a_beat_every_two_seconds(page: Page, ppm: int):
    minutes = 10

    found = await told(page, {"there_ms": 0.5, "back_ms": 0.5, "ppm": ppm})

    assert found["beats"] <= minutes * 30 + 5


async def test_half_the_difference_between_the_ways_remains(page: Page):
    """Nothing that is exchanged can tell it."""
    found = await errors(page, there_ms=5, back_ms=205)

    assert 95 <= worst(found, 5000) <= 105


@pytest.mark.parametrize("set_ms", [HOUR, -HOUR, 90_000, -400])
async def test_the_device_s_clock_is_set_while_the_page_is_open(page: Page, set_ms: int):
    found = await errors(page, **LAN, events=[(MINUTE + 100, "set", set_ms)])

    assert worst(found, 0) <= FAIR_MS
    assert unknown(found, MINUTE) <= 1


@pytest.mark.parametrize("stops", [True, False])
async def test_a_phone_that_slept_is_right_when_it_wakes(page: Page, stops: bool):
    """performance.now() stands still in the sleep of some phones, and goes on in that of others."""
    asleep = (MINUTE + 3, "sleep", 20 * MINUTE)
    found = await errors(page, **SLOW, stops=stops, ppm=50, events=[asleep])

    assert not [at for at, _ in found if MINUTE + 3 < at < 21 * MINUTE]
    assert worst(found, 21 * MINUTE) <= FAIR_MS
    assert unknown(found, 21 * MINUTE + 1000) == 0


async def test_an_answer_that_waited_while_the_phone_slept_is_not_taken_for_a_quick_one(page: Page):
    """The server told the time twenty minutes ago, and to the phone no time has gone by."""
    asleep = (MINUTE + 3, "sleep", 20 * MINUTE)  # a beat is on its way at every whole minute
    found = await errors(page, **SLOW, stops=True, events=[asleep])

    assert worst(found, 0) <= FAIR_MS


@pytest.mark.parametrize("ppm", [-100, 100])
async def test_a_restart_of_the_server_changes_nothing(page: Page, ppm: int):
    found = await errors(page, **LAN, ppm=ppm, wrong_ms=HOUR, events=[(MINUTE, "server", 2 * MINUTE)])

    assert worst(found, 0) <= FAIR_MS
    assert unknown(found, 1000) == 0


async def test_it_goes_on_while_the_server_is_gone_for_ten_minutes(page: Page):
    found = await errors(page, **LAN, ppm=100, events=[(MINUTE, "server", 10 * MINUTE)])

    assert worst(found, 0) <= FAIR_MS


async def test_all_at_once(page: Page):
    events = [
        (MINUTE, "set", HOUR),
        (2 * MINUTE, "server", 30_000),
        (2 * MINUTE + 5000, "sleep", 20 * MINUTE),
        (25 * MINUTE, "set", -2 * HOUR),
    ]
    found = await errors(page, **CROWDED, ppm=-100, wrong_ms=-HOUR, stops=True, events=events)

    assert worst(found, 5000, MINUTE) <= FAIR_MS
    assert worst(found, 24 * MINUTE, 25 * MINUTE) <= FAIR_MS
    assert worst(found, 26 * MINUTE) <= FAIR_MS


async def test_a_real_phone_that_is_an_hour_fast_knows_what_time_it_is(
    server: Server, crew: Crew, phone: Device
):
    page = await phone(f"{server.url}/judge", token=crew.tokens["J1"])
    await page.add_init_script("const { now } = Date; Date.now = () => now() + 3_600_000")
    await page.reload()
    await page.evaluate("import('/static/live.js').then((live) => { globalThis.live = live })")
    await page.wait_for_function("() => live.isClockSet()")
    before = time.time() * 1000

    now = await page.evaluate("live.now()")

    assert before - FAIR_MS <= now <= time.time() * 1000 + FAIR_MS
