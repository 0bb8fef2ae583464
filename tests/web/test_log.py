"""The log over HTTP: who may read how much of it, page by page, and as what it is taken along."""

import io
import re
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from httpx2 import AsyncClient, Response

from judging.chronicle.sieve import Sieve
from judging.codec import sentence_of
from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.core.people.duty import Duty
from judging.core.refused import Refused
from judging.printouts.setting import Setting
from judging.web import chronicle_jobs, chronicles
from judging.web.passes import proof_of_link
from judging.web.print_jobs import As
from tests import halls, walking_halls
from tests.day import ORGANISER, asked, judge
from tests.printouts.made_up import TRACK, Log, full_day, set_up

from .conftest import Hall, cards, join, send

PATHS = ("/log", "/log/lines", "/log/tail")


async def opened(hall: Hall, log: Log, tmp_path: Path) -> AsyncClient:
    """The organiser, of the competition that *log* holds."""
    await log.save(tmp_path / "day.sqlite")
    device = await hall.organiser()
    assert (await device.post("/competitions/open", json={"file": "day.sqlite"})).status_code == 200
    return device


@pytest.fixture
async def organiser(hall: Hall, tmp_path: Path) -> AsyncClient:
    return await opened(hall, full_day(), tmp_path)


async def holder(hall: Hall, organiser: AsyncClient, of: str) -> AsyncClient:
    device = await hall.device()
    await join(device, (await cards(organiser))[of])
    return device


async def page(device: AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await device.get("/log/lines", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def said(sentence: Any) -> str:
    """In Chinese."""
    return str(sentence_of(sentence))


@pytest.mark.parametrize("path", PATHS)
async def test_the_log_is_for_organiser_and_director(organiser: AsyncClient, hall: Hall, path: str):
    devices = {role: await holder(hall, organiser, role) for role in ("director", "emcee", "J3")}

    answers = {role: (await device.get(path)).status_code for role, device in devices.items()}

    assert answers == {"director": 200, "emcee": 403, "J3": 403}
    assert (await organiser.get(path)).status_code == 200
    assert (await (await hall.device()).get(path)).status_code == 401


async def test_who_may_not_read_it_is_told_nothing_of_it(organiser: AsyncClient, hall: Hall):
    for device in (await hall.device(), await holder(hall, organiser, "J3")):
        for path in PATHS:
            text = (await device.get(path)).text
            assert "评委三" not in text
            assert hall.desk.tail[1] not in text


async def test_the_newest_comes_first_and_page_by_page_there_is_all_of_it(organiser: AsyncClient, hall: Hall):
    await cards(organiser)
    seen: list[int] = []
    before = 0
    while True:
        found = await page(organiser, before=before)
        seen += [line["position"] for line in found["lines"]]
        if not found["older"]:
            break
        assert found["older"] == hall.position - len(seen)
        assert len(found["lines"]) == chronicles.LINES_A_PAGE
        before = seen[-1]

    assert seen == list(range(hall.position, 0, -1))
    assert found["count"] == hall.position
    assert (found["position"], found["tail"]) == hall.desk.tail


async def test_what_happens_is_in_it_at_once(organiser: AsyncClient):
    await page(organiser)

    await send(organiser, "CloseLogin")

    newest = (await page(organiser))["lines"][0]
    assert (said(newest["sentence"]), said(newest["who"])) == ("会场已封闭登录", "组织者")
    assert (await organiser.get("/log/tail")).json()["position"] == newest["position"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "draw"}, 1),
        ({"who": "judge/J3"}, 26),  # seated, 24 sheets and one again, one of them returned, of 23
        ({"text": "漏看评分说明"}, 1),
        ({"text": "Returned"}, 1),
        ({"text": "没有人这样说"}, 0),
        ({"kind": "marking", "text": "回避"}, 1),
    ],
)
async def test_it_is_sifted(organiser: AsyncClient, query: dict[str, str], count: int):
    found = await page(organiser, **query)

    assert found["count"] == count


async def test_no_mark_is_told_nor_searched(organiser: AsyncClient, hall: Hall):
    log = full_day()
    told = [entry.event.announced for entry in log.entries if isinstance(entry.event, e.ScoreRevealed)]
    sheets = [entry.event.marks for entry in log.entries if isinstance(entry.event, e.SheetSubmitted)]

    everything = "".join([(await organiser.get(f"/log/lines?before={n}")).text for n in (0, 101, 201)])

    for score in told:
        assert f'"{score.score}"' not in everything
        assert (await page(organiser, text=score.score))["count"] == 0
    assert '"marks"' not in everything
    assert (await page(organiser, text=str(next(iter(sheets[0].values())))))["count"] < len(sheets)


async def test_everything_that_happened_to_an_entrant(organiser: AsyncClient, hall: Hall):
    second = hall.desk.state.orders[TRACK, "present"].entrants[1]

    found = await page(organiser, track=TRACK, entrant=second)
    told = [said(line["sentence"]) for line in reversed(found["lines"])]

    name = hall.desk.state.entrants[TRACK][second].name
    assert f"请 {name} 出场" in told
    assert f"{name} 扣 0.5 分：超时 20 秒" in told
    assert f"{name} 亮分" in told
    assert any(text.startswith("2号评委 评委二回避") for text in told)


