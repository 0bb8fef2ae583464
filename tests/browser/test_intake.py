"""What the districts hand in is ticked off in the setup page, against the real server."""

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Device
from tests.serving import Server, done, logged_in


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition open whose rules ask every district for papers."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


async def opened(server: Server, organiser: AsyncClient, device: Device, path: str, **kind: object) -> Page:
    token = organiser.cookies["judging_organiser"]
    return await device(f"{server.url}{path}", token=token, **kind)


async def test_a_press_receives_another_takes_it_back_and_the_first_page_says_what_is_missing(
    server: Server, organiser: AsyncClient, device: Device
):
    page = await opened(server, organiser, device, "/setup#intake", **LAPTOP)
    paper = page.get_by_role("button", name="浦东新区的申报表（纸质）", exact=True)
    await expect(page.locator("main")).to_contain_text("还缺 32 项")

    await paper.click()
    await expect(paper).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="浦东新区的申报表（电子）", exact=True).click()
    await expect(page.locator("main")).to_contain_text("还缺 31 项")
    await page.get_by_role("button", name="浦东新区的申报表（纸质）的备注").click()
    await page.locator(".dialog textarea").fill("缺公章")
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator('[data-district="浦东新区"]')).to_contain_text("缺公章")
    await expect(page.locator('[data-district="浦东新区"]')).to_contain_text("组织者")

    phone = await opened(server, organiser, device, "/", **PHONE)
    await expect(phone.locator(".phases")).to_contain_text("申报表还缺 15 个区：黄浦区")
    await paper.click()
    await expect(paper).to_have_attribute("aria-pressed", "false")
    await expect(page.locator("main")).to_contain_text("还缺 32 项")
