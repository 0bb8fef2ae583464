"""The page /log: the whole log in sentences, sifted, followed, and read on."""

import re

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Device
from tests.printouts.made_up import full_day
from tests.serving import Server, command, done, logged_in

FIRST_MS = 30_000  # the process that reads the log begins with the first question


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """After a day of 23 scores."""
    await full_day().save(server.folder / "day.sqlite")
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "day.sqlite"}))
        yield organiser


async def opened(server: Server, organiser: AsyncClient, device: Device, path: str = "/log") -> Page:
    page = await device(f"{server.url}{path}", token=organiser.cookies["judging_organiser"])
    await expect(page.locator(".lines li").first).to_be_visible(timeout=FIRST_MS)
    return page


def lines(page: Page):
    return page.locator(".lines li[data-kind]")


async def test_the_newest_is_followed_as_it_happens(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop)
    await expect(lines(page)).to_have_count(100)

    await command(organiser, "CloseLogin")

    await expect(lines(page).first).to_contain_text("会场已封闭登录")
    await expect(lines(page).first).to_contain_text("组织者")


async def test_who_reads_further_down_is_told_of_what_is_new(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    await page.get_by_role("button", name=re.compile("更早的")).click()
    await expect(page).to_have_url(re.compile("before="))
    was = await lines(page).first.get_attribute("data-position")

    await command(organiser, "CloseLogin")
    await page.get_by_role("button", name="有新记录").click()

    await expect(lines(page).first).to_contain_text("会场已封闭登录")
    assert was != await lines(page).first.get_attribute("data-position")


async def test_from_one_line_to_all_that_happened_to_the_entrant_and_back(
    server: Server, organiser: AsyncClient, phone: Device
):
    page = await opened(server, organiser, phone, "/log?text=超时")
    await expect(lines(page)).to_have_count(1)

    await page.get_by_role("button", name="该对象全部记录").click()
    await page.get_by_role("button", name="显示全部").wait_for()
    await page.get_by_label("查找文字").fill("")
    await expect(page).to_have_url(re.compile(r"track=centre&entrant=c\d\d$"))
    await expect(lines(page).filter(has_text="亮分")).not_to_have_count(0)
    await page.reload()
    await expect(page.get_by_label("参赛对象")).not_to_have_value("")
    await page.get_by_role("button", name="显示全部").click()

    await expect(page.get_by_text(re.compile("共 [0-9]+ 条"))).to_be_visible()
    assert PHONE["viewport"]["width"] >= await page.evaluate("document.documentElement.scrollWidth")


async def test_in_english_the_log_is_english_and_is_searched_in_it(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "/log?kind=marking")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="Log")).to_be_visible()

    await page.get_by_label("Find text").fill("returned")

    await expect(lines(page)).to_have_count(1)
    await expect(lines(page)).to_contain_text("Sheet returned")
