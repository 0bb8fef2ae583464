"""A year of competitions on the organiser's laptop: described, filled, read, made final."""

import re
import shutil

from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Device
from tests.quiz_months import WEEKS, month
from tests.serving import Server, logged_in


async def add_event_of(page: Page, file: str) -> None:
    await page.get_by_role("button", name="取本机赛事的成绩").click()
    await page.get_by_role("dialog").locator("select").select_option(f"file:{file}")
    await page.get_by_role("button", name="取成绩", exact=True).click()
    await expect(page.locator(".events .chip").last).to_be_visible()


async def test_a_year_is_built_on_the_page_read_and_made_final(
    server: Server, laptop: Device, device: Device
):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        march, april = [
            await month(organiser, name, scores) for name, scores in (("三月", [90, 80]), ("四月", [70]))
        ]
        page = await laptop(f"{server.url}/", token=organiser.cookies["judging_organiser"])
        await page.get_by_role("link", name="赛季").click()
        await page.locator("[name=name]").fill("2024年竞操")
        await page.locator("[name=id]").fill("drill-2024")
        await page.get_by_role("button", name="新建", exact=True).click()

        await page.get_by_role("button", name="增加系列").click()
        await page.locator("[name='series[0].name']").fill("竞操月月有")
        await page.locator("[name='series[0].by']").select_option("place")
        await expect(page.get_by_text("名次积分").first).to_be_visible()
        await page.locator("[name='series[0].points']").fill("10\n8")
        await page.locator("[name='series[0].points']").dispatch_event("change")
        await page.locator("[name='series[0].shared']").select_option("mean")
        await add_event_of(page, march)
        await expect(page.locator(".events li")).to_have_count(1)
        await add_event_of(page, april)
        await expect(page.locator(".events li")).to_have_count(2)
        await page.get_by_role("button", name="增加总表").click()
        await page.locator("[name='tables[0].name']").fill("个人类")
        await page.locator("[name='tables[0].tracks.window']").check()
        await page.locator("[name='tables[0].weights.s1']").fill("100")
        await page.locator("[name='tables[0].ties']").select_option("share")
        await page.get_by_role("button", name="保存", exact=True).click()
        await expect(page.locator(".notice")).to_contain_text("已保存")

        await page.get_by_role("link", name="积分总表").click()
        second = page.locator("tr[data-entrant=p2]")
        await expect(second).to_contain_text("缺 四月")
        await page.get_by_role("button", name="选手01").click()
        await expect(page.locator(".why .sum").first).to_have_text(re.compile(r"\(10 \+ 10\) ÷ 2\s*= 10\.00"))
        await page.get_by_role("button", name="选手02").click()
        await expect(page.locator(".why [data-event]").last).to_contain_text("没有参加")
        links = page.locator(".why").get_by_role("link", name="三月")
        assert re.fullmatch(r"/c/[0-9a-f]{6}/print", str(await links.first.get_attribute("href")))

        await page.get_by_role("link", name="定稿与记录").click()
        await page.get_by_role("button", name="定稿", exact=True).click()
        await page.get_by_label("由谁确认").fill("支部委员会")
        await page.get_by_role("dialog").get_by_role("button", name="定稿", exact=True).click()
        await expect(page.get_by_role("button", name="重新打开")).to_be_visible()
        await expect(page.locator(".card .status + p")).to_contain_text("支部委员会")
        await page.get_by_role("link", name="系列与总表").click()
        await expect(page.locator("[name='series[0].name']")).to_be_disabled()

        phone = await device(
            f"{server.url}/seasons/drill-2024", **PHONE, token=organiser.cookies["judging_organiser"]
        )
        await phone.get_by_role("button", name="选手01").click()
        assert await phone.evaluate("document.documentElement.scrollWidth") <= 390


async def test_weeks_of_one_file_become_events_at_once_and_what_is_wrong_is_told(
    server: Server, laptop: Device
):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        await organiser.post("/seasons", json={"id": "quiz", "name": "竞答年"})
        page = await laptop(f"{server.url}/seasons/quiz#rules", token=organiser.cookies["judging_organiser"])

        await page.get_by_role("button", name="增加系列").click()
        await page.locator(".events [type=file]").set_input_files(
            {"name": "竞答.csv", "mimeType": "text/csv", "buffer": WEEKS.encode()}
        )
        await expect(page.locator(".events li")).to_have_count(3)
        await page.locator("[name='series[0].best']").fill("4")
        await page.get_by_role("button", name="保存", exact=True).click()

        await expect(page.locator(".notice")).to_contain_text("处要改")
        await expect(page.locator(".faults tr").nth(1)).to_be_visible()
        await expect(page.locator(".of-series .error").first).to_be_visible()


async def test_the_pages_say_where_the_copy_of_the_seasons_lies_or_why_there_is_none(
    server: Server, laptop: Device
):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        token = organiser.cookies["judging_organiser"]
        before = await laptop(f"{server.url}/seasons", token=token)
        await expect(before.get_by_text("还没有赛季。")).to_be_visible()
        await expect(before.locator(".backup")).to_have_count(0)
        await organiser.post("/seasons", json={"id": "quiz", "name": "竞答年"})

        page = await laptop(f"{server.url}/seasons/quiz", token=token)
        await expect(page.locator(".backup")).to_contain_text("赛季已备份", timeout=15_000)
        await expect(page.locator(".backup")).to_contain_text("在本机硬盘上")
        await before.reload()
        await expect(before.locator(".backup")).to_contain_text("赛季已备份", timeout=15_000)

        shutil.rmtree(server.folder / "backup")
        (server.folder / "backup").write_text("a file where the folder should be")
        await expect(page.locator(".backup")).to_contain_text("无法备份到", timeout=15_000)
        await expect(page.locator(".backup")).to_contain_text("最近一次备份在")
        await expect(page.locator(".backup")).to_have_attribute("data-state", "bad")
