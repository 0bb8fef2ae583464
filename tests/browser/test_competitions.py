"""Several competitions at once: the first page shows how each goes, and phones and screens find theirs."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Device
from tests.serving import Crew, Server, command, done, secret_of

OTHERS = ("窗口综合竞赛", "区运管团队组预赛", "十一月竞操", "十二月竞操")
PICTURES = "JUDGING_PICTURES"  # environment: a folder for them


@pytest_asyncio.fixture(loop_scope="package")
async def first(server: Server, crew: Crew) -> AsyncIterator[str]:
    """Five competitions, three of them open, in the first of which marks are given; where that one is."""
    first = server.at
    performance = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=performance)
    await command(crew.director, "OpenMarking", performance=performance)
    made = [done(await crew.organiser.post("/competitions", json=new(name))) for name in OTHERS]
    for each in made[2:]:
        done(await crew.organiser.post("/competitions/close", json={"file": each["file"]}))
    crew.organiser.within = lambda: first
    yield first


def new(name: str) -> dict[str, str]:
    return {"preset": "shequ-2024", "name": name}


async def photograph(page: Page, name: str) -> None:
    if folder := os.environ.get(PICTURES):
        await page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


async def is_within(page: Page) -> bool:
    """Whether nothing is cut off at the right."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def test_the_first_page_shows_how_each_goes_on_a_laptop_and_a_phone(
    server: Server, crew: Crew, first: str, device: Device
):
    for name, size in (("start-laptop", LAPTOP), ("start-phone", PHONE)):
        page = await device(f"{server.url}/", token=crew.organiser.cookies["judging_organiser"], **size)
        cards = page.locator("[data-competition]")

        await expect(cards).to_have_count(3)
        await expect(cards.nth(0)).to_contain_text("评分中 0/7")
        await expect(cards.nth(1)).to_contain_text("现在没有参赛对象在场上")
        await expect(page.locator(".files li").filter(has_text="已打开")).to_have_count(3)
        assert await is_within(page)
        await photograph(page, name)


async def test_it_follows_by_itself(server: Server, crew: Crew, first: str, laptop: Device):
    page = await laptop(f"{server.url}/", token=crew.organiser.cookies["judging_organiser"])
    card = page.locator(f'[data-competition="{first.rpartition("/")[2]}"]')
    await expect(card).to_contain_text("评分中 0/7")
    crew.judges["J1"].within = lambda: first

    marks = {"work": "27", "service": "26.5", "reputation": "18", "system": "8.5", "environment": "8.5"}
    at = crew.performance(crew.entrants[0])
    await command(crew.judges["J1"], "SubmitSheet", performance=at, revision=1, marks=marks)

    await expect(card).to_contain_text("评分中 1/7")


async def test_one_is_closed_by_itself_and_opened_again(
    server: Server, crew: Crew, first: str, laptop: Device
):
    token = crew.organiser.cookies["judging_organiser"]
    page, console = await laptop(f"{server.url}/", token=token), await laptop(server.url + first, token=token)
    await console.goto(console.url.replace("/join", "/console"))
    await expect(console.locator(".row")).not_to_have_count(0)
    other = page.locator("[data-competition]").filter(has_text=OTHERS[0])

    await other.get_by_role("button", name="关闭").click()
    await expect(page.locator(".dialog")).to_contain_text("其他赛事不受影响")
    await page.locator(".dialog [value=confirm]").click()

    await expect(page.locator("[data-competition]")).to_have_count(2)
    await expect(console.locator(".link")).to_contain_text("已连接")
    row = page.locator(".files li").filter(has_text=OTHERS[0])
    await row.get_by_role("button", name="打开").click()
    await expect(page.locator("[data-competition]")).to_have_count(3)


async def test_a_code_typed_anywhere_leads_to_its_competition(
    server: Server, crew: Crew, first: str, phone: Device
):
    done(await crew.organiser.post("/passes", json={"role": "judge", "judge": "J5"}))
    code = done(await crew.organiser.post("/passes/code", json={"judge": "J5"}))["code"]

    page = await phone(f"{server.url}/join")
    for digit in code:
        await page.locator(".keypad").get_by_text(digit, exact=True).click()
    await page.locator(".keypad .enter").click()
    await page.get_by_role("button", name="确认就座").click()

    await expect(page).to_have_url(re.compile(f"{first}/judge$"))
    await page.goto(page.url.replace(f"{first}/judge", "/join"))
    await expect(page.locator(".holder")).to_contain_text("评委5")


async def test_a_screen_is_chosen_by_the_name_of_its_competition(
    server: Server, crew: Crew, first: str, venue_screen: Device
):
    page = await venue_screen(f"{server.url}/screen?theme=red")
    await photograph(page, "choose")
    await page.get_by_role("link", name=OTHERS[0]).click()

    await expect(page).to_have_url(re.compile(r"/c/[0-9a-f]{6}/screen\?theme=red$"))
    assert first not in page.url
    await expect(page.locator("body")).to_contain_text("1")


async def test_a_phone_keeps_what_it_is_in_each(server: Server, crew: Crew, first: str, phone: Device):
    card = done(await crew.organiser.post("/passes", json={"role": "judge", "judge": "J6"}))
    page = await phone(f"{server.url}{first}/join/{secret_of(card['link'])}")
    await page.get_by_role("button", name="确认就座").click()
    await expect(page).to_have_url(re.compile(f"{first}/judge$"))
    other = server.at
    crew.organiser.within = lambda: other
    emcee = done(await crew.organiser.post("/passes", json={"role": "emcee"}))

    await page.goto(page.url.replace(f"{first}/judge", f"{other}/join/{secret_of(emcee['link'])}"))
    await page.get_by_role("button", name="确认就座").click()
    await expect(page).to_have_url(re.compile(f"{other}/emcee$"))
    await page.context.clear_cookies()
    await page.goto(page.url.replace(f"{other}/emcee", f"{first}/judge"))

    await expect(page.locator("body")).to_contain_text("评委6")
