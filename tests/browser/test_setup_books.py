"""Everything that is set up comes out of one workbook, after a look at what it would change."""

import io

import openpyxl
import pytest_asyncio
from httpx2 import AsyncClient
from openpyxl.worksheet.worksheet import Worksheet
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Server, done, logged_in


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


def put(sheet: Worksheet, row: int, **values: object) -> None:
    titles = [cell.value for cell in sheet[1]]
    for title, value in values.items():
        sheet.cell(row, titles.index(title) + 1, value)


def filled(template: bytes, duty: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template))
    put(book["人员与职责"], 2, 姓名="记分员一", 职责=duty, 单位="示例街道第一受理中心")
    put(book["人员与职责"], 3, 姓名="主持人一", 职责="主持人、打印员")
    for row in range(2, 9):
        put(
            book["评委"],
            row,
            组别="受理中心组",
            姓名=f"评委{'一二三四五六七'[row - 2]}",
            席位=row - 1,
            单位=f"示例单位{row}",
        )
    for row in range(2, 26):
        put(book["出场顺序"], row, 序号=26 - row, 见证人="见证人甲")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


async def upload(page: Page, content: bytes) -> None:
    chosen = {"name": "全部表格.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    await page.locator('[data-book="all"] input[type=file]').set_input_files(chosen)


async def test_one_workbook_sets_up_people_judges_and_order(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await laptop(f"{server.url}/setup#books", token=organiser.cookies["judging_organiser"])
    book = page.locator('[data-book="all"]')
    async with page.expect_download() as download:
        await book.get_by_role("link", name="下载全部表格").click()
    template = (await (await download.value).path()).read_bytes()

    await upload(page, filled(template, "记分员、复核员、司仪"))
    await expect(book.get_by_role("alert")).to_contain_text("1 处")
    await expect(book.locator(".faults tbody tr")).to_contain_text("人员与职责!B2")
    await expect(book.get_by_role("button", name="导入")).to_be_disabled()

    await upload(page, filled(template, "记分员"))
    await expect(book.locator(".changes")).to_contain_text("评委七")
    await book.get_by_role("button", name="导入").click()
    await expect(page.get_by_text("已导入，改动")).to_be_visible()

    await page.goto(page.url.replace("#books", "#people"))
    await expect(page.locator("tr[data-person]").filter(has_text="记分员 · 整个赛事")).to_be_visible()
    await page.goto(page.url.replace("#people", "#panel"))
    await expect(page.locator('[name="seat-7"]')).to_have_value("评委七")
    await page.goto(page.url.replace("#panel", "#order"))
    await expect(page.get_by_text("见证人甲").first).to_be_visible()
