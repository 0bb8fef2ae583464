"""The page /appeals: an objection from its receipt to the answer, and an award from the decision to 定稿."""

import pytest_asyncio
from httpx2 import AsyncClient
from msgspec import to_builtins
from playwright.async_api import Locator, Page, expect

from judging.core import events as e
from judging.core.scoring.recourse import ObjectionRules, PublicityRules
from tests import honours_day
from tests.browser.conftest import Device
from tests.honours_day import BACK, FRONT, POOL
from tests.printouts.made_up import Log
from tests.serving import Server, command, done, logged_in


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """A rehearsal whose tracks are locked, and on which a meeting has decided."""
    rules = {"publicity": PublicityRules(3), "objections": ObjectionRules(settle_days=4)}
    state = honours_day.locked(**rules)
    rosters = {track: tuple(entrants.values()) for track, entrants in state.entrants.items()}
    log = Log()
    log.add(e.CompetitionCreated(state.rulebook, rosters, True), "organiser")
    for track in (FRONT, BACK):
        log.add(e.TrackLocked(track, state.locked[track]))
    await log.save(server.folder / "day.sqlite")
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "day.sqlite"}))
        asked = to_builtins(honours_day.decision(log.state))
        await command(organiser, asked.pop("kind"), **asked)
        yield organiser


async def pressed(card: Locator, key: str, **texts: str) -> None:
    """Asks for a step and sends it."""
    page = card.page
    await card.get_by_role("button", name=key, exact=True).click()
    for name, text in texts.items():
        await page.locator(f".dialog [name={name}]").fill(text)
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator(".dialog")).to_have_count(0)


async def registered(page: Page) -> None:
    await page.get_by_role("button", name="登记异议").click()
    await page.locator(".dialog").get_by_label("后台、管理人员").check()
    await page.get_by_role("button", name="下一步").click()
    dialog = page.locator(".dialog")
    await dialog.locator("[name=objector]").fill("参赛者甲")
    await dialog.locator("[name=entrant]").select_option("b3")
    await dialog.locator("[name=text]").fill("超时扣分有误")
    await dialog.locator("[value=confirm]").click()


async def test_an_objection_is_answered_before_the_award_is_final(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await laptop(f"{server.competition}/appeals", token=organiser.cookies["judging_organiser"])
    award, objection = page.locator(f"[data-award={POOL}]"), page.locator(".objection")
    await pressed(award, "开始公示")
    await expect(award.locator("[data-works=true]")).to_have_count(3)
    await registered(page)
    await expect(award.locator(".why")).to_contain_text("第 1 号异议还没有办结")
    await pressed(objection, "登记联系情况", note="电话说明")
    await command(organiser, "AdvanceClock", days=20)
    await page.reload()
    await expect(objection).to_contain_text("已逾期")
    await expect(award.get_by_role("button", name="定稿", exact=True)).to_be_disabled()

    await pressed(objection, "作出处理决定", note="经核对无误")
    await pressed(objection, "登记答复", note="当面送达")
    await pressed(award, "定稿")

    await expect(objection).to_contain_text("已办结")
    await expect(award).to_have_attribute("data-phase", "final")
    await expect(award).to_contain_text("已定稿")
