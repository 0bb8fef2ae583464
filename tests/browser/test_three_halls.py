"""Three halls at once in real browsers: fourteen phones, three screens, two directors, and the overview.

Every page keeps a list of whom it has named: nothing of one hall is ever on a page of another.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest_asyncio
from playwright.async_api import Page, expect

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.hall.hall import MAIN, NamedHall
from judging.core.moments import LATER
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Criterion, Kind, Round, Rulebook, Track
from tests.browser.conftest import Device
from tests.browser.test_day import step
from tests.browser.test_judge import mark, status, submit
from tests.day import ORGANISER
from tests.printouts.made_up import Log
from tests.serving import Server, command, done, logged_in, secret_of

HALLS = {MAIN: "东厅", "B": "西厅", "C": "北厅"}
SEATS = {MAIN: 5, "B": 5, "C": 4}  # fourteen phones
NAMES = {MAIN: ("松江中心", "青浦中心"), "B": ("崇明团队", "奉贤团队"), "C": ("金山窗口", "宝山窗口")}
MARKS = {MAIN: "91.5", "B": "82.5", "C": "73.5"}  # of everybody there

# Notes in `window.named` which of the names have stood on the page, each time another set of them does.
WATCH = """names => {
  window.named = []
  const look = () => {
    const text = document.body.innerText.replaceAll("\\u200b", "")
    const now = names.filter(name => text.includes(name)).join(" ")
    if (now !== window.named.at(-1)) window.named.push(now)
  }
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true})
  look()
}"""


def rules() -> Rulebook:
    tracks = tuple(
        Track(
            id=f"track-{hall.lower()}",
            name=f"{name}组",
            rounds=(
                Round(
                    id="show",
                    name="现场展示",
                    kind=Kind.JUDGED,
                    weight=Decimal(100),
                    minimum=3,
                    criteria=(Criterion("all", "表现", Decimal(0), Decimal(100), Decimal("0.5")),),
                ),
            ),
        )
        for hall, name in HALLS.items()
    )
    return Rulebook(id="three-halls", name="三个会场", organiser="主办方", tracks=tracks)


def set_up() -> Log:
    """A competition whose tracks are judged in a hall each."""
    log = Log()
    found = rules()
    entrants = {
        track.id: tuple(Entrant(f"{hall}{n}", name) for n, name in enumerate(NAMES[hall], 1))
        for track, hall in zip(found.tracks, HALLS, strict=True)
    }
    commands: list[c.Command] = [
        c.CreateCompetition(found, entrants),
        c.SetHalls(tuple(NamedHall(id, name) for id, name in HALLS.items())),
    ]
    for track, hall in zip(found.tracks, HALLS, strict=True):
        judges = tuple(Judge(f"{hall}-J{n}", n, f"评委{n}") for n in range(1, SEATS[hall] + 1))
        order = tuple(each.id for each in entrants[track.id])
        commands += [
            c.SeatPanel(track.id, "show", judges, hall=hall),
            c.EnterOrder(track.id, "show", order, "见证人"),
        ]
    for each in commands:
        for event in decide(log.state, each, ORGANISER, LATER):
            log.add(event, "organiser")
    return log


class Venue(NamedTuple):
    phones: dict[str, list[Page]]
    screens: dict[str, Page]
    consoles: dict[str, Page]
    emcees: dict[str, Page]
    overview: Page

    def of(self, hall: str) -> list[Page]:
        """What the hall's judges, guests and emcee look at."""
        return [*self.phones[hall], self.screens[hall], self.emcees[hall]]


@pytest_asyncio.fixture(loop_scope="package")
async def venue(
    server: Server, device: Device, phone: Device, laptop: Device, tablet: Device, venue_screen: Device
) -> AsyncIterator[Venue]:
    """Everybody is in, each screen shows its hall, and each page notes whom it names."""
    await set_up().save(server.folder / "halls.sqlite")
    async with AsyncExitStack() as life:
        organiser = await life.enter_async_context(server.client())
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": "halls.sqlite"}))
        tokens = {}

        async def token(link: str) -> str:
            async with server.client() as guest:
                return str(done(await guest.post("/join", json={"secret": secret_of(link)}))["token"])

        for card in done(await organiser.post("/passes/all")):
            if card["judge"]:
                tokens[card["judge"]] = await token(card["link"])
        for hall in HALLS:
            for role in ("director", "emcee"):
                made = done(await organiser.post("/passes", json={"role": role, "hall": hall}))
                tokens[f"{role} {hall}"] = await token(made["link"])

        async def page(of: Device, path: str, who: str = "") -> Page:
            return await of(f"{server.competition}{path}", token=tokens[who] if who else "")

        phones = {
            hall: await asyncio.gather(
                *(page(phone, "/judge", f"{hall}-J{n}") for n in range(1, SEATS[hall] + 1))
            )
            for hall in HALLS
        }
        screens = {}
        for number, (hall, name) in enumerate(HALLS.items(), 1):
            screens[hall] = await page(venue_screen, "/screen")
            await expect(screens[hall].locator(".number")).to_have_text(str(number))
            await command(organiser, "AssignScreen", number=number, name=f"{name}主屏", hall=hall)
            await expect(screens[hall].locator(".blank")).to_have_count(0)
        own = organiser.cookies["judging_organiser"]
        consoles = {
            MAIN: await page(laptop, "/console", f"director {MAIN}"),
            "B": await page(laptop, "/console", "director B"),
            "C": await laptop(f"{server.competition}/console?hall=C", token=own),
        }
        emcees = {hall: await page(tablet, "/emcee", f"emcee {hall}") for hall in HALLS}
        overview = await laptop(f"{server.competition}/overview", token=own)
        found = Venue(phones, screens, consoles, emcees, overview)
        for hall in HALLS:
            for each in found.of(hall):
                await each.evaluate(WATCH, [name for names in NAMES.values() for name in names])
        yield found


