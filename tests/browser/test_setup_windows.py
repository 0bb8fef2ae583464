"""走场 set up against the real server: the windows of a hall, and who judges at which."""

from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.browser.test_setup import opened, progress
from tests.browser.windows import walk
from tests.serving import Crew, Server, command
from tests.tracks import watched

TWO = {"window_judges": 2, "minimum": 2, "trim": {"high": 0, "low": 0, "from": 1}}


async def test_windows_are_given_and_two_judges_spread_over_each(server: Server, crew: Crew, laptop: Device):
    await walk(crew, 0, **TWO)
    page = await opened(server, crew.organiser, laptop, "panel")
    await expect(page.get_by_text("受理中心组 · 现场汇报展示 的窗口数")).to_be_visible()

    await page.locator('[data-hall="main"] [name="windows"]').fill("4")
    await page.keyboard.press("Tab")
    await page.get_by_role("button", name="保存会场").click()
    await page.get_by_role("button", name="平均分配").click()
    await page.get_by_label("评委7 4号窗口").uncheck()
    await expect(page.locator(".window-judges tfoot td").last).to_have_text("1/2")
    await page.get_by_label("评委3 4号窗口").check()
    await page.get_by_role("button", name="保存窗口评委").click()
    await expect(page.get_by_text("窗口评委已保存")).to_be_visible()

    await expect(progress(page, "panel")).to_have_text("已齐")
    view = await watched(server, crew.organiser, "setup")
    [panel] = next(each for each in view["tracks"][0]["rounds"] if each["round"] == crew.round)["seating"]
    assert panel["windows"] == [["J1", "J2"], ["J3", "J4"], ["J5", "J6"], ["J1", "J3"]]


async def test_a_hall_that_is_renamed_keeps_its_windows(server: Server, crew: Crew, laptop: Device):
    halls = [{"id": "main", "name": "大厅", "windows": 6}, {"id": "h2", "name": "二厅", "windows": 0}]
    await command(crew.organiser, "SetHalls", halls=halls)
    page = await opened(server, crew.organiser, laptop, "panel")

    await page.locator('[data-hall="h2"] input').first.fill("报告厅")
    await page.get_by_role("button", name="保存会场").click()
    await expect(page.get_by_text("会场已保存")).to_be_visible()

    view = await watched(server, crew.organiser, "setup")
    assert [(hall["name"], hall["windows"]) for hall in view["halls"]] == [("大厅", 6), ("报告厅", 0)]
