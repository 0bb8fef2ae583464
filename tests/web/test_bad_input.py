"""What nobody gets into the log: it is refused with a reason and a sentence, and nothing moves."""

import json
import re
from typing import Any

import pytest
from httpx2 import AsyncClient

from .conftest import AT, Hall, cards, join, send

ENTRANT = "c01"
PERFORMANCE = {**AT, "entrant": ENTRANT}
OTHER = {**AT, "entrant": "c02"}
MARKS = {"work": "25", "service": "25.5", "reputation": "18", "system": "8.5", "environment": "9"}
CHINESE = re.compile(r"[一-鿿]{2}")


@pytest.fixture
async def judge(organiser: AsyncClient, hall: Hall) -> AsyncClient:
    """On seat 1, while the first entrant is being marked; seat 2 has submitted already."""
    issued = await cards(organiser)
    first, second = await hall.device(), await hall.device()
    await join(first, issued["J1"])
    await join(second, issued["J2"])
    entrants = list(hall.desk.state.entrants["centre"])
    steps = [
        await send(organiser, "EnterOrder", **AT, order=entrants, witness="见证人"),
        await send(organiser, "CallEntrant", performance=PERFORMANCE),
        await send(organiser, "OpenMarking", performance=PERFORMANCE),
        await send(second, "SubmitSheet", **sheet()),
    ]
    assert [step.status_code for step in steps] == [200] * 4
    return first


def sheet(**changed: Any) -> dict[str, Any]:
    return {"performance": PERFORMANCE, "revision": 1, "marks": MARKS, **changed}


def marked(**changed: Any) -> dict[str, Any]:
    return sheet(marks={**MARKS, **changed})


async def refused(
    hall: Hall, device: AsyncClient, content: bytes, path: str = "/commands"
) -> tuple[int, str]:
    """Status and reason of the refusal of *content*, after which the log stands where it stood."""
    before = hall.position

    answer = await device.post(path, content=content)

    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json().keys() == {"reason", "detail", "sentence"}
    assert CHINESE.search(answer.json()["detail"])
    assert hall.position == before
    return answer.status_code, answer.json()["reason"]


def body(command: object, id: object = "00112233445566778899aabbccddeeff") -> bytes:
    return json.dumps({"id": id, "command": command}).encode()


GOOD = {"kind": "SubmitSheet", **sheet()}

NOT_A_REQUEST = {
    "nothing": b"",
    "no JSON": b"{",
    "JSON and more": b"{} {}",
    "a list": b"[]",
    "a number": b"7",
    "NaN": b"NaN",
    "broken UTF-8": b'{"id": "\xff\xfe"}',
    "UTF-16": json.dumps({"id": "00"}).encode("utf-16"),
    "a lone surrogate": body({**GOOD, "note": "\ud800"}),
    "nested without end": b"[" * 60_000,
    "objects without end": b'{"command":' * 5_000,
    "no id": json.dumps({"command": GOOD}).encode(),
    "no command": json.dumps({"id": "00112233"}).encode(),
    "an id of another kind": body(GOOD, id=7),
    "an id that is no hex": body(GOOD, id="../../etc"),
    "a short id": body(GOOD, id="1"),
    "an endless id": body(GOOD, id="a" * 10_000),
    "an id with a line break": body(GOOD, id="00112233\n"),
    "a foreign field beside": json.dumps({"id": "00112233", "command": GOOD, "by": "organiser"}).encode(),
    "a command that is a text": body("SubmitSheet"),
    "an unknown command": body({"kind": "MakeMeKing"}),
    "an event for a command": body({"kind": "ScoreRevealed", "performance": PERFORMANCE}),
    "a command of the server's": body({"kind": "ClaimSeat", "device": "x", "proof": "y"}),
    "no kind": body(sheet()),
}


@pytest.mark.parametrize("content", NOT_A_REQUEST.values(), ids=NOT_A_REQUEST)
async def test_what_is_no_request_is_malformed(hall: Hall, judge: AsyncClient, content: bytes):
    assert await refused(hall, judge, content) == (400, "malformed")


