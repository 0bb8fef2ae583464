import re
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from starlette.routing import BaseRoute, Match

from judging import assets
from judging.web import app

from .conftest import Hall

PAGES = (
    "/setup",
    "/console",
    "/judge",
    "/join",
    "/join/some-secret",
    "/organiser/some-secret",
    "/screen",
    "/emcee",
)


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_is_there_for_everybody_and_never_kept(hall: Hall, path: str):
    answer = await (await hall.device()).get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
async def test_opening_a_page_changes_nothing(organiser: AsyncClient, hall: Hall, path: str):
    before = hall.position

    await organiser.get(path)

    assert hall.position == before


async def test_the_first_page_is_the_organiser_s_and_a_keypad_for_others(hall: Hall):
    organiser, guest = await hall.organiser(), await hall.device()

    pages = [await device.get("/") for device in (organiser, guest)]

    assert ["/static/start.js" in page.text for page in pages] == [True, False]
    assert ["/static/join.js" in page.text for page in pages] == [False, True]
    assert {page.headers["cache-control"] for page in pages} == {"no-store"}


async def test_assets_are_asked_for_again_and_answered_from_the_cache(hall: Hall):
    device = await hall.device()

    first = await device.get("/static/page.js")
    again = await device.get("/static/page.js", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["content-type"].startswith("text/javascript")
    assert first.headers["cache-control"] == "no-cache"
    assert again.status_code == 304


async def test_nothing_outside_the_asset_folders_is_served(hall: Hall):
    device = await hall.device()

    for path in (
        "/static/../judging/cli.py",
        "/static/%2e%2e/judging/cli.py",
        "/static/..%5cjudging",
        "/static/",
        "/data/",
    ):
        assert (await device.get(path)).status_code in (404, 405), path


async def test_phones_that_ask_for_the_internet_are_kept_on_the_venue_s_network(hall: Hall):
    device = await hall.device()

    assert (await device.get("/generate_204")).status_code == 204
    assert "Success" in (await device.get("/hotspot-detect.html")).text


async def test_a_program_reads_its_failures_as_json_and_a_person_as_a_sentence(hall: Hall):
    device = await hall.device()

    program = await device.get("/nowhere")
    person = await device.get("/nowhere", headers={"Accept": "text/html,*/*"})
    wrong_method = await device.put("/commands")

    assert program.json() == {
        "reason": "not_found",
        "detail": "没有这个地址，请检查是否抄错。",
        "sentence": {"template": "没有这个地址，请检查是否抄错。", "values": {}},
    }
    assert person.headers["content-type"] == "text/html; charset=utf-8"
    assert "没有这个地址，请检查是否抄错。</p>" in person.text
    assert (wrong_method.status_code, wrong_method.json()["reason"]) == (405, "not_found")


BY_HAND = re.compile(r"""(?:href=|location\.(?:assign|replace|href =)\(?\s*)(?:\$\{)?["'`]?/\w|["'`]/c/""")
ASKED = re.compile(r"""\b(get|at|post|asked)\(\s*["'`](/[^"'`?#]*)""")  # asked: on the first page, a post


def is_of_first_page(path: Path) -> bool:
    """And of the others that are of no competition."""
    return path.name in ("start.js", "seasons.js", "season.js") or path.parent.name in ("start", "season")


@pytest.mark.parametrize("name", ["static", "displays"])
def test_addresses_within_a_competition_are_made_in_one_module_alone(name: str):
    """Such a link would lead away from the competition. The first page is of none, and may."""
    for path in assets.tree(name).rglob("*.js"):
        if path.name != "session.js" and not is_of_first_page(path) and "vendor" not in path.parts:
            assert BY_HAND.findall(path.read_text("utf-8")) == [], path


@pytest.mark.parametrize("name", ["static", "displays"])
def test_every_address_that_a_page_asks_for_is_there(name: str):
    within = [*app.EVERYWHERE, *app.OF_COMPETITION]
    for path in assets.tree(name).rglob("*.js"):
        if "vendor" not in path.parts:
            # What is there for the whole server is asked for by its own pages, and for want of a competition.
            is_of_server = path.name == "choose.js" or is_of_first_page(path)
            routes = app.OF_SERVER + (app.EVERYWHERE if is_of_server else within)
            for asks, address in ASKED.findall(path.read_text("utf-8")):
                method = "POST" if asks in ("post", "asked") else "GET"
                assert leads_somewhere(routes, method, address), f"{path.name}: {method} {address}"


def leads_somewhere(routes: list[BaseRoute], method: str, address: str) -> bool:
    kind = "websocket" if address == "/live" else "http"
    address, *_ = address.split("${query(")
    path = re.sub(r"\$\{.*?\}", "1", address.replace("${path}", "x/x/x").removesuffix("${location.search}"))
    scope = {"type": kind, "method": method, "path": path, "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


@pytest.mark.parametrize("name", ["static", "displays"])
def test_no_page_needs_what_its_policy_forbids(name: str):
    for path in assets.tree(name).glob("*.html"):
        text = path.read_text("utf-8")

        assert "style=" not in text, path
        assert "<style" not in text, path
        assert "onclick=" not in text, path
        assert "<script>" not in text, path
        assert "http://" not in text.replace("http://www.w3.org", ""), path
