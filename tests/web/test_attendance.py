"""检录, moves, 顺延 and 补赛 over HTTP: who may ask for them, and what is said to who may not or cannot."""

from collections.abc import Mapping
from typing import Any

import pytest
from httpx2 import AsyncClient

from .conftest import AT, Hall, cards, join, send

WHY = {"reason": "设备故障", "witness": "见证人"}
MARKS = {"work": "27", "service": "26", "reputation": "18", "system": "8.5", "environment": "8.5"}
NOBODY = {"id": "", "name": "路人街道中心"}


@pytest.fixture
async def devices(organiser: AsyncClient, hall: Hall) -> Mapping[str, AsyncClient]:
    """All seven judges, the director and the emcee are logged in; nobody has been called."""
    order = sorted(hall.desk.state.entrants["centre"])
    assert (await send(organiser, "EnterOrder", **AT, order=order, witness="见证人")).status_code == 200
    found = {}
    for id, card in (await cards(organiser)).items():
        found[id] = await hall.device()
        assert (await join(found[id], card)).json()["state"] == "seated"
    return found


def nth(hall: Hall, n: int) -> dict[str, str]:
    return {**AT, "entrant": sorted(hall.desk.state.entrants["centre"])[n]}


def asked(hall: Hall) -> dict[str, dict[str, Any]]:
    """One of each, about the first entrant."""
    first = {"performance": nth(hall, 0)}
    of_track = {"track": "centre", **WHY}
    return {
        "CheckIn": {**first, "step": "arrived"},
        "WithdrawCheckIn": {**first, "reason": "看错了"},
        "CallRoll": first,
        "MoveInOrder": {**first, "to": None, **WHY},
        "WalkOn": {**of_track, "entrant": NOBODY},
        "ReplaceEntrant": {**of_track, "entrant": nth(hall, 0)["entrant"]},
        "GrantRetake": {**first, **WHY},
        "CountAttempt": {**first, "attempt": 0, **WHY},
    }


async def test_nobody_but_the_console_asks_for_them(devices: Mapping[str, AsyncClient], hall: Hall):
    before = hall.position

    for device in (devices["J3"], devices["emcee"], await hall.device("192.168.1.77")):
        for kind, fields in asked(hall).items():
            answer = await send(device, kind, **fields)
            assert answer.status_code in (401, 403), kind

    assert hall.position == before


async def test_the_director_moves_who_is_late(devices: Mapping[str, AsyncClient], hall: Hall):
    for kind in ("CheckIn", "WithdrawCheckIn", "CallRoll", "MoveInOrder", "WalkOn"):
        answer = await send(devices["director"], kind, **asked(hall)[kind])
        assert answer.status_code == 200, answer.text

    order = hall.desk.state.orders["centre", "present"].entrants
    assert order[-2:] == (nth(hall, 0)["entrant"], "w1")


async def test_the_refusals_are_said_in_chinese(devices: Mapping[str, AsyncClient], hall: Hall):
    director, fields = devices["director"], asked(hall)
    name = hall.desk.state.entrants["centre"][nth(hall, 0)["entrant"]].name

    said = {
        kind: (await send(director, kind, **fields[kind])).json()
        for kind in ("ReplaceEntrant", "GrantRetake")
    }
    unwitnessed = await send(director, "MoveInOrder", **{**fields["MoveInOrder"], "witness": " "})

    assert said["ReplaceEntrant"]["detail"] == "受理中心组的顺延名单里已经没有人了；确要增补的请用“临时补入”"
    assert said["GrantRetake"]["detail"].startswith(f"{name}现在是“待出场”")
    assert unwitnessed.json()["detail"] == "请填写见证人姓名"


async def test_a_sheet_from_before_the_retake_is_not_taken(devices: Mapping[str, AsyncClient], hall: Hall):
    director, first = devices["director"], {"performance": nth(hall, 0)}
    steps = ("CallEntrant", "OpenMarking", "GrantRetake", "CallEntrant", "OpenMarking")
    for kind in steps:
        fields = asked(hall)[kind] if kind == "GrantRetake" else first
        assert (
            await send(director, kind, **{**fields, "last": False} if kind == "GrantRetake" else fields)
        ).status_code == 200
    sheet = {**first, "revision": 1, "marks": MARKS}

    late = await send(devices["J3"], "SubmitSheet", **sheet)
    again = await send(devices["J3"], "SubmitSheet", **sheet, attempt=1)

    assert (late.status_code, late.json()["reason"]) == (409, "stale")
    assert "请在当前页面重新评分" in late.json()["detail"]
    assert again.status_code == 200
