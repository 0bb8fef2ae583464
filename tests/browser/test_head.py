"""The head judge's phone against the real server: one card for what waits, one big button, and it is done."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.test_console import SCORE, submit
from tests.serving import Crew, Server, command, done


async def under(crew: Crew, **settings: object) -> None:
    """The judged round of the first track with these settings."""
    rules = done(await crew.organiser.get("/setup/rules"))
    judged = next(round for round in rules["tracks"][0]["rounds"] if round["kind"] == "judged")
    judged.update(settings)
    done(await crew.organiser.post("/setup/rules", json=rules))


async def opened(server: Server, crew: Crew, phone: Device) -> Page:
    page = await phone(f"{server.url}/head", token=crew.tokens["director"])
    await expect(page.locator("main")).to_be_visible()
    return page


async def begin(crew: Crew) -> dict[str, str]:
    performance = crew.performance(crew.entrants[0])
    for kind in ("CallEntrant", "OpenMarking"):
        await command(crew.director, kind, performance=performance)
    return performance


async def test_a_score_is_looked_at_again_and_confirmed(server: Server, crew: Crew, phone: Device):
    await under(crew, head_confirms=True, spread="3")
    page = await opened(server, crew, phone)
    await expect(page.locator(".count")).to_have_text("现在没有等您决定的事")
    performance = await begin(crew)
    await submit(crew, *range(1, 8))

    await page.get_by_role("button", name="已复看，维持").click()
    await page.get_by_role("dialog").get_by_role("textbox").fill("各有侧重")
    await page.get_by_role("dialog").get_by_role("button", name="已复看，维持").click()
    await expect(page.locator(".count")).to_have_text("现在没有等您决定的事")
    await command(crew.director, "CloseMarking", performance=performance)
    await page.get_by_role("button", name=f"确认得分 {SCORE}").click()

    await expect(page.locator(".decided")).to_have_text("得分已由评委组长确认")
    await expect(page.locator("[data-seat='5'] s")).to_have_text("95.0")
    await command(crew.director, "RevealScore", performance=performance)
    await expect(page.locator("article[data-phase]")).to_have_count(0)


async def test_too_few_sheets_are_decided_about_on_the_phone(server: Server, crew: Crew, phone: Device):
    await under(crew, minimum=7)
    performance = await begin(crew)
    await command(
        crew.director, "ExcuseJudge", performance=performance, judge="J7", phase="recused", reason="亲属"
    )
    await submit(crew, *range(1, 7))
    page = await opened(server, crew, phone)

    await page.get_by_role("button", name="作出决定").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("按现有份数计分").check()
    await dialog.get_by_label("依据").fill("其余评委意见一致")
    await dialog.get_by_role("button", name="作出决定").click()

    await expect(page.locator(".decided")).to_have_text("已决定按 6 份评分表计分：其余评委意见一致")
    await command(crew.director, "CloseMarking", performance=performance)


async def test_a_sheet_is_returned_with_a_reason_from_the_list(server: Server, crew: Crew, phone: Device):
    await begin(crew)
    await submit(crew, 1)
    page = await opened(server, crew, phone)

    await page.locator("[data-seat='1']").get_by_role("button", name="退回修改").click()
    await page.get_by_role("dialog").get_by_role("combobox").select_option("漏看或误解评分标准")
    await page.get_by_role("dialog").get_by_role("button", name="退回修改").click()

    await expect(page.locator("[data-seat='1'] .status")).to_have_text("退回修改")


async def test_a_trial_is_begun_marked_and_closed(server: Server, crew: Crew, phone: Device):
    page = await opened(server, crew, phone)
    await page.get_by_role("button", name="开始试评").click()
    await page.get_by_role("dialog").get_by_role("textbox").fill("示范选手")
    await page.get_by_role("dialog").get_by_role("button", name="开始试评").click()
    await expect(page.locator(".trial h3")).to_have_text("试评：示范选手")

    judge = await phone(f"{server.url}/judge", token=crew.tokens["J1"])

    await expect(judge.locator(".banner")).to_have_text("试评 不计分")
    await judge.locator("[data-criterion]").first.click()
    for mark in ("18", "18", "18", "9", "9"):
        await judge.keyboard.type(mark)
        await judge.keyboard.press("Enter")
    await judge.get_by_role("button", name="检查并提交").click()
    await judge.get_by_role("button", name="提交").last.click()
    await expect(judge.locator(".foot")).to_contain_text("服务器已保存")
    await expect(page.locator(".trial li").first).to_contain_text("已提交")
    await page.get_by_role("button", name="结束试评").click()
    await expect(page.get_by_role("button", name="开始试评")).to_be_visible()
