"""Evaluators over HTTP: in by a card, one page, nobody else's; the list as a workbook."""

import io
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from openpyxl import load_workbook

from judging.core import commands as c
from tests.day import view
from tests.evaluated_day import KEY, EvaluatedDay, marks

from .conftest import Hall, join, send

AT = {"track": "front", "round": "review"}
BOOK = "/setup/workbooks/evaluators"


@pytest.fixture
async def organiser(hall: Hall, tmp_path: Path) -> AsyncClient:
    """Of an evaluation whose list is made."""
    day = EvaluatedDay()
    day.do(c.ListEvaluators(*KEY))
    await day.log.save(tmp_path / "review.sqlite")
    device = await hall.organiser()
    assert (await device.post("/competitions/open", json={"file": "review.sqlite"})).status_code == 200
    return device


@pytest.fixture
async def evaluators(organiser: AsyncClient, hall: Hall) -> dict[str, AsyncClient]:
    found = {}
    issued = (await organiser.post("/passes/all")).json()
    for card in issued:
        if card["person"] in ("p1", "p2"):
            found[card["person"]] = await hall.device()
            await join(found[card["person"]], card)
    return found


async def test_an_evaluator_comes_in_by_a_card_and_fills_in_the_own_page_alone(
    organiser: AsyncClient, evaluators: dict[str, AsyncClient], hall: Hall
):
    me = evaluators["p1"]
    session = (await me.get("/session")).json()
    assert session["page"] == hall.competition.at("/evaluate")
    assert [topic for topic in session["topics"] if topic.startswith("eval")] == ["evaluating/person/p1"]
    page = {"p2": marks("p1", "p2")}
    assert (await send(me, "SubmitEvaluation", **AT, marks=page)).json()["reason"] == "not_now"

    assert (await send(organiser, "OpenEvaluation", **AT)).status_code == 200
    assert (await send(me, "SubmitEvaluation", **AT, marks=page)).status_code == 200

    [own] = view(hall.desk.state, "evaluating/person/p1").pages
    assert [row.entrant for row in own.rows if row.marks] == ["p2"]
    for device in (organiser, await hall.device()):
        assert (await send(device, "SubmitEvaluation", **AT, marks=page)).status_code in (401, 403)
    for kind in ("ListEvaluators", "CloseEvaluation"):
        assert (await send(me, kind, **AT)).status_code == 403


async def test_the_list_goes_out_as_a_workbook_and_comes_back_changed(organiser: AsyncClient, hall: Hall):
    book = load_workbook(io.BytesIO((await organiser.get(f"{BOOK}.xlsx")).content))
    sheet = book["测评名单"]
    head = [cell.value for cell in sheet[1]]
    assert {"测评人编号", "测评人", "测评组", "编号", "参赛对象"} <= set(head)
    leader = {"测评人": "领导一", "测评组": "互评", "参赛对象": "全部"}
    sheet.append([leader.get(name) for name in head])

    shown = await posted(organiser, book)
    assert shown["problems"] == []
    imported = await organiser.post(
        f"{BOOK}?import=1&shown={shown['shown']}", files={"file": ("名单.xlsx", saved(book))}
    )

    assert imported.status_code == 200, imported.text
    state = hall.desk.state
    [leader_id] = [id for id, person in state.people.items() if person.name == "领导一"]
    assert [owed.entrant for owed in state.evaluations[KEY].owed_by(leader_id)] == [
        "p1",
        "p2",
        "p3",
        "p4",
        "p5",
    ]


async def test_all_that_is_wrong_with_a_list_is_told_by_its_cells(organiser: AsyncClient):
    book = load_workbook(io.BytesIO((await organiser.get(f"{BOOK}.xlsx")).content))
    sheet = book["测评名单"]
    head = [cell.value for cell in sheet[1]]
    for row in (
        {"测评人": "领导一", "测评组": "大众", "编号": "p1"},
        {"测评人": "领导一", "测评组": "互评", "编号": "p9"},
        {"测评人": "领导二", "测评人编号": "p1", "测评组": "互评", "编号": "p2"},
    ):
        sheet.append([row.get(name) for name in head])

    found = await posted(organiser, book)

    assert len(found["problems"]) == 3
    assert all(problem["cell"] for problem in found["problems"])


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def posted(organiser: AsyncClient, book) -> dict:
    answer = await organiser.post(BOOK, files={"file": ("名单.xlsx", saved(book))})
    assert answer.status_code == 200, answer.text
    return answer.json()
