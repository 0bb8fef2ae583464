"""The rules of officially published results are uploaded, and robots give the published marks.

The folder JUDGING_ORACLES names has them; without it nothing is compared.
"""

import asyncio
import csv
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, expect

from judging.audit.export import export
from judging.audit.verify import replayed
from judging.core.hall.hall import MAIN, NamedHall
from judging.rehearse.device import Device as Robot
from judging.rehearse.device import Network
from judging.rehearse.director import Director
from judging.rehearse.plan import HallPlan
from judging.rehearse.preparation import organiser
from judging.rehearse.robots import PACES
from judging.rehearse.staff import Staff
from judging.store.sqlite import entries
from tests.browser.conftest import Device
from tests.serving import Server, secret_of
from tests.test_oracles import cases, expected, values_of

SHORT = "fs_gp2025_components"  # 36 entrants before 9 judges
CASES = [pytest.param(case, id=case.name) for case in cases() if case.name == SHORT]
UNSET = [pytest.param(None, id="JUDGING_ORACLES is not set")]
Marks = Mapping[str, Mapping[str, Mapping[str, str]]]  # judge → entrant → criterion → mark


@pytest.mark.parametrize("case", CASES or UNSET)
async def test_an_uploaded_rules_file_and_the_published_marks_come_to_the_published_result(
    case: Path | None, server: Server, laptop: Device, tmp_path: Path
):
    if case is None:
        return
    async with Network() as network:
        host = await organiser(server.link, network)
        page = await laptop(f"{server.url}/", token=host.cookies["judging_organiser"])

        here = host.at(await uploaded(page, case / "rules.toml"))
        await judged(here, case / "marks.csv")

        (opened,) = await host.get("/competitions/open")
    found = await asyncio.to_thread(exported, server.folder / opened["file"], tmp_path)
    published = expected(case)
    assert {key: found.get(key) for key in published} == published
    await page.goto(page.url.replace("/setup", "/print/results/G01"))
    for (_, _, _, entrant), score in published.items():
        await expect(
            page.get_by_role("row", name=re.compile(rf"{entrant}\b.*{re.escape(score)}"))
        ).to_be_visible()


async def uploaded(page: Page, rules: Path) -> str:
    """Where the addresses begin of the competition that was made of this file."""
    await page.get_by_label("从规则文件").check()
    await page.set_input_files("input[type=file]", rules)
    await expect(page.locator(".outline")).to_contain_text("去1高1低")
    await page.get_by_role("button", name="新建并打开").click()
    await page.wait_for_url("**/setup")
    return urlsplit(page.url).path.removesuffix("/setup")


async def judged(here: Robot, file: Path) -> None:
    """The whole contest, in the order of the file, to the locked ranking."""
    given = marks(file)
    track, round, *order = await asyncio.to_thread(performed, file)
    entrants = [{"id": entrant, "name": entrant} for entrant in order]
    await here.post("/setup/entrants", {"track": track, "entrants": entrants})
    at = {"track": track, "round": round}
    panel = [{"id": id, "seat": seat, "name": f"评委{seat}"} for seat, id in enumerate(given, 1)]
    await here.command("SeatPanel", **at, judges=panel)
    await here.command("EnterOrder", **at, order=order, witness="见证人")
    cards = {card["judge"]: card for card in await here.post("/passes/all", {}) if card["judge"]}
    hall = HallPlan(NamedHall(MAIN, ""), (track,))
    director = Director(here, Staff(), hall, (), PACES["max"], 1, {})
    robots = [asyncio.create_task(judge(here, cards[id], sheets)) for id, sheets in given.items()]
    try:
        await director.run()
    finally:
        for robot in robots:
            robot.cancel()
        await asyncio.gather(*robots, return_exceptions=True)


async def judge(here: Robot, card: Mapping[str, str], sheets: Mapping[str, Mapping[str, str]]) -> None:
    """Gives each sheet once it is open, with the published marks; again where it is returned."""
    phone, done = Robot(here.url, here.network), set[tuple[str, int]]()
    await phone.post("/join", {"secret": secret_of(card["link"])})
    async with aclosing(phone.watch(f"judge/{card['judge']}")) as messages:
        async for message in messages:
            for task in message.view["tasks"]:
                entrant, revision = task["performance"]["entrant"], task["revision"] + 1
                if task["open"] and task["sheet"] in (None, "returned") and (entrant, revision) not in done:
                    done.add((entrant, revision))
                    sheet = {"attempt": 0, "revision": revision, "marks": sheets[entrant], "items": {}}
                    await phone.command("SubmitSheet", performance=task["performance"], **sheet)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def marks(file: Path) -> Marks:
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows(file):
        found[row["judge"]][row["entrant"]][row["criterion"]] = row["mark"]
    return found


def performed(file: Path) -> list[str]:
    """The track and the round, and who took part in their order."""
    found = rows(file)
    return [found[0]["track"], found[0]["round"], *dict.fromkeys(row["entrant"] for row in found)]


def exported(file: Path, folder: Path) -> dict[tuple[str, str, str, str], str]:
    """What `judging export` has of the competition in *file*."""
    export(replayed(entries(file)), folder)
    return values_of(json.loads((folder / "results.json").read_text("utf-8")))
