"""The papers of a season as the organiser finds them on its page."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.quiz_months import season_zip, uploaded
from tests.serving import Server, logged_in


async def opened(page: Page, form: str, tool: str) -> Page:
    """What a button of a line of the list leads to."""
    async with page.expect_popup() as popup:
        await page.get_by_role("row", name=form).get_by_role("link", name=tool).click()
    return await popup.value


async def test_a_report_and_as_many_reminders_as_wanted_are_printed_from_the_page(
    server: Server, laptop: Device
):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        id = await uploaded(organiser, season_zip())
        page = await laptop(f"{server.url}/seasons/{id}#prints", token=organiser.cookies["judging_organiser"])
        reminders = page.get_by_role("row", name="督促提醒函")
        await expect(reminders).to_contain_text("先在上面填督促提醒后几名")

        await page.get_by_label("个人类 督促提醒后几名").fill("9")
        await page.get_by_label("个人类 督促提醒后几名").press("Tab")
        await expect(page.get_by_label("个人类 督促提醒后几名")).to_have_value("1")
        letter = await opened(page, "督促提醒函", "预览")
        await expect(letter.locator(".notice")).to_have_count(1)
        await expect(letter.locator(".notice")).to_contain_text("本函只发给你（你单位）")

        await page.locator(".choice select").first.select_option("person")
        await page.locator(".choice select").last.select_option("p1")
        report = await opened(page, "成绩报告", "预览")
        await expect(report.locator("svg.trend").first).to_be_visible()
        await expect(report.locator("svg.trend").first.locator("circle")).to_have_count(3)
        await report.get_by_role("link", name="返回").click()
        await expect(report.get_by_role("heading", name="打印", exact=True)).to_be_visible()
