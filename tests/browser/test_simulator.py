"""模拟 on the page: a change is seen before it is made, and made under reason and PIN."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.core.changes import RULES
from tests.serving import done, logged_in, served
from tests.small_day import SmallDay

STARTED_MS = 20_000  # the first answer waits for the worker's process


async def opened(laptop: Device, url: str, token: str) -> Page:
    page = await laptop(f"{url}/honours#simulator", token=token)
    await expect(page.locator(".summary")).to_have_text("入围 3 个，与现行方案相同", timeout=STARTED_MS)
    return page


async def adopt(page: Page, *, pin: str) -> None:
    """In the dialog: the PIN is set first, since there is none."""
    await page.get_by_role("button", name="采纳这个方案").click()
    for field in ("pin", "again"):
        await page.locator(f".dialog [name={field}]").fill(pin)
    await page.locator(".dialog [value=confirm]").click()
    await page.locator(".dialog [name=reason]").fill("增加一个名额")
    await page.locator(".dialog [name=pin]").fill(pin)
    await page.locator(".dialog [value=confirm]").click()


async def test_a_slot_more_is_tried_out_filled_up_and_adopted(tmp_path: Path, laptop: Device):
    await SmallDay(RULES).log.save(tmp_path / "small.sqlite")
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "small.sqlite"}))
        page = await opened(laptop, server.competition, organiser.cookies["judging_organiser"])

        await page.get_by_role("button", name="后台组加一").click()
        await expect(page.locator(".try .error")).to_have_text(
            "各等次合计 3，不等于奖项名额 4：让个数合计等于 4"
        )
        await page.get_by_role("button", name="优胜奖改为 3 个，合计相等").click()
        entering = page.locator('tr[data-entrant="b2"]')
        await expect(entering).to_contain_text("＋ 新入围")
        await expect(page.locator('tr[data-entrant="b2"] + .the-line')).to_have_text(
            "以上 4 个入围 · 以下不入围"
        )

        await adopt(page, pin="2468")

        await expect(page.locator(".banner[data-state=good]")).to_contain_text("增加一个名额")
        await expect(page.locator(".summary")).to_have_text("入围 4 个，与现行方案相同")
