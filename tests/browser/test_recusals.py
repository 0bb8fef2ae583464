"""回避声明 on the phone: declared from a list, blocked when the entrant comes, withdrawn on record."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command


async def declare(page: Page, entrant: str) -> None:
    await page.get_by_role("button", name="回避声明").click()
    await page.locator(".recusals li", has_text=entrant).get_by_role("button", name="回避").click()
    await page.get_by_label("亲属关系").check()
    await page.get_by_label("说明").fill("表姐")
    await page.get_by_role("button", name="声明回避").click()


async def test_what_a_judge_declares_stands_in_the_list_and_blocks_the_form(
    server: Server, crew: Crew, phone: Device
):
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    await declare(page, "浦兴路街道")
    await expect(page.get_by_text("回避：亲属关系：表姐")).to_be_visible()

    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)

    await expect(page.get_by_text("本场您已回避")).to_be_visible()
    await expect(page.get_by_text("亲属关系：表姐")).to_be_visible()
    await expect(page.locator(".criterion")).to_have_count(0)


async def test_a_declaration_is_withdrawn_with_a_reason_alone(server: Server, crew: Crew, phone: Device):
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    await declare(page, "浦兴路街道")

    await page.get_by_role("button", name="撤回声明").click()
    await page.get_by_role("dialog").get_by_role("button", name="撤回声明").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.get_by_label("撤回原因").fill("填错了人")
    await page.get_by_role("dialog").get_by_role("button", name="撤回声明").click()

    await expect(page.get_by_text("表姐")).to_have_count(0)
    await page.go_back()
    await expect(page.locator(".place")).to_contain_text("评委3")


async def test_the_setup_page_enters_one_from_paper_and_warns_of_a_panel_left_too_small(
    server: Server, crew: Crew, laptop: Device
):
    at = {"track": crew.track, "entrant": crew.entrants[0], "ground": "unit"}
    for n in (1, 2, 4, 5):
        await command(crew.organiser, "DeclareRecusal", judge=f"J{n}", **at)
    page = await laptop(f"{server.url}/setup#recusals", token=crew.organiser.cookies["judging_organiser"])
    await expect(page.get_by_text("只剩")).to_have_count(0)

    await page.get_by_role("button", name="录入纸质声明").click()
    await page.get_by_label("评委").select_option("评委3 · 受理中心组")
    await page.get_by_role("button", name="确定").click()
    await page.get_by_label("参赛对象").select_option(index=0)
    await page.get_by_label("亲属关系").check()
    await page.get_by_role("button", name="确定").click()

    await expect(page.locator(".recusals tbody tr")).to_have_count(5)
    await expect(page.get_by_text("只剩 2 位评委")).to_be_visible()
    await expect(page.locator(".recusals tbody tr", has_text="评委3")).to_contain_text("纸质声明")
