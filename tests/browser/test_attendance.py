"""检录 and entrants in trouble: the laptop of who leads, the phone of who stands at the door."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.browser.english import ENTRANTS, in_english, is_english, latin
from tests.serving import Crew, Server, command, done, import_components, let_anybody_enter, rounds

ROSTER = [{"id": f"e{n}", "name": f"选手0{n}", "district": "东区"} for n in range(1, 7)]
RESERVES = [
    {"id": "r1", "name": "候补一", "district": "西区"},
    {"id": "r2", "name": "候补二", "district": "东区"},
]


@dataclass
class Day:
    server: Server
    crew: Crew
    console: Page

    def row(self, name: str) -> Locator:
        return self.console.locator(".row", has_text=name)

    async def unfold(self, name: str) -> Locator:
        """The row, with all that can be done about it."""
        row = self.row(name)
        if not await row.locator(".row-choices").count():
            await row.locator(".row-more").click()
        await expect(row.locator(".attendance")).to_be_visible()
        return row

    async def press(self, name: str, word: str) -> None:
        await (await self.unfold(name)).get_by_role("button", name=word, exact=True).click()

    async def grounds(self, reason: str, witness: str = "见证人甲") -> None:
        await self.console.locator(".dialog [name=witness]").fill(witness)
        await give_reason(self.console, reason)

    async def names(self) -> list[str]:
        return await self.console.locator(".row-name").all_inner_texts()

    async def confirmed(self, entrant: str, off: str) -> None:
        """From the call to a confirmed score, by commands."""
        at = self.crew.performance(entrant)
        attempt = 1 if off == "again" else 0
        last = "8" if attempt else "9"
        await command(self.crew.director, "CallEntrant", performance=at)
        await command(self.crew.director, "OpenMarking", performance=at)
        marks = {"work": "28", "service": "27", "reputation": "18", "system": "9", "environment": last}
        for judge in self.crew.judges.values():
            await command(judge, "SubmitSheet", performance=at, revision=1, marks=marks, attempt=attempt)
        await command(self.crew.director, "CloseMarking", performance=at)


async def give_reason(page: Page, reason: str) -> None:
    await page.locator(".dialog textarea").fill(reason)
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator(".veil")).to_have_count(0)


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew, laptop: Device) -> AsyncIterator[Day]:
    """Six entrants, two reserves, nobody has come."""
    organiser = crew.organiser
    await let_anybody_enter(organiser)
    roster = {"track": crew.track, "entrants": ROSTER, "reserves": RESERVES}
    done(await organiser.post("/setup/entrants", json=roster))
    track, imported, judged = await rounds(organiser)
    await import_components(organiser, track, imported)
    order = [each["id"] for each in ROSTER]
    await command(organiser, "EnterOrder", track=track, round=judged, order=order, witness="见证人")
    page = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(page.locator(".row")).to_have_count(6)
    yield Day(server, crew, page)


async def test_a_day_with_entrants_in_trouble(day: Day, tablet: Device):
    page = day.console
    emcee = await tablet(f"{day.server.url}/emcee", token=day.crew.tokens["emcee"])
    await expect(emcee.locator("main")).to_contain_text("选手01")

    await day.press("选手01", "已到")
    await expect(day.row("选手01").locator(".row-state")).to_have_text("已到")
    await day.press("选手01", "候场")
    await expect(day.row("选手01").locator(".row-state")).to_have_text("候场")
    await day.press("选手02", "已到")
    for n in (1, 2, 3):
        await day.press("选手03", f"第{n}次点名")
        await expect(day.row("选手03").locator(".row-state")).to_have_text(f"点名 {n} 次")
    await day.press("选手03", "缺席")
    await expect(page.locator(".dialog textarea")).to_have_value("点名 3 次未到")
    await page.locator(".dialog [value=confirm]").click()
    await expect(day.row("选手03").locator(".row-state")).to_have_text("缺席")

    await day.press("选手01", "移动")
    await day.grounds("设备故障")
    await expect(day.row("选手01")).to_contain_text("原第1号")
    await expect(emcee.locator("main")).to_contain_text("选手02")
    await day.press("选手04", "顺延")
    await expect(page.locator(".dialog .options label")).to_have_text(["候补二 东区", "不限区：候补一 西区"])
    await day.grounds("来函放弃")
    await expect(day.row("候补二")).to_contain_text("顺延自选手04")
    await expect(page.locator(".row-roster")).to_contain_text("候补二顺延选手04 · 来函放弃 · 见证人 见证人甲")
    await page.get_by_role("button", name="临时补入").click()
    await page.locator(".dialog [name=name]").fill("选手07")
    await day.grounds("临时通知")
    await expect(day.row("选手07")).to_contain_text("临时补入")
    names = [name.replace("\n", "") for name in await day.names()]
    assert names == ["选手02", "候补二", "选手03", "选手05", "选手06", "选手01", "选手07"]

    await day.confirmed("e2", "once")
    await day.press("选手02", "补赛")
    await day.grounds("评委终端故障")
    await expect(day.row("选手02")).to_contain_text("第2次出场")
    await expect(page.locator(".row").last).to_contain_text("选手02")
    await day.confirmed("e2", "again")
    await expect(day.row("选手02")).to_contain_text("90.00")
    await day.press("选手02", "哪次计分")
    await expect(page.locator(".dialog")).to_contain_text("现在计第2次出场：90.00 分")
    await expect(page.locator(".dialog .options label")).to_have_text("第1次出场：91.00 分")
    await day.grounds("裁决以首次为准")
    await expect(day.row("选手02")).to_contain_text("计第1次出场")
    await expect(day.row("选手02").locator(".row-state")).to_contain_text("91.00")


async def test_what_is_refused_is_said_in_the_dialog_that_asked(day: Day):
    await day.press("选手02", "移动")
    dialog = day.console.locator(".dialog")
    await dialog.locator("[value=confirm]").click()
    await expect(dialog.locator(".error:visible")).to_have_text(["请填写：见证人。", "请写明原因。"])
    await command(day.crew.director, "CallEntrant", performance=day.crew.performance("e2"))

    await dialog.locator("[name=witness]").fill("见证人甲")
    await dialog.locator("textarea").fill("迟到")
    await dialog.locator("[value=confirm]").click()

    await expect(dialog.locator(".refusal")).to_contain_text("选手02")
    await dialog.get_by_role("button", name="取消").click()
    await expect(day.console.locator(".notice")).to_have_count(0)


async def test_who_stands_at_the_door_checks_in_on_a_phone_and_calls_nobody(day: Day, phone: Device):
    page = await phone(f"{day.server.url}/console", token=day.crew.tokens["director"])
    await page.get_by_role("button", name="检录", exact=True).click()
    first = page.locator(".row").first
    await expect(first).to_be_in_viewport()

    await first.get_by_role("button", name="已到").tap()
    await expect(page.locator(".tally")).to_contain_text("已到 1 / 6")
    await expect(day.row("选手01").locator(".row-state")).to_have_text("已到")
    await first.locator(".row-call").tap()
    await expect(first.locator(".attendance")).to_be_visible()
    await first.get_by_role("button", name="撤回“已到”").tap()
    await give_reason(page, "认错了人")

    await expect(page.locator(".tally")).to_contain_text("已到 0 / 6")
    await expect(page.locator(".nobody")).to_be_attached()
    await page.reload()
    await expect(page.locator(".tally")).to_be_visible()


async def test_all_of_it_is_english_on_an_english_page(server: Server, device: Device):
    async with AsyncExitStack() as life:
        crew = await life.enter_async_context(latin(server))
        reserves = [{"id": "r1", "name": "Dogwood Centre", "district": "North"}]
        roster = {"track": crew.track, "entrants": ENTRANTS, "reserves": reserves}
        done(await crew.organiser.post("/setup/entrants", json=roster))
        at, grounds = crew.performance("e1"), {"reason": "late", "witness": "Wanda"}
        await command(crew.director, "CheckIn", performance=at, step="waiting")
        await command(crew.director, "MoveInOrder", performance=at, to=None, **grounds)
        await command(crew.director, "CallRoll", performance=crew.performance("e2"))
        url = f"{server.url}/console#attendance"
        page = await device(
            url, token=crew.tokens["director"], viewport={"width": 1366, "height": 768}, **in_english(url)
        )
        await page.locator(".row-more").last.click()
        await expect(page.locator(".facts").first).to_contain_text("Moved from no. 1 to 3")
        await is_english(page)

        for word in ("Move", "Replace", "Add a walk-on"):
            await page.get_by_role("button", name=word, exact=True).click()
            await page.locator(".dialog [value=confirm]").click()
            await is_english(page)
            await page.get_by_role("button", name="Cancel").click()
