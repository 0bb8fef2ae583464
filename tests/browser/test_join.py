"""Taking a seat by link, by code, with a second phone; how an organiser gets in. Against the real server."""

import re
from urllib.parse import urlsplit

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done

JUDGE = re.compile("/judge$")


async def card(crew: Crew, judge: str) -> dict[str, str]:
    """A fresh card of that judge, which nobody has used."""
    return done(await crew.organiser.post("/passes", json={"role": "judge", "judge": judge}))


def path(link: str) -> str:
    return urlsplit(link).path


async def code_for(crew: Crew, judge: str) -> str:
    """A login code as the console makes one."""
    return str(done(await crew.director.post("/passes/code", json={"judge": judge}))["code"])


async def type_code(page: Page, code: str) -> None:
    for digit in code:
        await page.locator(".keypad").get_by_text(digit, exact=True).click()
    await page.locator(".keypad .enter").click()


async def sit(page: Page) -> None:
    await page.get_by_role("button", name="确认就座").click()


async def test_a_scanned_link_shows_whose_seat_it_is_and_claims_it_by_a_press(
    server: Server, crew: Crew, phone: Device
):
    link = (await card(crew, "J3"))["link"]

    page = await phone(f"{server.url}{path(link)}")
    await expect(page.locator(".holder")).to_contain_text("评委3")
    await expect(page.locator(".seat b")).to_have_text("3")
    assert not await taken(crew, "J3")
    await sit(page)

    await expect(page).to_have_url(JUDGE)
    assert await taken(crew, "J3")


async def taken(crew: Crew, judge: str) -> bool:
    cards = done(await crew.organiser.get("/passes"))
    return next(bool(card["taken"]) for card in cards if card["judge"] == judge)


async def test_a_code_is_typed_on_the_pages_own_keys(server: Server, crew: Crew, phone: Device):
    await card(crew, "J5")
    code = await code_for(crew, "J5")

    page = await phone(f"{server.url}/join")
    await page.locator(".keypad").get_by_text("9", exact=True).click()
    await page.get_by_role("button", name="删除一位").click()
    await type_code(page, code)
    await expect(page.locator(".holder")).to_contain_text("评委5")
    await sit(page)

    await expect(page).to_have_url(JUDGE)


async def test_the_same_phone_has_its_seat_when_it_comes_back(server: Server, crew: Crew, phone: Device):
    link = (await card(crew, "J2"))["link"]
    page = await phone(f"{server.url}{path(link)}")
    await sit(page)
    await expect(page).to_have_url(JUDGE)

    await page.goto(f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/join")

    await expect(page.locator(".holder")).to_contain_text("评委2")
    await page.get_by_role("link", name="继续").click()
    await expect(page).to_have_url(JUDGE)


async def test_a_second_phone_waits_until_the_console_consents(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    await card(crew, "J3")
    first, second = await phone(f"{server.url}/join"), await phone(f"{server.url}/join")
    await type_code(first, await code_for(crew, "J3"))
    await sit(first)
    await expect(first).to_have_url(JUDGE)
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])

    await type_code(second, await code_for(crew, "J3"))
    await sit(second)
    await expect(second.get_by_text("等待控制台同意")).to_be_visible()
    await expect(console.locator(".handover")).to_contain_text("3号评委 评委3")
    number = await second.locator(".check-number").inner_text()
    await expect(console.locator(".handover .numeral")).to_have_text(number)
    await console.locator(".handover").get_by_role("button", name="同意").click()
    await console.locator(".dialog [value=confirm]").click()

    await expect(second).to_have_url(JUDGE)
    await expect(console.locator(".handover")).to_have_count(0)
    await expect(first.locator(".link")).to_have_text("未登录")


async def test_a_second_phone_that_was_refused_can_ask_again(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    cards = done(await crew.organiser.get("/passes"))
    link = next(card["link"] for card in cards if card["judge"] == "J4")
    page = await phone(f"{server.url}{path(link)}")
    await sit(page)

    await console.locator(".handover").get_by_role("button", name="拒绝").click()
    await expect(console.locator(".handover")).to_have_count(0)
    await expect(page.get_by_role("alert")).to_have_text("没有获准")
    await page.get_by_role("button", name="再次请求").click()

    await expect(console.locator(".handover")).to_contain_text("4号评委")


async def test_the_secret_leaves_the_address_bar(server: Server, crew: Crew, phone: Device):
    """A seat that is taken keeps the page open, where a shoulder surfer would read the address."""
    cards = done(await crew.organiser.get("/passes"))
    link = next(card["link"] for card in cards if card["judge"] == "J1")
    page = await phone(f"{server.url}{path(link)}")

    await sit(page)

    await expect(page.get_by_text("等待控制台同意")).to_be_visible()
    assert urlsplit(page.url).path == f"{server.at}/join"


async def test_a_wrong_code_is_said_and_the_field_is_empty_again(server: Server, crew: Crew, phone: Device):
    page = await phone(f"{server.url}/join")

    await type_code(page, "00000000")

    await expect(page.get_by_role("alert")).to_contain_text("请场控再发一个登录码")
    await expect(page.locator(".code")).to_have_value("")


async def test_whoever_guesses_codes_is_told_how_long_to_wait(server: Server, crew: Crew, phone: Device):
    page = await phone(f"{server.url}/join")
    async with server.client() as guesser:
        while (await guesser.post("/join/look", json={"code": "0"})).status_code != 429:
            pass

    await type_code(page, "00000000")

    await expect(page.get_by_role("alert")).to_contain_text(re.compile(r"\d+ ?秒"))
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("alert")).to_contain_text("Too many wrong codes")


