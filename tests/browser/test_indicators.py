"""A track of indicators as people see it: its import, its sums, and its ranking by class on the screen."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from judging.web.session import ORGANISER_COOKIE
from tests.browser.conftest import Device
from tests.ranked_windows import CLASSES, monthly
from tests.serving import Server

SHOTS = os.environ.get("JUDGING_SHOTS")


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server) -> AsyncIterator[AsyncClient]:
    async with monthly(server) as organiser:
        yield organiser


async def shot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"indicators-{name}.png")


async def test_a_class_is_ranked_on_the_screen_and_its_sums_are_told(
    server: Server, organiser: AsyncClient, laptop: Device, venue_screen: Device
):
    token = organiser.cookies[ORGANISER_COOKIE]
    wall = await venue_screen(f"{server.url}/screen")
    page = await laptop(f"{server.url}/console", token=token)
    await page.locator("[data-screen] button").first.click()
    await page.locator(".assignment [name=name]").fill("主屏")
    await page.locator(".assignment button").last.click()
    await shot(page, "console")

    await page.get_by_role("button", name="叫号量折算").click()
    await page.locator(".points summary").first.click()
    await expect(page.locator(".points dd").filter(has_text="100−2×0=100").first).to_be_visible()
    await shot(page, "points")
    await page.locator(".dialog [value=confirm]").click()

    await page.locator('[data-step="standings"] button').first.click()
    await expect(page.locator(".dialog")).to_contain_text("公布哪一个排名")
    await shot(page, "choice")
    await page.get_by_label(CLASSES[1]).check()
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator(".dialog .preview tr")).to_have_count(3)
    await shot(page, "preview")
    await page.locator(".dialog [value=confirm]").click()

    await expect(wall.locator(".ranking h1")).to_have_text(f"排名 · {CLASSES[1]}")
    await expect(wall.locator(".ranking li")).to_have_count(3)
    await expect(wall.locator("body")).not_to_contain_text("1号窗口")
    await wall.wait_for_timeout(1500) if SHOTS else None
    await shot(wall, "screen")
    await shot(page, "published")
    if SHOTS:
        await look(server, laptop, token)


async def look(server: Server, laptop: Device, token: str) -> None:
    for name, path in {
        "setup": "/setup#components",
        "prints": "/print",
        "print-points": "/print/points/windows/calls",
        "print-classes": "/print/classes/windows",
        "print-results": "/print/results/windows",
    }.items():
        page = await laptop(f"{server.competition}{path}", token=token)
        await page.wait_for_timeout(1500)
        await shot(page, name)
