"""人员与职责: who does what is handed out on one screen, and every page follows."""

import asyncio
import re
from urllib.parse import urlsplit

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Route, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done, logged_in


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


async def opened(server: Server, organiser: AsyncClient, laptop: Device):
    page = await laptop(f"{server.url}/setup#people", token=organiser.cookies["judging_organiser"])
    await expect(page.locator('main[data-section="people"]')).to_be_visible()
    return page


async def test_a_person_is_named_with_a_duty_and_what_it_excludes_is_grey_and_says_why(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    is_typed = asyncio.Event()

    async def answered_late(route: Route) -> None:
        await is_typed.wait()
        await route.continue_()

    await page.route("**/setup/duties", answered_late)
    await page.get_by_role("button", name="添加人员").click()
    form = page.locator("form.person")
    await form.locator('[name="name"]').fill("记分员一")
    await form.locator('[name="unit"]').fill("受理中心甲")
    is_typed.set()
    picker = form.locator('[data-duty="scorekeeper"] select')
    await picker.select_option(label="整个赛事")
    await expect(form.locator(".chip")).to_contain_text("记分员 · 整个赛事")
    barred = form.locator('[data-duty="verifier"]')
    await expect(barred).to_contain_text("录入和复核须由两个人做")
    await expect(barred.locator("select")).to_be_disabled()
    await form.get_by_role("button", name="保存").click()

    row = page.locator('tr[data-person="P1"]')
    await expect(row).to_contain_text("受理中心甲")
    await expect(row.locator(".chip")).to_contain_text("记分员 · 整个赛事")


async def test_a_set_of_duties_takes_names_and_keeps_who_is_there(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    small = page.locator('[data-bundle="small"]')
    await small.locator("summary").click()
    await small.locator("input").nth(0).fill("组织者一")
    await small.locator("input").nth(1).fill("记分员一")
    await small.get_by_role("button", name="按填写的名字指派").click()
    await expect(page.locator("tr[data-person]")).to_have_count(2)
    await expect(page.locator('tr[data-person="P1"] .chip')).to_contain_text(["组织者", "场控"])

    standard = page.locator('[data-bundle="standard"]')
    await standard.locator("summary").click()
    await expect(standard.locator("li").nth(0)).to_contain_text("组织者一")
    await standard.locator("li").nth(2).locator("input").fill("记分员一")
    await standard.get_by_role("button", name="按填写的名字指派").click()

    await expect(standard.locator("li").nth(2)).to_contain_text("记分员一不能同时是记分员和复核员")
    await expect(page.locator("tr[data-person]")).to_have_count(2)


async def test_a_list_is_pasted(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop)
    paste = page.locator('[data-paste="people"]')
    await paste.locator("summary").click()

    await paste.locator("textarea").fill(
        "姓名\t单位\t所在区\t电话\t职责\n主持人一\t甲中心\t黄浦区\t13800000000\t主持人、打印员\n监督员一\t乙中心\t\t\t监督员"
    )
    await expect(paste.locator(".understood")).to_contain_text("黄浦区")
    await paste.get_by_role("button", name="加到后面：2 个").click()
    await expect(page.locator(".changes")).to_contain_text("主持人、打印员（整个赛事）")
    await page.get_by_role("button", name="导入 2 处改动").click()

    rows = page.locator("tr[data-person]")
    await expect(rows).to_have_count(2)
    await expect(rows.nth(0).locator(".chip")).to_contain_text(["主持人", "打印员"])
    await expect(rows.nth(0)).to_contain_text("甲中心 · 黄浦区 · 13800000000")


async def test_naming_a_scorekeeper_greys_the_deduction_on_the_console_at_once(
    server: Server, crew: Crew, laptop: Device
):
    performance = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=performance)
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    deduct = console.locator(".deduct")
    await expect(deduct.get_by_role("button")).to_be_enabled()

    scorekeeper = {"id": "P1", "name": "记分员一", "appointments": [{"duty": "scorekeeper"}]}
    await command(crew.organiser, "SetPerson", person=scorekeeper)

    await expect(deduct.get_by_role("button")).to_be_disabled()
    await expect(deduct).to_contain_text("由记分员 记分员一 操作")
    await expect(console.locator(".parts")).to_contain_text("记分员一")

    await command(crew.organiser, "RemovePerson", id="P1", reason="换人")
    await expect(deduct.get_by_role("button")).to_be_enabled()
    await expect(console.locator(".parts")).to_have_count(0)


async def test_a_person_with_two_duties_goes_from_page_to_page(
    server: Server, crew: Crew, laptop: Device, phone: Device
):
    duties = [{"duty": "director"}, {"duty": "emcee"}]
    await command(crew.organiser, "SetPerson", person={"id": "P1", "name": "场控一", "appointments": duties})
    card = done(await crew.organiser.post("/passes", json={"role": "director", "person": "P1"}))

    page = await phone(f"{server.url}{urlsplit(card['link']).path}")
    await expect(page.locator(".holder")).to_contain_text("场控一")
    await expect(page.locator(".holder")).to_contain_text("场控、主持人")
    await page.get_by_role("button", name="确认就座").click()

    links = page.locator(".own-duties")
    await expect(links.get_by_role("link", name="场控")).to_have_attribute("aria-current", "page")
    await links.get_by_role("link", name="主持人").click()
    await expect(page).to_have_url(re.compile("/emcee$"))
    await expect(links.get_by_role("link", name="主持人")).to_have_attribute("aria-current", "page")
