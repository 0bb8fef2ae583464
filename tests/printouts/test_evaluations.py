"""An evaluation on the result sheet: its scores, the places they make, and how many sheets there were."""

from judging.core import commands as c
from judging.core.decide import decide
from judging.printouts.forms import sheets
from tests import ballots_day
from tests.day import ORGANISER
from tests.evaluated_day import EvaluatedDay
from tests.printouts.made_up import Log
from tests.printouts.test_summary import moment


def results(entries, track):
    [sheet] = sheets(moment(entries), "results", track)
    columns = [column.key for column in sheet.table.columns]
    return sheet, [
        dict(zip(columns, (cell.text for cell in line.cells), strict=True)) for line in sheet.table.lines
    ]


def test_a_track_that_is_only_evaluated_has_its_sheet_once_that_is_closed():
    day = EvaluatedDay().open().fill_in()
    assert sheets(moment(day.log.entries), "results", "front") == []

    sheet, rows = results(day.close().log.entries, "front")

    # p1: the four others come to 89.75 of 100, and the own 100 counts a fifth
    assert [(row["place"], row["name"], row["composite"]) for row in rows] == [
        ("1", "选手01", "91.80"),
        ("2", "选手02", "91.20"),
        ("3", "选手03", "90.40"),
        ("4", "选手04", "89.60"),
        ("5", "选手05", "88.20"),
    ]
    assert "民主测评：测评表共 25 份，每个参赛对象 5 份；自评 5 份" in "".join(sheet.notes)
    assert "互评 20 份，不去高低分，平均，按 20:80 加权" in "".join(sheet.notes)
    assert "评委" not in "".join(sheet.notes)


def test_slips_are_told_as_counts_that_add_up():
    log = Log()
    for command in (
        c.CreateCompetition(ballots_day.RULES, {"window": ballots_day.ENTRANTS}),
        ballots_day.issue(ballots_day.A, 4, 1),
        ballots_day.issue(ballots_day.B, 2, 11),
        *(
            ballots_day.issue(ballots_day.VISIT, 2, 21 + 2 * n, each.id)
            for n, each in enumerate(ballots_day.ENTRANTS)
        ),
        *ballots_day.opening(),
        *(ballots_day.cast(n) for n in (1, 2, 3, 11)),
        *(
            ballots_day.cast(21 + 2 * n, {each.id: {"fast": "5", "kind": "4"}})
            for n, each in enumerate(ballots_day.ENTRANTS)
        ),
        c.VoidSlips("a1", {4: ballots_day.slip(4)}, "打印污损"),
    ):
        do(log, command)
    assert sheets(moment(log.entries), "results", "window") == []
    for kind in (ballots_day.A, ballots_day.VISIT):
        do(log, c.CloseEvaluation(*kind[:2]))

    sheet, rows = results(log.entries, "window")

    notes = "".join(sheet.notes)
    assert "民主测评A票测评票：发出 4 张，收回 3 张，作废 1 张，未交回 0 张。" in notes
    assert "民主测评B票测评票：发出 2 张，收回 1 张，作废 0 张，未交回 1 张。" in notes
    assert "群众评价：测评表共 3 份，每个参赛对象 1 份；不去高低分，平均，四舍五入到2位。" in notes
    assert [row["place"] for row in rows] == ["1", "2", "3"]


def do(log, command):
    for event in decide(log.state, command, ORGANISER, ballots_day.OPENED):
        log.add(event, ORGANISER.label, ballots_day.OPENED)
