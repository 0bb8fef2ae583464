"""结果页 on guests' phones, from made-up views and from a real hall."""

import json

import pytest_asyncio
from playwright.async_api import Page, expect

from judging.core.hall.air import Scene
from judging.views.results import ResultsView
from tests.browser.conftest import Device
from tests.browser.guests import COMPETITION, LONGEST, centres, honoured, people, results
from tests.browser.wall import Wall
from tests.browsing import NOWHERE
from tests.printouts.qr_reading import read_qr
from tests.serving import Crew, Server, command
from tests.tracks import CENTRE, TwoTracks, two_tracks

SMALL = {"width": 320, "height": 568}
LARGE_TYPE = "document.documentElement.style.fontSize = '150%'"
BOTH = results(centres(), people())


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> TwoTracks:
    return await two_tracks(server, crew)


async def held(phone: Device, server: Server, shown: ResultsView, after: str = "", **options: object) -> Wall:
    """A phone on the page that *shown* is told."""
    wall = Wall(await phone(f"{server.url}/static/tokens.css", **options), "results")
    await wall.show(shown)
    await wall.open(wall.page.url.replace("/static/tokens.css", f"{NOWHERE}/results{after}"))
    return wall


async def cards(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in await page.locator(".card").all_inner_texts()]


async def test_who_types_part_of_a_name_sees_the_own_result_large(empty: Server, phone: Device):
    wall = await held(phone, empty, BOTH)
    page = wall.page

    await page.get_by_label("找自己的成绩").fill("潍 坊")

    honour = "示范集体、一等奖、金牌瀛洲店小二"
    shown = (
        f"受理中心组、长宁区 {LONGEST} {honour} 第 2 名 综合成绩 90.10 日常服务能级 89.80 现场汇报展示 90.80"
    )
    assert await cards(page) == [shown]
    await wall.reload()
    assert await cards(page) == [shown]
    await page.get_by_label("找自己的成绩").fill("没有的人")
    await expect(page.locator("main")).to_contain_text("没有找到“没有的人”")


async def test_each_row_says_what_it_is_and_what_it_is_not_yet(empty: Server, phone: Device):
    wall = await held(phone, empty, BOTH)
    page = wall.page

    await page.get_by_role("button", name="第3街道").click()
    assert "已更正" in (await cards(page))[0]
    await page.get_by_label("找自己的成绩").fill("选手")

    first, second, third = await cards(page)
    assert "第 1 名" in first
    assert "综合窗口" in first
    assert "现场原始得分" in second
    assert "排名尚未公布" in second
    assert "大屏正在亮分" in third


async def test_the_honours_stand_level_by_level(empty: Server, phone: Device):
    wall = await held(phone, empty, results(centres(), awards=(honoured(),)))

    shown = await wall.page.locator(".list").all_inner_texts()

    assert [" ".join(text.split()) for text in shown] == [
        f"示范集体 公示中，至 2024-12-06 一等奖、金牌瀛洲店小二 {LONGEST} 长宁区 三等奖 "
        "第7街道社区事务受理服务中心 浦东新区 第8街道社区事务受理服务中心 浦东新区 "
        "第9街道社区事务受理服务中心 浦东新区"
    ]
    await wall.page.get_by_role("button", name="受理中心组").click()
    await expect(wall.page.locator(".line")).to_have_count(24)


async def test_a_closed_page_says_so_and_opens_by_itself(empty: Server, phone: Device):
    wall = await held(phone, empty, results(is_open=False))
    await expect(wall.page.locator("main")).to_contain_text("成绩查询还没有开放")
    await expect(wall.page.locator("h1")).to_have_text(COMPETITION)

    await wall.show(BOTH)
    await wall.run(2000)

    await expect(wall.page.get_by_label("找自己的成绩")).to_be_visible()


async def test_the_page_fits_the_smallest_phone_at_the_largest_type_and_leads_nowhere(
    empty: Server, phone: Device
):
    wall = await held(phone, empty, BOTH, "#选手", viewport=SMALL)
    await wall.page.evaluate(LARGE_TYPE)

    assert await wall.page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    await expect(wall.page.locator("a, form")).to_have_count(0)
    await expect(wall.page.locator(".link")).to_have_text("已连接")


async def test_a_hall_from_the_console_to_a_guests_phone(
    day: TwoTracks, server: Server, laptop: Device, venue_screen: Device, phone: Device
):
    console = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    guest = await phone(f"{server.url}/results")
    await expect(guest.locator("main")).to_contain_text("成绩查询还没有开放")
    await console.get_by_role("button", name="开放结果页").click()
    await console.locator(".dialog").get_by_role("button", name="开放结果页").click()
    await expect(guest.locator("main")).to_contain_text("还没有亮分或公布的成绩")

    await day.played(CENTRE, 1)
    await expect(guest.locator(".line")).to_contain_text("centre第1家")
    await expect(guest.locator(".line .value")).to_have_text("…")
    await command(day.director, "ShowScene", scene=Scene.RESULTS)
    await expect(guest.locator(".line .value")).not_to_have_text("…")

    assert await guest.context.cookies() == []
    screen = await venue_screen(f"{server.url}/screen")
    number = int(await screen.locator(".number").inner_text())
    await command(day.director, "AssignScreen", number=number, name="主屏")
    async with screen.expect_response("**/results/code") as told:
        pass
    way = json.loads(await (await told.value).text())
    await expect(screen.locator(".scan")).to_contain_text(way["address"])
    assert read_qr(way["code"]["size"], way["code"]["path"]).endswith(f"{server.at}/results")
