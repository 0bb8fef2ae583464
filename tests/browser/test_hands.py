"""举手: a judge calls the scorekeeper with one tap; the console sees it at the seat and answers."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command


async def pages(server: Server, crew: Crew, phone: Device, laptop: Device) -> tuple[Page, Page]:
    """The phone of judge J3 and the director's console, the first entrant marked."""
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    judge = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(judge.locator(".criterion")).to_have_count(5)
    await expect(console.locator(".seat")).to_have_count(7)
    return judge, console


async def raise_hand(judge: Page, reason: str) -> None:
    await judge.get_by_role("button", name="举手").click()
    await judge.get_by_role("button", name=reason).click()


async def test_one_tap_calls_and_the_console_sees_it_at_the_seat_and_answers(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    judge, console = await pages(server, crew, phone, laptop)
    under_the_pointer = console.locator(".seat-head, .deduct, .step > .button, button.next")
    before = [await each.bounding_box() for each in await under_the_pointer.all()]

    await raise_hand(judge, "请工作人员过来")
    await expect(console.get_by_role("button", name="应答")).to_be_visible()
    assert [await each.bounding_box() for each in await under_the_pointer.all()] == before
    await expect(judge.get_by_role("status").filter(has_text="已举手")).to_be_visible()
    await expect(console.locator('.seat[data-seat="3"]')).to_contain_text("举手")
    await expect(console.locator('.seat[data-seat="4"]')).not_to_contain_text("举手")
    await expect(console.get_by_role("alert")).to_contain_text(re.compile("举手.*3号 评委3", re.DOTALL))
    await console.get_by_role("button", name="应答").click()

    await expect(console.locator('.seat[data-seat="3"]')).not_to_contain_text("举手")
    await expect(judge.get_by_text("场控已应答")).to_be_visible()
    await judge.get_by_role("button", name="知道了").click()
    await expect(judge.get_by_text("场控已应答")).to_have_count(0)


async def test_the_judge_puts_the_hand_down(server: Server, crew: Crew, phone: Device, laptop: Device):
    judge, console = await pages(server, crew, phone, laptop)
    await judge.get_by_role("button", name="举手").click()
    await judge.get_by_role("button", name="手机或网络故障").dblclick()
    await expect(console.locator('.seat[data-seat="3"]')).to_contain_text("举手")

    await judge.get_by_role("button", name="放下手").click()

    await expect(console.get_by_role("button", name="应答")).to_have_count(0)
    await expect(judge.get_by_role("button", name="举手")).to_be_enabled()


async def test_a_call_into_a_dead_wifi_says_so_and_can_be_given_up(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    judge, console = await pages(server, crew, phone, laptop)
    await judge.context.set_offline(True)
    await raise_hand(judge, "手机或网络故障")
    await expect(judge.get_by_text("请同时当面举手")).to_be_visible()

    await judge.get_by_role("button", name="取消").click()
    await judge.context.set_offline(False)

    await expect(judge.locator(".link")).to_have_text("已连接")
    await expect(judge.get_by_role("button", name="举手")).to_be_enabled()
    await expect(console.get_by_role("button", name="应答")).to_have_count(0)


async def test_before_any_call_the_page_says_who_sits_where_and_a_hand_can_be_raised(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])

    await expect(page.locator(".place")).to_contain_text("评委3")
    await expect(page.locator(".place b")).to_have_text("3")
    await expect(page.get_by_text("没有待传")).to_be_visible()
    await raise_hand(page, "请工作人员过来")

    await expect(console.get_by_role("alert")).to_contain_text("3号 评委3")


async def test_the_console_returns_the_sheet_of_who_wants_to_change_it_and_the_judge_sees_who_did(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    judge, console = await pages(server, crew, phone, laptop)
    first = crew.performance(crew.entrants[0])
    marks = {"work": "27", "service": "26.5", "reputation": "18", "system": "8.5", "environment": "8.5"}
    await command(crew.judges["J3"], "SubmitSheet", performance=first, revision=1, marks=marks)
    await raise_hand(judge, "要改分")

    await console.get_by_role("button", name=re.compile("^退回 ")).click()
    await console.get_by_role("dialog").get_by_label("补充说明").fill("评委要求修改")
    await console.get_by_role("dialog").get_by_role("button", name="退回修改").click()

    await expect(console.get_by_role("button", name="应答")).to_have_count(0)
    await expect(judge.get_by_text("场控已应答：要改分")).to_be_visible()
    await expect(judge.get_by_text("评委要求修改")).to_be_visible()
