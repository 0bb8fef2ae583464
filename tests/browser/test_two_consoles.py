"""Two directors at two consoles press the space bar at once, all the way: every step is done once."""

import asyncio

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command
from tests.tracks import CENTRE, TwoTracks, two_tracks


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> TwoTracks:
    return await two_tracks(server, crew)


@pytest_asyncio.fixture(loop_scope="package")
async def consoles(server: Server, day: TwoTracks, laptop: Device) -> tuple[Page, Page]:
    one = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    other = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    return one, other


async def together(consoles: tuple[Page, Page], label: str) -> None:
    """Both press space, twice as nervous people do, once both big buttons say *label*."""
    for page in consoles:
        await expect(page.locator(".next-label")).to_contain_text(label)
        await expect(page.locator("button.next")).to_be_enabled()
    await asyncio.gather(*(page.keyboard.press("Space") for page in consoles for _ in range(2)))


async def test_a_whole_turn_is_done_once(day: TwoTracks, consoles: tuple[Page, Page]):
    performance = day.performance(CENTRE, 1)

    await together(consoles, "点名")
    await together(consoles, "开始评分")
    await expect(consoles[0].locator(".phase")).to_have_text("评分中")
    await day.submit(performance)
    await together(consoles, "结束评分")
    await together(consoles, "亮分")
    await expect(consoles[1].locator(".phase")).to_have_text("已亮分")
    await command(day.director, "AdvanceReveal", performance=performance, whole=True)
    for page in consoles:
        await expect(page.locator(".next-label")).to_contain_text("点名")

    assert await day.next() == ("call", CENTRE, 2)
    for page in consoles:
        await expect(page.locator(".notice")).to_have_count(0)
        for text in ("请 centre第1家 出场", "centre第1家 开始评分", "centre第1家 评分结束"):
            await expect(page.locator(".story li", has_text=text)).to_have_count(1)


async def test_both_take_the_reveal_back_and_it_is_taken_back_once(
    day: TwoTracks, consoles: tuple[Page, Page]
):
    await day.played(CENTRE, 1)
    for page in consoles:
        await page.get_by_role("button", name="撤回亮分").click()
        await page.locator(".dialog textarea").fill("误触")

    await asyncio.gather(*(page.locator(".dialog [value=confirm]").click() for page in consoles))

    for page in consoles:
        await expect(page.locator(".phase")).to_have_text("已确认")
        await expect(page.locator(".veil, .notice")).to_have_count(0)
    assert (await day.console())["stage"]["phase"] == "confirmed"
