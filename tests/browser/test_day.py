"""One entrant's way through the day, in real browsers: from the scanned card to the printed sheet.

Every number a page shows is held against `expected`, which computes with integers and knows no line of ours.
"""

import re
from contextlib import AsyncExitStack
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from judging import presets
from tests.browser.conftest import Device
from tests.browser.test_judge import mark, status, submit
from tests.serving import Server, command, done, import_components, logged_in, rounds, served

SAVED = re.compile(r"服务器已保存 \d\d:\d\d:\d\d")
# By seat: the five criteria in their order. Seats 2 and 6 give the same lowest total.
MARKS = [
    ("28.5", "27", "18", "9", "9"),
    ("25", "26", "17.5", "8.5", "9"),
    ("27.5", "27.5", "18.5", "8.5", "8.5"),
    ("29.5", "28.5", "19", "9.5", "10"),
    ("27", "26.5", "18", "9", "9.5"),
    ("25.5", "25.5", "17", "9", "9"),
    ("28", "27.5", "18.5", "8.5", "9"),
]
SEED = "见证人念出的种子"
DIGITS = "零一二三四五六七八九"


class Expected(NamedTuple):
    totals: list[str]
    high: int  # seats of the dropped extremes
    low: int
    score: str
    spoken: str


def expected() -> Expected:
    """In tenths of a point: all marks are halves. One highest and one lowest go, of equals the first seat."""
    totals = [sum(tenths(text) for text in sheet) for sheet in MARKS]
    high, low = totals.index(max(totals)), totals.index(min(totals))
    kept = sum(totals) - totals[high] - totals[low]
    hundredths = (2 * 10 * kept + 5) // (2 * 5)  # mean of five, in hundredths, half up
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return Expected([f"{t // 10}.{t % 10}" for t in totals], high + 1, low + 1, text, spoken(text))


def tenths(text: str) -> int:
    whole, _, tenth = text.partition(".")
    return 10 * int(whole) + int(tenth or 0)


def spoken(text: str) -> str:
    """A number between 20 and 99.99 that is not whole, the way the emcee says it."""
    whole, decimals = text.split(".")
    tens, ones = (DIGITS[int(digit)] for digit in whole)
    return f"{tens}十{'' if ones == '零' else ones}点{''.join(DIGITS[int(digit)] for digit in decimals)}"


def composite(component: str, score: str) -> str:
    """70 : 30, in hundredths, half up."""
    hundredths = (70 * in_hundredths(component) + 30 * in_hundredths(score) + 50) // 100
    return f"{hundredths // 100}.{hundredths % 100:02}"


def in_hundredths(text: str) -> int:
    whole, _, decimals = text.partition(".")
    return 100 * int(whole) + int(f"{decimals}00"[:2])


