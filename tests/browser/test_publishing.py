"""公布排名 as a nervous director presses it: previewed, confirmed, taken back."""

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server
from tests.tracks import CENTRE, TwoTracks, two_tracks


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> TwoTracks:
    """One of two entrants has been revealed."""
    day = await two_tracks(server, crew)
    await day.played(CENTRE, 1)
    return day


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, day: TwoTracks, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await expect(publish(page)).to_be_enabled()
    return page


def publish(page: Page):
    return page.locator('[data-step="standings"]').get_by_role("button", name="公布排名")


async def test_the_director_sees_the_ranking_before_the_hall_does(page: Page, day: TwoTracks):
    await publish(page).click()

    await expect(page.locator(".dialog")).to_contain_text("2 个中已亮 1 个")
    await expect(page.locator(".preview tr")).to_contain_text(["centre第1家"])
    await expect(page.locator(".preview td")).to_contain_text(["1", "东区", "93.01"])
    assert (await day.console())["scene"] == "reveal"
    await page.get_by_role("button", name="公布到大屏").click()
    await expect(page.locator('[data-scene="ranking"]')).to_have_attribute("aria-pressed", "true")


async def test_neither_space_nor_a_second_click_publishes(page: Page, day: TwoTracks):
    await publish(page).dblclick()
    await expect(page.locator(".dialog")).to_have_count(1)
    await page.locator(".veil").click(position={"x": 5, "y": 5})
    await page.keyboard.press("Space")
    await expect(page.locator(".dialog")).to_have_count(0)

    await publish(page).focus()
    await page.keyboard.press("Space")
    await expect(page.locator(".entrant")).to_contain_text("centre第2家")
    assert (await day.console())["scene"] == "entrance"


async def test_what_changed_during_the_preview_is_not_published(page: Page, day: TwoTracks):
    await publish(page).click()
    await expect(page.locator(".preview tr")).to_have_count(1)
    await day.played(CENTRE, 2)

    await page.get_by_role("button", name="公布到大屏").click()

    await expect(page.locator(".notice")).to_contain_text("请再看一遍预览")
    assert (await day.console())["scene"] == "reveal"


async def test_a_ranking_published_by_accident_is_taken_back_with_a_reason(page: Page, day: TwoTracks):
    await publish(page).click()
    await page.get_by_role("button", name="公布到大屏").click()
    back = page.get_by_role("button", name="撤回公布")
    await back.click()
    await expect(page.locator(".dialog")).to_contain_text("撤回公布：受理中心组")

    await page.locator(".dialog textarea").fill("点错了")
    await page.locator(".dialog [value=confirm]").click()

    await expect(page.locator('[data-scene="standby"]')).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".story")).to_contain_text("撤回公布 受理中心组排名：点错了")
    await expect(back).to_have_count(0)
