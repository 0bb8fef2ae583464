"""The page /honours: a meeting decides on what was computed, and the supervisor looks on."""

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, Request, expect

from judging.core.scoring.meeting import Majority
from tests import honours_day
from tests.browser.conftest import Device
from tests.honours_day import ORGANISED
from tests.serving import Server, done, logged_in


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """After a day whose tracks are locked; the meeting votes."""
    state = honours_day.locked(majority=Majority.TWO_THIRDS, specials=(ORGANISED,))
    log = honours_day.log_of(state)
    await log.save(server.folder / "day.sqlite")
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "day.sqlite"}))
        yield organiser


async def opened(server: Server, organiser: AsyncClient, device: Device) -> Page:
    page = await device(f"{server.url}/honours", token=organiser.cookies["judging_organiser"])
    await page.get_by_role("button", name="个人奖").click()
    return page


async def test_a_meeting_decides_on_each_entry_with_votes(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    await expect(page.get_by_role("button", name="个人奖")).to_contain_text("待决定（4）")
    await page.locator('[name="members"]').fill("委员一\n委员二、委员三")
    await page.get_by_role("button", name="其余全部同意").click()
    vetoed = page.locator('tr[data-entrant="f2"]')
    await vetoed.get_by_label("否决", exact=True).check()
    await vetoed.locator(".reason").fill("材料不实")

    await page.get_by_role("button", name="记下决定").click()
    await expect(page.get_by_role("alert")).to_contain_text("须 2 票通过")
    for vote, count in (("同意票", "1"), ("反对票", "2")):
        await vetoed.get_by_label(f"综窗选手02：{vote}").fill(count)
    await page.get_by_role("button", name="记下决定").click()

    await expect(page.get_by_role("button", name="个人奖")).to_contain_text("已决定")
    await expect(vetoed.locator(".decided")).to_contain_text("否决")
    await expect(vetoed.locator(".decided")).to_contain_text("同意 1，反对 2，弃权 0")
    await expect(page.locator(".decisions li")).to_contain_text("到会：委员一、委员二、委员三")


async def test_a_special_award_is_nominated_and_a_decision_withdrawn(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    await page.get_by_role("button", name="优秀组织奖").click()
    await page.get_by_role("button", name="加一个提名").click()
    await page.locator('[name="district"]').fill("浦东新区")
    await page.locator('[name="nomination"]').fill("组织得力")
    await page.get_by_role("button", name="提交提名").click()
    await page.locator('[name="members"]').fill("委员一")
    await page.get_by_role("button", name="其余全部同意").click()
    sent = list[Request]()
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    await page.locator(".votes input").first.press("Enter")
    await page.get_by_role("button", name="记下决定").dblclick()
    await expect(page.locator(".nominating")).to_have_count(0)
    assert len(sent) == 1  # Enter in a field decides nothing, and two presses decide once

    await page.get_by_role("button", name="撤回第 1 次决定").click()
    await page.locator('[name="reason"]').last.fill("记录有误")
    await page.locator('.dialog [value="confirm"]').click()

    await expect(page.locator(".decisions li")).to_contain_text("已撤回：记录有误")
    await expect(page.locator(".nominating")).to_be_visible()
