"""The browser's own arithmetic and speech, held against the package's."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest_asyncio
from playwright.async_api import Page

from judging.core.scoring.spoken import spoken
from tests.browser.conftest import Device
from tests.serving import served

SCALES = [("0", "30", "0.5"), ("-5", "5", "0.1"), ("0.25", "10", "0.3"), ("60", "100", "1")]
CALL = (
    """([path, name, lists]) => import(path).then((module) => lists.map((list) => module[name](...list)))"""
)


@pytest_asyncio.fixture(loop_scope="package")
async def page(tmp_path, phone: Device):
    async with served(tmp_path) as server:
        yield await phone(f"{server.url}/join")


async def called(page: Page, module: str, name: str, lists: list[list[Any]]) -> list[Any]:
    """What the module's function says to each list of arguments."""
    return await page.evaluate(CALL, [f"/static/{module}.js", name, lists])


def decimals(count: int) -> list[str]:
    random = Random(7)
    return [str(Decimal(random.randint(-99999, 99999)).scaleb(-random.randint(0, 4))) for _ in range(count)]


async def test_sums_and_products_are_exact(page: Page):
    pairs = [list(pair) for pair in zip(decimals(400)[::2], decimals(400)[1::2], strict=True)]

    sums = await called(page, "decimal", "add", pairs)
    products = await called(page, "decimal", "times", pairs)

    assert [Decimal(text) for text in sums] == [Decimal(a) + Decimal(b) for a, b in pairs]
    assert [Decimal(text) for text in products] == [Decimal(a) * Decimal(b) for a, b in pairs]


async def test_texts_are_in_their_shortest_form(page: Page):
    texts = [["040.50"], ["-0.0"], ["7"], ["0.10"]]

    assert await called(page, "decimal", "plain", texts) == ["40.5", "0", "7", "0.1"]


async def test_steps_land_on_the_scale_and_stay_on_it(page: Page):
    cases = [
        [value, {"min": low, "max": high, "step": step}, direction]
        for low, high, step in SCALES
        for value in (low, high, *decimals(20))
        for direction in (1, -1)
    ]

    for (value, scale, direction), text in zip(
        cases, await called(page, "decimal", "nextStep", cases), strict=True
    ):
        low, high, step = (Decimal(scale[key]) for key in ("min", "max", "step"))
        reached, start = Decimal(text), Decimal(value)
        assert low <= reached <= high
        assert (reached - low) % step == 0
        if low < start < high - step:
            assert 0 < (reached - start) * direction <= step


async def test_numbers_are_said_as_the_emcee_says_them(page: Page):
    texts = ["0", "10", "12", "100", "101", "110", "1005", "10010", "91.05", "91.50", "-3.5", *decimals(200)]

    assert await called(page, "spoken", "spoken", [[text] for text in texts]) == [spoken(t) for t in texts]


async def test_an_english_phone_says_numbers_in_english(page: Page):
    said = {
        "0": "zero",
        "9.05": "nine point zero five",
        "19": "nineteen",
        "91.5": "ninety-one point five",
        "-40": "minus forty",
        "100": "one hundred",
        "305.20": "three hundred five point two zero",
        "12010": "twelve thousand ten",
        "200000": "two hundred thousand",
    }

    assert await called(page, "spelled", "spelled", [[text] for text in said]) == list(said.values())
