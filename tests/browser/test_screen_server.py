"""The venue screen on a real server: assigned, following the show, and outliving the server."""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.browser.test_screen_scenes import words
from tests.serving import command, joined, served


async def test_a_screen_is_a_numbered_blank_until_it_is_assigned_and_follows_the_show(
    tmp_path: Path, venue_screen: Device
):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        screen = await venue_screen(f"{server.url}/screen")
        await expect(screen.locator(".blank")).to_contain_text("1")

        await command(crew.director, "AssignScreen", number=1, name="主屏", pinned=None)
        await expect(screen.locator(".standby")).to_be_visible()
        await command(crew.director, "IdentifyScreens", on=True)
        await expect(screen.locator(".identify")).to_have_text("1主屏")
        await command(crew.director, "IdentifyScreens", on=False)
        await expect(screen.locator(".identify")).to_have_count(0)
        first = crew.performance(crew.entrants[0])
        await command(crew.director, "CallEntrant", performance=first)
        await command(crew.director, "ShowScene", scene="entrance")
        await expect(screen.locator(":root[data-scene=entrance]")).to_have_count(1)
        await command(crew.director, "RemoveScreen", number=1)

        await expect(screen.locator(".blank")).to_contain_text("2")


async def test_a_dead_server_leaves_the_last_scene_and_a_small_sign(tmp_path: Path, venue_screen: Device):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))
        screen = await venue_screen(f"{server.url}/screen")
        await expect(screen.locator(".number")).to_have_text("1")
        await command(crew.director, "AssignScreen", number=1, name="主屏", pinned="entrance")
        await expect(screen.locator(".entrance")).to_be_visible()
        shown = await words(screen, "body")

        await server.kill()

        await expect(screen.locator(":root[data-lost]")).to_have_count(1)
        assert await words(screen, "body") == shown
        async with served(tmp_path, port=server.port):
            await expect(screen.locator(":root[data-lost]")).to_have_count(0)
            assert await words(screen, "body") == shown
            await screen.reload()
            await expect(screen.locator(".entrance")).to_be_visible()


async def test_a_guest_s_phone_that_opened_the_screen_s_address_is_turned_away_at_the_console(
    tmp_path: Path, laptop: Device, phone: Device, venue_screen: Device
):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        wall = await venue_screen(f"{server.url}/screen")
        await expect(wall.locator(".number")).to_have_text("1")
        guest = await phone(f"{server.url}/screen")
        await expect(guest.locator(".number")).to_have_text("2")
        console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
        tile = console.locator('[data-screen="2"]')

        await tile.locator(".screen-head").click()
        await tile.get_by_role("button", name="请退").click()
        await console.locator(".dialog [value=confirm]").click()

        await expect(guest.locator(".blank")).to_contain_text("控制台已请这块屏幕退出")
        await expect(tile).to_have_count(0)
        await expect(console.locator('[data-screen="1"]')).to_contain_text("在线")
        await expect(wall.locator(".number")).to_have_text("1")
