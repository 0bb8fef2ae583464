"""A judge's phone from window to window; its views are made up, and its clock is an hour fast."""

import re
from collections.abc import Awaitable, Callable

import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import expect

from judging.core.hall.performance import SheetPhase
from judging.core.timing.clock import ClockState
from judging.views.clocks import ClockFace, Dial
from judging.views.judge import JudgeTask
from tests.browser.conftest import Device
from tests.browser.walking import Phone, stage_task, submitted, task
from tests.browser.wall import NOW
from tests.browsing import NOWHERE
from tests.serving import Server

FULL = ("20", "21.5", "22", "23")
Opened = Callable[..., Awaitable[Phone]]


@pytest_asyncio.fixture(loop_scope="package")
async def opened(empty: Server, phone: Device) -> Opened:
    """`await opened(task(1), task(2))`"""

    async def open_phone(*tasks: JudgeTask, **options: object) -> Phone:
        made = Phone(await phone(f"{empty.url}/static/tokens.css", **options))
        await made.open(made.page.url.replace("/static/tokens.css", f"{NOWHERE}/judge"), *tasks)
        return made

    return open_phone


async def test_the_list_says_who_is_where_and_how_far_my_sheets_are(opened: Opened):
    returned = replace(submitted(task(4), *FULL), sheet=SheetPhase.RETURNED, reason="请复核")
    phone = await opened(
        task(1),
        replace(task(2), open=False),
        submitted(task(3), *FULL),
        returned,
        replace(task(5), sheet=SheetPhase.RECUSED),
        replace(task(6), elsewhere=True),
    )
    await phone.link.run(5000)

    await expect(phone.rows().locator(".window")).to_have_text(["1", "2", "4", "3", "5", "6"])
    await expect(phone.rows().locator(".status")).to_have_text(
        ["待评", "待开评", "已退回", "已交", "不评 · 回避", "不评此窗口"]
    )
    await expect(phone.row(1)).to_contain_text("已 19 分钟")  # by the server's clock
    await expect(phone.page.locator(".windows header")).to_contain_text("还有 3 位要评")


async def test_drafts_are_kept_per_entrant_and_one_tap_leads_to_the_next(opened: Opened):
    phone = await opened(task(1), task(2), task(3))
    await phone.take(1)
    await phone.mark("20", "21.5")

    await phone.onward().click()
    await phone.has_in_hand("选手02", window=2)
    await phone.mark("18")
    await phone.onward().click()
    await phone.has_in_hand("选手03", window=3)
    await expect(phone.onward()).to_contain_text("选手01")
    await phone.onward().click()

    await expect(phone.page.locator(".criterion .value")).to_have_text(["20", "21.5", "未打分", "未打分"])
    await phone.page.go_back()
    await expect(phone.rows().locator(".status")).to_have_text(["草稿 2/4", "草稿 1/4", "待评"])


