"""The organiser's own competition is rehearsed from its setup page, watched, and ended."""

from playwright.async_api import expect

from tests.browser.conftest import Device, at_venue
from tests.serving import Server, done, logged_in


async def test_an_organiser_rehearses_the_open_competition_and_opens_it_twice(server: Server, laptop: Device):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "区赛"}))
        page = await laptop(f"{server.url}/setup#rehearsing", token=organiser.cookies["judging_organiser"])

        await page.get_by_role("button", name="演练本赛事").click()
        link = page.get_by_role("link", name="打开演练")
        await expect(link).to_be_visible(timeout=20_000)

        await expect(page.get_by_text("区赛", exact=True).last).to_be_visible()
        async with page.context.expect_page() as opened:
            await link.click()
        rehearsal = await opened.value
        await rehearsal.get_by_role("button", name="进入").click()
        await expect(rehearsal.get_by_role("heading", name="区赛 演练")).to_be_visible()
        async with page.context.expect_page() as opened:
            await link.click()
        await expect((await opened.value).get_by_role("heading", name="区赛 演练")).to_be_visible()

        await page.get_by_role("button", name="结束演练").click()

        await expect(page.get_by_role("button", name="演练本赛事")).to_be_visible()
        assert page.url == at_venue(f"{server.competition}/setup#rehearsing")
