"""The paper path over HTTP: two people, one sheet, and everybody else refused."""

import pytest
from httpx2 import AsyncClient

from judging.core.hall.performance import Source
from tests.web.conftest import AT, Hall, cards, join, send

MARKS = {"work": "27", "service": "24", "reputation": "17", "system": "8", "environment": "8"}


@pytest.fixture
async def performance(organiser: AsyncClient, hall: Hall) -> dict[str, str]:
    """The first entrant is being marked."""
    ids = sorted(hall.desk.state.entrants["centre"])
    assert (await send(organiser, "EnterOrder", **AT, order=ids, witness="见证人")).status_code == 200
    first = {**AT, "entrant": ids[0]}
    for kind in ("CallEntrant", "OpenMarking"):
        assert (await send(organiser, kind, performance=first)).status_code == 200
    return first


@pytest.fixture
async def director(organiser: AsyncClient, hall: Hall) -> AsyncClient:
    device = await hall.device()
    await join(device, (await cards(organiser))["director"])
    return device


def about(performance: dict[str, str]) -> dict[str, object]:
    return {"performance": performance, "judge": "J3", "marks": MARKS}


async def test_two_people_bring_a_paper_sheet_in(
    organiser: AsyncClient, director: AsyncClient, hall: Hall, performance: dict[str, str]
):
    assert (await send(organiser, "EnterSheet", **about(performance), revision=1)).status_code == 200
    own = await send(organiser, "ConfirmSheet", **about(performance))
    assert (own.status_code, own.json()["reason"]) == (403, "not_allowed")
    assert "须由另一人复核" in own.json()["detail"]

    assert (await send(director, "ConfirmSheet", **about(performance))).status_code == 200

    [found] = hall.desk.state.performances.values()
    sheet = found.sheets["J3"]
    assert (sheet.source, sheet.entered_by, sheet.confirmed_by) == (Source.PAPER, "organiser", "director")


async def test_a_judge_types_nobodys_paper_in(
    organiser: AsyncClient, hall: Hall, performance: dict[str, str]
):
    judge = await hall.device()
    await join(judge, (await cards(organiser))["J3"])
    before = hall.position

    for kind, more in (("EnterSheet", {"revision": 1}), ("ConfirmSheet", {})):
        refused = await send(judge, kind, **about(performance), **more)
        assert (refused.status_code, refused.json()["reason"]) == (403, "not_allowed")

    assert hall.position == before


async def test_the_page_and_the_address_on_the_paper_change_nothing(
    organiser: AsyncClient, director: AsyncClient, hall: Hall, performance: dict[str, str]
):
    before = hall.position

    found = await director.get("/entries", params={**performance, "judge": "J3"})

    assert (found.status_code, hall.position) == (200, before)
    topics = (await director.get("/session")).json()["topics"]
    assert {"entries/main", "typed/director"} <= set(topics)
