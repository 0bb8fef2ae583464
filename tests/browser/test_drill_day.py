"""A drill in real browsers: seven judges walk six windows, and the time of each is kept on a tablet.

One phone is an hour fast, one loses the network, and the server its power. No clock, draft or sheet is lost.
"""

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import NamedTuple

import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from judging.core.events import SheetSubmitted
from tests.browser.conftest import Device
from tests.browser.drilling import (
    SEATS,
    SECOND_MS,
    WINDOWS,
    Drill,
    at,
    clock,
    gathered,
    marks,
    name,
    over,
    score,
    shown_ms,
    typed,
    used_s,
)
from tests.browser.test_three_halls import picture
from tests.rehearse.test_day import judging, tallied
from tests.serving import Server, command, served

FAST, OFFLINE, RELOADED = 1, 7, 3  # seats
TIMED, PAUSED = 1, 2  # windows: over time in the end, and with a real client
NEARLY_S = 290  # a moment before the limit
PATIENCE_MS = 20_000  # a slow machine takes its time

# When the time of a window turns to another second, three times: the right time, and the text.
TURNS = """([tile, number, time, window]) => new Promise((resolve) => {
  const isHere = (each) => parseInt(each.querySelector(number)?.textContent) === window
  const here = () => [...document.querySelectorAll(tile)].find(isHere)
  const read = () => here()?.querySelector(time)?.textContent.trim()
  const found = []
  let last = read()
  const watcher = new MutationObserver(() => {
    const text = read()
    if (!text || text === last) return
    last = text
    found.push([(globalThis.rightNow ?? Date.now)(), text])
    if (found.length < 3) return
    watcher.disconnect()
    resolve(found)
  })
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
})"""


class Place(NamedTuple):
    """Where a page shows clocks: selectors of the tiles, and in each of the window and the time."""

    tile: str
    number: str
    time: str


LIST = Place(".entry", ".window", ".clock")
IN_HAND = Place(".head", ".window", ".clock")
KEYS = Place(".clocks .clock", ".window", ".time")
TILES = Place(".windows .window", ".window-number", ".clock-text")
CLOCKS = Place(".clocks li", ".at", ".time")
OVERVIEW = Place(".windows li", ".number", ".long")


@pytest_asyncio.fixture(loop_scope="package")
async def drill(
    server: Server, phone: Device, laptop: Device, tablet: Device, venue_screen: Device
) -> AsyncIterator[Drill]:
    expect.set_options(timeout=PATIENCE_MS)
    try:
        async with gathered(server, FAST, phone, laptop, tablet, venue_screen) as found:
            yield found
    finally:
        expect.set_options(timeout=None)


async def test_no_clock_draft_or_sheet_is_lost_on_the_way(server: Server, drill: Drill):
    others = [seat for seat in SEATS if seat != OFFLINE]
    await called_and_started(drill)
    await agree(drill)
    [stood] = await standing(drill, PAUSED)

    # The judges go from window to window; one phone has lost the network.
    await drill.phones[OFFLINE].context.set_offline(True)
    await all_walk(drill, 2, "已交", lost=[OFFLINE])
    await asyncio.gather(*(begin(drill, seat) for seat in SEATS))
    await pictures(drill, "marking")

    # The power fails: the clocks go on, the drafts are there, and the sheets wait.
    await server.kill()
    await all_walk(drill, 2, "待传", lost=SEATS)
    await expect(drill.tablet.locator(".link")).not_to_have_text("已连接")
    await agree(drill)
    await pictures(drill, "dark")

    async with served(server.folder, port=server.port):
        await linked(drill.tablet, drill.console, *(drill.phones[seat] for seat in others))
        for seat in others:
            await expect(rows(drill, seat, "已交")).to_have_count(4)
        await agree(drill)
        assert await standing(drill, PAUSED) == {stood}
        await press(drill.tablet, PAUSED, "resume", "running")

        # The rest is marked, a draft outlives a reload, and the lost phone comes back.
        await begin(drill, RELOADED)
        await drill.phones[RELOADED].reload()
        await all_walk(drill, 2, "已交", lost=[OFFLINE])
        await drill.phones[OFFLINE].context.set_offline(False)
        await linked(*drill.phones.values())
        await expect(rows(drill, OFFLINE, "已交")).to_have_count(len(WINDOWS))
        arrived_once(drill)

        off = await over_time(drill)
        want = {window: score(window, off[window]) for window in WINDOWS}
        await confirmed_and_told(drill, want)

    await asyncio.to_thread(tally_agrees, drill, want)


