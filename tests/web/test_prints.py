import io
import re
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from httpx2 import AsyncClient

from judging.core.performance import Phase
from tests.printouts.made_up import Log, mark, play, set_up

from .conftest import Hall, cards, join, send

PATHS = ("/print", "/print/round/centre/present", "/print/score/centre/present/c01")


def half_a_day() -> Log:
    """One revealed, one confirmed and not revealed, one whose sheets are just in."""
    log = set_up()
    play(log, ["c01"])
    log.close(mark(log, "c02", [7, 9, 11, 13, 15, 17, 19]))
    mark(log, "c03", [2, 4, 6, 8, 10, 12, 14])
    return log


@pytest.fixture
async def day(hall: Hall, tmp_path: Path) -> Log:
    log = half_a_day()
    await log.save(tmp_path / "day.sqlite")
    return log


@pytest.fixture
async def organiser(hall: Hall, day: Log) -> AsyncClient:
    device = await hall.organiser()
    assert (await device.post("/competitions/open", json={"file": "day.sqlite"})).status_code == 200
    return device


async def holder(hall: Hall, organiser: AsyncClient, of: str) -> AsyncClient:
    device = await hall.device()
    await join(device, (await cards(organiser))[of])
    return device


@pytest.mark.parametrize("path", PATHS)
async def test_print_pages_are_for_organiser_and_director(organiser: AsyncClient, hall: Hall, path: str):
    devices = {role: await holder(hall, organiser, role) for role in ("director", "emcee", "J3")}

    answers = {role: (await device.get(path)).status_code for role, device in devices.items()}

    assert answers == {"director": 200, "emcee": 403, "J3": 403}
    assert (await organiser.get(path)).status_code == 200
    assert (await (await hall.device()).get(path)).status_code == 401


async def test_the_director_prints_no_place_before_the_ranking_was_shown(organiser: AsyncClient, hall: Hall):
    director = await holder(hall, organiser, "director")
    path = "/print/results/centre"

    before = await director.get(path)
    assert (await organiser.get(path)).status_code == 200
    assert (await send(organiser, "RevealStandings", track="centre")).status_code == 200

    assert before.status_code == 409
    assert "公布排名" in before.json()["detail"]
    assert (await director.get(path)).status_code == 200


async def test_only_the_organiser_prints_what_is_not_revealed(organiser: AsyncClient, hall: Hall):
    director = await holder(hall, organiser, "director")
    path = "/print/score/centre/present/c02"

    assert (await director.get(path)).json()["reason"] == "incomplete"
    assert (await director.get(f"{path}?all=1")).status_code == 403
    assert (await organiser.get(path)).status_code == 409
    assert (await organiser.get(f"{path}?all=1")).status_code == 200


async def test_no_page_shows_a_score_before_its_reveal(organiser: AsyncClient, day: Log):
    told = day.state.performances[next(id for id in day.state.performances if id.entrant == "c02")]
    assert told.phase is Phase.CONFIRMED
    assert told.announced is not None

    for path in PATHS:
        page = (await organiser.get(path)).text
        assert "北蔡镇" not in page
        assert told.announced.score not in page


async def test_marks_of_an_open_performance_are_on_no_paper_at_all(organiser: AsyncClient):
    for form in ("results", "round", "score"):
        assert "祝桥镇" not in (await organiser.get(f"/print/{form}/centre?all=1")).text


async def test_the_index_leads_to_everything_that_can_be_printed(organiser: AsyncClient):
    index = (await organiser.get("/print")).text

    links = re.findall(r'href="(/print/[^"]+)"', index)
    assert {link.split("/")[2] for link in links} == {"results", "round", "score", "draw", "blank", "cards"}
    for link in links:
        if link != "/print/cards":
            assert (await organiser.get(link)).status_code == 200


async def test_a_page_obeys_the_policy_and_is_never_kept(organiser: AsyncClient):
    page = await organiser.get("/print/results/centre")

    assert page.headers["cache-control"] == "no-store"
    assert "style-src 'self'" in page.headers["content-security-policy"]
    assert " style=" not in page.text


async def test_the_workbook_has_the_numbers_of_the_page(organiser: AsyncClient):
    reply = await organiser.get("/print/results/centre?format=xlsx")

    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    sheet = book["成绩汇总表1"]
    row = [cell.value for cell in sheet[4]]
    assert row[2] == "浦兴路街道社区事务受理服务中心"
    assert f'<td class="final">{row[-2]:.2f}</td>' in (await organiser.get("/print/results/centre")).text
    assert reply.headers["content-disposition"].startswith("attachment;")


@pytest.mark.browser
async def test_the_pdf_is_one(organiser: AsyncClient):
    reply = await organiser.get("/print/results/centre?format=pdf")

    assert reply.headers["content-type"] == "application/pdf"
    assert reply.content.startswith(b"%PDF-")


async def test_cards_are_the_organiser_s_alone_and_carry_every_pass(organiser: AsyncClient, hall: Hall):
    assert (await organiser.get("/print/cards")).json()["reason"] == "incomplete"
    issued = await cards(organiser)
    director = await hall.device()
    await join(director, issued["director"])
    position = hall.position

    page = (await organiser.get("/print/cards")).text

    assert (await director.get("/print/cards")).status_code == 403
    assert page.count('class="card"') == 9
    for card in issued.values():
        assert card["link"].rpartition("/")[2] not in page, "secrets are in the QR only"
        assert f"{card['code'][:3]} {card['code'][3:]}" in page
    assert hall.position == position, "showing cards changes nothing"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/print/nothing/centre", 404),
        ("/print/results/nowhere", 409),
        ("/print/score/centre/present/nobody", 409),
        ("/print/results/centre?format=exe", 404),
    ],
)
async def test_what_is_not_there_is_refused(organiser: AsyncClient, path: str, status: int):
    assert (await organiser.get(path)).status_code == status


async def test_a_changed_file_is_not_printed_from(organiser: AsyncClient, tmp_path: Path):
    with sqlite3.connect(tmp_path / "day.sqlite") as db:
        db.execute("DROP TRIGGER no_update")
        db.execute("UPDATE log SET data = replace(data, '\"28\"', '\"29\"') WHERE kind = 'SheetSubmitted'")
    db.close()

    reply = await organiser.get("/print/results/centre")

    assert reply.status_code == 409
    assert "与校验值不符" in reply.json()["detail"]
