"""Another competition like last month's: copied, its panel exchanged, the first one called in under a minute.

Nothing else came along: no mark, no score, nobody's way in, neither on the wire nor in the file.
"""

import asyncio
import re
import time
from contextlib import aclosing
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from playwright.async_api import Page, expect

from judging.audit.verify import replayed
from judging.core.people.taking_part import Entrant
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import Rulebook
from judging.core.state import State
from judging.rehearse.crew import crew
from judging.rehearse.device import Device as Robot
from judging.rehearse.device import Network, Rejected
from judging.rehearse.director import silent
from judging.rehearse.made_up import Size
from judging.rehearse.original import Original, of_preset
from judging.rehearse.plan import plan
from judging.rehearse.preparation import organiser, prepared
from judging.store.sqlite import entries
from tests.browser.conftest import Device
from tests.serving import Server, secret_of

ONE_MINUTE_S = 60
TOLD_WITHIN_S = 20
NEW = [f"新评委{n}" for n in "甲乙丙丁戊"]
BEFORE_THE_FIRST_MARK = {
    "CompetitionCreated", "EntrantsSet", "HallsSet", "PanelSeated", "WindowsAssigned", "PersonSet",
    "OrderDrawn", "EntrantCalled",
}  # fmt: skip
OF_A_HALL = ("console", "order", "emcee", "clocks", "head", "entries")
OF_ALL = ("overview", "setup", "readiness", "flags", "signing", "presence", "storage")


class LastMonth(NamedTuple):
    """A drill that was played to its end and closed: who organised it, its state, and how one got in."""

    host: Robot
    state: State
    secrets: list[str]  # of its cards
    judges: list[Robot]

    @property
    def traces(self) -> set[str]:
        """What only it can have put anywhere: scores, passes, screens, the seed of its draw."""
        state = self.state
        shown = [found.announced for found in state.performances.values() if found.announced]
        scores = {each.score for each in shown} | {
            score for made in state.components.values() for score in made.scores.values()
        }
        passes = {text for held in state.passes.values() for text in (held.id, held.link, held.device or "")}
        screens = {text for screen in state.screens.values() for text in (screen.device, screen.name)}
        seeds = {order.seed for order in state.orders.values()}
        found = {*map(str, scores), *passes, *screens, *seeds, *self.secrets, state.created_at}
        return {text for text in found if len(text) > 3}


def drill() -> Original:
    """The walk-round of the preset alone, before three people."""
    known = of_preset("shequ-2024")
    (track,) = (each for each in known.rules.tracks if each.id == "frontline")
    rules = Rulebook("drill", "五月练兵", (replace(track, pool=None, roster=RosterRule()),))
    return Original(rules, entrants={track.id: tuple(Entrant(f"f{n}", f"选手{n:02}") for n in (1, 2, 3))})


async def last_month(server: Server) -> LastMonth:
    async with Network() as network:
        host = await organiser(server.link, network)
        wanted = plan(drill(), Size(judges=5, screens=1), 5, is_smooth=True)
        cast = await prepared(wanted, host)
        cards = await cast.organiser.post("/passes/all", {})
        await crew(wanted, cast, "max", silent).play()
        await host.post("/competitions/close", {"file": Path(cast.file).name})
    state = replayed(await asyncio.to_thread(entries, Path(cast.file)))
    return LastMonth(host, state, [secret_of(card["link"]) for card in cards], [*cast.judges.values()])


async def test_last_month_s_drill_is_copied_and_the_first_is_called_in_under_a_minute(
    server: Server, laptop: Device
):
    before = await last_month(server)
    begun = time.monotonic()
    page = await laptop(f"{server.url}/", token=before.host.cookies["judging_organiser"])

    await copy(page, "六月练兵")
    await exchange_panel(page)
    await draw(page)
    await call_first(page)

    assert time.monotonic() - begun < ONE_MINUTE_S
    async with Network() as network:
        await nothing_else_came_along(before, before.host.over(network), server.folder)