WRONG_SHAPES = {
    "another judge's name in it": sheet(judge="J2"),
    "no performance": {"revision": 1, "marks": MARKS},
    "a performance that is a text": sheet(performance="c01"),
    "a performance with more": sheet(performance={**PERFORMANCE, "panel": "A"}),
    "a revision that is a text": sheet(revision="1"),
    "a revision that is a fraction": sheet(revision=1.5),
    "marks as a list": sheet(marks=list(MARKS.values())),
    "a mark as a number": marked(service=25.5),
    "a mark as a whole number": marked(service=25),
    "a mark that is null": marked(service=None),
    "a mark that is true": marked(service=True),
    "a mark that is a list": marked(service=["25"]),
    "a note that is an object": sheet(note={"html": "<b>"}),
    "recommended as a word": sheet(recommended="yes"),
    # well-formed JSON, but no marks
    "NaN": marked(service="NaN"),
    "Infinity": marked(service="Infinity"),
    "an exponent": marked(service="1e1"),
    "full-width digits": marked(service="２５"),
    "Arabic digits": marked(service="٢٥"),
    "a comma": marked(service="25,5"),
    "blanks around": marked(service=" 25"),
    "a line break behind": marked(service="25\n"),
    "an underscore": marked(service="2_5"),
    "a plus sign": marked(service="+25"),
    "hexadecimal": marked(service="0x19"),
    "nothing": marked(service=""),
    "a point alone": marked(service="25."),
    "seven places": marked(service="25.5000000"),
    "seven digits": marked(service="0000025"),
    "a criterion nobody asked for": marked(beauty="10"),
    "a note without end": sheet(note="好" * 5_000),
}  # fmt: skip


@pytest.mark.parametrize("fields", WRONG_SHAPES.values(), ids=WRONG_SHAPES)
async def test_a_sheet_of_the_wrong_shape_is_malformed(
    hall: Hall, judge: AsyncClient, fields: dict[str, Any]
):
    assert await refused(hall, judge, body({"kind": "SubmitSheet", **fields})) == (400, "malformed")


