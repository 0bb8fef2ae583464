"""The supervisor's tablet and phone: what is signed is shown first, and everybody's page says what waits."""

import os
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.windows import submit
from tests.serving import Crew, Server, command, done, secret_of

PIN = "271828"
SUPERVISOR = {"id": "P9", "name": "监督员一", "appointments": [{"duty": "supervisor"}]}
CRITERIA = ("work", "service", "reputation", "system", "environment")


async def appointed(server: Server, crew: Crew, **oversight: object) -> str:
    """The token of a supervisor's device, under rules that ask for signatures."""
    rules = done(await crew.organiser.get("/setup/rules"))
    done(await crew.organiser.post("/setup/rules", json={**rules, "oversight": oversight}))
    await command(crew.organiser, "SetPerson", person=SUPERVISOR)
    issued = done(await crew.organiser.post("/passes", json={"role": "supervisor", "person": "P9"}))
    device = server.client()
    async with device:
        joined = done(await device.post("/join", json={"secret": secret_of(issued["link"])}))
    return str(joined["token"])


@pytest_asyncio.fixture(loop_scope="package")
async def tablet_page(server: Server, crew: Crew, tablet: Device) -> Page:
    token = await appointed(server, crew, countersign=["start", "publish"])
    return await tablet(f"{server.competition}/supervisor", token=token)


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("JUDGING_PICTURES"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


async def sign(page: Page) -> None:
    """The first time a PIN is chosen on the way."""
    await page.locator(".thing .primary").first.click()
    await page.locator("[name=pin]").wait_for()
    if await page.locator("[name=again]").count():
        await page.locator("[name=pin]").fill(PIN)
        await page.locator("[name=again]").fill(PIN)
        await page.locator("[value=confirm]").click()
        await expect(page.locator("[name=again]")).to_have_count(0)
    await page.locator("[name=pin]").fill(PIN)
    await picture(page, "supervisor-sign")
    await page.locator("[value=confirm]").click()


async def test_a_start_is_looked_at_signed_and_then_happens(
    server: Server, crew: Crew, tablet_page: Page, laptop: Device
):
    performance = crew.performance(crew.entrants[0])
    console = await laptop(f"{server.competition}/console", token=crew.tokens["director"])
    await expect(console.locator(".strip")).to_contain_text("开赛：等监督员 监督员一签字")
    await picture(console, "console-strip")
    await expect(tablet_page.locator(".thing")).to_have_count(1)
    await picture(tablet_page, "supervisor-start")

    await sign(tablet_page)

    await expect(tablet_page.locator(".thing")).to_have_count(0)
    await expect(console.locator(".strip")).to_have_count(0)
    await command(crew.director, "CallEntrant", performance=performance)
    await expect(tablet_page.locator(".on h2")).not_to_be_empty()


async def test_the_hall_is_followed_live_and_marks_are_shown_once_complete(
    server: Server, crew: Crew, tablet_page: Page, phone: Device
):
    await sign(tablet_page)
    await expect(tablet_page.locator(".thing")).to_have_count(0)
    performance = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=performance)
    await command(crew.director, "OpenMarking", performance=performance)
    marks = dict(zip(CRITERIA, ("28", "27", "18", "8.5", "9"), strict=True))
    for n in range(1, 7):
        await submit(crew.judges[f"J{n}"], performance, marks)
    await expect(tablet_page.locator('.seats [data-state="submitted"]')).to_have_count(6)
    await expect(tablet_page.locator(".total")).to_have_count(0)
    await picture(tablet_page, "supervisor-incomplete")

    await submit(crew.judges["J7"], performance, marks)

    await expect(tablet_page.locator(".total")).to_have_count(7)
    await command(crew.director, "CloseMarking", performance=performance)
    await picture(tablet_page, "supervisor-complete")
    assert await tablet_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await tablet_page.set_viewport_size({"width": 390, "height": 844})
    await picture(tablet_page, "supervisor-phone")
    assert await tablet_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_flag_stands_on_the_console_until_it_is_answered_there(
    server: Server, crew: Crew, tablet_page: Page, laptop: Device
):
    console = await laptop(f"{server.competition}/console", token=crew.tokens["director"])
    await tablet_page.get_by_role("button", name="提出意见").click()
    await tablet_page.locator("[name=about]").select_option(index=1)
    await tablet_page.locator("[name=reason]").fill("3号评委看了手机")
    await tablet_page.locator("[value=confirm]").click()
    await expect(console.locator(".flags")).to_contain_text("3号评委看了手机")
    await picture(console, "console-flag")

    await console.get_by_role("button", name="答复").click()
    await console.locator("[name=reason]").fill("已当面提醒")
    await console.locator("[value=confirm]").click()

    await expect(console.locator(".flags")).to_have_count(0)
    await expect(tablet_page.locator(".flag")).to_contain_text("已当面提醒")
    await picture(tablet_page, "supervisor-flag")
    await tablet_page.get_by_role("button", name="接受答复").click()
    await expect(tablet_page.locator(".flag")).to_have_attribute("data-flag", "settled")


async def test_the_organiser_signs_the_rules_with_a_pin(server: Server, crew: Crew, laptop: Device):
    await appointed(server, crew, sign_rules=True)
    organiser = next(cookie.value for cookie in crew.organiser.cookies.jar if "organiser" in cookie.name)
    page = await laptop(f"{server.competition}/signing", token=organiser)
    await expect(page.locator(".strip")).to_contain_text("规则：等组织者签字")
    await picture(page, "signing")

    await page.get_by_role("button", name="用 PIN 签字").click()
    await page.locator("[name=again]").wait_for()
    await page.locator("[name=pin]").fill(PIN)
    await page.locator("[name=again]").fill(PIN)
    await page.locator("[value=confirm]").click()
    await expect(page.locator("[name=again]")).to_have_count(0)
    await page.locator("[name=pin]").fill(PIN)
    await page.locator("[value=confirm]").click()

    await expect(page.locator(".signing .status").first).to_have_text("都已签字，可以开赛")
    await expect(page.locator(".strip")).to_have_count(0)
    await picture(page, "signing-signed")


async def test_what_is_countersigned_is_chosen_in_the_rules(server: Server, crew: Crew, laptop: Device):
    organiser = next(cookie.value for cookie in crew.organiser.cookies.jar if "organiser" in cookie.name)
    page = await laptop(f"{server.competition}/setup#rules", token=organiser)

    await page.get_by_role("button", name="专家").click()
    await page.locator(".rules .more > summary").first.click()
    await page.locator('[name="oversight.countersign.publish"]').check()
    await page.locator('[name="oversight.countersign.start"]').check()
    await expect(page.locator(".choices + .told, .told").first).to_be_visible()
    await picture(page, "setup-oversight")
    await page.get_by_role("button", name="保存规则").click()
    await expect(page.locator("[data-step], .strip").first).to_contain_text("监督员（还没有任命）")

    rules = done(await crew.organiser.get("/setup/rules"))
    assert rules["oversight"] == {"countersign": ["start", "publish"]}