# What people do.


async def called_and_started(drill: Drill) -> None:
    """Marking begins with the clocks. One is paused for a client, and one was started late."""
    for window in WINDOWS:
        await tile(drill.console, window).get_by_role("button", name=f"请到{window}号窗口").click()
        await expect(tile(drill.tablet, window)).to_be_visible()
    for window in WINDOWS:
        await press(drill.tablet, window, "start", "running")
    for page in drill.phones.values():
        await expect(page.locator(".entry .status")).to_have_text(["待评"] * len(WINDOWS))
    await press(drill.tablet, PAUSED, "pause", "paused")
    await expect(drill.clocks.locator(".what", has_text="真实办件")).to_be_visible()
    await correct(drill.console, TIMED, NEARLY_S)


def tile(page: Page, window: int) -> Locator:
    """Of the console and of the tablet."""
    return page.locator(f'[data-window="{window}"]')


async def press(tablet: Page, window: int, step: str, state: str) -> None:
    await tile(tablet, window).locator(f'[data-step="{step}"]').tap()
    if step == "pause":
        await tile(tablet, window).locator('[data-reason="client"]').tap()
    await expect(tile(tablet, window)).to_have_attribute("data-state", state)


async def correct(console: Page, window: int, seconds: int) -> None:
    await tile(console, window).locator(".window-who").click()
    await tile(console, window).get_by_role("button", name="更正").click()
    await console.locator(".dialog input[type=number]").fill(str(seconds))
    await console.locator(".dialog textarea").fill("按下晚了，以秒表为准")
    await console.locator(".dialog [value=confirm]").click()
    await tile(console, window).locator(".window-who").click()


async def all_walk(drill: Drill, count: int, status: str, *, lost: list[int] | range) -> None:
    """Each judge marks at so many windows and comes back to the list; what the *lost* hand in waits."""
    await asyncio.gather(*(walk(drill, seat, count, "待传" if seat in lost else status) for seat in SEATS))


async def walk(drill: Drill, seat: int, count: int, status: str) -> None:
    page = drill.phones[seat]
    for _ in range(count):
        window = drill.ahead(seat)
        await take(page, window)
        texts = [typed(mark) for mark in marks(seat, window)]
        if await empty(page).count() < len(texts):  # a draft
            await expect(page.locator(".criterion .value").first).to_have_text(texts.pop(0))
        await fill(page, *texts)
        await page.get_by_role("button", name="检查并提交").tap()
        await page.get_by_role("button", name="提交", exact=True).tap()
        await leave(page)
        await expect(row(page, window).locator(".status")).to_have_text(status)
        drill.given[seat] += 1


async def begin(drill: Drill, seat: int) -> None:
    """Half a sheet, and back to the list."""
    page, window = drill.phones[seat], drill.ahead(seat)
    await take(page, window)
    await fill(page, typed(marks(seat, window)[0]))
    await leave(page)
    await expect(row(page, window).locator(".status")).to_have_text("草稿 1/2")


async def take(page: Page, window: int) -> None:
    await row(page, window).tap()
    await expect(page.locator("h1")).to_have_text(name(window))


async def fill(page: Page, *texts: str) -> None:
    """From the first criterion without a mark on, by the pad."""
    await empty(page).first.tap()
    for text in texts:
        for key in text:
            await page.locator(f'.pad [data-key="{key}"]').tap()
        await page.locator(".pad .go").tap()


async def leave(page: Page) -> None:
    await page.get_by_role("button", name="名单", exact=True).tap()
    await expect(page.locator(".entry")).to_have_count(len(WINDOWS))


def empty(page: Page) -> Locator:
    return page.locator(".criterion").filter(has_text="未打分")


def row(page: Page, window: int) -> Locator:
    """Of a phone's list."""
    return page.locator(".entry").filter(has_text=name(window))


def rows(drill: Drill, seat: int, status: str) -> Locator:
    return drill.phones[seat].locator(".entry .status").get_by_text(status, exact=True)


