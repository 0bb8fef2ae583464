"""更正 as it is done on two laptops: proposed by the director, put into effect by the organiser."""

import os

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.test_supervisor import appointed, sign
from tests.serving import Crew, Server, command, done, publish, secret_of
from tests.tracks import CENTRE, TwoTracks, two_tracks


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> TwoTracks:
    """Two centres, the first one ahead; published and locked."""
    day = await two_tracks(server, crew)
    for n in (1, 2):
        await day.played(CENTRE, n, off=str(n))
    await publish(day.director, CENTRE)
    await command(day.director, "LockTrack", track=CENTRE)
    return day


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, day: TwoTracks, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await expect(page.locator(".row")).to_have_count(2)
    return page


async def picture(page: Page, name: str) -> None:
    """Of what a person sees, where somebody wants to look."""
    if folder := os.environ.get("JUDGING_PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png")


async def test_a_correction_is_proposed_after_a_look_and_takes_effect_by_another_hand(
    page: Page, day: TwoTracks
):
    dialog = page.locator(".dialog")
    await page.locator(".row-more").first.click()
    await page.get_by_role("button", name="更正…", exact=True).click()
    await dialog.locator("select").select_option(label="补记一笔扣分")
    await dialog.get_by_role("button", name="下一步").click()
    await dialog.locator("[name=points]").fill("200")
    await dialog.locator("[name=off]").fill("缺项")
    await dialog.locator("[name=reason]").fill("漏记扣分")
    await dialog.get_by_role("button", name="看看会怎样").click()
    await expect(dialog.locator(".refusal")).to_contain_text("扣分须大于 0")
    await dialog.locator("[name=points]").fill("20")
    await dialog.get_by_role("button", name="看看会怎样").click()
    await expect(dialog.locator("tbody tr")).to_contain_text(["centre第2家", "centre第1家"])
    await picture(page, "correct-preview")
    await dialog.get_by_role("button", name="提出更正").click()
    await expect(page.locator(".correction")).to_contain_text("第 1 号更正待生效")
    await picture(page, "correct-waiting")

    await page.get_by_role("button", name="核对并生效…").click()
    await dialog.get_by_role("button", name="核对无误，生效").click()
    await expect(page.locator(".notice")).to_contain_text("须由另一人核对")

    await command(day.crew.organiser, "ApplyCorrection", correction=1)
    await expect(page.locator(".correction")).to_have_count(0)
    await expect(page.locator(".order")).to_contain_text("更正后名次有变动，请重新公布")
    await picture(page, "correct-applied")


async def test_the_marks_of_a_seat_are_filled_in_as_they_are(page: Page):
    dialog = page.locator(".dialog")
    await page.locator(".row-more").first.click()
    await page.get_by_role("button", name="更正…", exact=True).click()
    await dialog.locator("select").select_option(label="1号 评委1 的评分表")
    await dialog.get_by_role("button", name="下一步").click()

    await expect(dialog.locator("input").first).to_have_value("29")
    await picture(page, "correct-marks")


async def test_a_misprint_is_put_right_from_the_running_order(page: Page):
    dialog = page.locator(".dialog")
    await page.get_by_role("button", name="更正错字…").click()
    await dialog.locator("select").select_option(label="参赛对象名称：centre第1家")
    await dialog.get_by_role("button", name="下一步").click()
    await dialog.locator("[name=text]").fill("中心第一家")
    await dialog.locator("[name=reason]").fill("证书上是全称")
    await picture(page, "mend")
    await dialog.get_by_role("button", name="更正", exact=True).click()

    await expect(page.locator(".row-name").first).to_contain_text("中心第一家")


HEAD = {"id": "P8", "name": "组长一", "appointments": [{"duty": "head_judge"}]}


async def head_judge(server: Server, crew: Crew) -> str:
    """The token of the named head judge's phone."""
    await command(crew.organiser, "SetPerson", person=HEAD)
    issued = done(await crew.organiser.post("/passes", json={"role": "head_judge", "person": "P8"}))
    async with server.client() as device:
        return str(done(await device.post("/join", json={"secret": secret_of(issued["link"])}))["token"])


async def test_a_named_head_judge_proposes_on_the_phone_and_the_supervisor_signs(
    server: Server, crew: Crew, phone: Device, tablet: Device
):
    token = await appointed(server, crew, countersign=["correction"])
    day = await two_tracks(server, crew)
    for n in (1, 2):
        await day.played(CENTRE, n, off=str(n))
    await command(day.director, "LockTrack", track=CENTRE)
    head = await phone(f"{server.competition}/head", token=await head_judge(server, crew))
    dialog = head.locator(".dialog")
    await head.locator(".correctable summary").click()
    await picture(head, "head-locked")
    await head.get_by_role("button", name="更正：centre第1家").click()
    await dialog.locator("select").select_option(label="补记一笔扣分")
    await dialog.get_by_role("button", name="下一步").click()
    await dialog.locator("[name=points]").fill("20")
    await dialog.locator("[name=off]").fill("缺项")
    await dialog.locator("[name=reason]").fill("漏记扣分")
    await dialog.get_by_role("button", name="看看会怎样").click()
    await picture(head, "head-preview")
    await dialog.get_by_role("button", name="提出更正").click()
    await expect(head.locator(".correction")).to_contain_text("请监督员 监督员一 会签")
    await expect(head.get_by_role("button", name="核对并生效…")).to_be_disabled()

    page = await tablet(f"{server.competition}/supervisor", token=token)
    await sign(page)

    await head.get_by_role("button", name="核对并生效…").click()
    await dialog.get_by_role("button", name="核对无误，生效").click()
    await expect(head.locator(".correction")).to_have_count(0)
    await expect(head.locator(".correctable li").first).to_contain_text("75.00")


async def test_the_console_offers_no_correction_that_only_the_head_judge_may_propose(
    page: Page, day: TwoTracks
):
    appointments = [{"duty": "head_judge", "scope": {}}]
    person = {"id": "P9", "name": "评委组长一", "appointments": appointments}
    await command(day.crew.organiser, "SetPerson", person=person)

    await page.locator(".row-more").first.click()

    await expect(page.get_by_role("button", name="更正…", exact=True)).to_be_disabled()
    await expect(page.locator(".row-choices .barred")).to_contain_text("由评委组长 评委组长一 操作")
    await expect(page.get_by_role("button", name="取消资格")).to_have_count(0)
