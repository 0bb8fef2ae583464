"""An evaluator's phone: one list of names, filled in by parts, green only once the server has it."""

import re
from pathlib import Path

import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Page, expect

from judging.core import commands as c
from judging.core.scoring.evaluators import Grade, Who
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Criterion
from tests.browser.conftest import Device
from tests.evaluated_day import KEY, PEER, REVIEW, SELF, EvaluatedDay
from tests.serving import Server, command, done, logged_in, secret_of

WORDS = {"优秀": "100", "称职": "80", "基本称职": "60", "不称职": "0"}
GRADES = tuple(Grade(name, parse(mark)) for name, mark in WORDS.items())
GRADED = Criterion("grade", "总体评价", parse("0"), parse("100"), parse("20"), grades=GRADES)
ATTITUDE = Criterion("attitude", "服务态度", parse("0"), parse("10"), parse("0.5"), scale="热情、耐心、规范")
MIXED = replace(REVIEW, criteria=(GRADED, ATTITUDE))
VOTE = Criterion("vote", "推选", parse("0"), parse("1"), parse("1"))
CHOICE = replace(REVIEW, name="推优", groups=(), who=Who.PEER, criteria=(VOTE,), most=2, reduce="sum")


async def opened(server: Server, day: EvaluatedDay, device: Device) -> tuple[Page, str]:
    """The page of 选手02, whose card was scanned; and by what the organiser is logged in."""
    day.do(c.ListEvaluators(*KEY))
    await day.log.save(Path(server.folder) / "review.sqlite")
    async with server.client() as organiser, server.client() as scanned:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "review.sqlite"}))
        await command(organiser, "OpenEvaluation", track="front", round="review")
        cards = done(await organiser.post("/passes/all"))
        [card] = [card for card in cards if card["name"] == "选手02"]
        token = done(await scanned.post("/join", json={"secret": secret_of(card["link"])}))["token"]
        return await device(f"{server.url}/evaluate", token=token), organiser.cookies["judging_organiser"]


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, phone: Device) -> Page:
    found, _ = await opened(server, EvaluatedDay(MIXED), phone)
    return found


def sheet(page: Page, entrant: str):
    return page.locator(f'[data-entrant="{entrant}"]')


async def test_a_page_is_filled_in_by_parts_kept_without_a_link_and_green_once_the_server_has_it(page: Page):
    first, second = sheet(page, "p2"), sheet(page, "p1")
    await first.get_by_role("button", name="称职", exact=True).click()
    await first.locator('[data-criterion="attitude"]').click()
    for key in ("9", ".", "5"):
        await page.locator(f'.pad [data-key="{key}"]').click()
    await expect(page.locator(".whose")).to_have_text("选手02")
    await page.get_by_role("button", name="收起").click()
    await second.get_by_role("button", name="优秀", exact=True).click()
    await expect(first).to_have_attribute("data-phase", "ready")
    await expect(second).to_have_attribute("data-phase", "begun")

    await page.context.set_offline(True)
    await page.get_by_role("button", name="提交填好的 1 份").click()
    await expect(first).to_have_attribute("data-phase", "waiting")
    await page.context.set_offline(False)

    await expect(first).to_have_attribute("data-phase", "saved")
    await expect(first).to_contain_text(re.compile(r"已保存 \d\d:\d\d"))
    await expect(page.locator(".progress")).to_have_text("1 / 5")
    await page.reload()
    await expect(sheet(page, "p1")).to_have_attribute("data-phase", "begun")
    for button in await page.locator(".sheets button, .foot .button").all():
        box = await button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


async def test_no_more_names_can_be_chosen_than_the_rules_say_and_the_organiser_sees_who_lacks(
    server: Server, phone: Device, laptop: Device
):
    page, organiser = await opened(server, EvaluatedDay(CHOICE), phone)
    names = page.locator(".choice")
    await expect(names).to_have_count(4)
    await names.nth(0).click()
    await names.nth(2).click()
    await expect(names.nth(1)).to_be_disabled()

    await page.get_by_role("button", name="提交推选").click()

    await expect(page.locator('[data-phase="saved"]')).to_have_count(4)
    managed = await laptop(f"{server.url}/evaluations", token=organiser)
    await expect(managed.locator("[data-far]")).to_contain_text("1 / 5")
    await expect(managed.locator(".lacking tbody tr")).to_have_count(4)


async def test_what_was_given_in_secret_is_in_and_gone_from_the_phone_and_may_be_given_anew(
    server: Server, phone: Device
):
    groups = (SELF, replace(PEER, secret=True))
    page, _ = await opened(server, EvaluatedDay(replace(MIXED, criteria=(GRADED,), groups=groups)), phone)
    first = sheet(page, "p1")
    best = first.get_by_role("button", name="优秀", exact=True)
    for _ in range(2):
        await best.click()
        await page.get_by_role("button", name="提交填好的 1 份").click()
        await expect(first).to_have_attribute("data-phase", "saved")
        await expect(best).to_have_attribute("aria-pressed", "false")
        await expect(first).to_contain_text(re.compile(r"已保存 \d\d:\d\d"))
    await expect(page.locator(".progress")).to_have_text("1 / 5")