async def over_time(drill: Drill) -> dict[int, int]:
    """Of one the time was too long. All are confirmed; what that takes off each score, in tenths."""
    await expect(tile(drill.tablet, TIMED)).to_have_attribute("data-level", "over")
    await expect(tile(drill.tablet, TIMED).locator(".time")).to_contain_text("+")
    drill.in_hand.add(FAST)
    await take(drill.phones[FAST], TIMED)
    await agree(drill)
    await pictures(drill, "over")
    for window in WINDOWS:
        await press(drill.tablet, window, "stop", "stopped")
        await tile(drill.tablet, window).locator('[data-step="confirm"]').tap()
    log, costs = drill.log(), {}
    for window in WINDOWS:
        confirmed = tile(drill.tablet, window).locator(".confirmed")
        seconds, costs[window] = over(log, window)
        cost = f"超时 {seconds} 秒，扣 {Decimal(costs[window]) / 10} 分"
        in_time = f"用时 {used_s(log, window)} 秒，未超时"
        await expect(confirmed).to_have_text(f"已确认：{cost if seconds else in_time}")
    assert costs[TIMED]
    return costs


async def confirmed_and_told(drill: Drill, want: dict[int, str]) -> None:
    """One by one the director confirms the scores; nobody else sees one until all are told together."""
    for window in WINDOWS:
        close = tile(drill.console, window).locator('[data-step="close"]')
        await expect(close).to_have_text(f"确认 {want[window]} 分")
        await close.click()
        await expect(drill.console.locator(".to-tell li")).to_have_count(window)
    await command(drill.organiser, "AssignScreen", number=2, name="2号屏")  # shows what is on air
    for page in (*drill.phones.values(), drill.tablet, drill.clocks, drill.overview):
        for text in want.values():
            await expect(page.locator("body")).not_to_contain_text(text)
    await drill.console.get_by_role("button", name="一起亮分", exact=True).click()
    await drill.console.locator(".dialog [value=confirm]").click()
    told = drill.overview.locator(".rows .row")
    await expect(told).to_have_count(len(WINDOWS))
    for window in WINDOWS:
        await expect(told.filter(has_text=name(window))).to_contain_text(want[window])
    await pictures(drill, "told")


# What is to be found.


def faces(drill: Drill) -> list[tuple[Page, Place]]:
    """Every page that shows the time, with where."""
    phones = [(page, IN_HAND if seat in drill.in_hand else LIST) for seat, page in drill.phones.items()]
    walls = [(drill.clocks, CLOCKS), (drill.overview, OVERVIEW)]
    return [*phones, (drill.tablet, KEYS), (drill.console, TILES), *walls]


async def agree(drill: Drill) -> None:
    """All pages turn to the next second when the log says so, whatever the device's own clock says."""
    used, since = clock(drill.log(), TIMED)
    assert since is not None
    began = since - used
    asked = [page.evaluate(TURNS, [*place, TIMED]) for page, place in faces(drill)]
    for (page, _), turns in zip(faces(drill), await asyncio.gather(*asked), strict=True):
        late = min(now - shown_ms(text) for now, text in turns) - began  # a busy machine is late by chance
        assert abs(late) < SECOND_MS, f"{page.url}: {turns} of a clock that began at {began}"


async def standing(drill: Drill, window: int) -> set[str]:
    """What all pages show at a window whose clock stands."""
    texts = set()
    for page, (of, number, time) in faces(drill):
        here = page.locator(of).filter(has=page.locator(number).get_by_text(str(window)))
        texts.add((await here.locator(time).inner_text()).removeprefix("暂停").strip())
    return texts


async def linked(*pages: Page) -> None:
    for page in pages:
        await expect(page.locator(".link")).to_have_text("已连接")


def arrived_once(drill: Drill) -> None:
    """Each judge's sheet of each entrant, with the marks that were typed."""
    events = [entry.event for entry in drill.log()]
    sheets = [event for event in events if isinstance(event, SheetSubmitted)]
    assert len(sheets) == len(SEATS) * len(WINDOWS)
    assert {(sheet.judge, sheet.performance): tuple(sheet.marks.values()) for sheet in sheets} == {
        (f"J{seat}", at(window)): tuple(map(typed, marks(seat, window)))
        for seat in SEATS
        for window in WINDOWS
    }


def tally_agrees(drill: Drill, want: dict[int, str]) -> None:
    folder = drill.file.with_name("export")
    judging("export", drill.file, "--out", folder)
    found = tallied(folder)["tracks"]["frontline"]["scores"]
    assert {row["entrant"]: row["score"] for row in found} == {at(n).entrant: want[n] for n in WINDOWS}


async def pictures(drill: Drill, moment: str) -> None:
    """For people."""
    phones = {"phone-fast": drill.phones[FAST], "phone": drill.phones[4], "phone-lost": drill.phones[OFFLINE]}
    screens = {"clocks": drill.clocks, "overview": drill.overview}
    for what, page in (phones | screens | {"tablet": drill.tablet, "console": drill.console}).items():
        await picture(page, f"drill-{moment}-{what}")
