"""The organiser edits and pastes a roster, against the real server."""

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.serving import Server, done, logged_in

LAST = "香花桥街道社区事务受理服务中心"  # No. 24 of the ranking


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition open in which nothing has been set up yet."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, organiser: AsyncClient, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/setup#entrants", token=organiser.cookies["judging_organiser"])
    await expect(rows(page)).to_have_count(24)
    return page


def rows(page: Page, of: str = "entrants") -> Locator:
    return page.locator(f'.roster[data-list="{of}"] tbody tr')


async def names(page: Page, of: str = "entrants") -> list[str]:
    return [await row.locator("[name=name]").input_value() for row in await rows(page, of).all()]


async def save(page: Page) -> None:
    await page.get_by_role("button", name="保存名单").click()
    await expect(page.get_by_text("名单已保存")).to_be_visible()
    await page.reload()
    await expect(rows(page).first).to_be_visible()


async def make_room(page: Page, count: int) -> None:
    """The rules have 24 entrants, and no more."""
    for _ in range(count):
        await rows(page).first.get_by_role("button", name="移除").click()


async def paste(page: Page, text: str, into: str = "entrants") -> list[list[str]]:
    """What the preview shows of it: number, name, district and, where there is any, what is not taken."""
    pasting = page.locator(f'[data-paste="centre/{into}"]')
    if await pasting.get_attribute("open") is None:
        await pasting.locator("summary").click()
    await pasting.locator("textarea").fill(text)
    found = await pasting.locator(".understood tbody tr").all()
    return [[cell.strip() for cell in (await row.locator("td").all_inner_texts())] for row in found]


async def test_a_wrong_row_is_removed(page: Page):
    before = await names(page)

    await rows(page).nth(2).get_by_role("button", name=f"移除 {before[2]}").click()
    await save(page)

    assert await names(page) == before[:2] + before[3:]


async def test_blank_rows_block_no_saving(page: Page):
    await page.get_by_role("button", name="增加一个").click()
    await page.get_by_role("button", name="增加一个").click()
    await expect(rows(page)).to_have_count(26)

    await save(page)

    await expect(rows(page)).to_have_count(24)


async def test_who_declines_is_replaced_by_the_next_of_the_ranking_on_record(page: Page):
    await paste(page, "25\t夏阳街道中心\t青浦区\n26\t后一名镇中心\t浦东新区", "reserves")
    await page.get_by_role("button", name="加到后面：2 个").click()
    await save(page)
    before = await names(page)

    await rows(page).first.get_by_role("button", name="不参加，顺延").click()
    await page.get_by_text("不限区：夏阳街道中心 青浦区").click()
    await page.locator(".dialog [name=witness]").fill("见证人甲")
    await page.locator(".dialog textarea").fill("来函放弃")
    await page.locator(".dialog [value=confirm]").click()

    await expect(page.locator(".replaced")).to_contain_text(
        f"夏阳街道中心顺延{before[0]} · 来函放弃 · 见证人 见证人甲"
    )
    assert await names(page) == [*before, "夏阳街道中心"]
    await expect(rows(page).first).to_contain_text("弃权")
    assert await names(page, "reserves") == ["后一名镇中心"]

    await page.locator('tr[data-entrant="c07"]').get_by_role("button", name="不参加，顺延").click()
    await expect(page.locator(".dialog .options label")).to_have_text(["不限区：后一名镇中心 浦东新区"])


async def test_where_nobody_is_listed_as_next_the_page_asks_and_leaves_no_blank_row(page: Page):
    before = await names(page)
    await rows(page).first.get_by_role("button", name="不参加，顺延").click()
    await page.get_by_role("button", name="取消").click()
    assert await names(page) == before

    await rows(page).first.get_by_role("button", name="不参加，顺延").click()
    await page.locator(".dialog textarea").fill("后一名街道中心 浦东新区")
    await page.locator(".dialog [value=confirm]").click()

    assert await names(page) == [*before[1:], "后一名街道中心"]
    assert await rows(page).last.locator("[name=district]").input_value() == "浦东新区"


async def test_a_pasted_line_is_understood_however_it_is_written(page: Page):
    for number, line in (
        ("1", "1 张三 浦东"),
        ("1", "1\t张三\t浦东"),
        ("1", "1　张三　浦东"),
        ("１", "１　张三　浦东"),
        ("1.", "1. 张三 浦东"),
        ("1.", "1.张三 浦东"),
        ("1、", "1、张三，浦东"),
        ("", "张三 浦东"),
        ("", "张三\t浦东"),
        ("", "张三,浦东"),
        ("1", "序号\t姓名\t所在区\n1\t张三\t浦东"),
        ("1", "姓名\t序号\t区\n张三\t1\t浦东"),
        ("1", "  1   张三   浦东  "),
    ):
        assert await paste(page, line) == [[number, "张三", "浦东"]], line
    assert await paste(page, "1 浦东新区 张三") == [["1", "张三", "浦东新区"]]
    assert await paste(page, "1 张　三 浦东") == [["1", "张　三", "浦东"]]
    assert await paste(page, "张三") == [["", "张三", "（没有写区）"]]
    assert await paste(page, "110 指挥中心\n\n24小时服务点 浦东") == [
        ["110", "指挥中心", "（没有写区）"],
        ["", "24小时服务点", "浦东"],
    ]


async def test_no_column_is_dropped_without_a_word(page: Page):
    bare = await paste(page, "1\t张三\t浦东\t13800000000\t组长")
    assert bare == [["1", "张三", "浦东", "13800000000 · 组长"]]
    await expect(page.locator(".pasting").get_by_role("status")).to_contain_text("不会进名单")

    headed = await paste(page, "排名\t单位\t区\t得分\n1\t某镇中心\t浦东\t98.5")
    assert headed == [["1", "某镇中心", "浦东", "98.5"]]


async def test_what_was_understood_is_what_is_added(page: Page):
    told = await paste(page, f"序号 单位 区\n1 {LAST} 青浦区\n2 新来的中心 浦东新区\n3 新来的中心 浦东新区")
    assert ["已在名单里" in name for _, name, _ in told] == [True, False, True]

    await page.get_by_role("button", name="加到后面：1 个").click()
    await make_room(page, 1)
    await save(page)

    assert (await names(page))[22:] == [LAST, "新来的中心"]
    assert await rows(page).last.locator("[name=district]").input_value() == "浦东新区"


async def test_a_pasted_column_is_taken_and_what_is_wrong_with_it_stands_beside_it(page: Page):
    headed = "姓名\t单位\t区\t在岗年限\n选手25\t丙中心\t青浦区\t2.5\n选手25\t乙中心\t青浦区\t三年"
    assert await paste(page, headed) == [
        ["", "选手25", "青浦区", "丙中心", "2.5"],
        ["", "选手25", "青浦区", "乙中心", "三年"],
    ]
    await page.get_by_role("button", name="加到后面：2 个").click()
    await make_room(page, 2)

    await expect(rows(page).last.locator(".error")).to_contain_text("“三年”不是数字")
    await expect(rows(page).last.locator("[name=years]")).to_have_attribute("aria-invalid", "true")
    await page.get_by_role("button", name="保存名单").click()
    await expect(page.get_by_text("名单有 1 处要改，没有保存")).to_be_visible()
    await rows(page).last.locator("[name=years]").fill("3")
    await expect(rows(page).last.locator(".error")).to_have_count(0)
    await save(page)

    assert await rows(page).last.locator("[name=unit]").input_value() == "乙中心"