async def submit_all(pages: list[Page], text: str) -> None:
    async def one(page: Page) -> None:
        await mark(page, text)
        await submit(page)
        await expect(status(page)).to_contain_text("服务器已保存")

    await asyncio.gather(*map(one, pages))


async def opened(venue: Venue, hall: str) -> None:
    await step(venue.consoles[hall], "点名")
    await step(venue.consoles[hall], "开始评分")


async def picture(page: Page, name: str) -> None:
    """For people, where JUDGING_PICTURES names a folder."""
    if folder := os.environ.get("JUDGING_PICTURES"):
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def named(page: Page) -> list[str]:
    found: list[str] = await page.evaluate("window.named")
    return [names for names in found if names]


async def test_three_halls_play_at_once_and_none_shows_anything_of_another(venue: Venue):
    await asyncio.gather(*(opened(venue, hall) for hall in HALLS))
    for hall, names in NAMES.items():
        for page in venue.phones[hall]:
            await expect(page.locator("h1")).to_contain_text(names[0])

    # The first hall goes on to its next; in the second some have marked, in the third nobody.
    await asyncio.gather(
        submit_all(venue.phones[MAIN], MARKS[MAIN]), submit_all(venue.phones["B"][:3], MARKS["B"])
    )
    for page, halls in ((venue.overview, HALLS), (venue.consoles["B"], ["B"])):
        for hall in halls:
            await expect(page.locator("body")).to_contain_text(NAMES[hall][0])
    await picture(venue.overview, "overview")
    await picture(venue.consoles["B"], "console")
    await step(venue.consoles[MAIN], "结束评分")
    await step(venue.consoles[MAIN], "亮分")
    await expect(venue.screens[MAIN].locator("output.score")).to_have_text("91.50", timeout=20_000)
    for hall in ("B", "C"):
        for page in (*venue.of(hall), venue.consoles[hall]):
            await expect(page.locator("body")).not_to_contain_text("91.50")
    await picture(venue.screens[MAIN], "screen-reveal")
    await picture(venue.screens["B"], "screen-progress")
    await opened(venue, MAIN)
    for page in venue.phones[MAIN]:
        await expect(page.locator("h1")).to_contain_text(NAMES[MAIN][1])

    # The others end meanwhile.
    await asyncio.gather(
        submit_all(venue.phones["B"][3:], MARKS["B"]), submit_all(venue.phones["C"], MARKS["C"])
    )
    for hall in ("B", "C"):
        await step(venue.consoles[hall], "结束评分")
        await step(venue.consoles[hall], "亮分")
        await expect(venue.screens[hall].locator("output.score")).to_have_text(
            f"{MARKS[hall]}0", timeout=20_000
        )

    # No phone has left its entrant but by a call, and nobody has ever seen one of another hall.
    assert {tuple(await named(page)) for page in venue.phones[MAIN]} == {NAMES[MAIN]}
    for hall in ("B", "C"):
        assert {tuple(await named(page)) for page in venue.phones[hall]} == {NAMES[hall][:1]}
    for hall, names in NAMES.items():
        for page in venue.of(hall):
            assert set(" ".join(await named(page)).split()) <= set(names)


async def test_a_director_of_one_hall_reaches_no_other(venue: Venue, server: Server):
    page = venue.consoles["B"]
    await page.goto(page.url.partition("?")[0] + "?hall=C")

    await expect(page.locator(".next-label")).to_contain_text(NAMES["B"][0])
    await expect(page.locator("body")).not_to_contain_text(NAMES["C"][0])
    await expect(page.get_by_role("button", name="封闭登录")).to_have_count(0)
