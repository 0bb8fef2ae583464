"""The organiser brings a roster out of Excel, against the real server."""

import io
from collections.abc import Callable

import openpyxl
import pytest_asyncio
from httpx2 import AsyncClient
from openpyxl.worksheet.worksheet import Worksheet
from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.serving import Server, done, logged_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition open in which nothing has been set up yet."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


def workbook(content: bytes, change: Callable[[Worksheet], object]):
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book["名单"])
    changed = io.BytesIO()
    book.save(changed)
    return {"name": "名单.xlsx", "mimeType": XLSX, "buffer": changed.getvalue()}


def spoilt(sheet: Worksheet) -> None:
    sheet["B3"], sheet["F5"], sheet["A7"] = None, "三年", "c01"


def mended(sheet: Worksheet) -> None:
    sheet["B2"], sheet["F5"] = "改名的中心", 3.5
    sheet.delete_rows(25)
    sheet.append([None, "新来的中心", "青浦区"])


def renamed(sheet: Worksheet) -> None:
    sheet["B3"] = "别处改名的中心"


async def test_a_roster_comes_out_of_excel_after_a_look_at_its_problems_and_at_what_it_changes(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await laptop(f"{server.url}/setup#entrants", token=organiser.cookies["judging_organiser"])
    template = (await organiser.get("/setup/workbooks/roster.xlsx?track=centre")).content
    file = page.locator(".books input[type=file]").first

    await file.set_input_files(workbook(template, spoilt))
    await expect(page.locator(".faults tbody tr")).to_have_count(3)
    await expect(page.locator(".faults")).to_contain_text("F5")
    await expect(page.get_by_role("button", name="导入")).to_be_disabled()
    await file.set_input_files(workbook(template, mended))
    await expect(page.locator(".changes tbody tr")).to_have_count(4)
    await page.get_by_role("button", name="导入 4 处改动").click()

    await expect(page.get_by_text("已导入，改动 4 处")).to_be_visible()
    await expect(page.locator('.roster[data-list="entrants"] [name=name]').first).to_have_value("改名的中心")
    await expect(page.locator(".preview")).to_have_count(0)


async def test_what_was_changed_elsewhere_since_the_look_is_looked_at_anew_and_then_imported(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await laptop(f"{server.url}/setup#entrants", token=organiser.cookies["judging_organiser"])
    template = (await organiser.get("/setup/workbooks/roster.xlsx?track=centre")).content
    await page.locator(".books input[type=file]").first.set_input_files(workbook(template, mended))
    await expect(page.locator(".changes tbody tr")).to_have_count(4)
    address, other = "/setup/workbooks/roster?track=centre", workbook(template, renamed)["buffer"]
    look = done(await organiser.post(address, files={"file": ("名单.xlsx", other)}))
    imported = f"{address}&import=1&shown={look['shown']}"
    done(await organiser.post(imported, files={"file": ("名单.xlsx", other)}))

    await page.get_by_role("button", name="导入 4 处改动").click()

    await expect(page.get_by_text("请再看一遍")).to_be_visible()
    await expect(page.locator(".changes tbody tr")).to_have_count(5)
    await page.get_by_role("button", name="导入 5 处改动").click()
    await expect(page.get_by_text("已导入，改动 5 处")).to_be_visible()
