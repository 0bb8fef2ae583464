"""Two panels put on a par, as the console and the paper show it."""

from decimal import Decimal

import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done, let_anybody_enter
from tests.tracks import CENTRE, TEAM, TwoTracks

PANELS = {"A": ("J1", "J2", "J3", "J4"), "B": ("J5", "J6", "J7", "J4")}
ASSIGNED = {f"{CENTRE}-{n}": "AB"[n % 2] for n in range(1, 5)}
AT = {"track": CENTRE, "round": "present"}


class Panels(TwoTracks):
    async def submit(self, performance: dict[str, str], *, off: str = "0") -> None:
        """The sheets of the panel; A takes two more off each criterion."""
        panel = ASSIGNED[performance["entrant"]]
        marks = await self.full_marks(performance, Decimal(off) + (2 if panel == "A" else 0))
        for judge in PANELS[panel]:
            await command(
                self.crew.judges[judge], "SubmitSheet", performance=performance, revision=1, marks=marks
            )


@pytest_asyncio.fixture(loop_scope="package")
async def day(server: Server, crew: Crew) -> Panels:
    """Four centres, two before each panel; nobody has been called."""
    organiser = crew.organiser
    seats = [{"id": id, "seat": n, "name": f"评委{id[1:]}"} for n, id in enumerate(crew.judges, 1)]
    await command(organiser, "SeatPanel", track=TEAM, round="present", judges=seats)
    await let_anybody_enter(organiser)
    rules = done(await organiser.get("/setup/rules"))
    round = next(each for each in rules["tracks"][0]["rounds"] if each["id"] == "present")
    round |= {"panels": ["A", "B"], "equalise": "coefficient"}
    done(await organiser.post("/setup/rules", json=rules))
    roster = [{"id": id, "name": f"第{id[-1]}街道中心", "district": "东区"} for id in ASSIGNED]
    done(await organiser.post("/setup/entrants", json={"track": CENTRE, "entrants": roster}))
    for panel, ids in PANELS.items():
        judges = [{"id": id, "seat": n, "name": f"评委{id[1:]}"} for n, id in enumerate(ids, 1)]
        await command(organiser, "SeatPanel", **AT, panel=panel, judges=judges)
    await command(organiser, "EnterAssignment", **AT, panels=ASSIGNED, witness="见证人")
    await command(organiser, "EnterOrder", **AT, order=list(ASSIGNED), witness="见证人")
    return Panels(server, crew)


async def test_the_console_shows_means_and_both_scores_once_all_is_revealed(
    server: Server, day: Panels, laptop: Device
):
    for n, off in ((1, "1"), (2, "0"), (3, "2")):
        await day.played(CENTRE, n, off=off)
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await expect(page.locator(".result")).to_contain_text("现场原始得分")
    await expect(page.locator(".equalised")).to_have_count(0)
    await expect(page.locator("[data-beat=final]")).to_have_text("现场原始得分")

    await day.played(CENTRE, 4, off="1")

    await expect(page.locator(".equalised caption")).to_contain_text("全体平均")
    await expect(page.locator(".equalised tbody tr")).to_have_count(2)
    row = page.locator(".row", has_text="第4街道中心").locator(".row-state")
    await expect(row.locator("s")).to_have_text("85.00")
    await expect(row.locator("b")).not_to_have_text("85.00")


async def test_who_walks_on_comes_before_the_panel_that_is_chosen(
    server: Server, day: Panels, laptop: Device
):
    page = await laptop(f"{server.url}/console", token=day.crew.tokens["director"])
    await page.get_by_role("button", name="临时补入", exact=True).click()
    for name, text in (("name", "第5街道中心"), ("district", "西区"), ("witness", "见证人甲")):
        await page.locator(f".dialog [name={name}]").fill(text)
    await page.locator(".dialog [name=panel]").select_option("评委组B")
    await page.locator(".dialog textarea").fill("临时通知")
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator(".veil")).to_have_count(0)
    await page.get_by_role("tab", name="评委组B").click()

    await expect(page.locator(".row").last).to_contain_text("第5街道中心")
    await expect(page.locator(".row").last).to_contain_text("临时补入")
