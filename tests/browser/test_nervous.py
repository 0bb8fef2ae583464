"""One evening of a nervous director: two consoles, double presses, a wrong tab; the hall notices nothing."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device, at_venue
from tests.serving import Crew, Server, command, done
from tests.tracks import CENTRE, TwoTracks, two_tracks


@dataclass
class Evening:
    """All scores stand where the last accident left them: each goes on from the one before."""

    day: TwoTracks
    director: Page
    second: Page  # the organiser's console, at the same time
    wall: Page
    emcee: Page
    phone: Page  # 1号评委

    @property
    def crew(self) -> Crew:
        return self.day.crew

    async def space(self, *labels: str) -> None:
        """Presses space for each of these steps, once the big button says it; twice, as the hand trembles."""
        for label in labels:
            await expect(self.director.locator(".next-label")).to_contain_text(label)
            await expect(self.director.locator("button.next")).to_be_enabled()
            await self.director.keyboard.press("Space")
            await self.director.keyboard.press("Space")

    async def sheets(self, n: int, seats: range = range(1, 8)) -> None:
        """The other judges' phones send their sheets of the n-th entrant."""
        performance = self.day.performance(CENTRE, n)
        marks = await self.day.full_marks(performance, Decimal(n))
        for seat in seats:
            judge = self.crew.judges[f"J{seat}"]
            await command(judge, "SubmitSheet", performance=performance, revision=1, marks=marks)

    def step(self, id: str):
        return self.director.locator(f'.step[data-step="{id}"]')


@pytest_asyncio.fixture(loop_scope="package")
async def evening(
    server: Server, crew: Crew, laptop: Device, venue_screen: Device, tablet: Device, phone: Device
) -> Evening:
    """Four centres, of which the first two are revealed together (定标); nobody has been called."""
    rules = done(await crew.organiser.get("/setup/rules"))
    rules["tracks"][0]["rounds"][1]["hold_first"] = 2
    done(await crew.organiser.post("/setup/rules", json=rules))
    day = await two_tracks(server, crew, entrants=4)
    wall = await venue_screen(f"{server.url}/screen")
    await expect(wall.locator(".blank")).to_be_visible()
    await command(crew.director, "AssignScreen", number=1, name="主屏")
    organiser = crew.organiser.cookies["judging_organiser"]
    return Evening(
        day,
        await laptop(f"{server.url}/console", token=crew.tokens["director"]),
        await laptop(f"{server.url}/console", token=organiser),
        wall,
        await tablet(f"{server.url}/emcee", token=crew.tokens["emcee"]),
        await phone(f"{server.url}/judge", token=crew.tokens["J1"]),
    )


async def test_nine_accidents_of_one_evening(evening: Evening):
    await space_is_hammered_before_the_second_of_two_held_scores(evening)
    await space_is_hammered_while_a_score_is_revealed(evening)
    await space_is_pressed_on_the_wrong_tab(evening)
    await the_ranking_is_clicked_twice_while_a_panel_marks(evening)
    await a_judge_scans_the_card_of_another(evening)
    await both_consoles_press_the_next_step_at_once(evening)
    await the_ranking_is_published_from_both_consoles_and_was_a_mistake(evening)
    await a_seat_stays_open_and_a_deduction_is_typed_before_space(evening)
    await a_refusal_comes_as_the_next_step_is_pressed(evening)


async def space_is_hammered_before_the_second_of_two_held_scores(evening: Evening) -> None:
    await evening.space("点名", "开始评分")
    await evening.sheets(1)
    await evening.space("确认")

    await expect(evening.step("reveal").locator("button")).to_be_disabled()
    await evening.space("点名：受理中心组 第2号", "开始评分")
    await evening.sheets(2)
    await evening.space("确认")

    await expect(evening.director.locator(".next-label")).to_have_text("亮分：第1号 centre第1家")
    await expect(evening.wall.locator(".score")).to_have_count(0)


async def space_is_hammered_while_a_score_is_revealed(evening: Evening) -> None:
    for n in (1, 2):
        await evening.space(f"亮分：第{n}号" if n == 1 else "亮分")
        await evening.director.keyboard.press("Space")

        await expect(evening.wall.locator(":root[data-scene=reveal]")).to_have_count(1)
        await expect(evening.director.locator(".entrant")).to_contain_text(f"centre第{n}家")
        await evening.director.get_by_role("button", name="直接亮完").click()
        await expect(evening.wall.locator(".score")).to_have_text(f"{100 - 5 * n}.00")

    assert (await evening.day.next())[:2] == ("call", CENTRE)


async def space_is_pressed_on_the_wrong_tab(evening: Evening) -> None:
    await evening.director.get_by_role("tab", name="区运管团队组").click()
    await evening.space("回到：受理中心组")

    await expect(evening.director.locator(".phase")).to_have_text("已亮分")
    await expect(evening.director.get_by_role("tab", name="受理中心组")).to_have_attribute(
        "aria-selected", "true"
    )


