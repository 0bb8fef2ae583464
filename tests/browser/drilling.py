"""A made-up drill for browsers: its rules and devices, and what is known of it without asking a page.

Its numbers are computed with integers, from the marks as they are typed and the moments of the log.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId
from judging.core.moments import LATER, milliseconds
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Criterion, Kind, Manner, Round, Rulebook, Track, Trim
from judging.core.scoring.time_limits import Overtime, Time
from judging.store import Entry
from judging.store.sqlite import entries
from tests.browser.conftest import Device
from tests.day import ORGANISER
from tests.printouts.made_up import Log
from tests.serving import Server, command, done, logged_in, secret_of

FILE = "drill.sqlite"
WINDOWS = range(1, 7)
SEATS = range(1, 8)
LIMIT_S = 300
TABLE = ((0, 30, 5), (30, None, 15))  # of overtime: from over, up to, tenths of a point
SECOND_MS = 1000

# A page that reads a clock which is an hour fast; the right time is kept for the test.
HOUR_FAST = """{
  const Right = Date
  globalThis.rightNow = () => Right.now()
  globalThis.Date = class extends Right {
    constructor(...given) { super(...(given.length ? given : [Right.now() + 3_600_000])) }
    static now() { return Right.now() + 3_600_000 }
  }
}"""


@dataclass
class Drill:
    organiser: AsyncClient
    phones: dict[int, Page]  # by seat
    tablet: Page
    console: Page
    clocks: Page  # a screen that is pinned to 计时, number 1
    overview: Page  # and one to 走场总览, number 2
    file: Path
    given: dict[int, int] = field(default_factory=lambda: dict.fromkeys(SEATS, 0))  # sheets, by seat
    in_hand: set[int] = field(default_factory=set)  # seats whose phones do not show the list

    def log(self) -> list[Entry]:
        return list(entries(self.file))

    def ahead(self, seat: int) -> int:
        """The window this judge goes to next: everybody has a way of their own."""
        return (seat + self.given[seat]) % len(WINDOWS) + 1


def name(window: int) -> str:
    return f"选手{window:02}"


def at(window: int) -> PerformanceId:
    return PerformanceId("frontline", "drill", f"e{window}")


def marks(seat: int, window: int) -> tuple[int, int]:
    """Of one sheet, in tenths of a point; some are halves."""
    return 430 + (35 * seat + 45 * window) % 165, 250 + 10 * ((seat * window) % 14)


def typed(mark: int) -> str:
    return f"{mark // 10}.5" if mark % 10 else str(mark // 10)


def score(window: int, off: int) -> str:
    """One highest and one lowest go; the mean of five in hundredths, half up; *off*, in tenths, comes off."""
    totals = sorted(sum(marks(seat, window)) for seat in SEATS)
    hundredths = (2 * 10 * sum(totals[1:-1]) + 5) // (2 * 5) - 10 * off
    return f"{hundredths // 100}.{hundredths % 100:02}"


def clock(log: list[Entry], window: int) -> tuple[int, int | None]:
    """The ms used at a moment, and that moment if the clock runs on from there."""
    used, since = 0, None
    for entry in log:
        event, now = entry.event, milliseconds(entry.at)
        if getattr(event, "performance", None) != at(window):
            continue
        if isinstance(event, e.ClockPaused | e.ClockStopped | e.ClockCorrected) and since is not None:
            used, since = used + now - since, None
        if isinstance(event, e.ClockCorrected):
            used = SECOND_MS * event.used_s
        if isinstance(event, e.ClockStarted | e.ClockResumed | e.ClockCorrected):
            since = now
    return used, since


def used_s(log: list[Entry], window: int) -> int:
    return clock(log, window)[0] // SECOND_MS


def over(log: list[Entry], window: int) -> tuple[int, int]:
    """The seconds over the limit, and the tenths of a point that the table takes off for them."""
    seconds = max(0, used_s(log, window) - LIMIT_S)
    return seconds, next((off for low, high, off in TABLE if low < seconds <= (high or seconds)), 0)


def shown_ms(text: str) -> int:
    """What was used when a clock turned to this text."""
    minutes, seconds = map(int, text.lstrip("+").split(":"))
    shown = 60 * minutes + seconds
    return SECOND_MS * (LIMIT_S + shown if text.startswith("+") else LIMIT_S - shown)


def set_up() -> Log:
    entrants = tuple(Entrant(f"e{n}", name(n), "浦东新区") for n in WINDOWS)
    log = Log()
    for each in (
        c.CreateCompetition(rules(), {"frontline": entrants}),
        c.SetHalls((NamedHall("main", "", len(WINDOWS)),)),
        c.SeatPanel("frontline", "drill", tuple(Judge(f"J{n}", n, f"评委{n}") for n in SEATS)),
        c.EnterOrder("frontline", "drill", tuple(each.id for each in entrants), "见证人"),
    ):
        for event in decide(log.state, each, ORGANISER, LATER):
            log.add(event, "organiser")
    return log


def rules() -> Rulebook:
    criteria = (
        Criterion("manner", "文明服务", Decimal(0), Decimal(60), Decimal("0.5")),
        Criterion("speed", "办理规范", Decimal(0), Decimal(40), Decimal("0.5")),
    )
    drill = Round(
        id="drill",
        name="实操比武",
        kind=Kind.JUDGED,
        weight=Decimal(100),
        manner=Manner.WALK,
        trim=Trim(1, 1, 5),
        minimum=3,
        criteria=criteria,
        time=Time(LIMIT_S, (60,)),
        overtime=tuple(Overtime(low, high, Decimal(off) / 10) for low, high, off in TABLE),
    )
    track = Track(id="frontline", name="综合窗口一线", rounds=(drill,))
    return Rulebook(id="drill-day", name="“一网通办”实操比武", organiser="主办方", tracks=(track,))


@asynccontextmanager
async def gathered(
    server: Server, fast: int, phone: Device, laptop: Device, tablet: Device, screen: Device
) -> AsyncIterator[Drill]:
    """Everybody is there and each screen shows its scene; the phone at seat *fast* is an hour fast."""
    await set_up().save(server.folder / FILE)
    async with AsyncExitStack() as life:
        organiser = await life.enter_async_context(server.client())
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": FILE}))
        tokens = {}
        for card in done(await organiser.post("/passes/all")):
            async with server.client() as guest:
                joined = await guest.post("/join", json={"secret": secret_of(card["link"])})
            tokens[card["judge"] or card["role"]] = done(joined)["token"]

        async def opened(of: Device, path: str, who: str) -> Page:
            return await of(f"{server.competition}{path}", token=tokens[who])

        async def wall(number: int, scene: str) -> Page:
            page = await screen(f"{server.competition}/screen")
            await expect(page.locator(".blank .number")).to_have_text(str(number))
            await command(organiser, "AssignScreen", number=number, name=f"{number}号屏", pinned=scene)
            return page

        phones = await asyncio.gather(*(opened(phone, "/judge", f"J{seat}") for seat in SEATS))
        await phones[fast - 1].add_init_script(HOUR_FAST)
        await phones[fast - 1].reload()
        yield Drill(
            organiser=organiser,
            phones=dict(zip(SEATS, phones, strict=True)),
            tablet=await opened(tablet, "/timekeeper", "timekeeper"),
            console=await opened(laptop, "/console", "director"),
            clocks=await wall(1, "clock"),
            overview=await wall(2, "walk"),
            file=server.folder / FILE,
        )
