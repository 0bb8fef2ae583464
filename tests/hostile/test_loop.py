"""The heaviest things to ask for hold nobody else up: `served` fails where the event loop waits."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import websockets
from httpx2 import AsyncClient

from judging.core.people.taking_part import Entrant
from tests.printouts.made_up import play, set_up
from tests.serving import Server, command, done, filled, logged_in, publish, served

FILE = "大赛.sqlite"
PEOPLE = tuple(Entrant(f"e{n:02}", f"某某街道第{n}社区事务受理服务中心", "东区") for n in range(85))
AT = {"track": "centre", "round": "present"}
COPIES = 20

PAGES = (
    "/competitions",
    "/passes",
    "/setup/rules",
    "/setup/rules.toml",
    "/setup/components.xlsx?track=centre&round=daily",
    "/preview/ranking?track=centre",
    "/print",
    "/print/choices",
    "/print/choices?all=1",
    "/print/cards",
    "/print/all/centre",
    "/print/all/centre?format=xlsx",
    "/print/results/centre?all=1",
    "/session",
    "/",
)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """With a played competition of 85 entrants before nine judges, and twenty others in the folder."""
    log = set_up(judges=9, entrants=PEOPLE)
    play(log)
    await log.save(tmp_path / FILE)
    for n in range(COPIES):
        shutil.copy(tmp_path / FILE, tmp_path / f"往年-{n}.sqlite")
    async with served(tmp_path) as server:
        yield server


@pytest.fixture
async def organiser(server: Server) -> AsyncIterator[AsyncClient]:
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions/open", json={"file": FILE}))
        done(await organiser.post("/passes/all"))
        yield organiser


async def test_nothing_an_organiser_asks_for_holds_the_event_loop(server: Server, organiser: AsyncClient):
    cookie = "; ".join(f"{name}={value}" for name, value in organiser.cookies.items())
    async with AsyncExitStack() as stack:
        for topics in ("topic=console/main&topic=presence&topic=backup", "topic=setup", "topic=emcee/main"):
            address = f"ws://127.0.0.1:{server.port}{server.at}/live?{topics}"
            connect = websockets.connect(address, proxy=None, additional_headers={"Cookie": cookie})
            await stack.enter_async_context(connect)

        for path in PAGES:
            answer = await organiser.get(path)
            assert answer.status_code == 200, (path, answer.text)
        await publish(organiser, "centre")
        await command(organiser, "LockTrack", track="centre")
        done(await organiser.post("/verify", json={"code": "90-ABCDE-FGHJK"}))
        done(await organiser.post("/organisers"))


async def test_no_upload_holds_the_event_loop(organiser: AsyncClient):
    query = {"track": "centre", "round": "daily"}
    template = (await organiser.get("/setup/components.xlsx", params=query)).content
    upload = {"file": ("单项成绩.xlsx", filled(template))}
    rules = done(await organiser.get("/setup/rules"))

    done(await organiser.post("/setup/components", params=query, files=upload))
    wrong = {**rules, "tracks": [{"rounds": [{"id": "x"}] * 200}] * 20}
    assert (await organiser.post("/setup/rules", json=wrong)).status_code == 400
    many = [{"id": f"e{n}", "name": f"n{n}", "district": ""} for n in range(1300)]
    refused = await organiser.post("/setup/entrants", json={"track": "centre", "entrants": many})
    assert refused.json()["reason"] == "begun"
    done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
    rules = done(await organiser.get("/setup/rules"))
    asks_for_24 = rules["tracks"][0].pop("roster")
    assert asks_for_24["exactly"] == 24
    done(await organiser.post("/setup/rules", json=rules))
    done(await organiser.post("/setup/entrants", json={"track": "centre", "entrants": many}))


async def test_no_season_that_begins_like_another_holds_the_event_loop(organiser: AsyncClient):
    series = [
        {"id": f"s{n}", "name": "竞答周周练", "by": "place", "points": ["10"] * 100, "missed": "skip"}
        for n in range(200)
    ]
    done(await organiser.post("/seasons", json={"id": "first", "name": "竞答年"}))
    version = done(await organiser.get("/seasons/first/view"))["version"]
    draft = {"season": {"name": "竞答年"}, "series": series}
    done(await organiser.post("/seasons/first/rules", json={"version": version, "draft": draft}))

    made = await organiser.post("/seasons", json={"id": "second", "name": "竞答年", "like": "first"})

    assert made.status_code == 200