async def test_one_entrant_from_scanned_card_to_printed_sheet(
    tmp_path: Path, phone: Device, laptop: Device, tablet: Device, venue_screen: Device
):
    want = expected()
    async with AsyncExitStack() as life:
        server = await life.enter_async_context(served(tmp_path))
        organiser = await life.enter_async_context(server.client())
        day = await prepared(organiser, server)

        # Everybody scans the card and takes the seat.
        phones = [await phone(day.cards[f"J{n}"]) for n in range(1, 8)]
        console, emcee = await laptop(day.cards["director"]), await tablet(day.cards["emcee"])
        for page in (*phones, console, emcee):
            await page.get_by_role("button", name="确认就座").click()
        for page in phones:
            await expect(page).to_have_url(re.compile("/judge$"))
        screen = await venue_screen(f"{server.url}/screen")
        await expect(screen.locator(".number")).to_have_text("1")
        await console.locator(".screen-head").click()
        await console.get_by_role("button", name="启用", exact=True).click()
        await expect(screen.locator(".blank")).to_have_count(0)

        # The first in the order comes on stage, and the panel marks; the last seat has no Wi-Fi.
        await step(console, "点名")
        await expect(screen.locator("main")).to_contain_text(day.name)
        await step(console, "开始评分")
        for page, marks in zip(phones[:-1], MARKS[:-1], strict=True):
            await mark(page, *marks)
            await submit(page)
            await expect(status(page)).to_have_text(SAVED)
        late = phones[-1]
        await mark(late, *MARKS[-1])
        await late.context.set_offline(True)
        await submit(late)
        await expect(status(late)).to_have_text("待传 1 份")
        await expect(screen.locator("main .seat[data-state=done]")).to_have_count(6)
        for total in want.totals:
            await expect(console.locator("body")).not_to_contain_text(total)

        # The server dies and comes back; so does the Wi-Fi.
        await server.kill()
        await life.enter_async_context(served(tmp_path, port=server.port))
        await late.context.set_offline(False)
        await expect(status(late)).to_have_text(SAVED)
        for page in (*phones, console, emcee):
            await expect(page.locator(".link")).to_have_text("已连接")

        # The score is fixed, and nobody but the console sees it before the reveal.
        await step(console, "结束评分")
        await expect(console.locator("body")).to_contain_text(want.score)
        await expect(console.locator(".backup")).to_contain_text("已备份")
        await expect(screen.locator("body")).not_to_contain_text(want.score)
        await expect(emcee.locator("body")).not_to_contain_text(want.score)
        await step(console, "亮分")
        await shows_reveal(screen, want)
        await expect(emcee.locator("body")).to_contain_text(f"最后得分{want.spoken}分")

        # The ranking, and the paper.
        await expect(console.get_by_role("button", name="重播亮分")).to_be_visible()
        await console.get_by_role("button", name="公布排名").first.click()
        await console.locator(".dialog [value=confirm]").click()
        total = composite(day.component, want.score)
        await expect(screen.locator("li.row .composite")).to_have_text([total])
        await expect(screen.locator("li.row .entrant")).to_have_text([day.name])
        await expect(emcee.locator("body")).to_contain_text(spoken(total))
        await prints_score_sheet(organiser, day, want)
        await prints_result_sheet(organiser, day, want, total)


class Day(NamedTuple):
    track: str
    round: str
    entrant: str  # the first in the order
    name: str
    component: str
    cards: dict[str, str]  # judge id or role → link


async def prepared(organiser: AsyncClient, server: Server) -> Day:
    """Set up by the organiser; nobody has joined yet."""
    await logged_in(organiser, server.link)
    done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
    track, imported, judged = await rounds(organiser)
    components = await import_components(organiser, track, imported)
    at = {"track": track, "round": judged}
    panel = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 8)]
    await command(organiser, "SeatPanel", **at, judges=panel)
    await command(organiser, "DrawOrder", **at, seed=SEED)
    first = min(components, key=lambda entrant: sha256(f"{SEED}:{entrant}".encode()).digest())
    name = next(entrant.name for entrant in presets.load("shequ-2024").entrants if entrant.id == first)
    cards = done(await organiser.post("/passes/all"))
    links = {card["judge"] or card["role"]: card["link"] for card in cards}
    return Day(track, judged, first, name, components[first], links)


async def step(console: Page, name: str) -> None:
    """The next step by the space bar, once it is *name*."""
    await expect(console.locator(".next-label")).to_contain_text(name)
    await expect(console.locator("button.next")).to_be_enabled()
    await console.keyboard.press("Space")


async def shows_reveal(screen: Page, want: Expected) -> None:
    """All of the reveal, once its last beat is over."""
    await expect(screen.locator("output.score")).to_have_text(want.score, timeout=15_000)
    await expect(screen.locator(".seat .mark")).to_have_text(want.totals)
    await expect(screen.locator('.seat[data-dropped="high"]')).to_contain_text([f"{want.high}号"])
    await expect(screen.locator('.seat[data-dropped="low"]')).to_contain_text([f"{want.low}号"])


async def prints_score_sheet(organiser: AsyncClient, day: Day, want: Expected) -> None:
    sheet = (await organiser.get(f"/print/score/{day.track}/{day.round}/{day.entrant}")).text
    assert day.name in sheet
    assert want.score in sheet
    struck = re.findall(r"<del>([^<]*)</del>", sheet)
    assert sorted(struck) == sorted([want.totals[want.high - 1], want.totals[want.low - 1]])
    for total in want.totals:
        assert total in sheet


async def prints_result_sheet(organiser: AsyncClient, day: Day, want: Expected, total: str) -> None:
    sheet = (await organiser.get(f"/print/round/{day.track}/{day.round}")).text
    assert want.score in sheet
    assert total in sheet or total in (await organiser.get(f"/print/results/{day.track}")).text
    pdf = await organiser.get(f"/print/round/{day.track}/{day.round}?format=pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