@pytest.mark.parametrize("query", ["kind=nonsense", "entrant=c01", "before=x", "before=-1"])
async def test_what_no_page_asks_is_not_there(organiser: AsyncClient, query: str):
    assert (await organiser.get(f"/log/lines?{query}")).status_code == 404


async def test_the_supervisor_reads_all_of_it(organiser: AsyncClient, hall: Hall):
    person = {"id": "P1", "name": "监督员一", "appointments": [{"duty": "supervisor", "scope": {}}]}
    assert (await send(organiser, "SetPerson", person=person)).status_code == 200

    issued = {card["person"]: card for card in (await organiser.post("/passes/all")).json()}
    supervisor = await hall.device()
    await join(supervisor, issued["P1"])

    assert (await page(supervisor))["count"] == hall.position
    about = [said(line["sentence"]) for line in (await page(organiser, who="person/P1"))["lines"]]
    assert about[-1] == "人员 监督员一：监督员"


# Halls


def play(log: Log, *commands: c.Command) -> None:
    for command in commands:
        for event in decide(log.state, asked(log.state, command), ORGANISER, LATER):
            log.add(event, "organiser")


@pytest.fixture
async def director(hall: Hall, tmp_path: Path) -> AsyncClient:
    """Of hall C, where two are before two judges at each window; A has a walk-round, too."""
    log = Log()
    play(log, *walking_halls.set_up())
    play(log, c.IssuePass("mine", Duty.DIRECTOR, None, proof_of_link("of hall C"), "C"))
    for id, window in (
        (walking_halls.paired(0), 1),
        (walking_halls.paired(1), 2),
        (walking_halls.walker(0), 1),
    ):
        play(log, c.CallEntrant(id, window), c.OpenMarking(id))
    sheet = halls.sheet(walking_halls.walker(0), "93.5")
    for event in decide(log.state, sheet, judge(10), LATER):
        log.add(event, "judge/J10")
    await opened(hall, log, tmp_path)
    device = await hall.device()
    assert (await device.post("/join", json={"secret": "of hall C"})).status_code == 200
    return device


async def test_a_director_of_one_hall_reads_of_that_hall_and_of_the_whole(director: AsyncClient, hall: Hall):
    found = await page(director)

    told = "\n".join(said(line["sentence"]) for line in found["lines"])
    assert "请 东号中心 到1号窗口" in told
    assert "新建赛事" in told
    assert "金号中心" not in told
    assert "J10" not in (await director.get("/log/lines")).text
    assert all(not line["halls"] or "C" in line["halls"] for line in found["lines"])
    assert {track["id"] for track in found["tracks"]} == {"far", "bench"}


@pytest.mark.parametrize("query", ["hall=A", "hall=A&who=judge/J10"])
async def test_a_director_of_one_hall_gets_no_other(director: AsyncClient, query: str):
    assert (await director.get(f"/log/lines?{query}")).status_code == 403


@pytest.mark.parametrize("query", [{"who": "judge/J10"}, {"track": "drill"}, {"text": "金号中心"}])
async def test_no_sieve_widens_what_a_director_reads(director: AsyncClient, query: dict[str, str]):
    found = await page(director, **query)

    assert all(not line["halls"] or "C" in line["halls"] for line in found["lines"])
    assert "金号中心" not in str([line["sentence"] for line in found["lines"]])


async def test_the_organiser_sees_all_halls_or_one(director: AsyncClient, hall: Hall):
    organiser = await hall.organiser()

    everything, of_a = await page(organiser), await page(organiser, hall="A")

    assert [choice["id"] for choice in everything["halls"]] == ["A", "B", "C"]
    assert "金号中心" in str(of_a["lines"])
    assert "东号中心" not in str(of_a["lines"])
    assert of_a["count"] < everything["count"]


# Taken along


ALONG = ("/log/csv", "/log/print", "/log/print?format=xlsx")


@pytest.mark.parametrize("path", ALONG)
async def test_who_may_not_read_it_takes_nothing_along(organiser: AsyncClient, hall: Hall, path: str):
    devices = {role: await holder(hall, organiser, role) for role in ("director", "emcee", "J3")}

    answers = {role: (await device.get(path)).status_code for role, device in devices.items()}

    assert answers == {"director": 200, "emcee": 403, "J3": 403}
    assert (await (await hall.device()).get(path)).status_code == 401


async def test_what_was_looked_for_is_printed_and_its_code_leads_to_the_same_lines(
    organiser: AsyncClient, hall: Hall
):
    html = (await organiser.get("/log/print?who=judge/J3&kind=marking")).text

    assert "人员：3号评委 评委三" in html
    assert "类别：评分" in html
    assert "退回3号评委 评委三的评分表：漏看评分说明" in html
    assert "2号评委" not in html
    assert f"记录第 {hall.position} 条" in html
    assert hall.desk.tail[1][:12] in html


