"""A judge who is excused from one performance: nothing of theirs is taken, and nothing of theirs counts."""

from collections.abc import Mapping
from typing import Any

import pytest
from httpx2 import AsyncClient

from .conftest import AT, Hall, cards, join, send

SHEET = {"work": "27", "service": "26", "reputation": "18", "system": "8.5", "environment": "8.5"}  # 88
HIGH = {"work": "30", "service": "30", "reputation": "20", "system": "10", "environment": "10"}  # 100
LOWER = {
    "J1": "0.5",
    "J2": "4.5",
}  # 80 and 84: without J3 the mean is 87.00, with a 100 of J3's it would be 87.20


@pytest.fixture
async def judges(organiser: AsyncClient, hall: Hall) -> Mapping[str, AsyncClient]:
    """The seven on their phones; marking of the first entrant is open."""
    order = sorted(hall.desk.state.entrants["centre"])
    assert (await send(organiser, "EnterOrder", **AT, order=order, witness="见证人")).status_code == 200
    phones = {f"J{n}": await hall.device() for n in range(1, 8)}
    issued = await cards(organiser)
    for id, phone in phones.items():
        assert (await join(phone, issued[id])).json()["state"] == "seated"
    for kind in ("CallEntrant", "OpenMarking"):
        assert (await send(organiser, kind, performance=on_stage(hall))).status_code == 200
    return phones


def on_stage(hall: Hall) -> dict[str, str]:
    return {**AT, "entrant": min(hall.desk.state.entrants["centre"])}


async def submit(judge: AsyncClient, hall: Hall, marks: Mapping[str, str], revision: int = 1) -> Any:
    return await send(judge, "SubmitSheet", performance=on_stage(hall), revision=revision, marks=marks)


async def excuse(how: str, organiser: AsyncClient, judge: AsyncClient, hall: Hall) -> Any:
    if how == "recused by the judge":
        return await send(judge, "Recuse", performance=on_stage(hall), reason="亲属")
    return await send(
        organiser, "ExcuseJudge", performance=on_stage(hall), judge="J3", phase=how, reason="离席"
    )


@pytest.mark.parametrize("how", ["recused by the judge", "recused", "absent"])
async def test_an_excused_judge_s_sheet_is_not_taken_and_does_not_count(
    organiser: AsyncClient, hall: Hall, judges: Mapping[str, AsyncClient], how: str
):
    assert (await excuse(how, organiser, judges["J3"], hall)).status_code == 200
    before = hall.position

    answers = [await submit(judges["J3"], hall, HIGH, revision) for revision in (1, 2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert {answer.json()["reason"] for answer in answers} == {"not_now"}
    assert hall.position == before
    for id in sorted(judges.keys() - {"J3"}):
        marks = {**SHEET, "environment": LOWER.get(id, SHEET["environment"])}
        assert (await submit(judges[id], hall, marks)).status_code == 200
    for kind in ("CloseMarking", "RevealScore"):
        assert (await send(organiser, kind, performance=on_stage(hall))).status_code == 200
    assert "87.00" in (await organiser.get("/print/score/centre")).text


async def test_a_judge_who_is_back_marks_and_counts(
    organiser: AsyncClient, hall: Hall, judges: Mapping[str, AsyncClient]
):
    await excuse("absent", organiser, judges["J3"], hall)

    await send(organiser, "RestoreJudge", performance=on_stage(hall), judge="J3")

    assert (await submit(judges["J3"], hall, HIGH)).status_code == 200
