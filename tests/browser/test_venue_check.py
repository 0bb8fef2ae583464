"""A phone tests its way to the server, and the organiser sees among all findings how it fared."""

from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Device
from tests.browser.english import in_english, is_english
from tests.serving import Server, logged_in

TESTED_MS = 60_000  # a phone takes eight seconds, a printed page as many: on a busy machine much more


async def losing(page: Page) -> None:
    """Every fourth question gets lost from now on."""
    asked = 0

    async def lose(route: Route) -> None:
        nonlocal asked
        asked += 1
        await (route.abort() if asked % 4 == 0 else route.continue_())

    await page.route("**/check/ping", lose)


async def test_phones_say_whether_they_will_do_and_the_organiser_reads_it(
    server: Server, phone: Device, laptop: Device
):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        token = organiser.cookies["judging_organiser"]
    good, poor = await phone(f"{server.url}/check"), await phone(f"{server.url}/static/tokens.css")
    await losing(poor)
    await poor.goto(good.url)

    await expect(good.locator(".answer")).to_have_text("合格", timeout=TESTED_MS)
    await expect(poor.locator(".answer")).to_have_text("不合格", timeout=TESTED_MS)
    await expect(poor.locator("[data-finding=loss]")).to_contain_text("5 次没有回答")
    await poor.get_by_role("button", name="English").click()
    await is_english(poor)

    doctor = await laptop(f"{server.url}/doctor", token=token)
    await expect(doctor.locator(".phones tbody tr")).to_have_count(2)
    await expect(doctor.locator("[data-finding=memory]")).to_be_visible(timeout=TESTED_MS)
    await expect(doctor.locator("[data-finding=phones]")).to_contain_text("测过 2 台，不合格 1 台")
    await expect(doctor.locator("[data-finding=browser]")).to_contain_text("试印成功")
    await expect(doctor.locator("[data-finding=data]")).to_contain_text(str(server.folder))

    english = await laptop(f"{server.url}/doctor", token=token, **in_english(server.url))
    await expect(english.locator("[data-finding=memory]")).to_be_visible(timeout=TESTED_MS)
    await is_english(english)


async def test_a_phone_that_does_not_reach_the_server_says_what_to_do(server: Server, phone: Device):
    page = await phone(f"{server.url}/static/tokens.css")
    await page.route("**/check/ping", lambda route: route.abort())
    await page.route(
        "**/check", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )

    await page.goto(page.url.replace("/static/tokens.css", "/check"))

    await expect(page.locator(".answer")).to_have_text("不合格", timeout=TESTED_MS)
    await expect(page.get_by_text("连不上服务器")).to_be_visible()