async def the_ranking_is_clicked_twice_while_a_panel_marks(evening: Evening) -> None:
    await evening.space("点名：受理中心组 第3号", "开始评分")
    await evening.step("standings").get_by_role("button", name="公布排名").dblclick()
    await expect(evening.director.locator(".dialog")).to_contain_text("4 个中已亮 2 个")

    await evening.director.keyboard.press("Space")

    await expect(evening.director.locator(".dialog")).to_have_count(0)
    await expect(evening.wall.locator(":root[data-scene=progress]")).to_have_count(1)
    assert (await evening.day.console())["stage"]["phase"] == "marking"


async def a_judge_scans_the_card_of_another(evening: Evening) -> None:
    page, crew = evening.phone, evening.crew
    cards = {card["judge"]: card for card in done(await crew.organiser.get("/passes"))}
    judging = page.url
    await page.goto(at_venue(evening.day.server.url + urlsplit(cards["J2"]["link"]).path))
    await expect(page.get_by_role("alert")).to_contain_text("这部手机现在是“1号席 评委1”")

    await page.goto(judging)
    await expect(page.locator("button.criterion")).to_have_count(5)
    await evening.sheets(3, range(1, 2))

    await expect(page.get_by_text("服务器已保存")).to_be_visible()
    await expect(evening.director.locator('.seat[data-seat="1"]')).to_have_attribute(
        "data-state", "submitted"
    )


async def both_consoles_press_the_next_step_at_once(evening: Evening) -> None:
    await evening.sheets(3, range(2, 8))
    both = (evening.director, evening.second)
    for page in both:
        await expect(page.locator("button.next")).to_contain_text("确认 85.00 分")
        await expect(page.locator("button.next")).to_be_enabled()

    for page in both:
        await page.keyboard.press("Space")

    for page in both:
        await expect(page.locator(".phase")).to_have_text("已确认")
        await expect(page.get_by_role("alert")).to_have_count(0)
    await evening.space("亮分")
    await evening.director.get_by_role("button", name="直接亮完").click()
    await expect(evening.wall.locator(".score")).to_have_text("85.00")


async def the_ranking_is_published_from_both_consoles_and_was_a_mistake(evening: Evening) -> None:
    both = (evening.director, evening.second)
    for page in both:
        button = page.locator('.step[data-step="standings"]').get_by_role("button", name="公布排名")
        await expect(button).to_be_enabled()
        await button.click()
    for page in both:
        await page.get_by_role("button", name="公布到大屏").dblclick()
    await expect(evening.wall.locator(":root[data-scene=ranking]")).to_have_count(1)
    for page in both:
        await expect(page.get_by_role("alert")).to_have_count(0)

    await evening.second.get_by_role("button", name="撤回公布").click()
    await evening.second.locator(".dialog textarea").fill("点错了")
    await evening.second.locator(".dialog [value=confirm]").click()

    await expect(evening.wall.locator(":root[data-scene=standby]")).to_have_count(1)
    await expect(evening.emcee.locator("main")).not_to_contain_text("请看大屏幕")
    await expect(evening.director.locator(".story")).to_contain_text("点错了")


async def a_seat_stays_open_and_a_deduction_is_typed_before_space(evening: Evening) -> None:
    page = evening.director
    await page.locator('.seat[data-seat="3"]').click()
    await expect(page.locator(".seat-details")).to_be_visible()
    await page.locator("button.next").focus()
    await evening.space("点名：受理中心组 第4号")
    await expect(page.locator(".seat-details")).to_have_count(0)

    await page.locator(".deduct [name=points]").fill("0.5")
    await page.locator(".deduct [name=reason]").fill("超时")
    await page.locator(".deduct [name=reason]").press("Enter")
    await expect(page.locator(".deductions")).to_contain_text("−0.5 超时")
    await evening.space("开始评分")

    await expect(page.locator(".deduct [name=reason]")).to_have_value("")
    await expect(page.locator(".phase")).to_have_text("评分中")
    assert len((await evening.day.console())["stage"]["deductions"]) == 1


async def a_refusal_comes_as_the_next_step_is_pressed(evening: Evening) -> None:
    """The second console looks at a ranking that has changed, and is told so where it covers nothing."""
    page = evening.second
    await page.locator('.step[data-step="standings"]').get_by_role("button", name="公布排名").click()
    await expect(page.locator(".dialog")).to_contain_text("4 个中已亮 3 个")
    await evening.sheets(4)
    await evening.space("确认", "亮分")
    await evening.director.get_by_role("button", name="直接亮完").click()
    await page.get_by_role("button", name="公布到大屏").click()
    notice = page.get_by_role("alert").filter(has_text="请再看一遍预览")
    await expect(notice).to_be_visible()

    message, button = await notice.bounding_box(), await page.locator("button.next").bounding_box()
    assert message["y"] + message["height"] <= button["y"]
    await expect(evening.wall.locator(".score")).to_have_text("79.50")
