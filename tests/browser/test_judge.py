"""A judge's phone through a performance, against the real server."""

import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.hostile.disks import FullDisk
from tests.serving import Crew, Server, command, joined, served

MARKS = {"work": "28", "service": "27", "reputation": "18", "system": "9", "environment": "9"}
BACK_MS = 3000  # from the server's return to a phone that is linked again
SAVED = re.compile(r"服务器已保存 \d\d:\d\d:\d\d")


@pytest_asyncio.fixture(loop_scope="package")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with served(tmp_path) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="package")
async def crew(server: Server) -> AsyncIterator[Crew]:
    """With the first entrant called and marking open."""
    async with joined(server) as crew:
        first = crew.performance(crew.entrants[0])
        await command(crew.director, "CallEntrant", performance=first)
        await command(crew.director, "OpenMarking", performance=first)
        yield crew


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, crew: Crew, phone: Device) -> Page:
    """The phone of judge J3."""
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    await expect(page.locator(".criterion")).to_have_count(5)
    return page


async def press(page: Page, keys: str) -> None:
    for key in keys:
        await page.locator(f'.pad [data-key="{key}"]').click()


async def mark(page: Page, *marks: str) -> None:
    """Fills in the sheet from the first criterion on, by the pad."""
    await page.locator(".criterion").first.click()
    for text in marks:
        await press(page, text)
        await page.locator(".pad .go").click()


async def submit(page: Page) -> None:
    await page.get_by_role("button", name="检查并提交").click()
    await page.get_by_role("button", name="提交", exact=True).click()


def status(page: Page) -> Locator:
    return page.locator(".foot .status")


async def test_marks_by_number_pad_are_reviewed_in_words_and_saved(page: Page):
    await mark(page, "28.5", "27", "18", "9", "9")

    await page.get_by_role("button", name="检查并提交 (91.5)").click()
    await expect(page.locator(".foot .spoken")).to_have_text("九十一点五分")
    await expect(page.locator(".criterion .spoken").first).to_have_text("二十八点五分")
    await page.get_by_role("button", name="提交", exact=True).click()

    await expect(status(page)).to_have_text(SAVED)
    await expect(page.locator("button.criterion")).to_have_count(0)


async def test_a_mark_off_its_step_or_range_is_refused_in_words(page: Page):
    await mark(page, "28.3")
    await expect(page.locator(".criterion .error")).to_have_text("每 0.5 一档，请改为 28 或 28.5。")
    await page.locator(".criterion").nth(1).click()
    await press(page, "31")

    await expect(page.locator(".pad .error")).to_have_text("最高 30 分。")
    await expect(page.get_by_role("button", name="检查并提交")).to_have_count(0)


async def test_steps_and_a_keyboard_mark_as_well(page: Page):
    await page.locator(".criterion").first.click()
    await page.get_by_role("button", name="减 0.5").click()
    await page.get_by_role("button", name="减 0.5").click()
    await expect(page.locator(".pad .value")).to_have_text("29.5")

    await page.locator(".pad .value").focus()
    await page.keyboard.type("27.5")
    await page.keyboard.press("Enter")
    await page.keyboard.type("26")
    await page.keyboard.press("Escape")

    await expect(page.locator(".total output")).to_have_text("53.5")


async def test_a_draft_survives_a_reload(page: Page):
    await mark(page, "28.5", "27")
    await page.get_by_label("★ 亮点").fill("流程清楚")
    await page.reload()

    await expect(page.locator(".criterion .value")).to_have_text(["28.5", "27", "未打分", "未打分", "未打分"])
    await expect(page.get_by_label("★ 亮点")).to_have_value("流程清楚")


async def test_a_sheet_waits_in_the_outbox_until_the_server_is_back(server: Server, crew: Crew, page: Page):
    await mark(page, "28.5", "27", "18", "9", "9")
    await server.kill()
    await submit(page)
    await expect(status(page)).to_have_text("待传 1 份")
    await expect(page.locator(".link")).to_have_text(re.compile("(重连中|已离线) · 待传 1 份"))

    async with served(server.folder, port=server.port):
        await expect(page.locator(".link")).to_have_text("已连接", timeout=BACK_MS)
        await expect(status(page)).to_have_text(SAVED)


@pytest.mark.skipif(sys.platform != "linux", reason="no prlimit")
async def test_on_a_full_disk_the_phone_says_whose_disk_it_is_and_keeps_the_sheet(server: Server, page: Page):
    await mark(page, "28.5", "27", "18", "9", "9")
    disk = FullDisk(server.folder)
    disk.fill(server.pid)
    await submit(page)
    await expect(page.locator(".foot")).to_contain_text("服务器电脑的磁盘")
    await expect(page.locator(".foot")).to_contain_text("您的分已存在这部手机上")

    disk.mend(server.pid)
    await expect(status(page)).to_have_text(SAVED)


