"""台账 over HTTP: recorded on the page, imported from a workbook, printed, and who may do so."""

import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from httpx2 import AsyncClient, Response

from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.state import State
from judging.views import topic, view
from judging.views.watching import may_watch
from tests.said import said

from .conftest import Hall, send

ONE, TWO = "c01", "c02"
PLACE = {"track": "centre", "round": "daily"}
TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(days=2)
LINE = {
    "entrant": ONE,
    "day": str(YESTERDAY),
    "way": "patrol",
    "place": "3号窗口",
    "points": "1.5",
    "reason": "未佩戴工牌",
}
GOOD = {"编号": ONE, "日期": YESTERDAY, "方式": "电话抽查", "扣分": 1.5, "原因": "未接"}


async def filled(organiser: AsyncClient, *rows: dict[str, object]) -> bytes:
    """The template with these rows, by its titles; all of the same round."""
    book = openpyxl.load_workbook(io.BytesIO((await organiser.get("/setup/workbooks/ledger.xlsx")).content))
    sheet = book["台账"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 2):
        for title, value in {"组别": "受理中心组", "环节": "日常服务能级", **row}.items():
            sheet.cell(number, columns[title]).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


async def upload(organiser: AsyncClient, content: bytes, **query: str) -> Response:
    return await organiser.post(
        "/setup/workbooks/ledger", params=query, files={"file": ("台账.xlsx", content)}
    )


@pytest.mark.parametrize("duty", Duty)
def test_the_ledger_is_read_by_who_keeps_it_and_who_watches_over_it(duty: Duty):
    may = may_watch(State(), acting(duty), topic("ledger"))

    assert may == (duty in {Duty.ORGANISER, Duty.SCOREKEEPER, Duty.VERIFIER, Duty.SUPERVISOR})


async def test_what_is_recorded_stands_on_page_and_paper_by_line_and_by_month(
    organiser: AsyncClient, hall: Hall
):
    assert (await send(organiser, "RecordLedger", **PLACE, lines=[LINE])).status_code == 200
    assert (
        await send(organiser, "RecordLedger", **PLACE, lines=[{**LINE, "reason": "离岗", "points": "0.5"}])
    ).status_code == 200
    assert (await send(organiser, "StrikeLedger", **PLACE, number=2, reason="误记")).status_code == 200

    seen = view(hall.desk.state, topic("ledger"))

    assert [(row.number, row.points, row.counts) for row in seen.rows] == [
        (2, "0.5", False),
        (1, "1.5", True),
    ]
    assert [(total.by_month, total.total) for total in seen.totals] == [(("1.5",), "1.5")]
    paper = (await organiser.get("/print/ledger/centre")).text
    for text in ("3号窗口", "未佩戴工牌", "−1.5", "已撤销：误记", "合计扣 1.5 分"):
        assert text in paper


async def test_a_workbook_is_looked_at_and_imported_with_real_dates(organiser: AsyncClient, hall: Hall):
    by_name = {"编号": "", "名称": hall.desk.state.name_of("centre", TWO), "扣分": "2"}
    day = f"{YESTERDAY.year}/{YESTERDAY.month}/{YESTERDAY.day}"
    content = await filled(organiser, GOOD, {**GOOD, **by_name, "日期": day, "地点": "大厅"})

    look = (await upload(organiser, content)).json()

    assert (look["problems"], len(look["changes"])) == ([], 2)
    assert hall.desk.state.ledger == {}
    done = await upload(organiser, content, **{"import": "1", "shown": look["shown"]})
    assert done.status_code == 200
    found = [(each.line.entrant, each.line.day, each.line.points) for each in hall.desk.state.ledger.values()]
    assert found == [(ONE, str(YESTERDAY), "1.5"), (TWO, str(YESTERDAY), "2")]
    assert {each.source for each in hall.desk.state.ledger.values()} == {"台账.xlsx"}
    again = (await upload(organiser, content)).json()["problems"]
    assert ["台账里已有同样的一笔" in said(each["what"]) for each in again] == [True, True]


async def test_all_that_is_wrong_in_a_workbook_is_said_by_its_cell(organiser: AsyncClient, hall: Hall):
    content = await filled(
        organiser,
        GOOD,
        {**GOOD, "编号": "e9", "方式": "巡查", "扣分": 0, "原因": ""},
        {**GOOD, "原因": "群众13800138000反映"},
        {**GOOD, "环节": "日常"},
    )

    answer = await upload(organiser, content, **{"import": "1"})

    assert answer.status_code == 400
    cells = [each["cell"] for each in answer.json()["preview"]["problems"]]
    assert sorted(cells) == ["B5", "C3", "F3", "H3", "I3", "I4"]
    assert "13800138000" not in answer.text
    assert hall.desk.state.ledger == {}


async def test_what_the_contest_itself_refuses_is_said_by_its_cell_too(organiser: AsyncClient, hall: Hall):
    tomorrow = {**GOOD, "日期": TODAY + timedelta(days=2)}
    content = await filled(organiser, GOOD, tomorrow, {**GOOD, "日期": "昨天"}, GOOD)

    told = (await upload(organiser, content)).json()["problems"]

    assert [each["cell"] for each in told] == ["E3", "E4", "E5"]
    for each, words in zip(told, ("还没有到", "写得不对", "台账里已有同样的一笔"), strict=True):
        assert words in said(each["what"])
