"""`judging verify`: what is whole is said to be, and what was touched is named by its position."""

import argparse
import secrets
import sqlite3
from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.audit import verify
from judging.core import commands as c
from judging.core import events as e
from judging.core.hall.performance import Source
from judging.core.scoring.day import Deduction
from judging.desk import Desk
from judging.store.sqlite import SqliteLog, entries
from tests import day, panels_day
from tests.day import judge, on, sheet
from tests.printouts import made_up
from tests.second.days import Day


@pytest.fixture
async def file(tmp_path):
    """A competition with one revealed score and a ranking, closed."""
    desk = await Desk.open(await SqliteLog.open(tmp_path / "day.sqlite"))

    async def send(command, by=day.ORGANISER):
        await desk.submit(secrets.token_hex(8), day.asked(desk.state, command), by)

    for command in (
        day.CREATE,
        day.SEAT,
        day.COMPONENTS,
        day.ORDER,
        c.CallEntrant(on("e1")),
        c.OpenMarking(on("e1")),
    ):
        await send(command)
    for n, (content, manner) in day.TOTALS.items():
        await send(sheet("e1", content, manner), judge(n))
    for command in (
        c.CloseMarking(on("e1")),
        c.RevealScore(on("e1")),
        c.AdvanceReveal(on("e1"), whole=True),
        day.publish(),
    ):
        await send(command)
    await desk.close()
    return tmp_path / "day.sqlite"


def run(file, capsys):
    status = verify.main(argparse.Namespace(file=file))
    return status, capsys.readouterr().out


def test_a_whole_file_agrees(file, capsys):
    status, said = run(file, capsys)

    assert status == 0
    assert "一致：15 条记录" in said


def test_one_changed_byte_of_a_mark_names_the_position(file, capsys):
    position = next(entry.position for entry in entries(file) if isinstance(entry.event, e.SheetSubmitted))
    whole = file.read_bytes()
    assert whole.count(b'"content":"55","manner":"37.5"') == 1

    file.write_bytes(whole.replace(b'"content":"55","manner":"37.5"', b'"content":"56","manner":"37.5"'))

    status, said = run(file, capsys)
    assert status == 1
    assert f"第 {position} 条" in said


def test_a_forged_chain_is_found_by_computing_again(file, capsys, tmp_path):
    """Whoever rewrites the whole chain still has to make the announced numbers fit the marks."""
    from judging.store import draft
    from judging.store.chain import START, linked

    drafts = []
    for entry in entries(file):
        event = entry.event
        if isinstance(event, e.SheetSubmitted) and event.judge == "J1":
            event = e.SheetSubmitted(event.performance, "J1", 1, {"content": "50", "manner": "37.5"})
        drafts.append(draft(event, entry.at, entry.by, entry.command))
    with sqlite3.connect(file) as db:
        db.execute("DROP TRIGGER no_update")
        for position, *_, data, hash in linked(START, drafts):
            db.execute("UPDATE log SET data = ?, hash = ? WHERE position = ?", (data, hash, position))

    status, said = run(file, capsys)

    assert status == 1
    assert "第 12 条记录：甲街道中心确认为 91.17，重算为 " in said


def test_what_is_no_competition_file_is_said_to_be_none(tmp_path, capsys):
    (tmp_path / "letter.txt").write_text("不是赛事")

    status, said = run(tmp_path / "letter.txt", capsys)

    assert status == 2
    assert "letter.txt" in said


@pytest.mark.parametrize("seed", range(20))
def test_random_days_before_several_panels_are_whole(seed):
    log = made_up.Log()
    day = Day(seed)
    for event in day.events():
        log.add(event, by=day.by, at=day.at)

    assert verify.wrong_numbers(log.entries) == []


def test_an_equalised_ranking_with_another_number_is_named():
    log = made_up.Log()
    for event in panels_day.events():
        if isinstance(event, e.TrackLocked):
            row = event.rows[0]
            higher = replace(row, scores={**row.scores, "show": "99.99"})
            event = replace(event, rows=(higher, *event.rows[1:]))
        log.add(event)

    wrong = verify.wrong_numbers(log.entries)

    assert {position for position, _ in wrong} == {len(log.entries)}
    assert any("各环节得分" in said for _, said in wrong)


