"""A change of duties reaches the pages that are open: who may not watch any more is sent away."""

import pytest

from judging.web.registry import Registry

from .conftest import AT, join, send
from .serving import closed, heard, serving


@pytest.fixture
async def served(tmp_path):
    async with serving(Registry(tmp_path)) as served:
        yield served


async def test_who_loses_the_duty_loses_the_page_and_who_keeps_it_stays(served):
    organiser = await served.device()
    await organiser.post(served.registry.organisers.link)
    await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
    judges = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 8)]
    await send(organiser, "SeatPanel", **AT, judges=judges)
    pages = {}
    for id, name in (("P1", "场控一"), ("P2", "场控二")):
        person = {"id": id, "name": name, "appointments": [{"duty": "director"}, {"duty": "emcee"}]}
        await send(organiser, "SetPerson", person=person)
        card = (await organiser.post("/passes", json={"role": "director", "person": id})).json()
        device = await served.device()
        assert (await join(device, card)).status_code == 200
        topics = ("console/main", "emcee/main")
        pages[id] = (device, *[await served.watch(device, topic) for topic in topics])
        for live in pages[id][1:]:
            await heard(live)

    changed = {"id": "P1", "name": "场控一", "appointments": [{"duty": "emcee"}]}
    await send(organiser, "SetPerson", person=changed)

    device, console, emcee = pages["P1"]
    assert await closed(console) == 4401
    assert await closed(await served.watch(device, "console/main")) == 4403
    await send(organiser, "CloseLogin")
    assert (await heard(pages["P2"][1]))["topic"] == "console/main"
    await emcee.send("beat")
    assert (await heard(emcee))["topic"] in ("clock", "emcee/main")
    works = [each["duty"] for each in (await device.get("/session")).json()["pages"]]
    assert works == ["emcee"]
