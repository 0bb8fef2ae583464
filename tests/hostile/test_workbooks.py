"""Workbooks that are small as files and huge as tables."""

import io
import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
import xlsxwriter
from httpx2 import AsyncClient
from xlsxwriter.worksheet import Worksheet

from tests.serving import Server, done, logged_in, rounds, served

ROWS = range(1, 500)
LONG, SHORT = 30_000, 1000  # characters
MOST_GROWN_KB = 48 * 1024
MOST_ANSWER = 64 * 1024


def long_ids(sheet: Worksheet) -> None:
    for row in ROWS:
        sheet.write(row, 0, "x" * LONG)


def long_names(sheet: Worksheet) -> None:
    for row in ROWS:
        sheet.write(row, 0, "c01")
        sheet.write(row, 1, "单" * LONG)


def many_kilobytes(sheet: Worksheet) -> None:
    for row in ROWS:
        for column in range(4, 60):
            sheet.write(row, column, "y" * SHORT)


def long_ids_each_its_own(sheet: Worksheet) -> None:
    for row in ROWS:
        sheet.write(row, 0, f"{row}" + "z" * SHORT)


def everybody_unknown(sheet: Worksheet) -> None:
    for row in ROWS:
        sheet.write(row, 0, f"c{row:04}" + "cC0123456789" * 8)


def workbook(fill: Callable[[Worksheet], None]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("成绩")
        sheet.write_row(0, 0, ("编号", "单位", "区", "得分"))
        fill(sheet)
    return content.getvalue()


def many_sheets() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for n in range(20):
            book.add_worksheet(f"{n}").write(1900, 60, 1)
    return content.getvalue()


SWELLING = {
    "ids of 30,000 characters": partial(workbook, long_ids),
    "names of 30,000 characters": partial(workbook, long_names),
    "cells of 1,000 characters": partial(workbook, many_kilobytes),
    "ids of 1,000 characters, each its own": partial(workbook, long_ids_each_its_own),
    "twenty sheets": many_sheets,
}


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with served(tmp_path) as server:
        yield server


@pytest.fixture
async def organiser(server: Server) -> AsyncIterator[AsyncClient]:
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


async def upload(organiser: AsyncClient, content: bytes):
    track, imported, _ = await rounds(organiser)
    return await organiser.post(
        "/setup/components", params={"track": track, "round": imported}, files={"file": ("a.xlsx", content)}
    )


def peak_kb(server: Server) -> int:
    """The most memory the server ever had resident."""
    status = Path(f"/proc/{server.pid}/status")
    if not status.exists():
        pytest.skip("only Linux tells")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1])


async def test_a_workbook_that_swells_is_refused_and_the_server_stays_small(
    server: Server, organiser: AsyncClient
):
    await upload(organiser, workbook(lambda sheet: None))  # what the first one brings with it
    before = peak_kb(server)

    answers = {name: await upload(organiser, made()) for name, made in SWELLING.items()}

    reasons = {name: answer.json().get("reason") for name, answer in answers.items()}
    assert reasons == dict.fromkeys(SWELLING, "malformed")
    assert peak_kb(server) - before < MOST_GROWN_KB


async def test_what_is_told_of_a_thousand_wrong_rows_is_short(organiser: AsyncClient):
    answer = await upload(organiser, workbook(everybody_unknown))

    assert len(done(answer)["problems"]) == 200
    assert len(answer.content) < MOST_ANSWER


async def test_a_cell_that_is_too_long_is_named(organiser: AsyncClient):
    answer = await upload(organiser, workbook(lambda sheet: sheet.write(4, 2, "长" * SHORT * 2)))

    assert "C5" in answer.json()["detail"]
