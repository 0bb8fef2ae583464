import io
import re
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from httpx2 import AsyncClient

from judging.cli import main
from judging.core import events as e
from judging.core.hall.performance import Phase
from judging.core.people.taking_part import Entrant
from judging.core.publication.ranked import ranking
from tests.printouts.made_up import TRACK, Log, mark, play, set_up
from tests.serving import publish

from .conftest import Hall, cards, join

CHOICES = "/print/choices"  # names everybody whose history can be printed
PATHS = (
    "/print",
    CHOICES,
    "/print/all/centre",
    "/print/round/centre/present",
    "/print/score/centre/present/c01",
)

ENTRANTS = 24  # in each of whose names a judge has a paper sheet


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
    await publish(organiser, "centre")

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
        assert path == CHOICES or "北蔡镇" not in page or "抽签记录" in page
        assert told.announced.score not in page


async def test_marks_of_an_open_performance_are_on_no_paper_at_all(organiser: AsyncClient):
    for form in ("results", "round", "score"):
        assert "祝桥镇" not in (await organiser.get(f"/print/{form}/centre?all=1")).text


async def choices(device: AsyncClient, query: str = "") -> dict[str, Any]:
    """What the page /print offers."""
    reply = await device.get(f"/print/choices{query}")
    assert reply.status_code == 200, reply.text
    return reply.json()


async def test_the_index_leads_to_everything_that_can_be_printed(organiser: AsyncClient):
    track = (await choices(organiser))["tracks"][0]

    assert [form["form"] for form in track["forms"]] == [
        "results",
        "round",
        "score",
        "draw",
        "blank",
        "paper",
        "history",
        "recusal",
        "confirmation",
        "team-application",
    ]
    links = [track["path"]]
    for form in track["forms"]:
        links += [form["path"], *(sheet["path"] for sheet in form["sheets"])]
    for link in links:
        assert (await organiser.get(link)).status_code == 200


async def test_index_and_page_say_that_a_track_is_locked_and_when(hall: Hall, tmp_path: Path):
    log = set_up(entrants=(Entrant("c01", "甲中心", "东区"),))
    play(log)
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    await log.save(tmp_path / "day.sqlite")
    organiser = await hall.organiser()
    await organiser.post("/competitions/open", json={"file": "day.sqlite"})

    locked, *others = (await choices(organiser))["tracks"]

    assert locked["locked_at"] == log.entries[-1].at
    assert {track["locked_at"] for track in others} == {""}
    page = (await organiser.get("/print/all/centre")).text
    assert page.count("已核分锁定 2026年11月20日") == 4
    assert "未锁定" not in page


async def test_the_workings_are_the_organiser_s_alone_and_come_with_the_lock(
    organiser: AsyncClient, hall: Hall, day: Log, tmp_path: Path
):
    director = await holder(hall, organiser, "director")
    assert (await director.get("/print/workings")).status_code == 403
    assert "锁定之后" in (await organiser.get("/print/workings")).text
    log = set_up(entrants=(Entrant("c01", "甲中心", "东区"),))
    play(log)
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    await log.save(tmp_path / "locked.sqlite")
    await organiser.post("/competitions/open", json={"file": "locked.sqlite"})

    answer = await organiser.get("/print/workings")

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert any(sheet.title.endswith("综合与名次") for sheet in book)


async def test_archives_are_the_organiser_s_alone_and_can_be_verified(
    organiser: AsyncClient, hall: Hall, tmp_path: Path
):
    director = await holder(hall, organiser, "director")
    assert (await director.get("/print/archive")).status_code == 403
    assert "还没有核分锁定" in (await organiser.get("/print/archive?redacted=1")).text
    assert {each["until"] for each in (await choices(organiser))["keeping"]} == {""}
    assert (await choices(director))["keeping"] == []

    answer = await organiser.get("/print/archive")

    (tmp_path / "day.zip").write_bytes(answer.content)
    assert main(["verify", str(tmp_path / "day.zip")]) == 0


async def test_each_sheet_of_an_unlocked_track_says_so_on_the_page(organiser: AsyncClient):
    track = (await choices(organiser))["tracks"][0]

    assert track["locked_at"] == ""
    for form in track["forms"]:
        page = (await organiser.get(form["path"])).text
        count = len(form["sheets"]) * (ENTRANTS if form["form"] == "paper" else 1)
        is_applied = form["form"] == "team-application"  # before anything is judged
        assert page.count("未锁定") == (0 if is_applied else count)
        assert page.count('<article class="sheet ') == count


