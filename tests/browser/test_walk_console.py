"""A walk-round from the console: tiles for the windows, and scores told one by one or together."""

import pytest_asyncio
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Device
from tests.browser.test_console import press_next, row
from tests.browser.windows import at_windows, mark, walk
from tests.serving import Crew, Server, command


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, crew: Crew, laptop: Device) -> Page:
    """The director's console of a hall with three windows; nobody has been called."""
    await walk(crew, 3)
    opened = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(opened.locator(".window")).to_have_count(3)
    return opened


def tile(page: Page, window: int):
    return page.locator(f'.window[data-window="{window}"]')


async def test_space_leads_from_window_to_window_and_a_free_one_takes_who_comes_next(page: Page, crew: Crew):
    await press_next(page, "→ 1号窗口")
    await press_next(page, "开始评分：1号窗口")
    await tile(page, 3).get_by_role("button", name="请到3号窗口").click()
    await expect(tile(page, 3)).to_contain_text("第2号")
    await mark(crew, 0)
    await expect(tile(page, 1)).to_contain_text("7/7")
    await expect(row(page, 2)).to_contain_text("3号窗口")

    await tile(page, 3).get_by_role("button", name="开始评分").click()
    await press_next(page, "确认 91.50 分：1号窗口")

    await expect(tile(page, 1)).to_contain_text("请到1号窗口")
    await expect(page.locator(".to-tell li")).to_contain_text("91.50")
    await expect(tile(page, 3)).to_contain_text("1、2、3、4、5、6、7号评委尚未提交")


async def test_a_double_press_at_a_window_does_one_step(page: Page, crew: Crew):
    await at_windows(crew, 2)
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[2]), window=3)
    await mark(crew, 1)
    await expect(tile(page, 2)).to_contain_text("7/7")
    await tile(page, 2).get_by_role("button", name="确认 ").click()

    coming = tile(page, 2).get_by_role("button", name="请到2号窗口")
    await expect(coming).to_be_visible()
    await expect(coming).to_be_disabled()
    await expect(coming).to_be_enabled()


CASES = [
    {"id": "card", "name": "居住证", "type": "即办", "difficulty": "易"},
    {"id": "pension", "name": "社保转移", "type": "承诺", "difficulty": "难"},
]


async def test_a_case_that_was_refused_is_not_shown_as_given(page: Page, crew: Crew):
    await walk(crew, 3, cases=CASES)
    await at_windows(crew, 1)
    await tile(page, 1).locator(".window-who").click()
    chosen = tile(page, 1).locator("select")
    await chosen.select_option("card")
    await expect(chosen).to_have_value("card")
    await page.route("**/commands", refuse)

    await chosen.select_option("pension")

    await expect(page.get_by_text("这道题已抽过")).to_be_visible()
    await expect(chosen).to_have_value("card")


async def refuse(route: Route) -> None:
    said = {"template": "这道题已抽过", "values": {}}
    body = {"reason": "not_now", "detail": said["template"], "sentence": said}
    await route.fulfill(status=409, json=body)


async def test_a_double_press_leads_to_the_next_segment_only(page: Page, crew: Crew):
    segments = [
        {"id": id, "name": name} for id, name in (("intro", "自我介绍"), ("show", "展示"), ("qa", "问答"))
    ]
    await walk(crew, 3, time=TIME | {"segments": segments})
    await at_windows(crew, 1)
    await tile(page, 1).get_by_role("button", name="开始计时").click()

    await tile(page, 1).get_by_role("button", name="进入展示").click()

    following = tile(page, 1).get_by_role("button", name="进入问答")
    await expect(following).to_be_disabled()
    await expect(following).to_be_enabled()


async def test_two_change_windows_and_who_is_sent_on_stands_below(page: Page, crew: Crew):
    await at_windows(crew, 2)
    await mark(crew, 0, [1, 2])

    await tile(page, 1).get_by_role("button", name="换窗口").click()
    await page.locator(".dialog label", has_text="2号窗口").click()
    await page.locator(".dialog [value=confirm]").click()
    await expect(tile(page, 2)).to_contain_text("第1号")
    await tile(page, 2).get_by_role("button", name="送走").click()

    await expect(page.locator(".sent-on .window")).to_contain_text("第1号")
    await expect(page.locator(".sent-on .dots")).to_contain_text("2/7")
    await expect(tile(page, 2)).to_contain_text("请到2号窗口")


