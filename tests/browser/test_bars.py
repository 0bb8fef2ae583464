"""The bars of console and setup: one line on a laptop, and what follows the lock in one place."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server

ONE_LINE_PX = 56


async def has_one_line(page: Page) -> None:
    """And its title is whole."""
    bar = page.locator("header.bar")
    title = bar.locator("strong")
    await expect(title).to_contain_text("社区事务受理赛区")
    assert await bar.evaluate("bar => bar.clientHeight") <= ONE_LINE_PX
    assert await title.evaluate("title => title.scrollWidth <= title.clientWidth")


async def test_a_bar_has_one_line_and_opens_what_follows_the_lock(server: Server, crew: Crew, laptop: Device):
    page = await laptop(f"{server.url}/setup", token=crew.organiser.cookies["judging_organiser"])
    await has_one_line(page)
    await page.goto(page.url.replace("/setup", "/console"))
    menu = page.locator("header.bar .menu")
    await expect(page.locator(".row")).to_have_count(24)
    await has_one_line(page)

    await menu.locator("summary").click()
    await expect(menu.get_by_role("link")).to_have_text(["评奖与决定", "颁奖", "公示与异议", "公文"])
    await page.locator("header.bar strong").click()
    await expect(menu.locator("a").first).to_be_hidden()
