"""Compulsory items on a judge's phone: yes or no by the own hand, as much part of the sheet as a mark."""

from collections.abc import Awaitable, Callable

import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import expect

from judging.core.hall.performance import SheetPhase
from judging.views.judge import AskedItem
from tests.browser.conftest import Device
from tests.browser.walking import Phone, stage_task, task
from tests.browsing import NOWHERE
from tests.serving import Server

FULL = ("20", "21.5", "22", "23")
ASKED = (AskedItem("intro", "自我介绍"), AskedItem("badge", "佩戴工号牌"))
Opened = Callable[..., Awaitable[Phone]]


@pytest_asyncio.fixture(loop_scope="package")
async def opened(empty: Server, phone: Device) -> Opened:
    async def open_phone(*tasks: object) -> Phone:
        made = Phone(await phone(f"{empty.url}/static/tokens.css"))
        await made.open(made.page.url.replace("/static/tokens.css", f"{NOWHERE}/judge"), *tasks)
        return made

    return open_phone


def answer(phone: Phone, item: str, word: str):
    return phone.page.get_by_role("group", name=item).get_by_role("button", name=word)


async def test_nothing_is_chosen_beforehand_and_a_sheet_goes_with_every_answer(opened: Opened):
    phone = await opened(replace(stage_task(1), asked=ASKED))
    await expect(phone.page.locator("[aria-pressed=true]")).to_have_count(0)
    await phone.mark(*FULL)
    await expect(phone.page.locator(".foot .status")).to_have_text("草稿，还有 2 项未选“是”或“否”")

    await phone.page.get_by_role("button", name="去选：自我介绍").click()
    await expect(answer(phone, "自我介绍", "是")).to_be_focused()
    await answer(phone, "自我介绍", "否").click()
    await answer(phone, "佩戴工号牌", "是").click()
    await phone.page.get_by_role("button", name="检查并提交").click()
    await expect(phone.page.locator(".items li")).to_have_text(["自我介绍 否", "佩戴工号牌 是"])
    await expect(phone.page.locator(".foot output")).to_have_text("86.5")
    await phone.page.get_by_role("button", name="提交", exact=True).click()

    await phone.answer()
    await expect(phone.page.locator(".items li")).to_have_text(["自我介绍 否", "佩戴工号牌 是"])
    assert phone.sent[0]["items"] == {"intro": False, "badge": True}


async def test_a_thumb_hits_yes_and_no(opened: Opened):
    phone = await opened(replace(stage_task(1), asked=ASKED))

    for button in await phone.page.locator(".items button").all():
        box = await button.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 48


async def test_an_answer_is_kept_with_the_draft(opened: Opened):
    phone = await opened(replace(task(1), asked=ASKED), replace(task(2), asked=ASKED))
    await phone.take(1)
    await answer(phone, "自我介绍", "否").click()

    await phone.page.reload()

    await expect(answer(phone, "自我介绍", "否")).to_have_attribute("aria-pressed", "true")
    await phone.page.get_by_role("button", name="名单").click()
    await expect(phone.row(1).locator(".status")).to_have_text("草稿 1/6")


async def test_a_returned_sheet_comes_back_with_its_answers(opened: Opened):
    given = {"intro": False, "badge": True}
    marks = dict(zip((each.id for each in stage_task(1).criteria), FULL, strict=True))
    returned = replace(
        stage_task(1),
        asked=ASKED,
        sheet=SheetPhase.RETURNED,
        revision=1,
        marks=marks,
        items=given,
        reason="请核对",
    )
    phone = await opened(returned)

    await expect(answer(phone, "自我介绍", "否")).to_have_attribute("aria-pressed", "true")
    await answer(phone, "自我介绍", "是").click()
    await phone.submit()

    await expect(phone.page.locator(".items li").first).to_have_text("自我介绍 是")
    assert phone.sent[0]["items"] == {"intro": True, "badge": True}
