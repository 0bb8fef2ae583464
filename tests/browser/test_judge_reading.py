"""What a judge over fifty can read, and how soon the phone says that nobody hears it."""

import os
import signal
import sys

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done

LEAST_PX = 16
# Every text that is shown smaller than that, with its size. Options and the like have no box of their own.
SMALL_TEXT = """
([least]) => [...document.querySelectorAll("body *")].filter((element) => {
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  return hasText && element.getClientRects().length && parseFloat(getComputedStyle(element).fontSize) < least
}).map((element) => `${element.className || element.tagName} ${element.textContent.trim()}`)
"""
INK = "(selector) => getComputedStyle(document.querySelector(selector)).color"
NOTICED_MS = 5000


async def marking(server: Server, crew: Crew, phone: Device) -> Page:
    """The phone of judge J3; the first criterion has a scale text with levels."""
    rules = done(await crew.organiser.get("/setup/rules"))
    rules["tracks"][0]["rounds"][1]["criteria"][0]["scale"] = "优 26–30；良 20–25.5；一般 0–19.5"
    done(await crew.organiser.post("/setup/rules", json=rules))
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    await expect(page.locator("button.criterion")).to_have_count(5)
    return page


async def test_no_text_on_the_judge_s_page_is_small(server: Server, crew: Crew, phone: Device):
    waiting = await phone(f"{server.url}/judge", token=crew.tokens["J4"])
    await expect(waiting.locator(".place")).to_be_visible()
    assert await waiting.evaluate(SMALL_TEXT, [LEAST_PX]) == []
    page = await marking(server, crew, phone)
    assert await page.evaluate(SMALL_TEXT, [LEAST_PX]) == []

    await page.locator("button.criterion").first.click()
    await expect(page.locator(".levels button")).to_have_count(3)

    assert await page.evaluate(SMALL_TEXT, [LEAST_PX]) == []


async def test_what_a_mark_means_is_as_dark_as_the_rest(server: Server, crew: Crew, phone: Device):
    page = await marking(server, crew, phone)

    assert await page.evaluate(INK, ".criterion .scale") == await page.evaluate(INK, "body")


async def test_a_mark_not_given_yet_is_a_word_and_no_stroke(server: Server, crew: Crew, phone: Device):
    page = await marking(server, crew, phone)
    await expect(page.locator(".criterion .value").first).to_have_text("未打分")

    await page.locator("button.criterion").first.click()

    await expect(page.locator(".dial .value")).to_have_text("未打分")
    await page.locator('.pad [data-key="9"]').click()
    await expect(page.locator(".dial .value")).to_have_text("9")


async def test_what_the_browser_knows_of_the_wifi_is_said_at_once(server: Server, crew: Crew, phone: Device):
    page = await marking(server, crew, phone)
    await expect(page.locator(".link")).to_have_text("已连接")

    await page.context.set_offline(True)
    await expect(page.locator(".link")).to_have_text("已离线", timeout=1000)
    await page.context.set_offline(False)

    await expect(page.locator(".link")).to_have_text("已连接", timeout=2000)


async def test_a_lost_network_that_the_server_outlives_costs_no_page_its_link(
    server: Server, crew: Crew, laptop: Device
):
    """The organiser's laptop is the server: its own Wi-Fi going away is none of its own pages' business."""
    page = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(page.locator(".link")).to_have_text("已连接")

    await page.evaluate("dispatchEvent(new Event('offline'))")

    await expect(page.locator(".link")).to_have_text("已连接", timeout=2000)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP")
async def test_a_server_that_falls_silent_is_noticed_within_five_seconds(
    server: Server, crew: Crew, phone: Device
):
    page = await marking(server, crew, phone)
    await expect(page.locator(".link")).to_have_text("已连接")

    os.kill(server.pid, signal.SIGSTOP)
    try:
        await expect(page.locator(".link")).not_to_have_text("已连接", timeout=NOTICED_MS)
    finally:
        os.kill(server.pid, signal.SIGCONT)

    await expect(page.locator(".link")).to_have_text("已连接", timeout=NOTICED_MS)


async def test_dimmed_marks_say_how_they_come_back(server: Server, crew: Crew, phone: Device):
    page = await marking(server, crew, phone)
    hint = page.get_by_text("轻触显示分数")
    await expect(hint).to_be_hidden()

    await page.evaluate("document.documentElement.dataset.dim = ''")  # as after eight seconds without a touch
    await expect(hint).to_be_visible()
    await page.locator(".head").tap()

    await expect(hint).to_be_hidden()


async def test_a_name_is_parted_where_one_pauses(server: Server, crew: Crew, phone: Device):
    page = await marking(server, crew, phone)

    await expect(page.locator(".head h1 .piece").last).to_have_text("社区事务受理服务中心")
    assert (
        await page.locator(".head h1 .piece").last.evaluate("(piece) => piece.getClientRects().length") == 1
    )