async def test_nothing_to_print_is_refused_with_what_to_do(organiser: AsyncClient):
    answer = await organiser.get("/log/print?text=没有人这样说")

    assert answer.status_code == 409
    assert "换一个筛选条件" in answer.json()["detail"]


async def test_too_much_to_print_is_refused_and_goes_into_a_workbook(tmp_path: Path):
    log = set_up()
    for _ in range(chronicle_jobs.MOST_PRINTED // 2 + 1):
        log.add(e.LoginClosed())
        log.add(e.LoginOpened())
    await log.save(tmp_path / "long.sqlite")
    setting = Setting(datetime.now(UTC))
    job = partial(chronicle_jobs.printed_log, tmp_path / "long.sqlite", Sieve())

    with pytest.raises(Refused) as refused:
        job(As.HTML, setting, "/log?")

    assert "导出 Excel" in refused.value.detail
    assert job(As.WORKBOOK, setting, "/log?").content


async def test_as_csv_no_cell_is_a_formula_and_excel_knows_it_for_chinese(organiser: AsyncClient, hall: Hall):
    id = hall.desk.state.orders[TRACK, "present"].entrants[2]
    await send(organiser, "SetStatus", track=TRACK, entrant=id, status=None, reason="=HYPERLINK(1)")

    content = (await organiser.get("/log/csv")).content

    assert content.startswith(b"\xef\xbb\xbfposition,at,by,who,kind,hall,track,entrant,sentence,reason")
    assert b",'=HYPERLINK(1)\n" in content
    assert content.count(b"\n") == hall.position + 1


async def test_as_a_workbook_it_has_the_same_lines(organiser: AsyncClient):
    content = (await organiser.get("/log/print?who=judge/J3&format=xlsx")).content

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    told = [str(row[4]) for row in rows if isinstance(row[0], int | float)]
    assert len(told) == (await page(organiser, who="judge/J3"))["count"]
    assert any("漏看评分说明" in text for text in told)


@pytest.mark.parametrize("path", ALONG)
async def test_a_director_of_one_hall_takes_no_other_along(director: AsyncClient, path: str):
    joint = "&" if "?" in path else "?"
    mine = await director.get(path)
    assert "金号中心" not in text_of(mine)
    assert "东号中心" in text_of(mine)
    assert (await director.get(f"{path}{joint}hall=A")).status_code == 403


def text_of(answer: Response) -> str:
    if "spreadsheet" not in answer.headers["content-type"]:
        return answer.text
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row)


async def test_all_that_happened_to_an_entrant_is_a_sheet_of_the_track(organiser: AsyncClient, hall: Hall):
    choices = (await organiser.get("/print/choices")).json()
    [form] = [form for form in choices["tracks"][0]["forms"] if form["form"] == "history"]
    second = hall.desk.state.orders[TRACK, "present"].entrants[1]

    html = (await organiser.get(next(s["path"] for s in form["sheets"] if s["path"].endswith(second)))).text

    assert len(form["sheets"]) == 24, "who withdrew, too"
    assert "超时 20 秒" in html
    assert "漏看评分说明" not in html
    assert html.count("校验码") >= 2


async def test_its_code_is_known_and_tells_no_guest_what_is_on_it(organiser: AsyncClient, hall: Hall):
    second = hall.desk.state.orders[TRACK, "present"].entrants[1]
    html = (await organiser.get(f"/print/history/{TRACK}/-/{second}")).text
    code = re.findall(r"校验码 (?:<b>)?([0-9]+-[A-Z2-7]{5}-[A-Z2-7]{5})", html)[0]
    await send(organiser, "CloseLogin")

    answer = (await (await hall.device()).post("/verify", json={"code": code})).json()

    assert (answer["agrees"], answer["is_corrected"]) == (True, False)
    assert answer["lines"] == []
    assert "超时" not in str(answer)


async def test_the_job_of_a_track_has_no_histories(organiser: AsyncClient):
    assert "操作记录" not in (await organiser.get(f"/print/all/{TRACK}")).text


async def test_a_director_of_one_hall_prints_no_history_of_a_track_that_is_judged_elsewhere_too(
    hall: Hall, tmp_path: Path
):
    log = Log()
    play(log, *walking_halls.set_up())
    play(log, c.IssuePass("mine", Duty.DIRECTOR, None, proof_of_link("of hall A"), "A"))
    play(log, c.CallEntrant(walking_halls.walker(0), 1))
    organiser = await opened(hall, log, tmp_path)
    device = await hall.device()
    assert (await device.post("/join", json={"secret": "of hall A"})).status_code == 200

    assert (await organiser.get("/print/history/drill")).status_code == 200
    assert (await device.get("/print/history/drill")).status_code == 409


async def test_a_director_of_one_hall_prints_the_history_of_a_track_that_is_judged_there(
    director: AsyncClient,
):
    assert "请 东号中心 到1号窗口" in (await director.get("/print/history/bench/-/bench0")).text