async def test_a_judge_who_cannot_scan_is_read_a_code_from_the_console(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    await card(crew, "J5")
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await console.locator('.coming [data-seat="5"]').get_by_role("button", name="发登录码").click()
    await expect(console.locator(".dialog")).to_contain_text("5号评委 评委5")
    code = (await console.locator(".login-code").inner_text()).replace(" ", "")

    page = await phone(f"{server.url}/join")
    await expect(page.get_by_role("button", name="确定")).to_be_disabled()
    await type_code(page, code)
    await sit(page)

    await expect(page).to_have_url(JUDGE)
    await console.locator(".dialog [value=confirm]").click()
    await expect(console.locator('.coming [data-seat="5"]').get_by_role("button")).to_have_count(0)


async def test_a_closed_door_is_said(server: Server, crew: Crew, phone: Device):
    link = (await card(crew, "J6"))["link"]
    await command(crew.director, "CloseLogin")

    page = await phone(f"{server.url}{path(link)}")
    await sit(page)

    await expect(page.get_by_role("alert")).to_contain_text("会场已封闭登录")


async def test_the_keys_fit_the_smallest_phone(server: Server, crew: Crew, phone: Device):
    page = await phone(f"{server.url}/join", viewport={"width": 320, "height": 568})
    await expect(page.locator(".keypad")).to_be_visible()

    zero = await page.locator(".keypad").get_by_text("0", exact=True).bounding_box()
    assert zero
    assert zero["y"] + zero["height"] <= 568
    assert await page.locator("html").evaluate("root => root.scrollWidth") == 320


async def test_the_bare_address_says_what_this_is_and_how_everybody_gets_in(
    server: Server, crew: Crew, phone: Device
):
    await card(crew, "J5")
    code = await code_for(crew, "J5")

    page = await phone(f"{server.url}/")
    await expect(page.get_by_role("heading", name="现场评审")).to_be_visible()
    await expect(page.get_by_text("比赛现场打分、亮分、排名")).to_be_visible()
    await expect(page.get_by_text("组织者链接")).to_be_visible()
    await type_code(page, code)
    await sit(page)

    await expect(page).to_have_url(JUDGE)


async def test_the_organiser_invites_a_second_laptop(server: Server, crew: Crew, laptop: Device):
    page = await laptop(f"{server.url}/", token=crew.organiser.cookies["judging_organiser"])
    await page.get_by_role("button", name="再加一台").click()
    link = await page.locator(".invitation").text_content()
    assert link

    second = await laptop(f"{server.url}{path(link)}")
    await second.get_by_role("button", name="进入").click()

    await expect(second.get_by_role("heading", name="打开的赛事")).to_be_visible()
    await expect(second.get_by_role("button", name="退出登录")).to_be_visible()


async def test_an_organiser_gets_in_once_and_makes_a_competition(server: Server, laptop: Device):
    page = await laptop(server.link)

    await page.get_by_role("button", name="进入").click()
    await expect(page.get_by_text("还没有打开的赛事")).to_be_visible()
    await page.get_by_label("赛事名称").fill("区级选拔赛")
    await page.get_by_role("button", name="新建并打开").click()

    await expect(page).to_have_url(re.compile("/setup$"))
    await expect(page.locator(".bar")).to_contain_text("区级选拔赛")
    again = await laptop(server.link)
    await again.get_by_role("button", name="进入").click()
    await expect(again.get_by_role("alert")).to_contain_text("已用过")


async def test_an_organiser_s_device_that_was_lent_is_put_out_from_the_first_page(
    server: Server, crew: Crew, laptop: Device
):
    page = await laptop(f"{server.url}/", token=crew.organiser.cookies["judging_organiser"])
    await expect(page.locator("[data-device]")).to_have_count(1)
    link = done(await crew.organiser.post("/organisers"))["link"]
    lent = await laptop(f"{server.url}{link}")
    await lent.get_by_role("button", name="进入").click()
    await lent.locator(".pages").get_by_role("link", name="控制台").click()
    await expect(lent.locator(".row")).not_to_have_count(0)

    await page.reload()
    await expect(page.locator("[data-device]").nth(0)).to_contain_text("这台")
    await page.locator("[data-device]").nth(1).get_by_role("button", name="移除").click()
    await page.locator(".dialog [value=confirm]").click()

    await expect(page.locator("[data-device]")).to_have_count(1)
    await expect(lent.locator(".link")).to_have_text("未登录")