async def nothing_else_came_along(before: LastMonth, host: Robot, folder: Path) -> None:
    (opened,) = await host.get("/competitions/open")
    assert (opened["name"], len(opened["glance"]["on"])) == ("六月练兵", 1)
    copied, here = folder / opened["file"], host.at(opened["at"])
    log = await asyncio.to_thread(entries, copied)
    assert {type(entry.event).__name__ for entry in log} <= BEFORE_THE_FIRST_MARK
    files = await asyncio.to_thread(contents, folder, copied.stem)
    frames = await everything_told(here)
    assert len(before.traces) > 40
    for told in (*frames, *files):
        assert not [trace for trace in before.traces if trace in told]
    judges = {judge.name for panel in before.state.panels.values() for judge in panel.judges}
    assert not [name for name in judges if name in "".join(frames)]
    await nobody_gets_in_as_before(before, here)


def contents(folder: Path, stem: str) -> list[str]:
    """Of the competition's file and what lies beside it."""
    return [path.read_bytes().decode(errors="replace") for path in folder.glob(f"{stem}*")]


async def everything_told(here: Robot) -> list[str]:
    """The first frame of every topic that the organiser may watch, of a new judge's and of a new screen's."""
    session = await here.get("/session")
    halls = [f"{name}/{hall}" for hall in session["halls"] for name in OF_A_HALL]
    frames = await first_frames(here, *session["topics"], *halls, *OF_ALL)
    cards = await here.post("/passes/all", {})
    card = next(card for card in cards if card["judge"])
    judge, screen = Robot(here.url, here.network), Robot(here.url, here.network)
    await judge.post("/join", {"secret": secret_of(card["link"])})
    frames += await first_frames(judge, f"judge/{card['judge']}", f"recusals/{card['judge']}")
    number = (await screen.post("/screen", {}))["number"]
    await here.command("AssignScreen", number=number, name="新大屏", hall=session["hall"])
    return frames + await first_frames(screen, f"screen/{number}")


async def first_frames(device: Robot, *topics: str) -> list[str]:
    """One of each topic."""
    heard = dict[str, str]()
    async with asyncio.timeout(TOLD_WITHIN_S), aclosing(device.watch(*topics)) as messages:
        async for message in messages:
            heard.setdefault(message.topic, message.text)
            if len(heard) == len(set(topics)):
                break
    return [*heard.values()]


async def nobody_gets_in_as_before(before: LastMonth, here: Robot) -> None:
    for judge in before.judges:
        stranger = Robot(here.url, here.network)
        stranger.cookies.update(judge.cookies)
        with pytest.raises(Rejected):
            await stranger.get("/session")
    for secret in before.secrets:
        with pytest.raises(Rejected):
            await Robot(here.url, here.network).post("/join", {"secret": secret})


async def copy(page: Page, name: str) -> None:
    await page.get_by_label("复制以前的赛事").check()
    await page.get_by_label("复制哪一场").select_option(index=1)
    told = page.locator(".told")
    await expect(told).to_contain_text("参赛名单 3 个")
    for left in ("评分表、得分、扣分和用时", "亮分、公布和锁定的排名", "证件、登录、换机和 PIN", "大屏"):
        await expect(told.locator("div").last).to_contain_text(left)
    await page.get_by_label("赛事名称").fill(name)
    await page.get_by_role("button", name="新建并打开").click()
    await expect(page).to_have_url(re.compile("/setup#readiness$"))


async def exchange_panel(page: Page) -> None:
    """By the step that the checklist begins with: a column of names, pasted."""
    step = page.locator(".readiness li").first
    await expect(step).to_contain_text("评委照搬自“五月练兵”")
    await step.get_by_role("link").click()
    await page.locator("[name=seat-1]").evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/plain", text)
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        "\n".join(NEW),
    )
    await expect(page.locator("[name=seat-5]")).to_have_value(NEW[-1])
    await page.get_by_role("button", name="保存席位").click()
    await expect(page.get_by_text("席位已保存")).to_be_visible()


async def draw(page: Page) -> None:
    await page.locator('.sections a[href="#order"]').click()
    await page.get_by_role("button", name="抽签", exact=True).click()
    await expect(page.get_by_text("现在的出场顺序")).to_be_visible()


async def call_first(page: Page) -> None:
    await page.get_by_role("link", name="控制台").click()
    await page.get_by_role("button", name=re.compile("点名：第1号")).click()
    await expect(page.locator(".window-who")).to_have_count(1)
