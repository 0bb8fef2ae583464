"""开赛前检查: on the console until somebody is called, and on the setup page."""

from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command


async def test_the_console_says_what_is_not_ready_until_the_first_call(
    server: Server, crew: Crew, laptop: Device
):
    page = await laptop(f"{server.url}/console", token=crew.organiser.cookies["judging_organiser"])
    listed = page.locator(".readiness-card")
    await expect(listed).to_contain_text("会场还没有大屏")
    await expect(listed).to_contain_text("评委3 的手机不在线")
    await expect(listed.get_by_role("link", name="去处理").first).to_be_visible()

    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))

    await expect(page.locator(".seat")).to_have_count(7)
    await expect(listed).to_have_count(0)


async def test_the_setup_page_has_it_last_and_a_director_is_shown_no_links(
    server: Server, crew: Crew, laptop: Device
):
    setup = await laptop(f"{server.url}/setup#readiness", token=crew.organiser.cookies["judging_organiser"])
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])

    await expect(setup.locator(".readiness")).to_contain_text("会场还没有大屏")
    await expect(console.locator(".readiness-card")).to_contain_text("会场还没有大屏")
    await expect(console.locator(".readiness-card a")).to_have_count(0)
