import hashlib
import io
from collections.abc import Callable

import openpyxl
import pytest
from httpx2 import AsyncClient, Response
from openpyxl.worksheet.worksheet import Worksheet

from judging.core.events import FileImported
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.source_file import SourceFile
from tests.said import said
from tests.sheets.test_wrong_books import WRONG
from tests.sheets.wrong_books import WrongBook

from .conftest import Hall

CENTRE = {"track": "centre"}
SAMPLE = [book for book in WRONG if book.kind.name in ("roster", "duties")][::5]


async def template(organiser: AsyncClient, **query: str) -> bytes:
    answer = await organiser.get("/setup/workbooks/roster.xlsx", params=query)
    assert answer.status_code == 200
    return answer.content


def changed(content: bytes, change: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book["名单"])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


async def upload(organiser: AsyncClient, content: bytes, **query: str) -> Response:
    files = {"file": (r"C:\桌面\名单.xlsx", content)}
    return await organiser.post("/setup/workbooks/roster", params=query, files=files)


def renamed(sheet: Worksheet) -> None:
    sheet["B2"] = "改名的中心"


def spoilt(sheet: Worksheet) -> None:
    sheet["B2"], sheet["F4"] = None, "三年"


async def test_a_template_is_named_for_its_track_or_for_all(organiser: AsyncClient):
    one = await organiser.get("/setup/workbooks/roster.xlsx", params=CENTRE)
    all_tracks = await organiser.get("/setup/workbooks/roster.xlsx")

    names = [answer.headers["content-disposition"] for answer in (one, all_tracks)]
    assert [name.rsplit("%", 1)[-1][-5:] for name in names] == [".xlsx", ".xlsx"]
    assert names[0] != names[1]


async def test_a_look_tells_what_would_change_and_changes_nothing(organiser: AsyncClient, hall: Hall):
    before = hall.position

    answer = await upload(organiser, changed(await template(organiser, **CENTRE), renamed), **CENTRE)

    [change] = answer.json()["changes"]
    assert (said(change["after"]), answer.json()["problems"]) == ("改名的中心", [])
    assert hall.position == before


async def test_what_was_looked_at_is_imported_with_its_source(organiser: AsyncClient, hall: Hall):
    content = changed(await template(organiser, **CENTRE), renamed)
    shown = (await upload(organiser, content, **CENTRE)).json()["shown"]

    answer = await upload(organiser, content, **CENTRE, **{"import": "1", "shown": shown})

    assert answer.status_code == 200
    assert next(iter(hall.desk.state.entrants["centre"].values())).name == "改名的中心"
    [*_, last] = await hall.desk.log.read()
    source = SourceFile("名单.xlsx", hashlib.sha256(content).hexdigest())
    assert last.event == FileImported(source, (ImportedPart("SetEntrants", "centre"),))


async def test_a_workbook_with_problems_imports_nothing_of_it(organiser: AsyncClient, hall: Hall):
    content, before = changed(await template(organiser, **CENTRE), spoilt), hall.position

    answer = await upload(organiser, content, **CENTRE, **{"import": "1"})

    assert (answer.status_code, answer.json()["reason"]) == (400, "problems")
    assert [problem["cell"] for problem in answer.json()["preview"]["problems"]] == ["B2", "F4"]
    assert hall.position == before


@pytest.mark.parametrize("book", SAMPLE, ids=[book.label for book in SAMPLE])
async def test_a_sample_of_the_wrong_workbooks_is_refused_by_the_server_and_changes_nothing(
    organiser: AsyncClient, hall: Hall, book: WrongBook
):
    before = hall.position

    answer = await organiser.post(
        f"/setup/workbooks/{book.kind.name}?track=centre&import=1", files={"file": ("表.xlsx", book.content)}
    )

    assert answer.status_code == 400
    told = answer.json().get("preview", {"problems": []})["problems"]
    assert {problem["cell"] for problem in told} == {cell for cell, _ in book.expected}
    assert book.refusal in answer.json()["detail"]
    assert hall.position == before


async def test_what_changed_since_the_look_is_shown_anew(organiser: AsyncClient, hall: Hall):
    content = changed(await template(organiser, **CENTRE), renamed)
    shown = (await upload(organiser, content, **CENTRE)).json()["shown"]
    entrants = [{"id": "c01", "name": "甲街道中心"}]
    await organiser.post("/setup/entrants", json={"track": "centre", "entrants": entrants})
    before = hall.position

    answer = await upload(organiser, content, **CENTRE, **{"import": "1", "shown": shown})

    assert (answer.status_code, answer.json()["reason"]) == (409, "stale")
    assert len(answer.json()["preview"]["changes"]) > 1
    assert hall.position == before


async def test_nothing_is_imported_that_was_not_looked_at(organiser: AsyncClient, hall: Hall):
    content, before = changed(await template(organiser, **CENTRE), renamed), hall.position

    answer = await upload(organiser, content, **CENTRE, **{"import": "1"})

    assert answer.status_code == 409
    assert hall.position == before


@pytest.mark.parametrize("path", ["/setup/workbooks/moon", "/setup/workbooks/roster?track=moon"])
async def test_an_unknown_workbook_or_track_is_refused(organiser: AsyncClient, path: str):
    answer = await organiser.post(path, files={"file": ("a.xlsx", b"x")})

    assert (answer.status_code, answer.json()["reason"]) == (409, "unknown")


async def test_what_is_no_workbook_is_refused_with_a_remedy(organiser: AsyncClient):
    answer = await upload(organiser, b"PK\x03\x04" + bytes(100), **CENTRE)

    assert (answer.status_code, ".xlsx" in answer.json()["detail"]) == (400, True)


async def test_the_workbook_of_all_sheets_imports_judges_duties_and_orders_in_one_step(
    organiser: AsyncClient, hall: Hall
):
    """Looked at first; then its parts and the file stand in the log together."""
    answer = await organiser.get("/setup/workbooks/all.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    book["人员与职责"].append(["记分员一", "记分员", "整个赛事", "区中心"])
    for row, name in enumerate(("甲", "乙", "丙", "丁", "戊"), 2):
        book["评委"].cell(row, [cell.value for cell in book["评委"][1]].index("姓名") + 1, f"评委{name}")
    content = io.BytesIO()
    book.save(content)
    files = {"file": ("全部.xlsx", content.getvalue())}
    look = await organiser.post("/setup/workbooks/all", files=files)
    before = hall.position

    query = {"import": "1", "shown": look.json()["shown"]}
    answer = await organiser.post("/setup/workbooks/all", params=query, files=files)

    assert (answer.status_code, look.json()["problems"]) == (200, [])
    *parts, last = (entry.event for entry in (await hall.desk.log.read())[before:])
    assert {type(event).__name__ for event in parts} >= {"PersonSet", "PanelSeated"}
    assert isinstance(last, FileImported)
    assert {entry.command for entry in (await hall.desk.log.read())[before:]} == {
        (await hall.desk.log.read())[-1].command
    }


@pytest.mark.parametrize("kind", ["judges", "duties", "orders"])
async def test_each_sheet_has_a_workbook_of_its_own_that_changes_nothing_as_it_is(
    organiser: AsyncClient, hall: Hall, kind: str
):
    answer = await organiser.get(f"/setup/workbooks/{kind}.xlsx")

    look = await organiser.post(f"/setup/workbooks/{kind}", files={"file": ("a.xlsx", answer.content)})

    assert look.json()["changes"] == []
