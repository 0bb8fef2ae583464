"""The timekeeper's tablet: six windows, a clock each, and keys that say what they do."""

import re

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.windows import walk
from tests.serving import Crew, Server, command

TIME = {"limit_s": 600, "warn_s": [120, 30], "segments": []}
SEGMENTS = [
    {"id": "intro", "name": "自我介绍", "limit_s": 60},
    {"id": "show", "name": "展示"},
    {"id": "questions", "name": "问答", "counts": False},
]
OVERTIME = [
    {"over_s": 0, "upto_s": 30, "points": "1"},
    {"over_s": 30, "points": "2"},
]


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, crew: Crew, tablet: Device) -> Page:
    """Six are at their windows."""
    return await six_windows(server, crew, tablet, TIME)


@pytest_asyncio.fixture(loop_scope="package")
async def in_segments(server: Server, crew: Crew, tablet: Device) -> Page:
    """The same where the time has three segments."""
    return await six_windows(server, crew, tablet, TIME | {"segments": SEGMENTS})


async def six_windows(server: Server, crew: Crew, tablet: Device, time: object) -> Page:
    await walk(crew, 6, time=time, overtime=OVERTIME)
    for window in range(1, 7):
        performance = crew.performance(crew.entrants[window - 1])
        await command(crew.director, "CallEntrant", performance=performance, window=window)
    opened = await tablet(f"{server.url}/timekeeper", token=crew.tokens["director"])
    await expect(opened.locator(".clock")).to_have_count(6)
    return opened


def clock(page: Page, window: int):
    return page.locator(f'.clock[data-window="{window}"]')


async def test_six_clocks_stand_on_one_page_and_start_by_one_key_each(page: Page):
    await expect(clock(page, 1).locator(".time")).to_have_text("10:00")

    await clock(page, 1).locator('[data-step="start"]').click()
    await clock(page, 4).locator('[data-step="start"]').click()

    await expect(clock(page, 1).locator(".time")).to_have_text(re.compile("^09:5"))
    await expect(clock(page, 2).locator(".time")).to_have_text("10:00")
    assert await page.locator(".clocks").evaluate("each => each.scrollHeight <= each.clientHeight")
    for key in await page.locator(".keys .button").all():
        box = await key.bounding_box()
        assert box is not None
        assert box["height"] >= 48


async def test_six_clocks_with_segments_stand_on_one_page(in_segments: Page, crew: Crew):
    for entrant in crew.entrants[:6]:
        await command(crew.director, "StartClock", performance=crew.performance(entrant))
    await expect(in_segments.locator('[data-step="stop"]')).to_have_count(6)

    assert await in_segments.locator(".clocks").evaluate("each => each.scrollHeight <= each.clientHeight")


async def test_a_double_press_does_one_step(in_segments: Page):
    first = clock(in_segments, 1)
    await first.locator('[data-step="start"]').click()
    await expect(first.locator(".about")).to_contain_text("自我介绍")
    key = first.locator('[data-step="segment"]').first
    await expect(key).to_be_enabled()

    await key.click()
    await expect(first.locator(".about")).to_contain_text("展示")
    await key.dispatch_event("click")

    await expect(key).to_be_enabled()
    await expect(first.locator(".about")).to_contain_text("展示")


async def test_a_press_on_pause_gives_no_reason_that_was_not_read(page: Page):
    await clock(page, 1).locator('[data-step="start"]').click()
    await clock(page, 1).locator('[data-step="pause"]').click()

    await expect(clock(page, 1).locator('[data-reason="client"]')).to_be_disabled()
    await expect(clock(page, 1).locator('[data-reason="client"]')).to_be_enabled()


async def test_each_window_keeps_its_place_when_another_one_is_left(page: Page, crew: Crew):
    places = [await clock(page, window).bounding_box() for window in range(3, 7)]

    back = {"performance": crew.performance(crew.entrants[1]), "phase": "called", "reason": "请错了人"}
    await command(crew.director, "StepBack", **back)

    await expect(clock(page, 2)).to_have_text(re.compile("空"))
    assert [await clock(page, window).bounding_box() for window in range(3, 7)] == places


async def test_a_clock_is_paused_for_a_reason_from_the_list_and_goes_on(page: Page):
    await clock(page, 1).locator('[data-step="start"]').click()
    await clock(page, 1).locator('[data-step="pause"]').click()
    await expect(clock(page, 1).locator(".reasons .button")).to_have_count(6)

    await clock(page, 1).locator('[data-reason="client"]').click()

    await expect(clock(page, 1)).to_have_attribute("data-state", "paused")
    await expect(clock(page, 1).locator(".about")).to_contain_text("真实办件")
    await clock(page, 1).locator('[data-step="resume"]').click()
    await expect(clock(page, 1)).to_have_attribute("data-state", "running")
    assert await page.locator("textarea, input[type=text]").count() == 0, "nothing about a client is typed"


async def test_what_was_too_long_is_confirmed_with_its_points(page: Page, crew: Crew):
    first = crew.performance(crew.entrants[0])
    await clock(page, 1).locator('[data-step="start"]').click()
    await clock(page, 1).locator('[data-step="stop"]').click()
    await command(crew.director, "CorrectClock", performance=first, used_s=631, reason="按下晚了")
    await expect(clock(page, 1).locator(".time")).to_have_text("+00:31")
    await expect(clock(page, 1)).to_have_attribute("data-level", "over")

    await clock(page, 1).locator('[data-step="confirm"]').click()

    await expect(clock(page, 1).locator(".confirmed")).to_have_text("已确认：超时 31 秒，扣 2 分")
    await expect(clock(page, 1).locator(".keys")).to_have_count(0)


async def test_a_press_that_does_not_arrive_is_not_repeated_behind_the_back(page: Page):
    await page.route("**/commands", lambda route: route.abort())
    await clock(page, 1).locator('[data-step="start"]').click()

    await expect(page.get_by_text("没有收到服务器的回答")).to_be_visible()
    await page.unroute("**/commands")

    await expect(clock(page, 1)).to_have_attribute("data-state", "ready")
    await clock(page, 1).locator('[data-step="start"]').click()
    await expect(clock(page, 1)).to_have_attribute("data-state", "running")