async def test_a_tile_unfolds_the_seats_and_no_mark_before_all_are_in(page: Page, crew: Crew):
    await at_windows(crew, 2)
    await mark(crew, 0, range(1, 7))
    await tile(page, 1).locator(".window-who").click()
    await expect(tile(page, 1).locator('.seat[data-state="submitted"]')).to_have_count(6)
    await expect(page.locator(".seat-total")).to_have_count(0)

    await mark(crew, 0, [7])

    await expect(tile(page, 1).locator(".seat-total")).to_have_count(7)
    await expect(tile(page, 1).locator(".score")).to_have_text("91.50")
    await expect(page.locator(".seats")).to_have_count(1)


async def test_scores_are_told_together_after_a_look_at_the_list(page: Page, crew: Crew):
    await at_windows(crew, 3)
    for entrant in range(3):
        await mark(crew, entrant)
        await command(crew.director, "CloseMarking", performance=crew.performance(crew.entrants[entrant]))
    await expect(page.locator(".to-tell li")).to_have_count(3)

    await page.get_by_role("button", name="一起亮分", exact=True).click()
    boxes = page.locator(".dialog tbody input")
    assert [await box.is_checked() for box in await boxes.all()] == [True, True, True]
    await boxes.nth(1).uncheck()
    await page.locator(".dialog [value=confirm]").click()

    await expect(page.locator(".to-tell li")).to_have_count(1)
    await expect(row(page, 1)).to_contain_text("已亮分")
    await expect(row(page, 2)).to_contain_text("已确认")
    await expect(page.locator('.scene[data-scene="scores"]')).to_have_attribute("aria-pressed", "true")


async def test_a_reveal_plays_beside_the_windows(page: Page, crew: Crew):
    await at_windows(crew, 2)
    await mark(crew, 0)
    await command(crew.director, "CloseMarking", performance=crew.performance(crew.entrants[0]))

    await page.locator(".to-tell").get_by_role("button", name="亮分").click()

    await expect(page.locator("button.next")).to_contain_text("一次亮完")
    await expect(tile(page, 1).get_by_role("button", name="请到1号窗口")).to_be_enabled()
    await page.get_by_role("button", name="直接亮完").click()
    await expect(page.locator(".told-last summary")).to_contain_text("91.50")
    await expect(page.locator("button.next")).to_contain_text("→ 1号窗口")


async def test_the_overview_counts_who_is_under_way_and_the_sheets(page: Page, crew: Crew, server: Server):
    await at_windows(crew, 2)
    await mark(crew, 0, [1, 2, 3])

    await page.goto(f"{page.url.replace('/console', '/overview')}")

    await expect(page.locator("[data-hall]")).to_contain_text("2 位在评")
    await expect(page.locator("[data-hall] .word")).to_have_text("评分表 3 / 14")


TIME = {"limit_s": 300, "warn_s": [60]}
OVERTIME = [{"over_s": 0, "points": "0.5"}]


async def test_the_clock_of_a_window_is_paused_for_a_client_and_its_overtime_confirmed(
    page: Page, crew: Crew
):
    await walk(crew, 3, time=TIME, overtime=OVERTIME)
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]), window=1)
    await expect(tile(page, 1)).to_contain_text("时限 05:00")

    await tile(page, 1).get_by_role("button", name="开始计时").click()  # and marking is open
    await tile(page, 1).get_by_role("button", name="暂停").click()
    await page.locator(".dialog label", has_text="真实办件").click()
    await page.locator(".dialog [value=confirm]").click()
    await expect(tile(page, 1)).to_contain_text("暂停：真实办件")
    await tile(page, 1).get_by_role("button", name="停止").click()
    await mark(crew, 0)
    await expect(tile(page, 1)).to_contain_text("用时还没有确认")

    await tile(page, 1).locator(".window-who").click()
    await tile(page, 1).get_by_role("button", name="更正").click()
    await page.locator('.dialog [name="used_s"]').fill("323")
    await page.locator(".dialog textarea").fill("秒表为准")
    await page.locator(".dialog [value=confirm]").click()
    await expect(tile(page, 1).locator(".clock-text")).to_have_text("+00:23")
    await tile(page, 1).get_by_role("button", name="确认用时").click()
    await expect(page.locator(".dialog")).to_contain_text("超时 23 秒，扣 0.5 分")
    await page.locator(".dialog [value=confirm]").click()

    await press_next(page, "确认 91.00 分")