AGAINST_THE_RULES = {
    "above the maximum": (marked(service="30.5"), "out_of_range"),
    "below the minimum": (marked(service="-0.5"), "out_of_range"),
    "off the step": (marked(service="25.25"), "out_of_range"),
    "off the step far behind the point": (marked(service="25.000001"), "out_of_range"),
    "a criterion left out": (sheet(marks={"work": "25"}), "incomplete"),
    "no marks at all": (sheet(marks={}), "incomplete"),
    "a revision to come": (sheet(revision=2), "stale"),
    "a revision of the past": (sheet(revision=0), "stale"),
    "a revision beyond all bounds": (sheet(revision=10**30), "stale"),
    "a negative revision": (sheet(revision=-1), "stale"),
    "an entrant who is not on stage": (sheet(performance=OTHER), "not_now"),
    "an unknown entrant": (sheet(performance={**AT, "entrant": "c99"}), "unknown"),
    "an unknown track": (sheet(performance={**PERFORMANCE, "track": "moon"}), "unknown"),
    "an imported round": (sheet(performance={**PERFORMANCE, "round": "daily"}), "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "reason"), AGAINST_THE_RULES.values(), ids=AGAINST_THE_RULES)
async def test_a_sheet_against_the_rules_is_refused(
    hall: Hall, judge: AsyncClient, fields: dict[str, Any], reason: str
):
    assert await refused(hall, judge, body({"kind": "SubmitSheet", **fields})) == (409, reason)


FORBIDDEN = [
    {"kind": "OpenMarking", "performance": OTHER},
    {"kind": "CloseMarking", "performance": PERFORMANCE},
    {"kind": "RevealScore", "performance": PERFORMANCE},
    {"kind": "ReturnSheet", "performance": PERFORMANCE, "judge": "J2", "reason": "再想想"},
    {"kind": "ExcuseJudge", "performance": PERFORMANCE, "judge": "J2", "phase": "absent", "reason": "走了"},
    {"kind": "AllowHandover", "device": "0" * 64},
    {"kind": "RevokePass", "id": "x", "reason": "x"},
    {"kind": "EnterDeduction", "performance": PERFORMANCE, "points": "5", "reason": "超时"},
    {"kind": "StepBack", "performance": PERFORMANCE, "reason": "撤回"},
    {"kind": "CloseLogin"},
]


@pytest.mark.parametrize("command", FORBIDDEN, ids=[command["kind"] for command in FORBIDDEN])
async def test_a_judge_sends_nothing_but_the_own_sheet(
    hall: Hall, judge: AsyncClient, command: dict[str, Any]
):
    assert await refused(hall, judge, body(command)) == (403, "not_allowed")


async def test_what_was_submitted_stands(hall: Hall, judge: AsyncClient):
    await send(judge, "SubmitSheet", **sheet())

    again = await refused(hall, judge, body({"kind": "SubmitSheet", **sheet(revision=2)}))
    other = await refused(hall, judge, body({"kind": "SubmitSheet", **marked(service="1")}))

    assert (again, other) == ((409, "already"), (409, "already"))


async def test_a_closed_sheet_stays_closed(hall: Hall, judge: AsyncClient, organiser: AsyncClient):
    await send(organiser, "StepBack", performance=PERFORMANCE, reason="重来")
    late = await refused(hall, judge, body(GOOD))

    assert late == (409, "not_now")


async def test_a_late_old_sheet_does_not_replace_a_newer_one(
    hall: Hall, judge: AsyncClient, organiser: AsyncClient
):
    await send(judge, "SubmitSheet", **sheet())
    await send(organiser, "ReturnSheet", performance=PERFORMANCE, judge="J1", reason="请核对")
    await send(judge, "SubmitSheet", **sheet(revision=2, marks={**MARKS, "service": "20"}))
    await send(organiser, "ReturnSheet", performance=PERFORMANCE, judge="J1", reason="再核对")

    assert await refused(hall, judge, body({"kind": "SubmitSheet", **sheet(revision=2)})) == (409, "stale")


async def test_a_replayed_request_is_answered_as_before_and_writes_nothing(hall: Hall, judge: AsyncClient):
    first = await judge.post("/commands", content=body(GOOD))
    position = hall.position

    replayed = await judge.post("/commands", content=body(GOOD))
    with_other_marks = await judge.post("/commands", content=body({**GOOD, **marked(service="1")}))

    assert first.json() == replayed.json() == with_other_marks.json()
    assert hall.position == position
    assert hall.desk.state.performances is not None


async def test_another_judge_s_id_is_not_mine(hall: Hall, judge: AsyncClient, organiser: AsyncClient):
    """An id belongs to whoever sent it: guessing a colleague's neither reads nor blocks the answer."""
    await judge.post("/commands", content=body(GOOD))
    third = await hall.device()
    await join(third, (await cards(organiser))["J3"])
    before = hall.position

    answer = await third.post("/commands", content=body(GOOD))

    assert answer.status_code == 200
    assert hall.position == before + 1


ORGANISER_S = {
    "too few judges": {"kind": "SeatPanel", **AT, "judges": [{"id": "J1", "seat": 1, "name": "评委一"}]},
    "a seat twice": {
        "kind": "SeatPanel",
        **AT,
        "judges": [{"id": f"J{n}", "seat": 1, "name": f"评委{n}"} for n in range(1, 8)],
    },
    "a deduction that is no number": {
        "kind": "EnterDeduction", "performance": PERFORMANCE, "points": "五", "reason": "超时",
    },
    "a deduction without a reason": {
        "kind": "EnterDeduction", "performance": PERFORMANCE, "points": "5", "reason": " ",
    },
    "a scene that does not exist": {"kind": "ShowScene", "scene": "fireworks"},
    "a screen that does not exist": {"kind": "AssignScreen", "number": 99, "name": "大屏"},
    "closing while sheets are missing": {"kind": "CloseMarking", "performance": PERFORMANCE},
    "revealing what is not confirmed": {"kind": "RevealScore", "performance": PERFORMANCE},
    "calling who is unknown": {"kind": "CallEntrant", "performance": {**AT, "entrant": "nobody"}},
}  # fmt: skip


@pytest.mark.parametrize("command", ORGANISER_S.values(), ids=ORGANISER_S)
async def test_the_organiser_is_refused_what_makes_no_sense(
    hall: Hall, judge: AsyncClient, organiser: AsyncClient, command: dict[str, Any]
):
    status, reason = await refused(hall, organiser, body(command))

    assert status in (400, 409)
    assert reason != "not_allowed"


POSTS = ("/join", "/join/look", "/session", "/passes", "/competitions", "/competitions/open", "/setup/rules",
         "/setup/draft", "/setup/entrants")  # fmt: skip


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"x": NaN}', b'{"\xff": 1}', b"[" * 60_000])
async def test_every_endpoint_refuses_what_it_cannot_read(
    hall: Hall, organiser: AsyncClient, path: str, content: bytes
):
    assert await refused(hall, organiser, content, path) == (400, "malformed")
