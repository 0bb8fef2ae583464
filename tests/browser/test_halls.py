"""Several halls on one console: one key goes to another, a bar and the overview tell of all of them."""

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command
from tests.tracks import CENTRE, TEAM, TwoTracks, two_tracks

HALLS = [{"id": "main", "name": "第一会场"}, {"id": "h2", "name": "第二会场"}]


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> TwoTracks:
    """受理中心组 in the first hall, 区运管团队组 in the second; one panel sits in both."""
    day = await two_tracks(server, crew)
    await command(crew.organiser, "SetHalls", halls=HALLS)
    await command(crew.organiser, "MovePanel", track=TEAM, round="present", hall="h2")
    return day


@pytest_asyncio.fixture(loop_scope="package")
async def console(server: Server, day: TwoTracks, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await expect(page.locator(".row").first).to_contain_text("centre第1家")
    return page


def tab(page: Page, hall: str):
    return page.locator(f".hall[data-hall={hall}]")


async def test_one_key_goes_to_another_hall_and_space_leads_the_show_there(console: Page, day: TwoTracks):
    await console.evaluate("window.isSamePage = true")
    await expect(tab(console, "h2").locator("kbd")).to_have_text("B")

    await console.keyboard.press("b")

    await expect(console.locator(".row").first).to_contain_text("district_team第1家")
    await expect(tab(console, "h2")).to_have_attribute("aria-current", "page")
    assert "hall=h2" in console.url
    assert await console.evaluate("window.isSamePage")
    await expect(console.locator("button.next")).to_be_enabled()
    await console.keyboard.press("Space")
    await expect(console.locator(".entrant h1")).to_have_text("district_team第1家")
    await console.reload()
    await expect(console.locator(".entrant h1")).to_have_text("district_team第1家")
    await console.keyboard.press("a")
    await expect(console.locator(".stage-scroll")).to_contain_text("台上")
    await expect(console.locator(".entrant")).to_have_count(0)


async def test_the_bar_tells_what_goes_on_in_the_other_hall(console: Page, day: TwoTracks):
    performance = day.performance(TEAM, 1)
    await command(day.director, "CallEntrant", performance=performance)
    await command(day.director, "OpenMarking", performance=performance)
    await command(day.crew.judges["J2"], "RaiseHand")

    await expect(tab(console, "h2")).to_contain_text("district_team第1家")
    await expect(tab(console, "h2")).to_contain_text("评分中 0/7")
    await expect(tab(console, "h2")).to_contain_text("举手 1")
    await day.submit(performance)
    await expect(tab(console, "h2")).to_contain_text("已集齐")


async def test_a_letter_that_is_typed_goes_nowhere(console: Page, day: TwoTracks):
    performance = day.performance(CENTRE, 1)
    await command(day.director, "CallEntrant", performance=performance)

    await console.locator(".deduct [name=reason]").fill("b")
    await console.locator(".deduct [name=reason]").press("b")

    await expect(tab(console, "main")).to_have_attribute("aria-current", "page")
    await expect(console.locator(".deduct [name=reason]")).to_have_value("bb")


async def test_a_screen_is_moved_to_another_hall(server: Server, console: Page, venue_screen: Device):
    wall = await venue_screen(f"{server.url}/screen")
    await console.locator(".screen-head").click()
    await console.locator(".assignment [name=hall]").select_option("h2")
    await console.get_by_role("button", name="启用", exact=True).click()

    await expect(console.locator(".screen")).to_have_count(0)
    await console.keyboard.press("b")
    await expect(console.locator(".screen")).to_have_count(1)
    await console.keyboard.press("7")
    await expect(wall.locator(".halls li")).to_have_count(2)
    await expect(wall.locator(".halls")).to_contain_text("第二会场")


async def test_the_overview_shows_all_halls_and_leads_to_their_consoles(
    server: Server, day: TwoTracks, laptop: Device
):
    page = await laptop(f"{server.url}/overview", token=day.crew.tokens["director"])
    second = page.locator("li[data-hall=h2]")
    await expect(second).to_contain_text("下一个：district_team第1家")

    performance = day.performance(TEAM, 1)
    await command(day.director, "CallEntrant", performance=performance)
    await command(day.director, "OpenMarking", performance=performance)

    await expect(second).to_contain_text("评分中 0/7")
    await expect(second).to_contain_text("不能结束评分：1、2、3、4、5、6、7号评委尚未提交")
    await second.locator("a").click()
    await expect(page.locator(".entrant h1")).to_have_text("district_team第1家")


async def test_with_a_single_hall_no_page_speaks_of_halls(
    server: Server, crew: Crew, laptop: Device, venue_screen: Device
):
    await venue_screen(f"{server.url}/screen")
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await console.locator(".screen-head").click()
    setup = await laptop(f"{server.url}/setup#passes", token=crew.organiser.cookies["judging_organiser"])
    cards = await laptop(f"{server.url}/print/cards", token=crew.organiser.cookies["judging_organiser"])

    await expect(console.locator(".assignment")).to_be_visible()
    for name in (".halls", ".own-hall", "[name=hall]", "[data-scene=overview]", "a[href$='/overview']"):
        await expect(console.locator(name)).to_have_count(0)
    await expect(setup.locator("[data-holder=director]")).to_be_visible()
    await expect(setup.locator("[data-holder]")).to_have_count(10)
    assert "会场" not in await setup.locator(".passes").inner_text()
    assert "会场" not in await cards.locator("body").inner_text()
