"""A walk-round on a judge's phone against the real server: windows, a link that is lost, a power cut."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Locator, Page, expect

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.events import SheetSubmitted
from judging.core.hall.hall import NamedHall
from judging.core.moments import LATER
from judging.store.sqlite import entries
from tests import day
from tests.browser.conftest import Device
from tests.browser.test_judge import BACK_MS, mark, submit
from tests.core.test_walking import ready
from tests.printouts.made_up import Log
from tests.serving import Server, command, done, logged_in, secret_of, served

MARKS = {"content": "50", "manner": "30"}


@dataclass
class Round:
    director: AsyncClient
    judges: dict[str, AsyncClient]
    page: Page  # of J3

    async def do(self, kind: str, entrant: str, **fields: Any) -> None:
        await command(self.director, kind, performance=at(entrant), **fields)

    def rows(self) -> Locator:
        return self.page.locator(".entry")

    async def take(self, name: str) -> None:
        await self.rows().filter(has_text=name).click()

    async def back_to_list(self) -> None:
        await self.page.get_by_role("button", name="名单", exact=True).click()


def at(entrant: str) -> dict[str, str]:
    return {"track": "centre", "round": "present", "entrant": entrant}


def set_up() -> Log:
    log = Log()
    create = c.CreateCompetition(ready().rulebook, {"centre": day.ENTRANTS})
    halls = c.SetHalls((NamedHall("main", "", 3),))
    for each in (create, day.SEAT, day.COMPONENTS, day.ORDER, halls):
        for event in decide(log.state, each, day.ORGANISER, LATER):
            log.add(event, "organiser")
    return log


@pytest_asyncio.fixture(loop_scope="package")
async def walk(server: Server, phone: Device) -> AsyncIterator[Round]:
    """Two of three entrants are at windows and may be marked."""
    await set_up().save(server.folder / "walk.sqlite")
    async with AsyncExitStack() as life:
        director = await life.enter_async_context(server.client())
        await logged_in(director, server.link)
        done(await director.post("/competitions/open", json={"file": "walk.sqlite"}))
        tokens, judges = {}, {}
        for card in done(await director.post("/passes/all")):
            if id := card["judge"]:
                judges[id] = await life.enter_async_context(server.client())
                answer = done(await judges[id].post("/join", json={"secret": secret_of(card["link"])}))
                tokens[id] = answer["token"]
        page = await phone(f"{server.competition}/judge", token=tokens["J3"])
        found = Round(director, judges, page)
        for window, entrant in enumerate(("e1", "e2"), 1):
            await found.do("CallEntrant", entrant, window=window)
            await found.do("OpenMarking", entrant)
        yield found


async def test_sheets_of_several_windows_outlive_the_lost_link_and_the_server(server: Server, walk: Round):
    for name in ("甲街道中心", "乙镇中心"):
        await walk.take(name)
        await mark(walk.page, "55", "36")
        await walk.back_to_list()
    await server.kill()
    for name in ("乙镇中心", "甲街道中心"):
        await walk.take(name)
        await submit(walk.page)
        await walk.back_to_list()
    await expect(walk.rows().locator(".status")).to_have_text(["待传", "待传"])
    await expect(walk.page.locator(".link")).to_contain_text("待传 2 份")

    async with served(server.folder, port=server.port):
        await expect(walk.page.locator(".link")).to_have_text("已连接", timeout=BACK_MS)
        await expect(walk.rows().locator(".status")).to_have_text(["已交", "已交"])

    events = [entry.event for entry in entries(server.folder / "walk.sqlite")]
    given = [event.performance.entrant for event in events if isinstance(event, SheetSubmitted)]
    assert given == ["e2", "e1"]  # each once, as they were submitted


async def test_windows_change_and_the_draft_goes_along(walk: Round):
    await walk.take("甲街道中心")
    await mark(walk.page, "55")

    await walk.do("MoveToWindow", "e1", window=2)
    await walk.do("CallEntrant", "e3", window=3)

    await expect(walk.page.locator(".subject .window, h1")).to_have_text(["2", "甲街道中心"])
    await expect(walk.page.locator(".criterion .value").first).to_have_text("55")
    await walk.back_to_list()
    await expect(walk.rows().locator(".window")).to_have_text(["2", "1", "3"])
    await expect(walk.rows().locator(".status")).to_have_text(["草稿 1/2", "待评", "待开评"])


async def test_a_returned_sheet_comes_back_to_the_list_and_a_closed_one_leaves_it(walk: Round):
    await walk.take("甲街道中心")
    await mark(walk.page, "55", "36")
    await submit(walk.page)
    await expect(walk.page.locator(".foot .status")).to_contain_text("服务器已保存")
    await walk.back_to_list()
    await expect(walk.rows().locator(".window")).to_have_text(["2", "1"])  # what is done is at the end

    await walk.do("ReturnSheet", "e1", judge="J3", reason="请复核")
    await expect(walk.rows().locator(".status")).to_have_text(["已退回", "待评"])
    await walk.take("甲街道中心")
    await expect(walk.page.get_by_role("alert")).to_contain_text("请复核")
    await submit(walk.page)
    for id in walk.judges.keys() - {"J3"}:
        await command(walk.judges[id], "SubmitSheet", performance=at("e1"), revision=1, marks=MARKS)
    await walk.do("CloseMarking", "e1")

    await expect(walk.page.get_by_role("status").filter(has_text="不在您的名单上了")).to_contain_text(
        "服务器已保存"
    )
    await walk.page.get_by_role("button", name="知道了，回名单").click()
    await expect(walk.rows()).to_have_count(1)


async def test_an_entrant_who_is_called_off_does_not_take_the_draft_along(walk: Round):
    await walk.take("甲街道中心")
    await mark(walk.page, "55")

    await walk.do("StepBack", "e1", reason="客户未到")
    await walk.do("StepBack", "e1", reason="客户未到")

    await expect(walk.page.get_by_role("alert")).to_contain_text("没有提交")
    await walk.do("CallEntrant", "e1", window=3)
    await expect(walk.page.locator(".subject .window, h1")).to_have_text(["3", "甲街道中心"])
    await expect(walk.page.locator(".criterion .value").first).to_have_text("55")
