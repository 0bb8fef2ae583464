"""What a clock shows at a moment, as every page reads it from the face that the server sent."""

from typing import Any

import pytest_asyncio
from playwright.async_api import Page

from tests.browser.conftest import Device
from tests.browser.test_modules import called
from tests.serving import Server

AT = 1_800_000_000_000
INTRODUCTION = {"id": "intro", "name": "自我介绍", "limit_s": 60, "warn_s": [10], "counts": True}
QUESTIONS = {"id": "qa", "name": "问答", "limit_s": 120, "warn_s": [], "counts": False}


@pytest_asyncio.fixture(loop_scope="package")
async def page(empty: Server, phone: Device):
    return await phone(f"{empty.url}/static/tokens.css")


def dial(
    used_s: float = 0, *, runs: bool = True, limit_s: int | None = 480, warn_s: tuple[int, ...] = (120, 30)
):
    return {
        "used_ms": round(used_s * 1000),
        "since": AT if runs else None,
        "limit_ms": limit_s and limit_s * 1000,
        "warn_ms": [each * 1000 for each in warn_s],
    }


def face(whole: dict[str, Any], *, state: str = "running", segment: str = "", part: Any = None):
    segments = [INTRODUCTION, QUESTIONS] if segment else []
    return {"state": state, "whole": whole, "segment": segment, "part": part, "segments": segments}


async def read(page: Page, *shown: tuple[dict[str, Any], float]) -> list[dict[str, Any]]:
    """Each face so many seconds after it was sent."""
    return await called(page, "clock", "reading", [[face, AT + after * 1000] for face, after in shown])


async def test_what_is_left_counts_down_and_overtime_counts_up(page: Page):
    runs = face(dial())
    moments = {
        0: ("08:00", "calm", 0), 0.999: ("08:00", "calm", 0), 1: ("07:59", "calm", 0),
        359.999: ("02:01", "calm", 0), 360: ("02:00", "warn", 1), 450: ("00:30", "warn", 2),
        479.999: ("00:01", "warn", 2), 480: ("00:00", "over", 2), 480.999: ("00:00", "over", 2),
        481: ("+00:01", "over", 2), 492: ("+00:12", "over", 2), 6600: ("+102:00", "over", 2),
    }  # fmt: skip

    found = await read(page, *[(runs, after) for after in moments])

    assert [(each["text"], each["level"], each["passed"]) for each in found] == list(moments.values())


async def test_a_clock_that_stands_shows_the_same_for_ever(page: Page):
    found = await read(page, *[(face(dial(85.4, runs=False), state="paused"), after) for after in (0, 9999)])

    assert [each["text"] for each in found] == ["06:35", "06:35"]
    assert found[0]["used_ms"] == 85_400
    assert found[0]["left_ms"] == 394_600


async def test_it_goes_on_from_what_was_used_before_the_pause(page: Page):
    [found] = await read(page, (face(dial(85.4)), 0.6))

    assert found["text"] == "06:34"


async def test_a_device_that_is_a_moment_behind_shows_no_more_than_the_limit(page: Page):
    [found] = await read(page, (face(dial()), -0.08))

    assert (found["text"], found["used_ms"]) == ("08:00", 0)


async def test_without_a_limit_it_shows_what_was_used(page: Page):
    [found] = await read(page, (face(dial(limit_s=None, warn_s=())), 75.5))

    assert (found["text"], found["level"], found["left_ms"]) == ("01:15", "calm", None)


async def test_a_segment_that_counts_stands_beside_the_whole(page: Page):
    shown = face(dial(0), segment="intro", part=dial(0, limit_s=60, warn_s=(10,)))

    [found] = await read(page, (shown, 61))

    assert (found["text"], found["level"], found["name"]) == ("06:59", "calm", "自我介绍")
    assert (found["part"]["text"], found["part"]["level"]) == ("+00:01", "over")


async def test_a_segment_that_does_not_count_takes_the_place_of_the_whole(page: Page):
    shown = face(dial(300, runs=False), segment="qa", part=dial(0, limit_s=120, warn_s=()))

    [found] = await read(page, (shown, 20))

    assert (found["text"], found["name"], found["part"]) == ("01:40", "问答", None)


async def test_the_next_change_comes_on_the_second_of_that_clock(page: Page):
    both = face(dial(0.25), segment="intro", part=dial(0.75, limit_s=60))
    cases = [[face(dial(85.4)), AT], [face(dial(85.4)), AT + 600], [both, AT + 100]]

    assert await called(page, "clock", "nextChange", cases) == [600, 1000, 150]


async def test_a_clock_that_stands_never_changes(page: Page):
    never = await page.evaluate(
        "(face) => import('/static/clock.js').then(({ nextChange }) => nextChange(face, 0) === Infinity)",
        face(dial(85.4, runs=False), state="paused"),
    )

    assert never
