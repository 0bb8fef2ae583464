"""The page /print: what can be printed, and printing it."""

import io

import pypdf
import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from judging.core import events as e
from judging.core.publication.ranked import ranking
from tests.browser.conftest import PHONE, Device, at_venue
from tests.printouts.made_up import TRACK, full_day
from tests.serving import Server, done, logged_in


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """After a day whose track was locked."""
    log = full_day()
    log.add(e.StandingsRevealed(TRACK, ranking(log.state, TRACK), 23))
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    await log.save(server.folder / "day.sqlite")
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "day.sqlite"}))
        yield organiser


async def opened(server: Server, organiser: AsyncClient, device: Device, path: str = "/print") -> Page:
    return await device(f"{server.url}{path}", token=organiser.cookies["judging_organiser"])


async def test_a_whole_track_is_printed_at_one_click(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop)
    centre = page.locator(".card").filter(has=page.get_by_role("heading", name="受理中心组"))

    link = centre.get_by_role("link", name="整个组别一份 PDF（26 份）")
    reply = await organiser.get(str(await link.get_attribute("href")))

    assert reply.headers["content-type"] == "application/pdf"
    texts = [pdf_page.extract_text() for pdf_page in pypdf.PdfReader(io.BytesIO(reply.content)).pages]
    assert len(texts) == 28, "two pages of each list, 23 score sheets, one draw record"
    assert all("已核分锁定" in text for text in texts)


async def test_the_page_leads_home_and_to_the_console_and_back_from_a_preview(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    await expect(page.get_by_role("link", name="首页")).to_have_attribute("href", "/")

    await page.goto(at_venue(f"{server.competition}/print/results/centre"))
    await page.get_by_role("link", name="返回").click()
    await expect(page.get_by_role("heading", name="打印", exact=True)).to_be_visible()
    await page.get_by_role("link", name="控制台").click()

    await expect(page).to_have_url(at_venue(f"{server.competition}/console"))


async def test_each_track_says_whether_it_is_locked(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop)
    states = page.locator(".card .status")

    await expect(states.first).to_contain_text("已核分锁定 2026/11/20")
    await expect(states.nth(1)).to_have_text("未锁定")


async def test_the_page_is_english_on_an_english_device_and_the_paper_stays_chinese(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="Score register")).to_be_visible()

    await page.goto(at_venue(f"{server.competition}/print/results/centre"))

    await expect(page.get_by_role("link", name="Back")).to_be_visible()
    await expect(page.get_by_role("heading", name="受理中心组成绩汇总表")).to_be_visible()


async def test_nothing_is_cut_off_on_a_phone(server: Server, organiser: AsyncClient, device: Device):
    page = await device(f"{server.url}/print", token=organiser.cookies["judging_organiser"], **PHONE)
    await expect(page.get_by_role("heading", name="成绩汇总表")).to_be_visible()

    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
