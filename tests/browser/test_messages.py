"""What a page has to say covers nothing, and goes when it is over."""

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done, logged_in

OWN_PLACE = """element => {
  const box = element.getBoundingClientRect()
  const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
  return element.contains(at)
}"""


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition open in which nothing has been set up yet."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


async def apart(first: Locator, second: Locator) -> bool:
    """Whether two things on a page share no spot of it."""
    a, b = await first.bounding_box(), await second.bounding_box()
    assert a is not None
    assert b is not None
    return (
        a["x"] + a["width"] <= b["x"]
        or b["x"] + b["width"] <= a["x"]
        or a["y"] + a["height"] <= b["y"]
        or b["y"] + b["height"] <= a["y"]
    )


async def open_setup(server: Server, organiser: AsyncClient, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/setup#rules", token=organiser.cookies["judging_organiser"])
    await expect(page.locator('main[data-section="rules"] fieldset').first).to_be_visible()
    return page


async def test_a_refusal_leaves_the_next_step_free_and_goes_with_the_next_phase(
    server: Server, crew: Crew, laptop: Device
):
    page = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(page.locator("button.next")).to_be_enabled()
    first = crew.performance(crew.entrants[0])
    await page.route("**/commands", as_of_another_phase)

    await page.locator(".row-more").first.click()
    await page.locator(".row-choices").get_by_role("button", name="缺席").click()
    await page.locator(".dialog textarea").fill("没有到场")
    await page.locator(".dialog [value=confirm]").click()
    notice = page.get_by_role("alert").filter(has_text="请先亮分")
    await expect(notice).to_be_visible()
    button = page.locator("button.next")
    before = await button.bounding_box()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("alert").filter(has_text="reveal it first")).to_be_visible()
    await page.get_by_role("button", name="中文").click()

    assert await apart(notice, button)
    assert await button.evaluate(OWN_PLACE)
    await command(crew.director, "CallEntrant", performance=first)
    await expect(page.locator(".phase")).to_have_text("已点名")
    await expect(notice).to_have_count(0)
    assert await button.bounding_box() == before


async def as_of_another_phase(route) -> None:
    said = {"template": "台上的得分尚未亮分，请先亮分", "values": {}}
    await route.fulfill(status=409, json={"reason": "not_now", "sentence": said})


async def test_what_is_wrong_with_a_deduction_stands_beside_its_field(
    server: Server, crew: Crew, laptop: Device
):
    page = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))

    await page.locator(".deduct [name=points]").fill("半分")
    await page.locator(".deduct [name=reason]").fill("超时")
    await page.locator(".deduct button").click()

    await expect(page.locator(".deduct [role=alert]")).to_contain_text("不是普通数字")
    await expect(page.locator(".deduct [name=points]")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator(".notice")).to_have_count(0)
    await page.get_by_role("button", name="English").click()
    await expect(page.locator(".deduct [role=alert]")).to_contain_text("is no plain number")
    await page.get_by_role("button", name="中文").click()
    await page.locator(".deduct [name=points]").fill("0.5")
    await page.locator(".deduct button").click()
    await expect(page.locator(".deductions")).to_contain_text("−0.5 超时")
    await expect(page.locator(".deduct [role=alert]")).to_have_count(0)


async def test_saved_is_not_said_over_what_was_not_saved(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await open_setup(server, organiser, laptop)
    places = page.locator('[data-round="present"] [name$="trim.high"]')
    saved = page.get_by_text("规则已保存")

    await places.fill("2")
    await page.get_by_role("button", name="保存规则").click()
    await expect(saved).to_be_visible()
    await places.fill("9")

    await expect(page.locator(".save-bar")).to_contain_text("未保存")
    assert await saved.count() == 0


async def test_a_refused_saving_leaves_the_save_button_free(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await open_setup(server, organiser, laptop)
    await page.route("**/setup/rules", as_of_another_phase)

    await page.locator('[data-round="present"] [name$="trim.high"]').fill("2")
    button = page.get_by_role("button", name="保存规则")
    await button.click()
    notice = page.get_by_role("alert").filter(has_text="尚未亮分")
    await expect(notice).to_be_visible()

    assert await apart(notice, page.locator(".save-bar"))
    assert await button.evaluate(OWN_PLACE)
    assert await notice.evaluate(OWN_PLACE)


async def test_the_first_page_says_what_failed_beside_nothing_it_covers(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await laptop(f"{server.url}/", token=organiser.cookies["judging_organiser"])
    await page.set_viewport_size({"width": 600, "height": 480})
    await page.route("**/rehearsal", as_of_another_phase)

    await page.get_by_role("button", name="演练预设赛事").click()
    notice = page.get_by_role("alert").filter(has_text="尚未亮分")
    await expect(notice).to_be_visible()

    for button in await page.get_by_role("button").all():
        await button.evaluate("button => button.scrollIntoView({ block: 'end' })")
        assert await button.evaluate(OWN_PLACE), await button.inner_text()


async def test_a_full_phone_says_so_without_covering_what_is_pressed(
    server: Server, crew: Crew, phone: Device
):
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    page = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    await page.locator(".criterion").first.click()
    await page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")

    await page.locator('.pad [data-key="2"]').click()

    notice = page.get_by_role("alert").filter(has_text="存")
    await expect(notice).to_be_visible()
    for key in await page.locator(".pad button").all():
        assert await apart(notice, key)
