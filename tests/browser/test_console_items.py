"""On the console: what the scorekeeper decides, what the judges answered, and the case that is drawn."""

from collections.abc import AsyncIterator
from copy import deepcopy
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser import english
from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, served

ASKED = {
    "compulsory": [
        {"id": "intro", "name": "自我介绍", "points": "5"},
        {"id": "badge", "name": "佩戴工号牌", "by": "scorekeeper", "points": "1"},
    ],
    "cases": [
        {"id": "house", "name": "居住证积分", "type": "复杂", "difficulty": "难"},
        {"id": "card", "name": "社保卡挂失", "type": "一般", "difficulty": "易"},
    ],
}


@pytest_asyncio.fixture(loop_scope="package")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with served(tmp_path) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="package")
async def crew(server: Server, monkeypatch) -> AsyncIterator[Crew]:
    """With the first entrant called and marking open."""
    rules = deepcopy(english.RULES)
    rules["tracks"][0]["rounds"][1] |= ASKED
    monkeypatch.setattr(english, "RULES", rules)
    async with english.latin(server) as crew:
        first = crew.performance("e1")
        await command(crew.director, "CallEntrant", performance=first)
        await command(crew.director, "OpenMarking", performance=first)
        yield crew


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, crew: Crew, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(page.locator(".entrant h1")).to_have_text("Alder Centre")
    return page


async def test_from_the_case_that_is_drawn_to_the_points_that_come_off(page: Page, crew: Crew):
    await page.get_by_role("button", name="抽题").click()
    await expect(page.get_by_role("button", name="抽题")).to_have_count(0)
    await page.get_by_label("选定题目").select_option("card")
    await expect(page.locator(".case option:checked")).to_have_text("社保卡挂失 · 一般 · 易")

    for n, judge in enumerate(("J1", "J2", "J3", "J4")):
        await expect(page.locator(".items").last).to_contain_text("由评委认定，集齐后可见")
        sheet = {"revision": 1, "marks": {"content": "55", "manner": "36.5"}, "items": {"intro": n == 0}}
        await command(crew.judges[judge], "SubmitSheet", performance=crew.performance("e1"), **sheet)
    await expect(page.locator(".items").last).to_contain_text("1 位评委认定有，3 位认定缺")
    await expect(page.locator(".next-blocked")).to_contain_text("佩戴工号牌还没有认定")

    badge = page.get_by_role("group", name="佩戴工号牌")
    await badge.get_by_role("button", name="缺").click()
    await expect(badge.get_by_role("button", name="缺")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".score")).to_have_text("85.50")
    await expect(page.locator(".deductions")).to_contain_text("−5 缺自我介绍（4位评委中3位认定）")
    await expect(page.locator(".trace")).to_contain_text("5（缺自我介绍（4位评委中3位认定））")
    await page.locator(".next").click()

    await expect(page.locator(".phase")).to_have_text("已确认")
    await expect(badge.get_by_role("button", name="有")).to_be_disabled()
