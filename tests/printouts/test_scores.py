import pytest

from judging.core import events as e
from judging.core.performance import SheetPhase
from judging.printouts.forms import sheets
from judging.printouts.moment import moment

from .made_up import ROUND, TRACK, full_day, mark, marks, performance, set_up


def score(log, entrant, *, whole=False):
    [sheet] = sheets(moment(log.entries), "score", TRACK, ROUND, entrant, whole=whole)
    return sheet


@pytest.fixture(scope="module")
def day():
    return full_day()


def test_every_mark_of_every_judge_stands_under_its_criterion(day):
    entrant = day.state.orders[TRACK, ROUND].entrants[4]
    sheets_of = day.state.performance(performance(entrant)).sheets

    lines = score(day, entrant).table.lines

    for line in lines[:-1]:
        given = [sheets_of[f"J{seat}"].marks[line.subject] for seat in range(1, 8)]
        assert [cell.text for cell in line.cells[2:]] == given
    assert [cell.struck for cell in lines[-1].cells].count("high") == 1


def test_the_calculation_is_the_one_that_was_announced(day):
    entrant = day.state.orders[TRACK, ROUND].entrants[1]
    told = day.state.performance(performance(entrant)).announced

    sheet = score(day, entrant)

    assert sheet.steps == told.trace
    assert sheet.outcome == (("评委评分", told.raw), ("扣分：超时 20 秒", "−0.5"), ("最后得分", told.score))


def test_a_returned_sheet_is_told_with_its_reason_and_both_totals(day):
    returned, again = score(day, day.state.orders[TRACK, ROUND].entrants[0]).corrected

    assert returned.text == "退回3号评委 评委三的评分表：漏看评分说明"
    assert again.text == "3号评委重新提交评分表：总分由 93.5 改为 89.5"


def test_corrected_totals_have_as_many_decimals_as_those_in_the_table():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.SheetReturned(id, "J3", "漏看评分说明"))
    log.add(e.SheetSubmitted(id, "J3", 2, marks(20)), "judge/J3")
    log.close(id)
    log.reveal(id)

    assert score(log, "c01").corrected[1].text.endswith("总分由 93.5 改为 90.0")


def test_a_recusal_is_a_correction_only_of_a_sheet_that_was_given():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    early = performance("c02")
    log.add(e.EntrantCalled(early))
    log.add(e.MarkingOpened(early))
    log.add(e.JudgeExcused(early, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    for judge in ("J1", "J3", "J4", "J5", "J6", "J7"):
        log.add(e.SheetSubmitted(early, judge, 1, marks(11)), f"judge/{judge}")
    for found in (id, early):
        log.close(found)
        log.reveal(found)

    assert [found.text for found in score(log, "c01").corrected] == ["2号评委 评委二回避：曾在该单位任职"]
    assert score(log, "c02").corrected == ()
    assert len(score(log, "c02").excuses) == 1


def test_what_happened_to_others_is_not_among_the_corrections(day):
    assert score(day, day.state.orders[TRACK, ROUND].entrants[5]).corrected == ()


def test_a_reveal_that_was_taken_back_stays_on_paper():
    log = set_up()
    id = mark(log, "c01")
    log.close(id)
    log.reveal(id)
    log.add(e.RevealWithdrawn(id, "念错单位"))
    log.add(e.MarkingReopened(id, "2号评委漏评一项"))
    log.add(e.SheetReturned(id, "J2", "漏评一项"))
    log.add(e.SheetSubmitted(id, "J2", 2, marks(4)), "judge/J2")
    log.close(id)
    log.reveal(id)

    kinds = [found.kind for found in score(log, "c01").corrected]

    assert kinds == ["RevealWithdrawn", "MarkingReopened", "SheetReturned", "SheetSubmitted"]


def test_each_performance_has_a_sheet_in_running_order(day):
    order = day.state.orders[TRACK, ROUND].entrants

    found = [sheet.place.subject for sheet in sheets(moment(day.entries), "score", TRACK)]

    assert found == [entrant for entrant in order if (TRACK, entrant) not in day.state.statuses]


def test_every_judge_and_every_officer_has_a_line_to_sign(day):
    signatures = score(day, day.state.orders[TRACK, ROUND].entrants[0]).signatures

    assert signatures[:2] == ("1号 评委一", "2号 评委二")
    assert signatures[7:] == ("记分员", "复核员", "评委组长", "监督员")


def test_a_recused_judge_signs_the_recusal_and_an_absent_one_nothing():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    log.add(e.JudgeExcused(id, "J5", SheetPhase.ABSENT, "突发疾病"))
    log.close(id)
    log.reveal(id)

    sheet = score(log, "c01")

    assert sheet.signatures[:3] == ("1号 评委一", "3号 评委三", "4号 评委四")
    assert [(found.text, found.signs) for found in sheet.excuses] == [
        ("2号 评委二 回避（曾在该单位任职），本人签名：", True),
        ("5号 评委五 缺席（突发疾病），不签名。", False),
    ]
