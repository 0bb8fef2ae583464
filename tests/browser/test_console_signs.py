"""What the console tells without being asked: who is there, what failed, what succeeded."""

from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done, joined, served
from tests.tracks import CENTRE, two_tracks


@pytest_asyncio.fixture(loop_scope="package")
async def page(server: Server, crew: Crew, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(page.locator(".row")).to_have_count(24)
    return page


async def test_who_is_online_is_seen_before_the_first_call(
    page: Page, server: Server, crew: Crew, phone: Device
):
    await expect(page.locator(".coming h2")).to_contain_text("0 / 7 在线")

    await phone(f"{server.url}/judge", token=crew.tokens["J3"])

    await expect(page.locator(".coming h2")).to_contain_text("1 / 7 在线")
    await expect(page.locator('.coming [data-seat="3"]')).to_contain_text("在线")
    await expect(page.locator('.coming [data-seat="4"]')).to_contain_text("离线")


async def test_an_open_seat_is_closed_when_another_entrant_comes_on(page: Page, crew: Crew):
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))
    await page.locator('.seat[data-seat="3"]').click()
    await expect(page.locator(".seat-details")).to_be_visible()

    await command(crew.director, "StepBack", performance=crew.performance(crew.entrants[0]), reason="误触")
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[1]))

    await expect(page.locator(".entrant")).to_contain_text("第2号")
    await expect(page.locator(".seat-details")).to_have_count(0)


async def test_a_request_to_be_let_in_is_in_sight_wherever_one_has_scrolled(
    page: Page, server: Server, crew: Crew
):
    for n in range(1, 8):
        async with server.client() as screen:
            done(await screen.post("/screen", json={}))
        await command(crew.director, "AssignScreen", number=n, name=f"{n}号厅")
    await expect(page.locator(".screen")).to_have_count(7)
    await page.locator(".air").evaluate("column => column.scrollTo(0, column.scrollHeight)")

    card = next(card for card in done(await crew.organiser.post("/passes/all")) if card["judge"] == "J3")
    before = await page.locator(".columns").bounding_box()
    async with server.client() as other:
        secret = {"secret": card["link"].rpartition("/")[2]}
        done(await other.post("/join", json=secret))
        request = page.locator(".handover")

        await expect(request).to_contain_text("3号评委")
        assert await page.locator(".columns").bounding_box() == before
        await expect(request.get_by_role("button", name="同意")).to_be_in_viewport(ratio=1)
        await expect(page.locator("button.next")).to_be_in_viewport(ratio=1)


async def test_a_dead_server_is_told_large_and_nobody_is_called_online(
    page: Page, server: Server, crew: Crew, phone: Device
):
    judge = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    wall = await phone(f"{server.url}/screen")
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))
    await expect(page.locator('.seat[data-seat="3"]')).to_contain_text("在线")
    await expect(page.locator(".screen")).to_contain_text("在线")
    await expect(page.locator(".door .status").first).to_have_attribute("data-state", "good")

    await server.kill()

    await expect(page.get_by_role("alert").filter(has_text="服务器没有回答")).to_be_visible()
    await expect(page.locator('.seat[data-seat="3"]')).to_contain_text("未知")
    await expect(page.locator(".seats")).not_to_contain_text("在线")
    await expect(page.locator(".screen")).to_contain_text("未知")
    await expect(page.locator('.air .status[data-state="good"]')).to_have_count(0)
    await judge.close()
    await wall.close()


async def test_a_greyed_step_back_in_the_order_says_why(page: Page, crew: Crew, server: Server):
    day = await two_tracks(server, crew)
    for n in (1, 2):
        await day.played(CENTRE, n)
    await command(day.director, "LockTrack", track=CENTRE)

    await page.locator(".row-more").first.click()

    menu = page.locator(".row-choices")
    await expect(menu.get_by_role("button", name="撤回亮分")).to_be_disabled()
    await expect(menu).to_contain_text("成绩已锁定，不能再改")


async def test_after_a_deduction_space_is_the_shows_again(page: Page, crew: Crew):
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))
    await page.locator(".deduct [name=points]").fill("0.5")
    await page.locator(".deduct [name=reason]").fill("超时 20 秒")
    await page.locator(".deduct [name=reason]").press("Enter")
    await expect(page.locator(".deductions")).to_contain_text("−0.5 超时 20 秒")

    await expect(page.locator("button.next")).to_be_enabled()
    await page.keyboard.press("Space")

    await expect(page.locator(".phase")).to_have_text("评分中")
    await expect(page.locator(".deduct [name=reason]")).to_have_value("")
    await expect(page.locator(".story")).to_contain_text("扣 0.5 分：超时 20 秒")


async def test_a_lock_is_told_with_its_time_and_stays(page: Page, server: Server, crew: Crew):
    day = await two_tracks(server, crew)
    for n in (1, 2):
        await day.played(CENTRE, n)
    await page.locator("button.next").click()
    await page.locator(".dialog [value=confirm]").click()

    await expect(page.locator(".notice")).to_contain_text("受理中心组核分一致")
    await page.reload()

    await page.get_by_role("tab", name="受理中心组").click()
    await expect(page.locator(".locked")).to_contain_text("已锁定")


async def test_large_type_neither_stacks_numbers_nor_hides_the_score(page: Page, crew: Crew):
    await page.evaluate("document.documentElement.style.fontSize = '150%'")
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    for judge in crew.judges.values():
        marks = {"work": "28.5", "service": "27.5", "reputation": "18.5", "system": "9", "environment": "9.5"}
        await command(judge, "SubmitSheet", performance=first, revision=1, marks=marks)

    await expect(page.locator(".score")).to_be_in_viewport(ratio=1)
    await expect(page.locator("button.next")).to_be_in_viewport(ratio=1)
    height = (
        "element => element.getBoundingClientRect().height / parseFloat(getComputedStyle(element).lineHeight)"
    )
    for number in await page.locator(".seat-total, .row-number, .score, .seat-head b").all():
        assert await number.evaluate(height) < 1.5, await number.inner_text()


def lose_all(folder: Path) -> None:
    """Leaves nothing in the competition's file; its backup has it all."""
    for file in folder.glob("*.sqlite*"):
        file.write_bytes(b"")


async def test_while_the_organiser_has_to_choose_a_file_pages_do_not_speak_of_a_silent_server(
    tmp_path: Path, laptop: Device, phone: Device
):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
        judge = await phone(f"{server.url}/judge", token=crew.tokens["J1"])
        for page in (console, judge):
            await expect(page.locator("[data-link=linked]")).to_be_visible()
        await expect(console.locator(".backup")).to_be_visible()
        await server.kill()
    lose_all(tmp_path)

    async with served(tmp_path, port=server.port):
        for page in (console, judge):
            await expect(page.locator(".link")).to_have_text("赛事未打开")
        await expect(console.locator(".banner.lost")).to_contain_text("请组织者在首页")
        await console.reload()
        await expect(console.locator(".nobody")).to_contain_text("请组织者在首页")
