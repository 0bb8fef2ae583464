"""The first page where a competition has two files that differ."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import expect

from judging import backup
from judging.store.sqlite import entries
from tests.browser.conftest import Device
from tests.hostile.killed import HARMS, killed
from tests.serving import Server, logged_in, served

STEPS = 35


@pytest_asyncio.fixture(loop_scope="package")
async def data(tmp_path: Path) -> Path:
    """A log that lost its end, with a backup that has it."""
    file = tmp_path / "data" / "day.sqlite"
    file.parent.mkdir()
    await killed(file, STEPS)
    (file.parent / "last.json").write_text(json.dumps({"file": file.name}))
    backup.back_up(file, file.parent / "backup")
    HARMS["a bit flipped in the write-ahead log"](file)
    return file.parent


@pytest_asyncio.fixture(loop_scope="package")
async def harmed(data: Path) -> AsyncIterator[Server]:
    async with served(data) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(harmed: Server) -> AsyncIterator[AsyncClient]:
    async with harmed.client() as organiser:
        await logged_in(organiser, harmed.link)
        yield organiser


async def test_the_organiser_sees_what_each_file_has_and_goes_on_with_the_better_one(
    data: Path, harmed: Server, organiser: AsyncClient, laptop: Device
):
    page = await laptop(urlsplit(harmed.url)._replace(path="/").geturl(), token=organiser.cookies["judging"])
    conflict = page.get_by_role("region", name="day.sqlite")
    copy = conflict.get_by_role("listitem").filter(has_text="备份")
    await expect(conflict).to_contain_text(f"本机已确认保存到第 {STEPS} 条")
    await expect(copy).to_contain_text(f"到第 {STEPS} 条记录")
    await expect(copy).to_contain_text("登录")

    await copy.get_by_role("button", name="用这一份").click()
    await page.get_by_role("dialog").get_by_role("button").last.click()

    await expect(conflict).to_have_count(0)
    await expect(page.locator(".present nav")).to_be_visible()
    assert len(entries(data / "day.sqlite")) == STEPS
