"""Ballots from the organiser's page to a phone that runs no script, against the real server."""

import re

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import expect

from judging.core.balloting.secrets import secret_of_slip
from judging.web.competition_files import key_of
from tests import ballots_day
from tests.browser.conftest import LAPTOP, PHONE, Device
from tests.printouts.made_up import Log
from tests.serving import Server, done, logged_in
from tests.web.test_halls import play

FILE = "star.sqlite"
VOTE = "[data-kind='window/vote/a']"


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a contest open whose ballots are taken in."""
    log = Log()
    play(log, ballots_day.set_up()[0])
    await log.save(server.folder / FILE)
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": FILE}))
        yield organiser


async def test_slips_are_issued_cast_by_a_phone_without_script_and_counted_live(
    server: Server, organiser: AsyncClient, device: Device
):
    token = organiser.cookies["judging_organiser"]
    page = await device(f"{server.competition}/ballots", token=token, **LAPTOP)
    kind = page.locator(VOTE)

    await kind.get_by_role("button", name="开放收票").click()
    await page.locator(".dialog [value=confirm]").click()
    await expect(kind).to_contain_text("正在收票")
    await kind.get_by_role("button", name="发票").click()
    await page.locator(".dialog [name=count], .dialog [data-field]").first.fill("12")
    await page.locator(".dialog [value=confirm]").click()
    await expect(kind.locator("[data-count=issued]")).to_have_text("12")
    href = await kind.get_by_role("link", name="打印").get_attribute("href")
    slip = secret_of_slip(key_of(server.folder / FILE), href.rpartition("/")[2], 0)

    phone = await device(f"{server.competition}/ballot/{slip}", java_script_enabled=False, **PHONE)
    for name, grade in zip(("选手01", "选手02", "选手03"), ("优秀", "称职", "不了解"), strict=True):
        rows = phone.locator(f"h2:has-text('{name}') + fieldset")
        await rows.get_by_text(grade, exact=True).tap()
    await phone.get_by_role("button", name="提交").tap()
    await expect(phone.locator(".said")).to_contain_text("谢谢")
    await expect(kind.locator("[data-count=returned]")).to_have_text("1")

    await kind.get_by_role("button", name="作废…").click()
    fields = page.locator(".dialog [data-field]")
    await fields.nth(0).fill("11")
    await fields.nth(1).fill("12")
    await fields.nth(2).fill("写错")
    await page.locator(".dialog [value=confirm]").click()
    await expect(kind.locator("[data-count=void]")).to_have_text("2")
    await expect(kind.locator("[data-count=out]")).to_have_text("9")
    await expect(kind).to_contain_text("12号作废：写错")

    visit = page.locator("[data-kind='window/visit/']")
    await visit.get_by_role("button", name="窗口常设二维码").click()
    await page.locator(".dialog [value=confirm]").click()
    await expect(visit.locator(".codes")).to_contain_text(re.compile("选手01.*选手02.*选手03"))

    await kind.get_by_role("button", name="结束收票").click()
    await page.locator(".dialog [value=confirm]").click()
    await expect(kind).to_contain_text("结束")
    await expect(kind.get_by_role("button", name="结束收票")).to_have_count(0)
