"""A phone that shows another's card: what it has is kept until what it asks for is granted. Real server."""

import re
from urllib.parse import urlsplit

from playwright.async_api import Page, expect

from tests.browser.conftest import Device, at_venue
from tests.serving import Crew, Server, command, done

JUDGE = re.compile("/judge$")


async def cards(crew: Crew) -> dict[str, dict[str, str]]:
    return {card["judge"] or card["role"]: card for card in done(await crew.organiser.get("/passes"))}


async def seated(server: Server, crew: Crew, phone: Device, judge: str) -> Page:
    """A phone that has taken this judge's seat by a fresh card."""
    link = done(await crew.organiser.post("/passes", json={"role": "judge", "judge": judge}))["link"]
    page = await phone(f"{server.url}{urlsplit(link).path}")
    await page.get_by_role("button", name="确认就座").click()
    await expect(page).to_have_url(JUDGE)
    return page


async def scan(page: Page, server: Server, crew: Crew, judge: str) -> None:
    """The camera opens the card's link in the tab that is open."""
    link = (await cards(crew))[judge]["link"]
    await page.goto(at_venue(f"{server.url}{urlsplit(link).path}"))
    await expect(page.locator(".holder, [role=alert]").first).to_be_visible()


async def asks(page: Page, server: Server, crew: Crew, judge: str) -> None:
    await scan(page, server, crew, judge)
    await page.get_by_role("button", name=re.compile("^请求换到")).click()
    await expect(page.get_by_text("等待控制台同意")).to_be_visible()


async def console_of(server: Server, crew: Crew, laptop: Device) -> Page:
    return await laptop(f"{server.url}/console", token=crew.tokens["director"])


async def allow(console: Page) -> None:
    await console.locator(".handover").get_by_role("button", name="同意").click()
    await console.locator(".dialog [value=confirm]").click()
    await expect(console.locator(".handover")).to_have_count(0)


async def test_a_free_seat_is_taken_only_after_a_question(server: Server, crew: Crew, phone: Device):
    await crew.organiser.post("/passes", json={"role": "judge", "judge": "J2"})
    page = await seated(server, crew, phone, "J1")

    await scan(page, server, crew, "J2")
    await expect(page.get_by_role("alert")).to_contain_text("这部手机现在是“1号席 评委1”")
    await expect(page.get_by_role("button", name="确认就座")).to_have_count(0)
    await page.get_by_role("link", name=re.compile("^不换")).click()
    await expect(page.locator(".place b")).to_have_text("1")
    await scan(page, server, crew, "J2")
    await page.get_by_role("button", name=re.compile("^换到2号席")).click()

    await expect(page.locator(".place b")).to_have_text("2")
    assert [(await cards(crew))[judge]["taken"] for judge in ("J1", "J2")] == [False, True]


async def test_while_it_waits_the_own_seat_works_and_the_console_shows_the_truth(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    own = await page.context.new_page()
    await own.goto(page.url)

    await asks(page, server, crew, "J2")
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)

    await expect(console.locator(".handover")).to_contain_text("1号评委 评委1的手机请求换到2号评委 评委2")
    await expect(own.locator(".me")).to_contain_text("评委1")
    await expect(own.locator("button.criterion")).to_have_count(5)
    await expect(own.locator(".link")).to_have_text("已连接")
    await expect(console.locator('.seat[data-seat="1"]')).to_contain_text("在线")


async def test_a_refused_phone_is_told_so_and_is_back_in_its_own_seat(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    await asks(page, server, crew, "J2")

    await console.locator(".handover").get_by_role("button", name="拒绝").click()

    await expect(page.get_by_role("alert")).to_have_text("没有获准")
    await expect(page.get_by_text("您仍然是“1号席 评委1”")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.wait_for_timeout(2000)  # longer than it takes to ask again
    assert asked == []
    await page.get_by_role("link", name="回到1号席 评委1").click()
    await expect(page.locator(".place b")).to_have_text("1")
    await expect(page.locator(".link")).to_have_text("已连接")


async def test_whoever_gives_up_is_back_and_the_console_is_not_asked_any_more(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    await asks(page, server, crew, "J2")
    await expect(console.locator(".handover")).to_have_count(1)

    await page.get_by_role("button", name="不等了，回到1号席 评委1").click()

    await expect(page.locator(".place b")).to_have_text("1")
    await expect(console.locator(".handover")).to_have_count(0)


async def test_a_granted_phone_goes_to_its_new_seat_and_so_does_its_other_tab(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(other.locator(".place b")).to_have_text("1")
    await asks(page, server, crew, "J2")

    await allow(console)

    await expect(page).to_have_url(JUDGE)
    await expect(page.locator(".me")).to_contain_text("评委2")
    await expect(other.locator(".me")).to_contain_text("评委2")
    assert not (await cards(crew))["J1"]["taken"]


async def test_a_page_closed_while_waiting_goes_on_where_it_is_opened_again(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    await asks(page, server, crew, "J2")
    join = page.url

    await page.goto("about:blank")
    await page.goto(at_venue(f"{server.url}/judge"))
    await expect(page.locator(".place b")).to_have_text("1")
    await page.goto(join)
    await expect(page.get_by_text("等待控制台同意")).to_be_visible()
    await expect(page.locator(".holder")).to_contain_text("评委2")
    await page.goto("about:blank")
    await allow(console)
    await page.goto(at_venue(f"{server.url}/judge"))

    await expect(page.locator(".place b")).to_have_text("2")


async def test_a_refusal_that_came_while_the_page_was_closed_is_told_when_it_opens(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    await asks(page, server, crew, "J2")
    join = page.url
    await page.goto("about:blank")
    await console.locator(".handover").get_by_role("button", name="拒绝").click()
    await expect(console.locator(".handover")).to_have_count(0)

    await page.goto(join)

    await expect(page.get_by_role("alert")).to_have_text("没有获准")
    await expect(page.get_by_role("link", name="回到1号席 评委1")).to_be_visible()


async def test_two_tabs_that_wait_both_hear_of_it(server: Server, crew: Crew, phone: Device, laptop: Device):
    page = await seated(server, crew, phone, "J1")
    console = await console_of(server, crew, laptop)
    other = await page.context.new_page()
    await asks(page, server, crew, "J2")
    await asks(other, server, crew, "J2")
    await expect(console.locator(".handover")).to_have_count(1)

    await console.locator(".handover").get_by_role("button", name="拒绝").click()

    for tab in (page, other):
        await expect(tab.get_by_text("等待控制台同意")).to_have_count(0)
        await expect(tab.locator(f"a[href='{server.at}/judge']")).to_be_visible()