async def test_the_index_offers_the_director_no_more_than_may_be_printed(organiser: AsyncClient, hall: Hall):
    director = await holder(hall, organiser, "director")

    offered = await choices(director)

    assert (offered["is_organiser"], (await choices(organiser))["is_organiser"]) == (False, True)
    assert [form["form"] for form in offered["tracks"][0]["forms"]] == [
        "round",
        "score",
        "draw",
        "blank",
        "paper",
        "history",
        "recusal",
        "confirmation",
    ]
    assert "北蔡镇" not in str(offered["tracks"][0]["forms"][:2])
    assert (await director.get("/print/choices?all=1")).status_code == 403


async def test_a_whole_track_is_one_document_of_all_that_is_signed(organiser: AsyncClient):
    page = (await organiser.get("/print/all/centre")).text

    assert re.findall(r'<article class="sheet (\w+)', page) == ["results", "round", "score", "draw"]
    assert (await choices(organiser))["tracks"][0]["count"] == 4
    assert "北蔡镇街道" not in re.sub(r'<article class="sheet draw.*', "", page, flags=re.DOTALL)


async def test_the_director_s_whole_track_has_no_place_before_the_ranking_was_shown(
    organiser: AsyncClient, hall: Hall
):
    director = await holder(hall, organiser, "director")

    page = (await director.get("/print/all/centre")).text

    assert re.findall(r'<article class="sheet (\w+)', page) == ["round", "score", "draw"]


async def test_the_workbook_of_a_whole_track_has_all_its_sheets(organiser: AsyncClient):
    reply = await organiser.get("/print/all/centre?format=xlsx")

    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    assert book.sheetnames == ["成绩汇总表1", "成绩登记表1", "评分表1", "抽签记录1"]


async def test_a_refusal_is_a_sentence_to_who_opens_the_page(organiser: AsyncClient):
    reply = await organiser.get("/print/score/centre/present/c02", headers={"accept": "text/html"})

    assert reply.status_code == 409
    assert reply.headers["content-type"].startswith("text/html")
    assert "请在亮分、公布排名" in reply.text


async def test_a_page_obeys_the_policy_and_is_never_kept(organiser: AsyncClient):
    page = await organiser.get("/print/results/centre")

    assert page.headers["cache-control"] == "no-store"
    assert "style-src 'self'" in page.headers["content-security-policy"]
    assert " style=" not in page.text


async def test_the_workbook_has_the_numbers_of_the_page(organiser: AsyncClient):
    reply = await organiser.get("/print/results/centre?format=xlsx")

    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    sheet = book["成绩汇总表1"]
    row = [cell.value for cell in sheet[5]]
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
    assert page.count('class="card"') == 10
    for card in issued.values():
        assert card["link"].rpartition("/")[2] not in page, "secrets are in the QR only"
    assert not re.search(r"\b[0-9]{3} ?[0-9]{3,}\b", page), "a code is made when it is needed"
    assert page.count("/join") == len([id for id in issued if id.startswith("J")])
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


async def test_one_job_across_forms_is_offered_and_holds_no_more_than_each_may_have(
    organiser: AsyncClient, hall: Hall
):
    director = await holder(hall, organiser, "director")
    groups = {group["kind"]: group["jobs"] for group in (await choices(organiser))["jobs"]}

    of_entrant = (await organiser.get("/print/job?track=centre&entrant=c01")).text
    assert all(word in of_entrant for word in ("评分表", "操作记录", "成绩确认单"))
    assert {"everything", "track", "judge", "entrant"} <= set(groups)
    for jobs in groups.values():
        assert (await organiser.get(jobs[0]["path"])).status_code == 200
    assert "归档目录" in (await organiser.get("/print/job")).text
    whole = (await director.get("/print/job")).text
    assert "受理中心组成绩汇总表" not in whole
    assert "归档目录" not in whole
    assert (await director.get("/print/job?all=1")).status_code == 403
    assert (await director.get("/print/catalogue")).status_code == 403
    assert (await organiser.get("/print/job?entrant=nobody")).status_code == 409
