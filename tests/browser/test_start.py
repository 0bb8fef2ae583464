"""The organiser's first page, which is left open in a tab and looked at again hours later."""

from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, done, logged_in


async def test_the_first_page_is_new_when_one_comes_back_to_it(server: Server, crew: Crew, laptop: Device):
    page = await laptop(f"{server.url}/", token=crew.organiser.cookies["judging_organiser"])
    await expect(page.locator(".devices li")).to_have_count(1)
    async with server.client() as other:
        await logged_in(other, done(await crew.organiser.post("/organisers", json={}))["link"])

    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    await expect(page.locator(".devices li")).to_have_count(2)