async def test_the_back_key_leads_from_the_review_to_the_sheet_and_to_the_list(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(1)
    await phone.mark(*FULL)
    await phone.page.get_by_role("button", name="检查并提交").click()
    await expect(phone.page.locator(".onward")).to_have_count(0)  # nothing else lies beside 提交

    await phone.page.go_back()
    await expect(phone.page.locator("button.criterion")).to_have_count(4)
    await phone.page.go_back()

    await expect(phone.rows()).to_have_count(2)
    await expect(phone.row(1)).to_contain_text("未提交 4/4")


async def test_the_sheet_in_hand_outlives_a_reload(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(2)
    await phone.mark("20")

    await phone.link.reload()

    await phone.has_in_hand("选手02", window=2)
    await expect(phone.page.locator(".criterion .value").first).to_have_text("20")
    await phone.page.get_by_role("button", name="名单").click()
    await expect(phone.rows()).to_have_count(2)


async def test_who_comes_to_a_window_moves_no_page_and_who_changes_windows_takes_the_number_along(
    opened: Opened,
):
    phone = await opened(task(1), task(2))
    await phone.take(2)
    await phone.mark("20")

    await phone.show(task(1), replace(task(2), window=5), task(3))

    await phone.has_in_hand("选手02", window=5)
    await expect(phone.page.locator(".criterion .value").first).to_have_text("20")
    await phone.page.go_back()
    await expect(phone.rows().locator(".window")).to_have_text(["1", "5", "3"])


async def test_several_sheets_wait_in_the_outbox_and_go_in_order(opened: Opened):
    phone = await opened(task(1), task(2), task(3))
    for n in (1, 2):
        await phone.take(n)
        await phone.mark(*FULL)
        await phone.submit()
        await expect(phone.page.locator(".foot .status")).to_have_text("待传 1 份")
        await phone.page.get_by_role("button", name="名单").click()
    await expect(phone.rows().locator(".status")).to_have_text(["待评", "待传", "待传"])
    await expect(phone.page.locator(".link")).to_contain_text("待传 2 份")

    await phone.answer()
    await expect(phone.rows().locator(".status")).to_have_text(["待评", "已交", "待传"])
    await phone.answer()
    await expect(phone.rows().locator(".status")).to_have_text(["待评", "已交", "已交"])

    assert [sheet["performance"]["entrant"] for sheet in phone.sent] == ["e1", "e2"]
    await phone.show(submitted(task(1), *FULL), submitted(task(2), *FULL), task(3))
    await expect(phone.rows().locator(".status")).to_have_text(["待评", "已交", "已交"])


async def test_a_draft_whose_entrant_leaves_is_not_lost_silently(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(1)
    await phone.mark("20", "21.5")

    await phone.show(task(2))

    told = phone.page.get_by_role("alert")
    await expect(told).to_contain_text("选手01不在您的名单上了")
    await expect(told).to_contain_text("没有提交")
    await expect(phone.page.locator(".criterion .value").first).to_have_text("20")
    await phone.link.reload()
    await expect(told).to_contain_text("没有提交")
    await phone.page.go_back()
    await expect(phone.rows().locator(".status")).to_have_text(["草稿未交", "待评"])
    await phone.take(1)
    await phone.page.get_by_role("button", name="知道了，回名单").click()
    await expect(phone.rows().locator(".status")).to_have_text(["待评"])

    await phone.show(task(1), task(2))  # called again
    await expect(phone.rows().locator(".status")).to_have_text(["草稿 2/4", "待评"])


async def test_who_is_closed_with_my_sheet_says_that_it_was_in_time(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(1)
    await phone.mark(*FULL)
    await phone.submit()
    await phone.show(task(2))  # the view is faster than the answer
    await expect(phone.page.locator(".foot .status")).to_have_text("待传 1 份")

    await phone.answer(1)

    await expect(phone.page.get_by_role("status").filter(has_text="选手01不在您的名单上了")).to_contain_text(
        "服务器已保存"
    )


async def test_a_sheet_that_came_too_late_is_told_of_once(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(1)
    await phone.mark(*FULL)
    await phone.submit()
    await phone.show(task(2))

    await phone.refuse("评分已结束")

    await expect(phone.page.locator(".refusal")).to_contain_text("20 + 21.5 + 22 + 23")
    await phone.page.locator(".refusal button").click()
    await phone.page.get_by_role("button", name="名单", exact=True).click()
    await expect(phone.rows().locator(".status")).to_have_text(["待评"])


async def test_a_retake_begins_with_an_empty_sheet(opened: Opened):
    phone = await opened(task(1))
    await phone.take(1)
    await phone.mark("20", "21.5")

    await phone.show(replace(task(1), attempt=1))

    await expect(phone.page.locator(".criterion .value")).to_have_text(["未打分"] * 4)
    await phone.page.go_back()
    await expect(phone.rows().locator(".status")).to_have_text(["草稿未交", "待评"])
    await phone.rows().nth(1).click()
    await phone.mark(*FULL)
    await phone.submit()
    await phone.answer()

    await expect(phone.page.locator(".about")).to_contain_text("补赛")
    assert [sheet["attempt"] for sheet in phone.sent] == [1]


async def test_the_draft_from_before_a_retake_is_told_of_by_itself(opened: Opened):
    phone = await opened(task(1))
    await phone.take(1)
    await phone.mark("20", "21.5")
    await phone.show(replace(task(1), attempt=1))
    await phone.page.go_back()

    await phone.rows().filter(has_text="草稿未交").click()
    await expect(phone.page.locator("main h1")).to_have_text("选手01不在您的名单上了")
    await expect(phone.page.locator(".criterion .value").first).to_have_text("20")
    await phone.show(replace(task(1), attempt=1))
    await phone.page.get_by_role("button", name="知道了，回名单").click()

    await expect(phone.rows().locator(".status")).to_have_text(["待评"])
    await phone.take(1)
    await expect(phone.page.locator(".criterion .value")).to_have_text(["未打分"] * 4)


async def test_the_clock_of_each_window_is_in_its_row_and_over_its_sheet(opened: Opened):
    since = int(NOW.timestamp() * 1000)
    whole = Dial(used_ms=400_000, since=since, limit_ms=600_000, warn_ms=(60_000,))
    runs = ClockFace(ClockState.RUNNING, whole)
    stands = ClockFace(ClockState.PAUSED, replace(whole, since=None))
    phone = await opened(replace(task(1), clock=runs), replace(task(2), clock=stands), task(3))
    await phone.link.run_to(150_000)

    await expect(phone.rows().locator(".clock")).to_have_text(["00:50", "暂停 03:20"])
    await expect(phone.row(1).locator(".clock")).to_have_attribute("data-level", "warn")
    await phone.take(1)
    await phone.link.run_to(212_000)

    await expect(phone.page.locator(".about .clock")).to_have_text("+00:12")


async def test_a_clock_that_stands_is_there_at_once(opened: Opened):
    whole = Dial(used_ms=400_000, limit_ms=600_000)
    phone = await opened(replace(task(1), clock=ClockFace(ClockState.PAUSED, whole)))

    await phone.link.run(200)

    await expect(phone.row(1).locator(".clock")).to_have_text("暂停 03:20")


async def test_a_judge_recuses_from_one_of_them(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(1)
    await phone.page.get_by_role("button", name="申请回避").click()
    await phone.page.get_by_label("回避原因").fill("亲属")
    await phone.page.get_by_role("button", name="下一步").click()
    await phone.page.get_by_role("button", name="回避", exact=True).click()

    await phone.onward().click()

    await phone.has_in_hand("选手02", window=2)
    await expect(phone.page.locator("button.criterion")).to_have_count(4)
    assert [sent["performance"]["entrant"] for sent in phone.sent] == ["e1"]


async def test_who_goes_to_other_judges_says_so_with_the_sheet_in_hand(opened: Opened):
    phone = await opened(task(1), task(2))
    await phone.take(1)
    await phone.mark("20")

    await phone.show(task(2), replace(task(1), window=4, elsewhere=True))

    await expect(phone.page.get_by_role("heading", name="这个窗口由别的评委评")).to_be_visible()
    await expect(phone.page.locator(".criterion .value").first).to_have_text("20")


async def test_a_stage_takes_the_phone_back(opened: Opened):
    phone = await opened(task(1))
    await phone.take(1)

    await phone.show(stage_task(7))

    await expect(phone.page.locator("h1")).to_have_text("选手07")
    await expect(phone.page.locator("button.criterion")).to_have_count(4)
    await expect(phone.page.locator(".onward")).to_have_count(0)


async def test_no_mark_is_on_the_list(opened: Opened):
    phone = await opened(task(1), submitted(task(2), *FULL))
    await phone.take(1)
    await phone.mark("17.5", "18.5", "19.5", "16.5")
    await phone.page.go_back()
    await expect(phone.rows()).to_have_count(2)

    assert not re.search(r"17\.5|18\.5|72|21\.5|86", await phone.page.locator("body").inner_text())


async def test_all_keys_are_within_the_thumb_s_reach_on_a_small_phone(opened: Opened):
    phone = await opened(*(task(n) for n in range(1, 7)), viewport={"width": 320, "height": 568})
    client = await phone.page.context.new_cdp_session(phone.page)
    await client.send("Page.setFontSizes", {"fontSizes": {"standard": 24, "fixed": 20}})
    await expect(phone.onward()).to_be_visible()
    await phone.take(2)

    for key in await phone.page.locator(".onward button").all():
        box = await key.bounding_box()
        assert box is not None
        assert box["height"] > 47.9  # the browser's own rounding
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert 568 / 2 < box["y"] + box["height"] <= 568
    await phone.page.go_back()
    assert await phone.page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_the_english_page_is_english_whole(opened: Opened):
    phone = await opened(task(1), submitted(task(2), *FULL))
    await phone.page.get_by_role("button", name="English").click()

    await expect(phone.rows().locator(".status")).to_have_text(["to mark", "saved"])
    await expect(phone.page.locator(".onward")).to_contain_text("Mark")
