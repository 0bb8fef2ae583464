"""The pages /ledger and /rectify: a finding is struck out, and a slip leads to its points."""

from decimal import Decimal

import pytest_asyncio
from httpx2 import AsyncClient
from msgspec.structs import replace
from playwright.async_api import Locator, Page, expect

from judging.core import events as e
from judging.core.scoring.rectify import RectifyRules
from tests import day
from tests.browser.conftest import Device
from tests.printouts.made_up import Log
from tests.serving import Server, done, logged_in

RECTIFY = RectifyRules(1, 4, 13, "daily", Decimal("0.5"), Decimal(1), Decimal(2), Decimal("0.25"))


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    log = Log()
    rules = replace(day.RULES, rectify=RECTIFY)
    log.add(e.CompetitionCreated(rules, {"centre": day.ENTRANTS}, True), "organiser")
    await log.save(server.folder / "day.sqlite")
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "day.sqlite"}))
        yield organiser


async def asked(where: Page | Locator, key: str, **texts: str) -> None:
    """Presses the key and fills in what it asks for; a choice by its words."""
    page = where if isinstance(where, Page) else where.page
    await where.get_by_role("button", name=key, exact=True).first.click()
    for name, text in texts.items():
        if name.startswith("choose_"):
            await page.locator(".dialog").get_by_label(text, exact=True).check()
        else:
            await page.locator(f".dialog [name={name}]").fill(text)
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator(".dialog")).to_have_count(0)


async def test_a_finding_and_a_slip_come_off_the_same_round(
    server: Server, organiser: AsyncClient, laptop: Device, phone: Device
):
    token = organiser.cookies["judging_organiser"]
    page = await laptop(f"{server.competition}/ledger", token=token)
    await asked(page, "记一笔", place="3号窗口", points="1.5", reason="未佩戴工牌")
    await asked(page, "记一笔", points="0.5", reason="离岗")
    await asked(page.locator("[data-line='2']"), "撤销这一笔", reason="误记")

    await expect(page.locator("[data-struck=true]")).to_have_count(1)
    await expect(page.locator(".totals b")).to_have_text("−1.5")

    slips = await phone(f"{server.competition}/rectify", token=token)
    await asked(slips, "开整改单", choose_origin="投诉", text="没有一次告知")
    card = slips.locator("[data-rectification='1']")
    await expect(card.locator(".due")).to_have_count(2)
    await asked(card, "登记联系情况", note="已说明")
    await asked(card, "整改反馈", choose_resolution="属实", note="已重新培训")
    await asked(card, "复核和回访", choose_mended="整改到位", choose_satisfied="满意", note="抽查合格")

    await expect(slips.locator(".rates dd")).to_have_text(["1 / 1", "1 / 1", "1 / 1"])
    await expect(page.locator(".totals b")).to_have_text("−3.5")
    assert await slips.evaluate("document.documentElement.scrollWidth <= innerWidth")
