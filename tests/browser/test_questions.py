"""待主办方确定: what the plan leaves open, asked on the setup page."""

from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.serving import Server, done, logged_in

TRIM = "受理中心组 · 现场汇报展示 · 去分"
SECTION = '.sections a[href="#questions"] .status'


async def test_each_question_is_settled_as_proposed_or_by_changing_its_field(server: Server, laptop: Device):
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        page = await laptop(f"{server.url}/setup#questions", token=organiser.cookies["judging_organiser"])
        minimum = page.locator(".question", has_text="至少几份评分表才出分")
        trim = page.locator(".question", has_text="去几个最高分、最低分")
        await expect(page.locator(SECTION)).to_have_text("未齐")

        await minimum.get_by_role("button", name="就按建议").click()
        await expect(minimum.get_by_text("已定：按建议，组织者")).to_have_count(4)
        await expect(minimum.get_by_role("button", name="就按建议")).to_have_count(0)

        await trim.get_by_role("button", name=f"去改：{TRIM}").click()
        present = page.locator('[data-round="present"]')
        high = present.locator('[name$="trim.high"]')
        await expect(high).to_be_focused()
        await expect(present.locator('[name$="].trim"] .proposed')).to_have_text("建议")
        await expect(present.locator('label:has([name$=".minimum"]) .proposed')).to_have_count(0)
        await high.fill("2")
        await page.get_by_role("button", name="保存规则").click()
        await expect(present.locator('[name$="].trim"] .proposed')).to_have_count(0)

        await page.goto(page.url.replace("#rules", "#questions"))
        await expect(trim.get_by_text("已定：改过，组织者")).to_have_count(1)
        await expect(trim.get_by_text("建议", exact=True)).to_have_count(3)
