"""Two tracks on the console: the big button says what space does, whichever tab is looked at."""

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done
from tests.tracks import CENTRE, TwoTracks, two_tracks


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> TwoTracks:
    return await two_tracks(server, crew)


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, day: TwoTracks, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await expect(page.get_by_role("tab")).to_have_count(2)
    return page


async def press_space(page: Page, label: str) -> None:
    """Once the big button says *label* and nothing else, and can be pressed."""
    await expect(page.locator(".next-label")).to_have_text(label)
    await expect(page.locator("button.next")).to_be_enabled()
    await page.keyboard.press("Space")


async def test_space_calls_nobody_while_another_track_is_looked_at(page: Page, day: TwoTracks):
    await day.played(CENTRE, 1)
    await expect(page.locator(".phase")).to_have_text("已亮分")

    await page.get_by_role("tab", name="区运管团队组").click()
    await press_space(page, "回到：受理中心组")

    await expect(page.get_by_role("tab", name="受理中心组")).to_have_attribute("aria-selected", "true")
    await expect(page.locator(".phase")).to_have_text("已亮分")
    await press_space(page, "点名：受理中心组 第2号 centre第2家")
    await expect(page.locator(".entrant")).to_contain_text("centre第2家")


async def test_the_tab_chosen_before_the_first_call_is_the_track_that_begins(page: Page, day: TwoTracks):
    await expect(page.locator(".next-label")).to_have_text("点名：受理中心组 第1号 centre第1家")

    await page.get_by_role("tab", name="区运管团队组").click()
    await press_space(page, "点名：区运管团队组 第1号 district_team第1家")

    await expect(page.locator(".entrant")).to_contain_text("district_team第1家")


async def test_after_the_lock_of_one_track_space_calls_the_first_of_the_next(page: Page, day: TwoTracks):
    await day.played(CENTRE, 1)
    await day.played(CENTRE, 2)
    await expect(page.locator(".next-label")).to_have_text("核分锁定：受理中心组")
    await command(day.director, "LockTrack", track=CENTRE)

    await press_space(page, "点名：区运管团队组 第1号 district_team第1家")

    await expect(page.locator(".entrant")).to_contain_text("district_team第1家")
    await expect(page.get_by_role("tab", name="区运管团队组")).to_have_attribute("aria-selected", "true")


async def test_each_step_keeps_its_place_after_the_last_reveal(page: Page, day: TwoTracks):
    await day.played(CENTRE, 1)
    await day.marked(day.performance(CENTRE, 2))
    lock, publish = (page.locator(f'[data-step="{id}"] button').first for id in ("lock", "standings"))
    await expect(page.locator(".phase")).to_have_text("已确认")
    await expect(lock).to_be_disabled()
    await expect(page.locator('[data-step="lock"] small')).to_have_text("全部亮分后可锁定")
    before = [await each.bounding_box() for each in (lock, publish)]

    await day.revealed(day.performance(CENTRE, 2))

    await expect(lock).to_be_enabled()
    assert [await each.bounding_box() for each in (lock, publish)] == before


async def test_the_lock_asks_and_space_after_space_locks_nothing(page: Page, day: TwoTracks):
    await day.played(CENTRE, 1)
    await day.played(CENTRE, 2)

    await press_space(page, "核分锁定：受理中心组")
    await expect(page.locator(".dialog")).to_be_visible()
    await page.keyboard.press("Space")

    await expect(page.locator(".veil")).to_have_count(0)
    assert (await day.next()) == ("lock", CENTRE)
    assert (await day.console())["scene"] == "reveal"


async def test_what_is_called_out_of_turn_from_the_row_of_steps_is_asked_about(page: Page, day: TwoTracks):
    await day.played(CENTRE, 1)
    await page.get_by_role("tab", name="区运管团队组").click()

    await page.locator('[data-step="call"] button').click()
    await expect(page.locator(".dialog")).to_contain_text("不是出场顺序的下一位")
    await page.keyboard.press("Escape")

    await expect(page.locator(".phase")).to_have_text("已亮分")


async def test_a_held_score_is_revealed_by_name(server: Server, crew: Crew, laptop: Device):
    rules = done(await crew.organiser.get("/setup/rules"))
    rules["tracks"][0]["rounds"][1]["hold_first"] = 2
    done(await crew.organiser.post("/setup/rules", json=rules))
    day = await two_tracks(server, crew, entrants=3)
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await day.marked(day.performance(CENTRE, 1))
    await expect(page.locator('[data-step="reveal"] small')).to_contain_text("还差 1 个")

    await day.marked(day.performance(CENTRE, 2), off="1")
    await press_space(page, "亮分：第1号 centre第1家")
    await expect(page.locator(".entrant")).to_contain_text("centre第1家")
    assert await day.next() == ("reveal", CENTRE, 2)
