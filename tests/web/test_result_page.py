"""结果页 over the wire: for everybody, light enough for a thousand phones, and nothing else from there."""

import gzip
import json
import re

import pytest

from judging.web.guest_page import guest_page
from judging.web.live import NOT_YOURS
from judging.web.registry import Registry

from .conftest import send
from .serving import closed, heard, serving

WEIGHT = 32 * 1024  # of the whole page, packed: a thousand phones take 32 MB of the Wi-Fi
SIGNED_OUT = 4401


@pytest.fixture
async def served(tmp_path):
    async with serving(Registry(tmp_path)) as served:
        yield served


@pytest.fixture
async def organiser(served):
    device = await served.device()
    await device.post(served.registry.organisers.link)
    made = await device.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
    assert made.status_code == 200
    return device


@pytest.fixture
async def guest(served, organiser):
    return await served.device()


async def test_the_page_and_all_it_needs_come_light_and_set_no_cookie(guest):
    page = await guest.get("/results")
    named = re.findall(r'(?:src|href)="(/results/[^"]+)"', page.text)
    sent = [await guest.get(path) for path in named]

    assert len(named) == 2
    assert [answer.status_code for answer in (page, *sent)] == [200] * 3
    assert sum(len(asset.packed) for asset in guest_page().assets) < WEIGHT
    assert all("immutable" in answer.headers["cache-control"] for answer in sent)
    assert all("set-cookie" not in answer.headers for answer in (page, *sent))
    assert "judge" not in page.text


def test_the_script_names_no_other_and_has_the_words_it_uses():
    script = next(asset for asset in guest_page().assets if asset.name.endswith(".js"))
    text = script.plain.decode()

    assert gzip.decompress(script.packed) == script.plain
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)
    assert {"results.closed", "results.corrected", "link.offline"} <= set(re.findall(r'"([\w.-]+)": "', text))
    assert '"console.on-air"' not in text


async def test_a_guest_watches_the_results_and_hears_of_each_change(served, organiser, guest):
    socket = await served.watch(guest, "results")
    first = await heard(socket)
    assert (first["view"]["open"], first["view"]["competition"]) == (False, "试赛")

    await send(organiser, "OpenResults")

    opened = await heard(socket)
    assert (opened["topic"], opened["view"]["open"], opened["view"]["tracks"]) == ("results", True, [])
    assert (first["position"], opened["position"]) == (0, 0)


@pytest.mark.parametrize("topic", ["console/main", "screen/1", "judge/J1", "setup", "presence", "emcee/main"])
async def test_a_guest_watches_nothing_beside_the_results(topic, served, guest):
    for topics in ((topic,), ("results", topic)):
        assert await closed(await served.watch(guest, *topics)) in (SIGNED_OUT, NOT_YOURS)


async def test_a_guest_opens_and_closes_nothing(guest):
    assert (await send(guest, "OpenResults")).status_code == 401
    assert (await send(guest, "CloseResults")).status_code == 401


async def test_a_screen_is_told_the_way_by_an_address_that_phones_reach(guest):
    told = (await guest.get("/results/code")).json()

    assert re.fullmatch(r"[\w.:-]+/results", told["address"])
    assert json.dumps(told["code"]["path"])[1] == "M"


async def test_an_asset_that_is_none_is_not_found(guest):
    assert (await guest.get(f"/results/{'0' * 16}.js")).status_code == 404
