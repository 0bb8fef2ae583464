"""A timekeeper over HTTP: the way in, what may be pressed and what not, and what comes of it."""

import pytest
from httpx2 import AsyncClient

from .conftest import AT, Hall, cards, join, send

STEPS = ("StartClock", "PauseClock", "ResumeClock", "StopClock")
NOT_THEIRS = {
    "CorrectClock": {"used_s": 5, "reason": "忘了停"},
    "GrantTime": {"extra_s": 60, "reason": "系统故障", "witness": "监督员一"},
    "WaiveOvertime": {"reason": "真实办件"},
    "UnconfirmTime": {"reason": "看错"},
    "OpenMarking": {},
    "CloseMarking": {},
    "EnterDeduction": {"points": "1", "reason": "超时"},
}
TIME = {"limit_s": 480, "warn_s": [120, 30], "segments": []}


@pytest.fixture
async def performance(organiser: AsyncClient, hall: Hall) -> dict[str, str]:
    """The first entrant has been called, in a round with a limit."""
    rules = (await organiser.get("/setup/rules")).json()
    rules["tracks"][0]["rounds"][1]["time"] = TIME
    assert (await organiser.post("/setup/rules", json=rules)).status_code == 200
    ids = sorted(hall.desk.state.entrants["centre"])
    assert (await send(organiser, "EnterOrder", **AT, order=ids, witness="见证人")).status_code == 200
    first = {**AT, "entrant": ids[0]}
    assert (await send(organiser, "CallEntrant", performance=first)).status_code == 200
    return first


@pytest.fixture
async def timekeeper(organiser: AsyncClient, hall: Hall, performance: dict[str, str]) -> AsyncClient:
    device = await hall.device()
    await join(device, (await cards(organiser))["timekeeper"])
    return device


async def test_a_timekeeper_logs_in_by_a_card_and_works_at_a_page_of_their_own(
    organiser: AsyncClient, timekeeper: AsyncClient, hall: Hall
):
    session = (await timekeeper.get("/session")).json()

    assert (session["role"], session["page"]) == ("timekeeper", hall.competition.at("/timekeeper"))
    assert (session["topics"], session["halls"]) == (["clocks/main"], ["main"])
    assert "计时员" in (await organiser.get("/print/cards")).text


async def test_the_clock_runs_as_it_is_pressed_and_is_confirmed(
    timekeeper: AsyncClient, hall: Hall, performance: dict[str, str]
):
    for kind in STEPS:
        fields = {"reason": "client"} if kind == "PauseClock" else {}
        for _ in range(2):
            answer = await send(timekeeper, kind, performance=performance, **fields)
            assert answer.status_code == 200, (kind, answer.text)
    assert (await send(timekeeper, "ConfirmTime", performance=performance)).status_code == 200

    told = [type(line.event).__name__ for line in hall.desk.state.first_hall.story][-5:]
    assert told == ["ClockStarted", "ClockPaused", "ClockResumed", "ClockStopped", "TimeConfirmed"]
    assert {line.by for line in hall.desk.state.first_hall.story[-5:]} == {"timekeeper"}


@pytest.mark.parametrize("kind", NOT_THEIRS)
async def test_what_is_decided_by_others_is_refused(
    timekeeper: AsyncClient, organiser: AsyncClient, hall: Hall, performance: dict[str, str], kind: str
):
    before = hall.position

    answer = await send(timekeeper, kind, performance=performance, **NOT_THEIRS[kind])

    assert (answer.status_code, answer.json()["reason"]) == (403, "not_allowed")
    assert hall.position == before


@pytest.mark.parametrize("who", ["J3", "emcee"])
async def test_nobody_else_stops_a_clock(
    organiser: AsyncClient, timekeeper: AsyncClient, hall: Hall, performance: dict[str, str], who: str
):
    assert (await send(timekeeper, "StartClock", performance=performance)).status_code == 200
    device = await hall.device("192.168.1.31")
    await join(device, (await cards(organiser))[who])

    answer = await send(device, "StopClock", performance=performance)

    assert (answer.status_code, answer.json()["reason"]) == (403, "not_allowed")


async def test_a_timekeeper_of_one_hall_leaves_the_clocks_of_another_alone(
    organiser: AsyncClient, hall: Hall, performance: dict[str, str]
):
    halls = [{"id": "main", "name": "一号厅"}, {"id": "h2", "name": "二号厅"}]
    await send(organiser, "SetHalls", halls=halls)
    device = await hall.device()
    await join(device, (await organiser.post("/passes", json={"role": "timekeeper", "hall": "h2"})).json())

    answer = await send(device, "StartClock", performance=performance)

    assert (answer.status_code, answer.json()["reason"]) == (403, "not_allowed")
    assert (await device.get("/session")).json()["topics"] == ["clocks/h2"]
    staff = {(card["role"], *card["places"]) for card in (await organiser.post("/passes/all")).json()}
    assert ("timekeeper", "一号厅") in staff