def retaken(announced=None):
    """The first entrant performs again, and the first attempt counts all the same."""
    log, id = made_up.set_up(), made_up.performance("c01")
    made_up.mark(log, "c01")
    if announced is None:
        log.close(id)
    else:
        log.add(e.MarkingClosed(id, announced))
    log.add(e.RetakeGranted(id, 1, "停电", "见证人"))
    made_up.mark(log, "c01")
    log.close(id)
    log.add(e.AttemptCounted(id, 0, "仲裁", "见证人"))
    log.reveal(id)
    return log


def test_each_attempt_is_computed_again_and_so_is_the_one_that_counts():
    whole = retaken()
    assert verify.wrong_numbers(whole.entries) == []

    told = next(entry.event.announced for entry in whole.entries if isinstance(entry.event, e.MarkingClosed))
    wrong = verify.wrong_numbers(retaken(replace(told, score="99.00")).entries)

    kinds = {type(whole.entries[position - 1].event) for position, _ in wrong}
    assert kinds == {e.MarkingClosed, e.AttemptCounted, e.ScoreRevealed}


def paper_day(*, confirmed_by="person/P2", entered="55", entry=True, between=()):
    """The first sheet comes from paper: entered by one, and in with these two names."""
    log, id = made_up.set_up(), made_up.performance("c01")
    made_up.mark(log, "c01")
    first = next(each.event for each in log.entries if isinstance(each.event, e.SheetSubmitted))
    log.add(e.SheetReturned(id, first.judge, "笔误"))
    if entry:
        other = {**first.marks, "work": entered} if entered else first.marks
        log.add(e.SheetEntered(id, first.judge, 2, other, "person/P1"))
    for event in between:
        log.add(event(id, first.judge))
    log.add(
        replace(first, revision=2, source=Source.PAPER, entered_by="person/P1", confirmed_by=confirmed_by)
    )
    log.close(id)
    return log


def differed(id, judge):
    return e.SheetEntryDiffered(id, judge, {}, "person/P2")


def withdrawn(id, judge):
    return e.SheetEntryWithdrawn(id, judge, "是2号的")


def test_a_paper_sheet_of_two_people_is_whole():
    assert verify.wrong_numbers(paper_day(entered="").entries) == []


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ({"confirmed_by": "person/P1"}, "复核"),
        ({"confirmed_by": ""}, "复核"),
        ({"entered": "1"}, "录入"),
        ({"entry": False}, "录入"),
        ({"between": (differed,)}, "录入"),
        ({"between": (withdrawn,)}, "录入"),
    ],
)
def test_a_paper_sheet_that_two_people_did_not_type_alike_is_named(forged, said):
    log = paper_day(**{"entered": "", **forged})

    wrong = verify.wrong_numbers(log.entries)

    assert [position for position, _ in wrong] == [len(log.entries) - 1]
    assert f"纸质评分表的{said}" in wrong[0][1]


def two_person_day(*, confirmed_by="person/P2", points="2", confirmed=True, asked="2"):
    """A deduction under rules that ask for two persons."""
    log, id = made_up.set_up(), made_up.performance("c01")
    log.add(e.RulesSet(replace(log.state.rulebook, two_persons=True)))
    made_up.mark(log, "c01")
    log.add(e.EntryMade(1, c.EnterDeduction(id, asked, "超时"), "person/P1"))
    if confirmed:
        log.add(e.EntryConfirmed(1, confirmed_by))
    log.add(e.DeductionEntered(id, Deduction(Decimal(points), "超时")))
    log.close(id)
    return log


def test_a_deduction_of_two_people_is_whole():
    assert verify.wrong_numbers(two_person_day().entries) == []


@pytest.mark.parametrize(
    "forged", [{"confirmed_by": "person/P1"}, {"confirmed": False}, {"points": "3"}, {"confirmed_by": ""}]
)
def test_a_deduction_that_nobody_else_confirmed_is_named(forged):
    log = two_person_day(**forged)

    wrong = verify.wrong_numbers(log.entries)

    assert [position for position, _ in wrong] == [len(log.entries) - 1]
    assert "由两人经手的录入" in wrong[0][1]
