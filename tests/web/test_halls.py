"""A director of one hall at the addresses beside /commands: rankings, login codes and prints of that hall."""

from pathlib import Path

import pytest
from httpx2 import AsyncClient

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.core.people.duty import Duty
from judging.web.passes import proof_of_link
from tests import halls
from tests.day import ORGANISER, asked, judge
from tests.halls import far, near
from tests.printouts.made_up import Log

from .conftest import Hall


def play(log: Log, *commands: c.Command) -> None:
    for command in commands:
        for event in decide(log.state, asked(log.state, command), ORGANISER, LATER):
            log.add(event)


def revealed(log: Log, *performances) -> None:
    for id in performances:
        play(log, c.CallEntrant(id), c.OpenMarking(id))
        for n, seated in enumerate(log.state.panel(id)):
            for event in decide(log.state, halls.sheet(id, f"9{n}.5"), judge(int(seated.id[1:])), LATER):
                log.add(event)
        play(log, c.CloseMarking(id), c.RevealScore(id))


@pytest.fixture
async def director(hall: Hall, tmp_path: Path) -> AsyncClient:
    """Of hall A; two have been revealed there and in B, and one in C."""
    log = Log()
    play(log, *halls.set_up(), c.IssuePass("mine", Duty.DIRECTOR, None, proof_of_link("of hall A"), "A"))
    revealed(log, near(0), near(0, "two"), far(0))
    await log.save(tmp_path / "halls.sqlite")
    organiser = await hall.organiser()
    assert (await organiser.post("/competitions/open", json={"file": "halls.sqlite"})).status_code == 200
    device = await hall.device()
    assert (await device.post("/join", json={"secret": "of hall A"})).status_code == 200
    return device


async def test_the_ranking_of_another_halls_track_is_not_previewed(director: AsyncClient):
    own = await director.get("/preview/ranking?track=near")
    other = await director.get("/preview/ranking?track=far")

    assert own.status_code == 200
    assert other.status_code == 403
    assert "92" not in other.text


async def test_login_codes_are_for_judges_of_the_own_hall(director: AsyncClient):
    statuses = {
        id: (await director.post("/passes/code", json={"judge": id})).status_code for id in ("J1", "J3", "J8")
    }

    assert statuses == {"J1": 200, "J3": 200, "J8": 403}  # J3 sits in A and B, J8 in C


async def test_prints_are_of_the_tracks_of_the_own_hall(director: AsyncClient):
    choices = (await director.get("/print/choices")).json()
    own, other = [await director.get(f"/print/score/{track}") for track in ("near", "far")]

    assert [track["name"] for track in choices["tracks"]] == ["共评组", "近处组"]
    assert own.status_code == 200
    assert other.status_code == 409
    assert "日号中心" not in other.text