async def test_the_outbox_outlives_the_page(server: Server, page: Page):
    await mark(page, "28.5", "27", "18", "9", "9")
    await server.kill()
    await submit(page)
    await expect(status(page)).to_have_text("待传 1 份")
    await page.goto("about:blank")

    async with served(server.folder, port=server.port):
        await page.go_back()
        await expect(status(page)).to_have_text(SAVED)
        await expect(page.locator(".criterion .value")).to_have_text(["28.5", "27", "18", "9", "9"])


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP")
async def test_a_silent_server_is_noticed_and_found_again(server: Server, page: Page):
    os.kill(server.pid, signal.SIGSTOP)
    await expect(page.locator(".link")).not_to_have_text("已连接", timeout=10_000)

    os.kill(server.pid, signal.SIGCONT)

    await expect(page.locator(".link")).to_have_text("已连接", timeout=BACK_MS)


async def test_a_returned_sheet_comes_back_with_the_reason_and_the_old_marks(crew: Crew, page: Page):
    await mark(page, "28.5", "27", "18", "9", "9")
    await submit(page)
    await expect(status(page)).to_have_text(SAVED)
    first = crew.performance(crew.entrants[0])

    await command(crew.director, "ReturnSheet", performance=first, judge="J3", reason="请复核第四项")

    await expect(page.get_by_role("alert").filter(has_text="请复核第四项")).to_be_visible()
    await expect(page.locator(".criterion .value")).to_have_text(["28.5", "27", "18", "9", "9"])
    await page.locator(".criterion").nth(4).click()
    await press(page, "10")
    await page.locator(".pad .go").click()
    await page.get_by_role("button", name="检查并提交 (92.5)").click()
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(status(page)).to_have_text(SAVED)


async def test_a_sheet_that_comes_after_the_close_says_what_happened(crew: Crew, page: Page):
    first = crew.performance(crew.entrants[0])
    await mark(page, "28.5", "27", "18", "9", "9")
    await page.context.set_offline(True)
    await submit(page)
    for judge in crew.judges.keys() - {"J3"}:
        await command(crew.judges[judge], "SubmitSheet", performance=first, revision=1, marks=MARKS)
    await command(
        crew.director, "ExcuseJudge", performance=first, judge="J3", phase="absent", reason="手机没电"
    )
    await command(crew.director, "CloseMarking", performance=first)

    await page.context.set_offline(False)

    refusal = page.locator(".refusal")
    await expect(refusal).to_contain_text("请举手告知场控")
    await expect(refusal).to_contain_text("28.5 + 27 + 18 + 9 + 9")


async def test_a_judge_recuses_in_two_steps(page: Page):
    await page.get_by_role("button", name="申请回避").click()
    await page.get_by_label("回避原因").fill("曾在该中心任职")
    await page.get_by_role("button", name="下一步").click()
    await page.get_by_role("button", name="回避", exact=True).click()

    await expect(page.get_by_role("heading", name="本场您已回避")).to_be_visible()
    await expect(page.get_by_text("曾在该中心任职")).to_be_visible()


async def test_the_last_tab_holds_the_page(server: Server, page: Page):
    other = await page.context.new_page()
    await other.goto(page.url)

    await expect(page.get_by_role("heading", name="评分页已在另一个窗口打开")).to_be_visible()
    await page.get_by_role("button", name="改在这里评分").click()
    await expect(page.locator("button.criterion")).to_have_count(5)
    await expect(other.get_by_role("heading", name="评分页已在另一个窗口打开")).to_be_visible()


async def test_a_lost_cookie_is_restored_from_the_token(server: Server, crew: Crew, page: Page):
    await page.evaluate(
        "([key, token]) => localStorage.setItem(key, token)", [f"judging.token{server.at}", crew.tokens["J3"]]
    )
    await page.context.clear_cookies()
    await page.reload()

    await expect(page.locator("button.criterion")).to_have_count(5)


async def test_a_phone_without_a_session_says_what_to_do(server: Server, crew: Crew, phone: Device):
    page = await phone(f"{server.competition}/judge")

    await expect(page.get_by_role("heading", name="这台手机没有登录")).to_be_visible()


async def test_the_sheet_fits_a_small_phone_and_large_type(server: Server, crew: Crew, phone: Device):
    small = {"width": 320, "height": 568}
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"], viewport=small)
    client = await page.context.new_cdp_session(page)
    await client.send("Page.setFontSizes", {"fontSizes": {"standard": 24, "fixed": 20}})
    await page.locator(".criterion").first.click()

    for key in await page.locator(".pad button").all():
        box = await key.bounding_box()
        assert box is not None
        assert box["height"] > 47.9  # the browser's own rounding
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["y"] + box["height"] <= 568
